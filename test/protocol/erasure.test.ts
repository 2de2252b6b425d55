import { randomUUID } from "node:crypto";
import { civilDateAt, defaultRetention, keepingOf, legalTimeZone } from "@eigenkanaal/domain";
import type { Erasure, ErasureRequests } from "@eigenkanaal/protocol";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import type { Connected } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import {
  type Begun,
  begin,
  beginInternal,
  codeOf,
  load,
  say,
  sending,
  whileLocked,
  yes,
} from "../harness/conversation.js";
import { age, tablesNaming, useOfficers } from "../harness/destruction.js";
import { Chain } from "../harness/frames.js";
import { askAs } from "../harness/records.js";
import { useSetting } from "../harness/setting.js";

/** What a citizen can ask of how long their conversation is kept: to have it erased, and whether it is held. */

const setting = useSetting({ WATCH_INTERVAL_MS: "100" });
const { roles, cookieOf, ask, propose } = useOfficers(setting);
let anna: Connected;
let records: ReturnType<typeof askAs>;
beforeAll(async () => {
  await roles("agent", "records_officer");
  anna = await setting.agent("anna");
  records = askAs(setting, await cookieOf("chris"));
});

/** A citizen who asked something, and waits. */
const waiting = async (): Promise<Begun> => {
  const begun = await begin(setting);
  await say(begun);
  return begun;
};
const taken = async (): Promise<Begun> => {
  const begun = await waiting();
  yes(await anna.call("conversation:take", { conversation: begun.conversation }));
  return begun;
};
/** A citizen whose question a colleague took up and finished. */
const finished = async (): Promise<Begun> => {
  const begun = await taken();
  yes(await anna.call("conversation:close", { conversation: begun.conversation, ...answered }));
  return begun;
};
const erase = ({ citizen, conversation }: Begun) => citizen.call("erasure:ask", { conversation });
const erased = async (begun: Begun) => yes(await erase(begun)) as Erasure;
const rowsOf = (table: string, conversation: string) =>
  setting.rows(`SELECT FROM ${table} WHERE conversation_id = $1`, [conversation]);
const stays = async ({ conversation }: Begun) =>
  expect([
    (await rowsOf("conversation", conversation)).length,
    (await setting.keyRows("SELECT FROM conversation_key WHERE conversation_id = $1", [conversation])).length,
  ]).toEqual([1, 1]);
const certificateOf = async (conversation: string) => {
  const [row] = await setting.rows<{ certificate: string }>(
    "SELECT certificate FROM destruction_register WHERE conversation_id = $1",
    [conversation],
  );
  return row && JSON.parse(row.certificate);
};
/** Waits until nothing of it is left but its certificate. */
const isGone = async ({ conversation }: Begun) => {
  await expect.poll(() => certificateOf(conversation), { timeout: 20_000 }).toBeDefined();
  expect(await tablesNaming(setting, [conversation])).toEqual(["destruction_register"]);
};
const pseudonymOf = async ({ conversation }: Begun) => {
  const [row] = await setting.rows<{ pseudonym: string }>(
    "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
    [conversation],
  );
  return row?.pseudonym ?? "";
};
const wish = (conversations: string[]) => ({
  ...{ kind: "objection", reference: "BZW-7", reason: "Bezwaar", endsAtMs: null, scope: null, conversations },
});
const place = async (begun: Begun): Promise<string> => {
  const hold = randomUUID();
  expect((await records("PUT", `holds/${hold}`, wish([begun.conversation]))).status).toBe(200);
  return hold;
};
const lift = (hold: string) => records("POST", `holds/${hold}/lifting`, { reason: "Klaar" });
const refused = { outcome: "refused", class: null, through: null, atMs: expect.any(Number) };
const requests = async (before?: number) =>
  (await ask<ErasureRequests>("anna", `erasure-requests${before ? `?before=${before}` : ""}`)).body;

