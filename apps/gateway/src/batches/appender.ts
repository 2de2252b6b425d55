import { type OrganisationId, Refusal } from "@eigenkanaal/protocol";
import type pg from "pg";
import type { Logger } from "pino";
import { limitStruck, watched } from "../monitoring/watching.js";
import { sqlState } from "../store/database.js";
import { type Appended, appendBatch, type Send } from "../store/messages.js";
import { createTurns, type Flight, type Turns } from "./turns.js";

/**
 * A conversation's share is what a flood of it can take of a batch for which others wait; who writes by hand never has so
 * many under way.
 */
const shares = { batch: 256, conversation: 16 };
/** Batches of one organisation under way at once, of different conversations: while one is committed, the next is made. */
const maxFlights = 3;
/** What a message that waits takes beside its envelope: its header, its promise, its place. */
const overheadBytes = 2_048;
/** When to come back who found no room: about what a few batches take. */
const overfullMs = 1_000;

type Waiting = { send: Send; resolve: (appended: Appended) => void; reject: (error: Error) => void };

/** One organisation: what waits, the conversations of each batch in flight, and whether a departure is due. */
type Lane = { waiting: Turns<Waiting>; flying: Set<Flight>; departure: "none" | "due" };

export type Appender = {
  /**
   * Settles when the message is committed or refused. Throws Refusal("unavailable") when the database is away, when
   * too much waits, with when to come back, or after `stop`.
   */
  append(send: Send): Promise<Appended>;
  /** How many wait for their batch. */
  waiting(): number;
  /** Takes nothing more and resolves when all that was taken is settled. */
  stop(): Promise<void>;
};

/**
 * Group commit: while batches of an organisation are in flight, its next sends gather, and go together as one
 * transaction, whose cost all who wait for it share. A conversation is in one batch at a time, with no more than its
 * share (turns.ts): its messages are stored in the order in which they came. Of all organisations together no more than
 * `maxWaitingBytes` wait; a message that finds no room was not taken, and the same may be sent again.
 */
export const createAppender = ({
  maxWaitingBytes,
  pool,
  logger,
}: {
  maxWaitingBytes: number;
  pool: pg.Pool;
  logger: Logger;
}): Appender => {
  const lanes = new Map<OrganisationId, Lane>();
  const settled = new Set<() => void>();
  let accepting = true;
  let waitingBytes = 0;

  const depart = (organisation: OrganisationId, lane: Lane): void => {
    lane.departure = "none";
    while (lane.flying.size < maxFlights) {
      const batch = lane.waiting.take(lane.flying, shares);
      if (batch.length === 0) break;
      for (const { send } of batch) waitingBytes -= bytesOf(send);
      void fly(organisation, lane, batch);
    }
    if (lane.flying.size > 0) return;
    lanes.delete(organisation);
    if (lanes.size === 0) for (const done of settled) done();
  };

  /** After this turn of the loop, so that sends that arrived together go together. */
  const departSoon = (organisation: OrganisationId, lane: Lane): void => {
    if (lane.departure === "due") return;
    lane.departure = "due";
    setImmediate(() => depart(organisation, lane));
  };

  const fly = async (organisation: OrganisationId, lane: Lane, batch: Waiting[]): Promise<void> => {
    const conversations = new Set(batch.map(({ send }) => send.conversation));
    lane.flying.add(conversations);
    try {
      const operation = { kind: "batch", work: "append", items: batch.length } as const;
      const appended = await watched(operation, () => append(organisation, batch));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = appended[index];
        if (outcome) resolve(outcome);
        else reject(new Error("an append without an outcome"));
      });
    } catch (error) {
      logger.error({ organisation, sends: batch.length, code: sqlState(error), err: error }, "append failed");
      for (const { reject } of batch) reject(new Refusal("unavailable"));
    }
    lane.flying.delete(conversations);
    departSoon(organisation, lane);
  };

  const append = async (organisation: OrganisationId, batch: Waiting[]) => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await appendBatch(
        client,
        organisation,
        batch.map(({ send }) => send),
      );
    } catch (error) {
      broken = error instanceof Error ? error : new Error("append failed");
      throw error;
    } finally {
      // Destroyed rather than rolled back: whatever state it is in, the server ends its transaction.
      client.release(broken);
    }
  };

  return {
    append: (send) =>
      new Promise((resolve, reject) => {
        if (!accepting) throw new Refusal("unavailable");
        if (waitingBytes + bytesOf(send) > maxWaitingBytes) {
          limitStruck("waitingMessages");
          throw new Refusal("unavailable", { retryAfterMs: overfullMs });
        }
        waitingBytes += bytesOf(send);
        const { organisation } = send.principal;
        const lane = lanes.get(organisation) ?? newLane();
        lanes.set(organisation, lane);
        lane.waiting.add({ send, resolve, reject });
        if (lane.flying.size < maxFlights) departSoon(organisation, lane);
      }),
    waiting: () => [...lanes.values()].reduce((sum, { waiting }) => sum + waiting.size(), 0),
    stop: () => {
      accepting = false;
      return new Promise((done) => {
        if (lanes.size === 0) done();
        else settled.add(done);
      });
    },
  };
};

const newLane = (): Lane => ({ waiting: createTurns(), flying: new Set(), departure: "none" });

const bytesOf = ({ envelope }: Send) => envelope.length + overheadBytes;
