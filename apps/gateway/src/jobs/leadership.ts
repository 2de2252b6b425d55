import type pg from "pg";
import type { Logger } from "pino";

/** Beside the lock of the migrations (start/migrate.ts). */
const advisoryLock = 72707370;

/** Of the gateways of one database one leads, for as long as its session there lives, and does what is to be done once. */
export type Leadership = {
  /** The work, left undone, and `elsewhere`, where another gateway leads. */
  alone(work: () => Promise<void>): () => Promise<"done" | "elsewhere">;
  /** Lets another gateway lead. */
  resign(): void;
};

export const createLeadership = ({ pool, logger }: { pool: pg.Pool; logger: Logger }): Leadership => {
  let session: pg.PoolClient | undefined;
  const resign = () => {
    session?.release(true);
    session = undefined;
  };
  const stillLeads = async (): Promise<boolean> => {
    try {
      await session?.query("SELECT 1");
      return session !== undefined;
    } catch {
      resign();
      return false;
    }
  };
  const leads = async (): Promise<boolean> => {
    if (await stillLeads()) return true;
    const client = await pool.connect();
    let taken = false;
    try {
      const asked = "SELECT pg_try_advisory_lock($1) AS taken";
      taken = (await client.query<{ taken: boolean }>(asked, [advisoryLock])).rows[0]?.taken ?? false;
    } finally {
      // Also one that broke meanwhile: what is not given back keeps a stop waiting.
      if (!taken) client.release(true);
    }
    if (taken) session = client;
    return taken;
  };
  let asking: Promise<boolean> = Promise.resolve(false);
  return {
    alone: (work) => async () => {
      asking = asking.then(leads, leads);
      if (await asking) {
        await work();
        return "done";
      }
      logger.debug("another gateway leads");
      return "elsewhere";
    },
    resign,
  };
};