describe("a request", () => {
  test("[Z1] is answered at once: what is erased is gone for both sides, and asking again, or for another's, finds nothing", async () => {
    const begun = await waiting();
    const { citizen, conversation } = begun;
    yes(await load(citizen, conversation));
    const stranger = await setting.citizen();
    expect(codeOf(await stranger.call("erasure:ask", { conversation }))).toBe("not_found");
    expect(codeOf(await stranger.call("erasure:ask", { conversation: randomUUID() }))).toBe("not_found");
    await stays(begun);
    const answer = await erased(begun);
    expect(answer).toEqual({ outcome: "honoured", ground: "not_taken_up", atMs: expect.any(Number) });
    // The rows are gone with the answer, whatever the job does when.
    expect(await rowsOf("conversation", conversation)).toEqual([]);
    expect(await rowsOf("message", conversation)).toEqual([]);
    expect(await erase(begun)).toMatchObject({ ok: false, code: "destroyed" });
    expect(await load(citizen, conversation)).toMatchObject({ ok: false, code: "destroyed" });
    const told = await anna.heard("conversation:destroyed", (one) => one.conversation === conversation);
    expect(await citizen.heard("conversation:destroyed")).toEqual(told);
    expect(codeOf(await load(anna, conversation))).toBe("destroyed");
    await isGone(begun);
    expect(await certificateOf(conversation)).toEqual({
      ...{ v: 2, conversation, desk: setting.desk.desk, class: null, policyFromMs: null, closedOn: null },
      ...{ destroyedAtMs: told.atMs, erased: "not_taken_up", head: expect.any(String) },
      ...{ public: { messages: 1, epochs: 1 }, internal: { messages: 0, epochs: 0 } },
    });
  });

  test("[Z1] twice at once is honoured once", async () => {
    const begun = await waiting();
    const codes = (await Promise.all([erase(begun), erase(begun), erase(begun)])).map(codeOf);
    expect(codes.toSorted()).toEqual(["destroyed", "destroyed", "ok"]);
    await isGone(begun);
  });
});

