import type { BackupKind } from "@eigenkanaal/domain";
import type pg from "pg";
import type { DatabaseUrls } from "../config.js";
import { migrate } from "../start/migrate.js";
import { migrationsDir } from "../start/migrations.js";
import { BackupFailure, explainBackup } from "./backupFailure.js";
import { chooseBackup, type RestoreClock } from "./chooseBackups.js";
import { inCopySession } from "./copySession.js";
import type { FoundBackup } from "./folders.js";
import { load, requireEmpty, verifyFiles } from "./load.js";
import { countWithoutKey, deleteWithoutConversation, deleteWithoutKey } from "./reconcile.js";

/** What is restored: both clusters, or the one that was lost, beside the other, which goes on living. */
export type RestorePlan = {
  from: string;
  only: BackupKind | undefined;
  /** Of the messages, the newest unless given. Of the keys it is always the newest: what was destroyed since stays gone. */
  name: string | undefined;
  /** Goes on also where no conversation at all has its key. */
  losesAll: boolean;
};

export type RestoreParts = { urls: DatabaseUrls; clock: RestoreClock; report: (sentence: string) => void };

type Clients = Record<BackupKind, pg.Client>;
type Chosen = ReadonlyMap<BackupKind, FoundBackup>;

const settings = { messages: "OWNER_DATABASE_URL", keys: "OWNER_KEY_DATABASE_URL" } as const;
const dirs = { messages: migrationsDir("migrations"), keys: migrationsDir("keys/migrations") };

/**
 * Restores into databases in which there is nothing. All of a cluster is one transaction, and both end together: whoever
 * interrupts it has databases as empty as before, on which no gateway starts. Rejects with a BackupFailure.
 */
export const restore = async (plan: RestorePlan, { urls, clock, report }: RestoreParts): Promise<void> => {
  const kinds: BackupKind[] = plan.only === undefined ? ["keys", "messages"] : [plan.only];
  const chosen = new Map<BackupKind, FoundBackup>();
  for (const kind of kinds) {
    const name = kind === "messages" ? plan.name : undefined;
    chosen.set(kind, await naming(kind, () => chooseBackup(kind, { from: plan.from, name }, clock)));
  }
  for (const backup of chosen.values()) {
    await verifyFiles(backup);
    report(`${backup.dir} is whole, and of ${backup.manifest.madeAt}.`);
  }
  const [keysMs, messagesMs] = [chosen.get("keys")?.madeAtMs, chosen.get("messages")?.madeAtMs];
  if (keysMs !== undefined && messagesMs !== undefined && keysMs < messagesMs)
    report("The keys are older than the messages: what was begun in between cannot be opened.");
  await naming("messages", () =>
    inCopySession(urls.databaseUrl, (messages) =>
      naming("keys", () =>
        inCopySession(urls.keyDatabaseUrl, (keys) => fill({ messages, keys }, chosen, { plan, report })),
      ),
    ),
  );
  for (const kind of kinds) await finish(kind, { urls, report });
};

/** What is newer than the backup. It may be repeated by itself. */
const finish = (kind: BackupKind, { urls, report }: Pick<RestoreParts, "urls" | "report">) =>
  naming(kind, async () => {
    const url = kind === "messages" ? urls.databaseUrl : urls.keyDatabaseUrl;
    const applied = await migrate(url, dirs[kind]);
    if (applied.length > 0) report(`${kind}: applied ${applied.join(", ")}.`);
    // Without statistics the first questions would be planned as for empty tables.
    await inCopySession(url, (client) => client.query("ANALYZE"));
  });

const fill = async (
  clients: Clients,
  chosen: Chosen,
  { plan, report }: Pick<RestoreParts, "report"> & { plan: RestorePlan },
): Promise<void> => {
  for (const kind of ["messages", "keys"] as const)
    await naming(kind, () =>
      chosen.has(kind) ? requireEmpty(clients[kind], settings[kind]) : requireTables(clients[kind], kind),
    );
  await clients.messages.query("BEGIN");
  await clients.keys.query("BEGIN");
  for (const [kind, backup] of chosen)
    await naming(kind, () => load(clients[kind], backup, { migrationsDir: dirs[kind], report }));
  await reconcile(clients, chosen, { plan, report });
  // What was only looked at ends with its connection, unchanged.
  if (chosen.has("keys")) await clients.keys.query("COMMIT");
  if (!chosen.has("messages")) return;
  try {
    await clients.messages.query("COMMIT");
  } catch (error) {
    if (!chosen.has("keys")) throw error;
    throw new BackupFailure(
      "The keys are restored and the messages are not: run the same with --only messages.",
    );
  }
};

/** Rejects with a BackupFailure where the cluster that lives on is none. */
const requireTables = async (client: pg.Client, kind: BackupKind): Promise<void> => {
  const { rows } = await client.query<{ there: boolean }>("SELECT to_regclass($1) IS NOT NULL AS there", [
    kind === "messages" ? "conversation" : "conversation_key",
  ]);
  if (!rows[0]?.there)
    throw new BackupFailure(
      `The database in ${settings[kind]} has no tables: restore both clusters, or give the address of the one that lives.`,
    );
};

/** Nothing comes back of which the key or the conversation is gone. */
const reconcile = async (
  { messages, keys }: Clients,
  chosen: Chosen,
  { plan, report }: Pick<RestoreParts, "report"> & { plan: RestorePlan },
): Promise<void> => {
  if (chosen.has("messages")) {
    const { conversations, deleted } = await naming("messages", () => deleteWithoutKey(messages, keys));
    if (conversations > 0 && deleted === conversations && !plan.losesAll)
      throw new BackupFailure(
        `None of the ${conversations} conversations has its key there: these keys are probably another town's, or empty. If all of them were destroyed, say so with --lose-all.`,
      );
    report(`Conversations that are back: ${conversations - deleted}.`);
    report(`Conversations deleted, for they have no key any more: ${deleted}.`);
  }
  if (chosen.has("keys")) {
    const deleted = await naming("keys", () => deleteWithoutConversation(keys, messages));
    report(`Keys deleted, for they belong to no conversation: ${deleted}.`);
  }
  if (chosen.has("keys") && !chosen.has("messages")) {
    const without = await naming("messages", () => countWithoutKey(messages, keys));
    report(`Conversations that nobody can open, for they have no key: ${without}.`);
  }
};

const naming = async <T>(kind: BackupKind, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw explainBackup(error, { doing: "restore", kind, setting: settings[kind] });
  }
};
