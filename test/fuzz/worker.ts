import { randomUUID } from "node:crypto";
import { signIn } from "../harness/callers.js";
import { currentSession, isNobodys } from "./foreign.js";
import type { Judge } from "./judge.js";
import { callForNothing, type Line, type Outcome, openLine } from "./line.js";
import { isPlain, withRawNumbers } from "./mutations.js";
import { learn, newMade, newTalk, type Persona, resolved, unlearn, type World } from "./persona.js";
import { type Frame, namespaceOf, type Part, planOf } from "./plan.js";
import { exchange } from "./rawHttp.js";
import type { Request } from "./requests.js";
import { fuzzingColleagues } from "./stage.js";
import { Reference } from "./values.js";

/** Sends a plan's frames as somebody, several at a time, and hands what comes back to the judge. */

export type Worker = {
  /** Sends this many frames more; `phase` says whether the town's own limits hold. */
  send(count: number, phase: "roomy" | "limited"): Promise<void>;
  close(): void;
};

const framesPerStretch = 40;
const isYes = (outcome: Outcome) =>
  outcome.ended === "answered" && (outcome.answer as { ok?: unknown } | null)?.ok === true;
/** A network frame of more than this may be above the transport's limit, which closes the connection. */
const largeBytes = 90_000;
/** What the protocol library keeps for itself: it ends the connection that sends one. */
const closing = new Set([
  "connect",
  "connect_error",
  "disconnect",
  "disconnecting",
  "newListener",
  "removeListener",
]);

/** About how many bytes a planned value becomes. */
const sizeOf = (value: unknown): number => {
  // An envelope or record, which its spoiling may have made longer.
  if (value instanceof Reference)
    return value.spoiling?.how === "extend" ? value.spoiling.byBytes + 30_000 : 2_000;
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === "string") return Buffer.byteLength(value) * 2;
  if (typeof value !== "object" || value === null) return 8;
  return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + 4 + sizeOf(part), 2);
};

/** Whether the gateway may end the connection for it. */
const isBreaking = (frame: Frame) =>
  frame.kind === "packets" ||
  (frame.kind === "event" &&
    (closing.has(frame.event) || sizeOf(frame.args) > largeBytes || announcesBinary(frame.args)));
