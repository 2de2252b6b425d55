import { type OrganisationId, Refusal } from "@eigenkanaal/protocol";
import type pg from "pg";
import type { Logger } from "pino";
import { sqlState } from "./store/database.js";
import { type Appended, appendBatch, type Send } from "./store/messages.js";

const maxBatch = 256;

type Waiting = { send: Send; resolve: (appended: Appended) => void; reject: (error: Error) => void };

/** The waiting sends of one organisation, and whether a batch of it is in flight. */
type Lane = { waiting: Waiting[]; state: "idle" | "flying" };

export type Appender = {
  /** Settles when the message is committed or refused. Throws Refusal("unavailable") when the database is away. */
  append(send: Send): Promise<Appended>;
  /** Takes nothing more and resolves when all that was taken is settled. */
  stop(): Promise<void>;
};

/**
 * Group commit: while one batch of an organisation is in flight, its next sends gather, and go together as one
 * transaction. The fsync that dominates a commit is then shared by all who wait for it.
 */
export const createAppender = ({ pool, logger }: { pool: pg.Pool; logger: Logger }): Appender => {
  const lanes = new Map<OrganisationId, Lane>();
  const settled = new Set<() => void>();
  let accepting = true;

  const flush = async (organisation: OrganisationId, lane: Lane): Promise<void> => {
    const batch = takeBatch(lane);
    try {
      const appended = await append(organisation, batch);
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = appended[index];
        if (outcome) resolve(outcome);
        else reject(new Error("an append without an outcome"));
      });
    } catch (error) {
      logger.error({ organisation, sends: batch.length, code: sqlState(error), err: error }, "append failed");
      for (const { reject } of batch) reject(new Refusal("unavailable"));
    }
    if (lane.waiting.length > 0) return flush(organisation, lane);
    lanes.delete(organisation);
    if (lanes.size === 0) for (const done of settled) done();
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
        const lane = lanes.get(organisation) ?? { waiting: [], state: "idle" };
        lanes.set(organisation, lane);
        lane.waiting.push({ send, resolve, reject });
        if (lane.state === "flying") return;
        lane.state = "flying";
        // After this turn of the loop, so that sends that arrived together go together.
        setImmediate(() => void flush(organisation, lane));
      }),
    stop: () => {
      accepting = false;
      return new Promise((done) => {
        if (lanes.size === 0) done();
        else settled.add(done);
      });
    },
  };
};

/** The longest waiting sends, at most `maxBatch`; the second of two with one message id waits for the next batch. */
const takeBatch = (lane: Lane): Waiting[] => {
  const batch: Waiting[] = [];
  const later: Waiting[] = [];
  const ids = new Set<string>();
  for (const one of lane.waiting) {
    const { conversation, channel, header } = one.send;
    const id = `${conversation}/${channel}/${header.messageId}`;
    if (batch.length < maxBatch && !ids.has(id)) {
      ids.add(id);
      batch.push(one);
    } else later.push(one);
  }
  lane.waiting = later;
  return batch;
};
