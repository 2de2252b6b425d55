import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { type GatewayDatabases, type RunningGateway, startGateway } from "../harness/gateway.js";

/** A gateway under a supervisor, as it runs in production: whenever it ends it is started again, until `stop`. */
export type SupervisedGateway = {
  /** SIGKILL; started again after `awayMs`. */
  kill(awayMs: number): Promise<void>;
  /** SIGTERM; started again after `awayMs`. */
  restart(awayMs: number): Promise<void>;
  /** Alive and silent for so long. */
  freeze(forMs: number): Promise<void>;
  stop(): Promise<void>;
  /** Everything that its processes wrote. */
  output(): string;
};

const restartAfterMs = 300;

export const superviseGateway = async (
  databases: GatewayDatabases,
  { settings, mishap }: { settings: Record<string, string>; mishap: (what: string) => void },
): Promise<SupervisedGateway> => {
  let running: RunningGateway | undefined;
  let wanted: "up" | "away" | "down" = "up";
  let written = "";

  const supervise = async (started: RunningGateway) => {
    running = started;
    await once(started.process, "exit");
    running = undefined;
    written += started.output();
    const { exitCode, signalCode } = started.process;
    // By itself it may only end at a start, when what it needs is away.
    if (wanted === "up")
      mishap(`ended by itself (${exitCode ?? signalCode}): ${lastWords(started.output())}`);
    void comeBack();
  };

  const comeBack = async () => {
    while (wanted !== "down") {
      await wait(restartAfterMs);
      if (wanted !== "up") continue;
      try {
        const started = await startGateway(databases, settings);
        if (wanted === "up") return void supervise(started);
        await started.stop();
      } catch (error) {
        written += `${error instanceof Error ? error.message : "no start"}\n`;
      }
    }
  };

  void supervise(await startGateway(databases, settings));
  const goAway = async (signal: "SIGKILL" | "SIGTERM", awayMs: number) => {
    wanted = "away";
    const process = running?.process;
    if (process) {
      const ended = once(process, "exit");
      process.kill(signal);
      await ended;
    }
    await wait(awayMs);
    if (wanted === "away") wanted = "up";
  };
  return {
    kill: (awayMs) => goAway("SIGKILL", awayMs),
    restart: (awayMs) => goAway("SIGTERM", awayMs),
    freeze: async (forMs) => {
      const process = running?.process;
      process?.kill("SIGSTOP");
      await wait(forMs);
      process?.kill("SIGCONT");
    },
    stop: async () => {
      wanted = "down";
      await running?.stop();
    },
    output: () => written + (running?.output() ?? ""),
  };
};

const lastWords = (output: string) => output.trim().split("\n").slice(-12).join("\n").slice(-1500);
