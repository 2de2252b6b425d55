import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dropDatabase, startPostgres } from "@eigenkanaal/postgres";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { runProgram } from "./gateway.js";

/** The addresses of an installation as production has it, by their settings: two clusters, four logins each. */
export type Installation = {
  readonly admin: { ADMIN_DATABASE_URL: string; ADMIN_KEY_DATABASE_URL: string };
  readonly owner: { OWNER_DATABASE_URL: string; OWNER_KEY_DATABASE_URL: string };
  readonly application: { DATABASE_URL: string; KEY_DATABASE_URL: string };
  /** Made only where a test gives it to `roles`. */
  readonly backup: { BACKUP_DATABASE_URL: string; BACKUP_KEY_DATABASE_URL: string };
};

/** Settings of a production whose hosts exist for the tests only. */
export const productionSettings = {
  NODE_ENV: "production",
  WIDGET_ORIGIN: "https://chat.proefdorp.nl",
  INBOX_ORIGIN: "https://inbox.proefdorp.nl",
  TRUSTED_PROXY: "127.0.0.1",
  SECURITY_CONTACT: "mailto:veilig@proefdorp.nl",
  SECURITY_EXPIRES: new Date(Date.now() + 90 * 86_400_000).toISOString(),
  LISTEN_ADDRESS: "127.0.0.1",
};

/** Two clusters, for a test file, with nothing made in them yet: the run's own for messages, one more for keys. */
export const useInstallation = (): Installation => {
  let made: Installation | undefined;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-keys-"));
    await chmod(dir, 0o711);
    const keys = await startPostgres({ dataDir: join(dir, "data") });
    ends.push(async () => {
      await keys.stop();
      await rm(dir, { recursive: true, force: true });
    });
    const messagesUrl = inject("postgresUrl");
    const id = randomUUID().slice(0, 8);
    const as = (url: string, login: "owner" | "gateway" | "backup") => {
      const address = new URL(url);
      address.username = `${login}_${id}`;
      address.password = encodeURIComponent(`${login} ${randomUUID()}`);
      address.pathname = `/town_${id}`;
      return address.href;
    };
    made = {
      admin: { ADMIN_DATABASE_URL: messagesUrl, ADMIN_KEY_DATABASE_URL: keys.url },
      owner: { OWNER_DATABASE_URL: as(messagesUrl, "owner"), OWNER_KEY_DATABASE_URL: as(keys.url, "owner") },
      application: { DATABASE_URL: as(messagesUrl, "gateway"), KEY_DATABASE_URL: as(keys.url, "gateway") },
      backup: {
        BACKUP_DATABASE_URL: as(messagesUrl, "backup"),
        BACKUP_KEY_DATABASE_URL: as(keys.url, "backup"),
      },
    };
    // The other cluster goes with its folder; in the run's own the next file wants to find nothing of this one.
    ends.push(async () => {
      await dropDatabase(messagesUrl, `town_${id}`);
      await withClient(messagesUrl, (client) =>
        client.query(`DROP ROLE IF EXISTS owner_${id}, gateway_${id}, backup_${id}`),
      );
    });
  });
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  const there = () => {
    if (!made) throw new Error("only inside a test");
    return made;
  };
  return {
    get admin() {
      return there().admin;
    },
    get owner() {
      return there().owner;
    },
    get application() {
      return there().application;
    },
    get backup() {
      return there().backup;
    },
  };
};

/** Makes the roles and migrates, as an operator does. Rejects with what the programs said when one refuses. */
export const prepareInstallation = async ({
  admin,
  owner,
  application,
}: Omit<Installation, "backup">): Promise<void> => {
  for (const [program, env] of [
    ["operator/roles.js", { ...admin, ...owner, ...application }],
    ["operator/migrate.js", owner],
  ] as const) {
    const { code, output } = await runProgram(program, { env });
    if (code !== 0) throw new Error(output);
  }
};

export const withClient = async <T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