describe("what nothing asks to keep", () => {
  test("[Z2] is what nobody took up, also where its citizen left first", async () => {
    const left = await waiting();
    yes(await left.citizen.call("conversation:close", { conversation: left.conversation, outcome: "left" }));
    expect(await erased(left)).toMatchObject({ outcome: "honoured", ground: "not_taken_up" });
    await isGone(left);
    expect(await certificateOf(left.conversation)).toMatchObject({ class: "6.3", erased: "not_taken_up" });
    // Having looked at it is not taking it up.
    const seen = await waiting();
    yes(await load(anna, seen.conversation));
    expect(await erased(seen)).toMatchObject({ outcome: "honoured" });
  });

  test("[Z2] is what was closed and whose last day has passed, on an open list or not", async () => {
    const begun = await finished();
    expect(await erased(begun)).toMatchObject({ outcome: "refused", ground: "term" });
    await age(setting, begun.conversation);
    // Where the job has not put it on the day's list by now.
    await propose("bram");
    expect(await rowsOf("destruction_item", begun.conversation)).toHaveLength(1);
    expect(await erased(begun)).toMatchObject({ outcome: "honoured", ground: "term_passed" });
    await isGone(begun);
    expect(await certificateOf(begun.conversation)).toMatchObject({
      ...{ v: 2, class: "6.1.3", erased: "term_passed" },
      closedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  test("[Z2] what a colleague takes up in that moment comes before and stays, or after and is gone", async () => {
    for (let n = 0; n < 12; n++) {
      const begun = await waiting();
      const { conversation } = begun;
      const taking = () => anna.call("conversation:take", { conversation });
      const asking = () => erased(begun);
      // Both wait for the same row, whoever is first.
      const [{ outcome }, took] = await whileLocked(setting, conversation, async () => {
        const both = n % 2 ? { asked: asking(), took: taking() } : { took: taking(), asked: asking() };
        await new Promise((resolve) => setTimeout(resolve, 50));
        return both;
      }).then(async ({ asked, took }) => [await asked, await took] as const);
      expect([outcome, took.ok]).toEqual(outcome === "honoured" ? [outcome, false] : ["refused", true]);
      if (outcome === "refused") await stays(begun);
      else expect(await rowsOf("conversation", conversation)).toEqual([]);
    }
  });

  test("[Z2] nothing of it stays for a colleague who was writing: what they send finds nothing", async () => {
    const begun = await waiting();
    const { conversation } = begun;
    const chain = new Chain(begun.epoch, "desk", anna.keys);
    yes(await load(anna, conversation));
    yes(await anna.call("ephemeral:send", sending(conversation, chain.seal({ type: "typing" }))));
    expect(await erased(begun)).toMatchObject({ outcome: "honoured" });
    expect(codeOf(await anna.call("message:send", sending(conversation, chain.text())))).toBe("not_found");
    await anna.heard("conversation:destroyed", (one) => one.conversation === conversation);
    await isGone(begun);
  });

  test("[Z2] the database erases nothing that was taken up, or without a request, whatever the gateway says", async () => {
    const client = new pg.Client({ connectionString: setting.databases.databaseUrl });
    await client.connect();
    const { organisation } = setting.town;
    /** How many rows go, with a request that was honoured in this way and its certificate written. */
    const deletedAs = async (begun: Begun, ground: string | null) => {
      const values = [organisation, begun.conversation];
      await client.query("BEGIN");
      try {
        await client.query("SET LOCAL ROLE eigenkanaal_app");
        await client.query("SELECT set_config('eigenkanaal.organisation', $1, true)", [organisation]);
        await client.query("INSERT INTO destruction_pending VALUES ($1, $2, '{}')", values);
        if (ground !== null)
          await client.query(
            `INSERT INTO erasure_request (organisation_id, conversation_pseudonym, outcome, ground)
             SELECT $1, pseudonym, 'honoured', $3 FROM conversation WHERE conversation_id = $2`,
            [...values, ground],
          );
        const sql = "DELETE FROM conversation WHERE organisation_id = $1 AND conversation_id = $2";
        return (await client.query(sql, values)).rowCount;
      } finally {
        await client.query("ROLLBACK");
      }
    };
    const [untouched, inHand] = [await waiting(), await taken()];
    expect(await deletedAs(untouched, "not_taken_up")).toBe(1);
    expect(await deletedAs(untouched, null)).toBe(0);
    expect(await deletedAs(untouched, "term_passed")).toBe(0);
    expect(await deletedAs(inHand, "not_taken_up")).toBe(0);
    const hold = await place(untouched);
    await expect(deletedAs(untouched, "not_taken_up")).rejects.toMatchObject({ code: "23001" });
    await lift(hold);
    await client.end();
  });

  test("[Z2] a clock that was set back erases nothing until it stands right", async () => {
    const begun = await waiting();
    await setting.rows(
      "INSERT INTO destruction_root VALUES ($1, 900000, 900000, sha256('x'), now() + interval '1 hour')",
      [setting.town.organisation],
    );
    expect(codeOf(await erase(begun))).toBe("clock_behind");
    await stays(begun);
    await setting.rows("DELETE FROM destruction_root WHERE first_seq = 900000");
    expect(await erased(begun)).toMatchObject({ outcome: "honoured" });
  });
});

describe("what is kept", () => {
  test("[Z3] is all that is held, whatever else it is, and nothing is told of the hold", async () => {
    const [untouched, due] = [await waiting(), await finished()];
    await age(setting, due.conversation);
    for (const begun of [untouched, due]) {
      const hold = await place(begun);
      const answer = await erase(begun);
      expect(yes(answer)).toEqual({ ...refused, ground: "held" });
      expect(JSON.stringify(answer)).not.toMatch(/BZW|objection|Bezwaar/);
      await stays(begun);
      await lift(hold);
      expect(await erased(begun)).toMatchObject({ outcome: "honoured" });
      await isGone(begun);
    }
  });

  test("[Z3] is what colleagues took up, by whatever they did with it", async () => {
    const label = randomUUID();
    await setting.rows("INSERT INTO label VALUES ($1, $2, $3, 'Spoed', 'in_use')", [
      setting.town.organisation,
      ...[label, setting.desk.desk],
    ]);
    const deeds: ((begun: Begun) => Promise<unknown>)[] = [
      async ({ conversation }) => anna.call("conversation:take", { conversation }),
      async ({ conversation }) => anna.call("conversation:label", { conversation, labels: [label] }),
      async ({ conversation }) => {
        const { chain } = await beginInternal(setting, conversation, anna);
        return anna.call("message:send", sending(conversation, chain.text(), "internal"));
      },
      async ({ conversation, epoch }) => {
        const chain = new Chain(epoch, "desk", anna.keys);
        return anna.call("message:send", sending(conversation, chain.text()));
      },
      // By a rule.
      ({ conversation }) =>
        setting.rows(
          `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, at)
           SELECT organisation_id, pseudonym, 'assigned', desk_id, 'gateway', gen_random_uuid(), now()
           FROM conversation WHERE conversation_id = $1`,
          [conversation],
        ),
    ];
    for (const deed of deeds) {
      const begun = await waiting();
      await deed(begun);
      expect(await erased(begun)).toEqual({ ...refused, ground: "in_hand" });
      await stays(begun);
    }
  });

  test("[Z3] is what is registered, with its class and last day; for good where there is none", async () => {
    const begun = await finished();
    const closedAtMs = Date.now();
    const through = keepingOf(defaultRetention, { retention: "6.1.3", closedAtMs });
    expect(through.kept === "until" && through.through > civilDateAt(closedAtMs, legalTimeZone)).toBe(true);
    expect(await erased(begun)).toEqual({
      ...{ ...refused, ground: "term", class: "6.1.3" },
      through: through.kept === "until" ? through.through : null,
    });
    const as = (retention: string) =>
      setting.rows("UPDATE conversation SET retention_class = $2 WHERE conversation_id = $1", [
        begun.conversation,
        retention,
      ]);
    await as("19.1.18");
    expect(await erased(begun)).toEqual({ ...refused, ground: "forever", class: "19.1.18" });
    await as("1.2.3");
    expect(await erased(begun)).toEqual({ ...refused, ground: "no_term", class: "1.2.3" });
    await stays(begun);
  });
});

describe("what is remembered", () => {
  test("[Z4] is when, what became of it and why, by a pseudonym that outlives the conversation; the same again is the same", async () => {
    const begun = await taken();
    const pseudonym = await pseudonymOf(begun);
    const own = async () => (await requests()).requests.filter((one) => one.pseudonym === pseudonym);
    const first = await erased(begun);
    expect(await erased(begun)).toEqual(first);
    expect(await own()).toEqual([{ ...first, request: expect.any(Number), pseudonym }]);
    const hold = await place(begun);
    await erased(begun);
    await lift(hold);
    yes(await anna.call("conversation:close", { conversation: begun.conversation, ...answered }));
    await age(setting, begun.conversation);
    await erased(begun);
    await isGone(begun);
    const told = await own();
    expect(told.map(({ ground }) => ground)).toEqual(["term_passed", "held", "in_hand"]);
    expect(await tablesNaming(setting, [begun.conversation])).toEqual(["destruction_register"]);
    expect((await requests(told[0]?.request)).requests[0]).toEqual(told[1]);
  });

  test("[Z4] goes by pages, and only to records officers", async () => {
    const { organisation } = setting.town;
    await setting.rows(
      `INSERT INTO erasure_request (organisation_id, conversation_pseudonym, outcome, ground)
       SELECT $1, gen_random_uuid(), 'refused', 'held' FROM generate_series(1, 120)`,
      [organisation],
    );
    const page = await requests();
    expect([page.requests.length, page.more]).toEqual([100, true]);
    const next = await requests(page.requests.at(-1)?.request);
    expect(next.requests.length).toBeGreaterThanOrEqual(20);
    expect(next.more).toBe(false);
    for (const wrong of ["before=0", "before=x", "limit=1"])
      expect([wrong, (await ask("anna", `erasure-requests?${wrong}`)).status]).toEqual([wrong, 400]);
    for (const role of ["agent", "supervisor", "key_officer", "functional_administrator"]) {
      await roles(role);
      expect([role, (await ask("anna", "erasure-requests")).status]).toEqual([role, 403]);
    }
    await roles("agent", "records_officer");
    expect((await ask("anna", "erasure-requests")).status).toBe(200);
  });
});

describe("what its citizen hears of a hold", () => {
  const held = async ({ citizen, conversation }: Begun) =>
    yes(await citizen.call("hold:load", { conversation }));

  test("[Z5] is that there is one while it is closed, when it may be otherwise, and nothing else of it", async () => {
    const [begun, other] = [await finished(), await waiting()];
    expect(await held(begun)).toEqual({ held: false });
    const hold = await place(begun);
    expect(await begun.citizen.heard("holds:changed")).toEqual({});
    expect(await held(begun)).toEqual({ held: true });
    await lift(hold);
    expect(await held(begun)).toEqual({ held: false });
    expect(begun.citizen.news("holds:changed")).toHaveLength(2);
    const { conversation } = begun;
    expect(codeOf(await other.citizen.call("hold:load", { conversation }))).toBe("not_found");

    await place(other);
    expect(await held(other)).toEqual({ held: false });
    await other.citizen.call("conversation:close", { conversation: other.conversation, outcome: "left" });
    expect(await held(other)).toEqual({ held: true });
    await setting.rows("UPDATE hold SET ends_at = now() WHERE ends_at IS NULL");
    expect(await held(other)).toEqual({ held: false });
    // Whoever has not shown who they are is no citizen of the town.
    expect(anna.news("holds:changed")).toEqual([]);
  });
});
