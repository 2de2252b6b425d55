import type { UUID } from "node:crypto";
import { once } from "node:events";
import { setPriority } from "node:os";
import { citizenFromEntropy } from "@eigenkanaal/crypto";
import type { Socket } from "socket.io-client";
import { type Answer, connectCitizen } from "../harness/callers.js";
import { nextEnvelope } from "./pair.js";

/**
 * A citizen who sends into their own conversation as fast as they can, from as many connections as asked; where one is
 * closed, another is opened. A process of its own, which takes only what the others leave of the processors: a flooder
 * has a machine of their own.
 */
export type Floods = {
  widgetOrigin: string;
  organisation: UUID;
  conversation: UUID;
  entropyBytes: Uint8Array;
  /** The first of a chain, for each connection that there may be. */
  firstEnvelopes: Uint8Array[];
};

/** What became of the messages, and how many connections were closed. */
export type Flooded = { stored: number; refused: number; closed: number; seconds: number };

/** `from` so many connections until 0. */
export type Flood = { from: number };

/** As many as a connection may have unanswered (apps/gateway/README.md, `callsInFlight`). */
const inFlight = 128;

setPriority(19);
process.on("disconnect", () => process.exit(0));
const [floods]: [Floods] = (await once(process, "message")) as [Floods];
const { widgetOrigin, organisation, conversation, firstEnvelopes } = floods;
const keys = citizenFromEntropy(floods.entropyBytes);
const place = { gateway: { widgetOrigin, inboxOrigin: widgetOrigin }, town: { organisation } };
/** How far each chain has come. */
const nextSeqs = firstEnvelopes.map(() => 0);

let flooding: { until: boolean; flooded: Flooded; work: Promise<unknown>; sinceMs: number } | undefined;

/** One window of messages after the other; what was refused is sent again. */
const flood = async (chain: number, flow: NonNullable<typeof flooding>) => {
  const first = firstEnvelopes[chain];
  if (!first) throw new Error("no such chain");
  let socket: Socket | undefined;
  while (!flow.until) {
    if (!socket?.connected) {
      if (socket) flow.flooded.closed++;
      socket = (await connectCitizen(place, keys)).socket.offAny();
    }
    const asked = socket.timeout(20_000);
    const from = nextSeqs[chain] ?? 0;
    const answers = await Promise.all(
      Array.from({ length: inFlight }, async (_, ahead): Promise<Answer | "lost"> => {
        const envelope = nextEnvelope(first, from + ahead);
        try {
          return await asked.emitWithAck("message:send", { conversation, channel: "public", envelope });
        } catch {
          return "lost";
        }
      }),
    );
    const stored = answers.filter((answer) => answer !== "lost" && answer.ok).length;
    nextSeqs[chain] = from + stored;
    flow.flooded.stored += stored;
    flow.flooded.refused += answers.length - stored;
  }
  socket?.disconnect();
};

process.on("message", async ({ from }: Flood) => {
  if (flooding) {
    flooding.until = true;
    await flooding.work;
    process.send?.({ ...flooding.flooded, seconds: (performance.now() - flooding.sinceMs) / 1_000 });
    flooding = undefined;
  }
  if (from === 0) return;
  const flooded = { stored: 0, refused: 0, closed: 0, seconds: 0 };
  const flow = {
    until: false,
    flooded,
    work: Promise.resolve<unknown>(undefined),
    sinceMs: performance.now(),
  };
  flow.work = Promise.all(Array.from({ length: from }, (_, chain) => flood(chain, flow)));
  flooding = flow;
});
process.send?.("ready");
