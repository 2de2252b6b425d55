import { ErrorCode, Refusal, type Reply } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { Socket } from "socket.io";
import { z } from "zod";
import { watched } from "../monitoring/watching.js";

/** One request's way: parsed, carried out, answered. */
type Call<Value> = (request: unknown) => Promise<Value>;

/** Exactly the events of a contract, each with a call that gives its value. */
export type Calls<Contract> = {
  [Event in keyof Contract]: Contract[Event] extends (
    request: never,
    reply: (answer: infer Answer) => void,
  ) => void
    ? Call<Extract<Answer, { ok: true }> extends Reply<infer Value> & { value: unknown } ? Value : never>
    : never;
};

/** A call that carries out only what is of its shape (PROTOCOL.md T2). */
export const handle =
  <Schema extends z.core.$ZodType, Value>(
    schema: Schema,
    carryOut: (request: z.output<Schema>) => Promise<Value>,
  ) =>
  (request: unknown): Promise<Value> => {
    const parsed = z.safeParse(schema, request);
    if (parsed.success) return carryOut(parsed.data);
    const tooLarge = parsed.error.issues.some(({ message }) => message === "too_large");
    throw new Refusal(tooLarge ? "too_large" : "malformed");
  };

/**
 * Answers every event of a socket. A Refusal goes back as its code; anything else is a bug or a database that is away,
 * is logged, and goes back as `internal` or `unavailable`. `admit` throws the Refusal of an event that may not run now.
 */
export const answerCalls = (
  socket: Pick<Socket, "onAny"> & { nsp: { name: string } },
  calls: Readonly<Record<string, Call<unknown>>>,
  { admit, refused, running, logger }: Answering,
) => {
  let inFlight = 0;
  const answer = async (event: string, args: unknown[]) => {
    const reply = args.pop();
    if (typeof reply !== "function") {
      // There is nobody to refuse; it counts towards the limits all the same.
      await answerTo(async () => admit(event, inFlight), logger);
      return;
    }
    const startedMs = performance.now();
    const operation = {
      kind: "call" as const,
      namespace: socket.nsp.name,
      // Whatever else they call it is their text.
      event: Object.hasOwn(calls, event) ? event : "unknown",
      code: "ok",
    };
    const given = await watched(operation, async () => {
      const outcome = await answerTo(async () => {
        admit(event, inFlight);
        const call = Object.hasOwn(calls, event) ? calls[event] : undefined;
        if (!call || args.length !== 1) throw new Refusal("malformed");
        return call(args[0]);
      }, logger);
      if (!outcome.ok) {
        operation.code = outcome.code;
        refused(operation.event, outcome.code);
      }
      return outcome;
    });
    logger.debug(
      { event: operation.event, code: operation.code, ms: Math.round(performance.now() - startedMs) },
      "call",
    );
    reply(given);
  };
  socket.onAny((event: string, ...args: unknown[]) => {
    inFlight++;
    const answering = answer(event, args).finally(() => {
      inFlight--;
      running.delete(answering);
    });
    running.add(answering);
  });
};

/** `inFlight`: the connection's calls that are not answered yet, this one included. */
export type Admit = (event: string, inFlight: number) => void;

/**
 * `refused` hears of every call that was refused, by the name of an event that there is. `running` holds the calls that
 * are not answered yet: a stop waits for them.
 */
type Answering = {
  admit: Admit;
  refused: (event: string, code: ErrorCode) => void;
  running: Set<Promise<void>>;
  logger: Logger;
};

const answerTo = async (run: () => Promise<unknown>, logger: Logger): Promise<Reply<unknown>> => {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, code: codeOf(error, logger), ...(error instanceof Refusal && error.remedy) };
  }
};

/** Network errors (ECONNREFUSED …) and SQLSTATE classes 08, 53 and 57: the database is away, not at fault. */
const awayCodes = /^(E[A-Z]+|08...|53...|57...|P1001|P1002|P1008|P1017|P2024|P2028)$/;

/** The code that a caught error is answered with; what is no Refusal is logged, without what it was about. */
export const codeOf = (error: unknown, logger: Logger): ErrorCode => {
  if (error instanceof Refusal) return error.code;
  logger.error({ err: error }, "request failed");
  const causes = [error, error instanceof Error ? error.cause : undefined];
  const away = causes.some(
    (cause) =>
      cause instanceof Error &&
      (("code" in cause && typeof cause.code === "string" && awayCodes.test(cause.code)) ||
        cause.message.includes("timeout exceeded when trying to connect")),
  );
  return ErrorCode.parse(away ? "unavailable" : "internal");
};
