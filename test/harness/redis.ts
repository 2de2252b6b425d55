import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./gateway.js";

/** Whether this machine has Redis: the gateway needs it only where several run. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

if (!hasRedis)
  process.stdout.write("not run: what several gateways share over Redis (no redis-server on this machine)\n");

/** A Redis of its own for a test file, which it can stop and start again on the same port. It keeps nothing. */
export type RunningRedis = {
  url: string;
  start(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Alive and silent for so long. */
  freeze(forMs: number): Promise<void>;
  /** What one command answers, as it came over the wire. */
  ask(command: string): Promise<string>;
};

export const startRedis = async (): Promise<RunningRedis> => {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const ask = (command: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1", () => socket.end(`${command}\r\n`));
      socket.on("data", (chunk) => {
        answer += chunk.toString("latin1");
      });
      socket.on("error", reject);
      socket.on("close", () => resolve(answer));
    });
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    const child = server;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  const redis: RunningRedis = {
    url: `redis://127.0.0.1:${port}`,
    ask,
    start: async () => {
      const child = spawn(
        "redis-server",
        ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      server = child;
      for await (const chunk of child.stdout) if (String(chunk).includes("Ready to accept")) break;
      if ((await ask("PING")) !== "+PONG\r\n") throw new Error("Redis does not answer");
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    freeze: async (forMs) => {
      const child = server;
      child?.kill("SIGSTOP");
      await wait(forMs);
      child?.kill("SIGCONT");
    },
  };
  await redis.start();
  return redis;
};
