import { createHash } from "node:crypto";
import type {
  DestructionItems,
  DestructionList,
  DestructionLists,
  ProposedList,
} from "@eigenkanaal/protocol";
import { expect, vi } from "vitest";
import { inboxFetch, signIn } from "./callers.js";
import { type Begun, begin, say, yes } from "./conversation.js";
import { withClient } from "./installation.js";
import type { Setting } from "./setting.js";

/** Records officers and what is due, for tests of destruction. */

export type OfficerName = "anna" | "bram" | "chris";
type Asking = { method?: string; body?: unknown };

/** Anna, Bram and Chris as records officers; each signs in once. */
export const useOfficers = (setting: Setting) => {
  const cookies = new Map<OfficerName, Promise<string>>();
  const cookieOf = (name: OfficerName): Promise<string> => {
    const cookie = cookies.get(name) ?? signIn(setting, setting.colleague(name));
    cookies.set(name, cookie);
    return cookie;
  };
  const roles = (...roles: string[]) => setting.rows("UPDATE member SET roles = $1", [roles]);
  /** Status and body of what an officer asks. */
  const ask = async <Body>(name: OfficerName, path: string, asking: Asking = {}) => {
    const cookie = await cookieOf(name);
    const response = await inboxFetch(setting, `/api/v1/${path}`, { ...asking, cookie });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === "" ? null : JSON.parse(text)) as Body & { code?: string },
    };
  };
  const post = <Body>(name: OfficerName, path: string, body: unknown = {}) =>
    ask<Body>(name, path, { method: "POST", body });
  const propose = async (name: OfficerName) =>
    (await post<ProposedList>(name, "destruction-lists")).body.list;
  const approve = (name: OfficerName, list: string) =>
    post<DestructionList>(name, `destruction-lists/${list}/approvals`);
  const lists = async () => (await ask<DestructionLists>("anna", "destruction-lists")).body;
  const items = async (list: string, after?: string) =>
    (await ask<DestructionItems>("anna", `destruction-lists/${list}${after ? `?after=${after}` : ""}`)).body;
  return {
    ...{ cookieOf, roles, ask, post, propose, approve, lists, items },
    /** A list that Chris asked for and that the other two approved. */
    approved: async (): Promise<string> => {
      const list = await propose("chris");
      if (!list) throw new Error("nothing is due");
      for (const name of ["anna", "bram"] as const) expect((await approve(name, list.list)).status).toBe(200);
      return list.list;
    },
    /** The list that the gateway makes once a day, withdrawn: all others are those that a test asks for. */
    passDaily: async (): Promise<DestructionList> => {
      await vi.waitFor(async () => expect((await lists()).lists).toHaveLength(1), {
        ...{ timeout: 20_000, interval: 100 },
      });
      const [daily] = (await lists()).lists;
      if (!daily) throw new Error("no list was made");
      await post("anna", `destruction-lists/${daily.list}/withdrawal`, { reason: "test" });
      return daily;
    },
    /** Waits until a list has ended. */
    done: (list: string) =>
      expect
        .poll(async () => (await items(list)).list.state, { timeout: 20_000, interval: 100 })
        .toBe("done"),
  };
};

/** Makes a closed conversation one that was closed so long ago. */
export const age = (setting: Setting, conversation: string, interval = "2 years") =>
  setting.rows(
    `UPDATE conversation SET opened_at = opened_at - $2::interval, closed_at = closed_at - $2::interval,
       last_activity_at = last_activity_at - $2::interval WHERE conversation_id = $1`,
    [conversation, interval],
  );

/** A conversation with two messages, left by its citizen two years ago. */
export const due = async (setting: Setting): Promise<Begun> => {
  const begun = await begin(setting);
  await say(begun);
  await say(begun);
  yes(await begun.citizen.call("conversation:close", { conversation: begun.conversation, outcome: "left" }));
  await age(setting, begun.conversation);
  return begun;
};

/** Makes what stands in no day's tree yet something that was destroyed a day earlier, in one moment. */
export const destroyedYesterday = (setting: Setting): Promise<number> =>
  withClient(setting.databases.databaseUrl, async (client) => {
    await client.query("BEGIN");
    const { rows } = await client.query<{ seq: number; certificate: string; hash: Buffer; isNew: boolean }>(
      `SELECT seq, certificate, hash,
         seq > coalesce((SELECT max(last_seq) FROM destruction_root), 0) AS "isNew" FROM destruction_register ORDER BY seq`,
    );
    let before: Uint8Array = new Uint8Array(32);
    for (const { seq, certificate, hash, isNew } of rows) {
      const body = JSON.parse(certificate) as { destroyedAtMs: number };
      const text = JSON.stringify({ ...body, destroyedAtMs: body.destroyedAtMs - 86_400_000 });
      before = isNew ? createHash("sha256").update(before).update(text).digest() : hash;
      if (isNew)
        await client.query("UPDATE destruction_register SET certificate = $2, hash = $3 WHERE seq = $1", [
          ...[seq, text, before],
        ]);
    }
    await client.query("COMMIT");
    return rows.at(-1)?.seq ?? 0;
  });

/** A day passes, and the gateway has made the tree of what was destroyed in it. */
export const passDay = async (setting: Setting) => {
  const newest = await destroyedYesterday(setting);
  await expect
    .poll(() => setting.rows("SELECT FROM destruction_root WHERE last_seq = $1", [newest]), {
      ...{ timeout: 20_000, interval: 100 },
    })
    .toHaveLength(1);
};

/** The tables in which a conversation's id, as text or as bytes, still stands; `keys.` before those of the key cluster. */
export const tablesNaming = async (setting: Setting, needles: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const [cluster, rows] of [
    ["", setting.rows],
    ["keys.", setting.keyRows],
  ] as const) {
    const tables = await rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relkind IN ('r', 'm') AND c.relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of tables) {
      const [hit] = await rows<{ n: string }>(
        `SELECT count(*) AS n FROM ${name} t WHERE EXISTS (SELECT FROM unnest($1::text[]) AS w WHERE position(w IN t::text) > 0)`,
        [needles],
      );
      if (Number(hit?.n) > 0) found.push(`${cluster}${name}`);
    }
  }
  return found.toSorted();
};
