import { type OrganisationId, Refusal } from "@eigenkanaal/protocol";
import type pg from "pg";
import type { Logger } from "pino";
import { watched } from "../monitoring/watching.js";
import { sqlState } from "../store/database.js";
import { type Appended, appendBatch, type Send } from "../store/messages.js";
import { type Flight, takeBatch } from "./batch.js";

const maxBatch = 256;
/** Batches of one organisation under way at once, of different conversations: while one is committed, the next is made. */
const maxFlights = 3;

type Waiting = { send: Send; resolve: (appended: Appended) => void; reject: (error: Error) => void };

/** One organisation: what waits, the conversations of each batch in flight, and whether a departure is due. */
type Lane = { waiting: Waiting[]; flying: Set<Flight>; departure: "none" | "due" };

export type Appender = {
  /** Settles when the message is committed or refused. Throws Refusal("unavailable") when the database is away. */
  append(send: Send): Promise<Appended>;
  /** How many wait for their batch. */
  waiting(): number;
  /** Takes nothing more and resolves when all that was taken is settled. */
  stop(): Promise<void>;
};

/**
 * Group commit: while batches of an organisation are in flight, its next sends gather, and go together as one
 * transaction, whose cost all who wait for it share. A conversation is in one batch at a time: its messages are stored
 * in the order in which they came.
 */
export const createAppender = ({ pool, logger }: { pool: pg.Pool; logger: Logger }): Appender => {
  const lanes = new Map<OrganisationId, Lane>();
  const settled = new Set<() => void>();
  let accepting = true;

  const depart = (organisation: OrganisationId, lane: Lane): void => {
    lane.departure = "none";
    while (lane.flying.size < maxFlights) {
      const { batch, later } = takeBatch(lane.waiting, { flying: lane.flying, max: maxBatch });
      lane.waiting = later;
      if (batch.length === 0) break;
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
        const { organisation } = send.principal;
        const lane: Lane = lanes.get(organisation) ?? { waiting: [], flying: new Set(), departure: "none" };
        lanes.set(organisation, lane);
        lane.waiting.push({ send, resolve, reject });
        if (lane.flying.size < maxFlights) departSoon(organisation, lane);
      }),
    waiting: () => [...lanes.values()].reduce((sum, { waiting }) => sum + waiting.length, 0),
    stop: () => {
      accepting = false;
      return new Promise((done) => {
        if (lanes.size === 0) done();
        else settled.add(done);
      });
    },
  };
};
