import { errors, readEnvelopeHeader, readEpochHeader, replyOf } from "@eigenkanaal/protocol";
import { z } from "zod";
import * as mini from "zod/mini";
import { isNobodys } from "./foreign.js";
import type { Outcome } from "./line.js";
import type { RawAnswer } from "./rawHttp.js";
import type { Request } from "./requests.js";
import { answerOf, routes } from "./surface.js";

/** What must hold whatever is sent. Everything that does not is kept by its kind, with the first frame that showed it. */

export type Finding = { kind: string; example: unknown; count: number };

/** Bytes or letters that no answer may carry to who speaks as somebody of `towards`. */
export type Secret = { name: string; bytes: Buffer; towards: readonly Side[] };
/** Whose session is shown: the town's that is fuzzed, or the other's. */
export type Side = "town" | "otherTown";

const anyReply = replyOf(mini.unknown());
/** The database is there all the time, so neither may be said. */
const faults: ReadonlySet<string> = new Set(["internal", "unavailable"]);

export type Judge = ReturnType<typeof createJudge>;

export const createJudge = (secrets: readonly Secret[]) => {
  const findings = new Map<string, Finding>();
  const codes = new Map<string, number>();
  const allowed = { message: new Set<string>(), conversation: new Set<string>(), epoch: new Set<string>() };

  const find = (kind: string, example: unknown) => {
    const known = findings.get(kind);
    if (known) known.count++;
    else findings.set(kind, { kind, example, count: 1 });
  };
  const count = (code: string) => codes.set(code, (codes.get(code) ?? 0) + 1);

  /** What a request may have stored: its acknowledgement came, or was lost with the line. */
  const mayStore = (event: string, request: unknown) => {
    if (typeof request !== "object" || request === null) return;
    const { conversation, channel = "public", envelope, record } = request as Record<string, unknown>;
    // The second is a colleague's, at the counter.
    if (event === "conversation:open" || event === "conversation:begin")
      allowed.conversation.add(`${conversation}`);
    if (envelope instanceof Uint8Array)
      allowed.message.add(`${conversation}/${channel}/${readEnvelopeHeader(envelope)?.messageId}`);
    if (record instanceof Uint8Array)
      allowed.epoch.add(`${conversation}/${channel}/${readEpochHeader(record)?.epoch}`);
  };

  return {
    find,
    allowed,
    findings: () => [...findings.values()],
    codes: () => Object.fromEntries([...codes].toSorted()),

    /** Nothing of others may come in, in any form that a frame has. */
    heard: (bytes: Buffer, where: string, side: Side = "town") => {
      for (const { name, bytes: secret, towards } of secrets)
        if (towards.includes(side) && bytes.includes(secret))
          find(`${where} carried ${name}`, bytes.subarray(0, 400).toString("latin1"));
    },

    /** `mayClose`: something was sent for which the gateway ends a connection. */
    called: (
      { event, args }: { event: string; args: readonly unknown[] },
      outcome: Outcome,
      { mayClose }: { mayClose: boolean },
    ) => {
      const frame = { event, args };
      if (outcome.ended !== "answered") {
        mayStore(event, args[0]);
        count(outcome.ended);
        if (outcome.ended === "unanswered") return find(`no answer to ${event}`, frame);
        if (!mayClose) find(`the line closed on ${event}`, frame);
        return;
      }
      const reply = z.safeParse(anyReply, outcome.answer);
      if (!reply.success)
        return find(`the answer to ${event} is no Reply`, { frame, answer: outcome.answer });
      if (!reply.data.ok) {
        count(reply.data.code);
        if (faults.has(reply.data.code)) find(`${event} was answered ${reply.data.code}`, frame);
        return;
      }
      count("ok");
      mayStore(event, args[0]);
      const schema = answerOf(event);
      if (!schema) return find(`${event} was carried out`, frame);
      if (!z.safeParse(schema, reply.data.value).success)
        find(`the answer to ${event} is not of its shape`, { frame, answer: reply.data.value });
    },

    /** `sent`: the request's bytes, where they must be answered. */
    answered: (request: Request, answer: RawAnswer, sent: string) => {
      const { route, path } = request;
      const example = { sent: sent.slice(0, 600), answer };
      if (answer.ended === "unanswered") return find("no answer to an HTTP request", example);
      if (answer.ended === "closed")
        return route === undefined ? undefined : find(`${route} was not answered`, example);
      const { status, headers, body } = answer;
      count(`http ${status}`);
      if (status >= 500) return find(`HTTP ${status} at ${route ?? "a strange request"}`, example);
      const isRefused = status >= 400;
      if (request.as && isNobodys(request.as) && route && routes[route]?.of === "member" && !isRefused)
        find(`${request.as} was taken for a session at ${route}`, example);
      const type = headers.get("content-type") ?? "";
      // What Node's parser and Engine.IO refuse themselves has no body of ours.
      const isLibrarys = !headers.has("content-security-policy");
      if (isLibrarys) {
        const isSocketPath = path.some((part) => typeof part === "string" && part.includes("socket.io"));
        if (status < 400 && status !== 101) find(`HTTP ${status} without the security headers`, example);
        if (route !== undefined && ![400, 413, 417, 431].includes(status) && !isSocketPath)
          find(`HTTP ${status} of a library at ${route}`, example);
        return;
      }
      if (headers.get("x-content-type-options") !== "nosniff") find("a response without nosniff", example);
      if (status >= 400) {
        const problem = type.startsWith("application/problem+json") ? parsed(body) : undefined;
        const code = z.safeParse(z.object({ code: z.string(), status: z.number() }), problem);
        const isHead = request.method === "HEAD";
        if (isHead) return;
        if (!code.success || !Object.hasOwn(errors, code.data.code))
          return find("a refusal without a code", example);
        if (errors[code.data.code as keyof typeof errors].status !== status)
          find("a refusal of another status", example);
        return;
      }
      const schema = route === undefined ? undefined : routes[route]?.answer;
      if (status < 300 && schema && !z.safeParse(schema, parsed(body)).success)
        find(`the answer to ${route} is not of its shape`, example);
    },
  };
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