/** What looks like Socket.IO's own mark of binary, with none behind it, is no packet. */
const announcesBinary = (args: readonly unknown[]) => JSON.stringify(args).includes('"_placeholder"');
export const createWorker = async (
  part: Part,
  { seed, index }: { seed: number; index: number },
  { world, judge }: { world: World; judge: Judge },
): Promise<Worker> => {
  const { stage } = world;
  const { gateway, town } = stage;
  const name = fuzzingColleagues[index % fuzzingColleagues.length] ?? "chris";
  const colleague = town.people.get(name);
  const { talk, request: begin } = await newTalk(stage);
  const isColleague = part === "colleague" && colleague !== undefined;
  const persona: Persona = {
    part,
    keys: isColleague ? colleague.keys : talk.citizen,
    colleague,
    talk: part === "citizen" ? talk : (world.talks.at(-1) ?? talk),
    cookie: "",
    session: "",
    nonce: new Uint8Array(32),
    answer: randomUUID(),
    label: randomUUID(),
    chain: undefined,
  };
  let line: Line | undefined;
  let isSignedIn = false;
  let stretch = 0;
  let planned: Frame[] = [];

  const enter = async () => {
    if (!colleague) return;
    persona.cookie = await signIn(stage, colleague);
    persona.session = await currentSession(stage, persona.cookie);
    isSignedIn = true;
  };
  const hear = (bytes: Buffer) => judge.heard(bytes, "a frame");
  const open = async () => {
    const [origin, headers] = isColleague
      ? [gateway.inboxOrigin, { cookie: persona.cookie }]
      : [gateway.widgetOrigin, {}];
    line = await openLine(origin, { namespace: namespaceOf(part), headers: { origin, ...headers } }, hear);
    persona.nonce = line?.nonce() ?? persona.nonce;
    if (part === "citizen") await callRightly("authenticate");
  };
  /** A call without which a citizen could do nothing. */
  const callRightly = async (event: "authenticate" | "conversation:open") => {
    if (!line) return;
    const authenticate = { organisation: "organisation", vk: "vk", signature: "signature" };
    const request =
      event === "authenticate"
        ? await resolved(
            Object.fromEntries(
              Object.entries(authenticate).map(([field, kind]) => [field, new Reference(kind, "own")]),
            ),
            { persona, world },
            newMade(),
          )
        : begin;
    const call = { event, args: [request] };
    judge.called(call, await line.call(event, call.args), { mayClose: true });
  };
  const prepare = async (phase: "roomy" | "limited") => {
    try {
      if (!isSignedIn) await enter();
      if (!line?.isOpen()) await open();
      // Its session ended, perhaps by the other's "all but this one".
      if (!line && isColleague) {
        await enter();
        await open();
      }
    } catch (error) {
      if (phase === "roomy") throw error;
    }
    if (isColleague) persona.talk = world.talks.at(-1) ?? persona.talk;
  };

  const ask = async (frame: Extract<Frame, { kind: "event" }>, mayClose: boolean) => {
    if (!line) return;
    const made = newMade();
    const place = { persona, world };
    const args = (await resolved(frame.args, place, made)) as unknown[];
    if (!frame.acknowledged) return line.tell(frame.event, args);
    const asked = line;
    const outcome = await asked.call(frame.event, args);
    // A request beside it may have ended the colleague's session, and the line hears so before it closes (PROTOCOL.md A3).
    judge.called({ event: frame.event, args }, outcome, { mayClose: mayClose || asked.sessionEnded() });
    if (isYes(outcome)) learn(args[0], place, made);
    else unlearn(persona, made);
  };

  /** Comes in with another's session, or with what is nobody's, which opens nothing. */
  const tryEntry = async ({ cookie: which, event, args }: Extract<Frame, { kind: "entry" }>) => {
    const place = { persona, world };
    const cookie = world.foreign.cookie(which, persona.cookie);
    const side = which === "otherTown" ? "otherTown" : "town";
    const entered = await openLine(
      gateway.inboxOrigin,
      { namespace: "/agent", headers: { origin: gateway.inboxOrigin, cookie } },
      (bytes) => judge.heard(bytes, `a frame to ${which}`, side),
    );
    if (!entered) return isNobodys(which) ? undefined : world.foreign.renew(which);
    if (isNobodys(which)) judge.find(`${which} was taken for a session`, { cookie });
    const call = { event, args: (await resolved(args, place, newMade())) as unknown[] };
    const outcome = await entered.call(event, call.args);
    entered.close();
    judge.called(call, outcome, { mayClose: true });
    const [request] = call.args;
    if (isYes(outcome) && isPlain(request) && "conversation" in request)
      judge.find(`${event} reached another's conversation as ${which}`, call);
  };

  /** Whether the line outlived it is known before it carries anything else. */
  const settle = async () => {
    if (!line) return;
    const [event, args] = callForNothing;
    judge.called({ event, args }, await line.settle(), { mayClose: true });
  };

  /** Who enters a namespace again is challenged again, and is nobody until then. */
  const showAgain = async () => {
    const nonce = line?.nonce();
    if (part !== "citizen" || !line?.isOpen() || !nonce || nonce === persona.nonce) return;
    persona.nonce = nonce;
    await callRightly("authenticate");
  };

  const request = async (planned: Request) => {
    const place = { persona, world };
    const made = newMade();
    const text = async (value: unknown) => String(await resolved(value, place, made));
    const path = (await Promise.all(planned.path.map(text))).join("");
    const headers = await Promise.all(
      planned.headers.map(async ([key, value]) => [key, await text(value)] as const),
    );
    const bodies = {
      none: async () => Buffer.alloc(0),
      json: async (value: unknown) =>
        Buffer.from(withRawNumbers(JSON.stringify(await resolved(value, place, made)) ?? "")),
    };
    const { body } = planned;
    const bytes =
      body.kind === "bytes"
        ? Buffer.from(body.bytes)
        : await (body.kind === "none" ? bodies.none() : bodies.json(body.value));
    const has = (key: string) => headers.some(([other]) => other.toLowerCase() === key);
    const origin = planned.origin === "inbox" ? gateway.inboxOrigin : gateway.widgetOrigin;
    const lines = [
      `${planned.method} ${path} HTTP/1.1`,
      ...(has("host") ? [] : [`Host: ${new URL(origin).host}`]),
      ...headers.map(([key, value]) => `${key}: ${value}`),
      ...(body.kind === "none"
        ? []
        : [`Content-Type: ${body.kind === "json" ? "application/json" : body.type}`]),
      ...(has("content-length") || has("transfer-encoding") ? [] : [`Content-Length: ${bytes.length}`]),
      ...(has("connection") ? [] : ["Connection: close"]),
    ];
    const head = `${lines.join("\r\n")}\r\n\r\n`;
    const isWhole = !["content-length", "transfer-encoding", "connection", "upgrade", "expect"].some(has);
    const sent = Buffer.concat([Buffer.from(head, "latin1"), bytes]);
    const answer = await exchange(origin, sent, { isWhole: isWhole && planned.method !== "CONNECT" });
    const isOwnHeaders = planned.headers.length === 2;
    judge.answered(
      isOwnHeaders ? planned : { ...planned, route: undefined },
      answer,
      `${head}${bytes.toString("latin1")}`,
    );
    if (answer.ended !== "answered") return;
    // Whoever signs in is who their passphrase says, whatever session they show beside it.
    const isOtherTown = planned.as === "otherTown" && planned.route !== "POST /api/v1/session";
    judge.heard(answer.bytes, "an HTTP answer", isOtherTown ? "otherTown" : "town");
    if (planned.as) {
      const mayHaveEnded = planned.method === "DELETE" || answer.status === 401;
      if (mayHaveEnded && !isNobodys(planned.as)) await world.foreign.renew(planned.as);
      return;
    }
    const set = answer.headers.get("set-cookie")?.split(";")[0];
    if (set?.startsWith("eigenkanaal_inbox=") && answer.status === 200) persona.cookie = set;
    if (planned.method === "DELETE" || answer.status === 401) isSignedIn = false;
  };

  await enter();
  await open();
  if (part === "citizen") {
    await callRightly("conversation:open");
    world.talks.push(talk);
  }
  return {
    send: async (count, phase) => {
      for (let sent = 0; sent < count && gateway.process.exitCode === null; ) {
        if (planned.length === 0)
          planned = planOf(part, { seed, worker: index, stretch: stretch++ }, framesPerStretch);
        const batch = planned.splice(0, Math.min(1 + (sent % 8), count - sent));
        sent += batch.length;
        await prepare(phase);
        const mayClose = phase === "limited";
        await Promise.all(
          batch.map(async (frame) => {
            if (frame.kind === "request") await request(frame.request);
            else if (frame.kind === "entry") await tryEntry(frame);
            else if (frame.kind === "event" && !isBreaking(frame)) await ask(frame, mayClose);
          }),
        );
        // What may end the line comes after what it would end.
        for (const frame of batch.filter(isBreaking)) {
          await prepare(phase);
          if (frame.kind === "event") await ask(frame, true);
          else if (frame.kind === "packets") line?.write(frame.frames);
          await settle();
          await showAgain();
        }
      }
    },
    close: () => line?.close(),
  };
};
