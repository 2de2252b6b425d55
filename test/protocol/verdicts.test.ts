import { randomBytes, randomUUID } from "node:crypto";
import { agentFromSeed, openSharedRemark, sealSharedRemark } from "@eigenkanaal/crypto";
import type { Role, SharedRemarks } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Connected, inboxFetch, signIn } from "../harness/callers.js";
import { answered, closedAs } from "../harness/closing.js";
import { type Begun, begin, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

/** What a citizen makes of their conversation once it is closed. */

const setting = useSetting();
const dayMs = 86_400_000;
let anna: Connected;
let chris: Connected;
beforeAll(async () => {
  [anna, chris] = [await setting.agent("anna"), await setting.agent("chris")];
});

const taken = async (): Promise<Begun> => {
  const begun = await begin(setting);
  await say(begun);
  yes(await anna.call("conversation:take", { conversation: begun.conversation }));
  return begun;
};
const close = async ({ conversation }: Begun, outcome: object = answered) =>
  yes(await anna.call("conversation:close", { conversation, ...outcome }));
const finished = async (outcome?: object): Promise<Begun> => {
  const begun = await taken();
  await close(begun, outcome);
  return begun;
};
const give = ({ citizen, conversation }: Begun, verdict = "yes") =>
  citizen.call("verdict:give", { conversation, verdict });
const summaryFor = async (who: Connected, { conversation }: Begun) =>
  yes(await load(who, conversation, { mode: "once" })).summary as Record<string, unknown>;
const verdictFor = async (who: Connected, begun: Begun) => (await summaryFor(who, begun)).verdict;
const pseudonymOf = async ({ conversation }: Begun) => {
  const [row] = await setting.rows<{ pseudonym: string }>(
    "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
    [conversation],
  );
  return row?.pseudonym;
};
/** The events of its verdicts, oldest first. */
const said = async (pseudonym: string | undefined) =>
  (
    await setting.rows<{ said: string }>(
      `SELECT concat_ws(' ', actor, kind, verdict) AS said FROM conversation_event
       WHERE conversation_pseudonym = $1 AND kind LIKE 'verdict%' ORDER BY event_id`,
      [pseudonym],
    )
  ).map((row) => row.said);
/** Lets it have been closed so long ago. */
const closedAgo = ({ conversation }: Begun, agoMs: number) =>
  setting.rows(
    "UPDATE conversation SET closed_at = now() - $2 * interval '1 ms' WHERE conversation_id = $1",
    [conversation, agoMs],
  );

describe("a verdict", () => {
  test("[Q1] is its citizen's to give for fourteen days after the closing, and nobody else's", async () => {
    const begun = await finished();
    const { conversation } = begun;
    const untilMs = ((await summaryFor(begun.citizen, begun)).closedAtMs as number) + 14 * dayMs;
    expect(await verdictFor(begun.citizen, begun)).toEqual({ given: null, untilMs });
    const other = await finished();
    for (const verdict of ["yes", "skipped"])
      expect(codeOf(await other.citizen.call("verdict:give", { conversation, verdict }))).toBe("not_found");
    expect(codeOf(await give({ ...begun, conversation: randomUUID() }))).toBe("not_found");
    // Their door has no such event.
    for (const colleague of [anna, chris])
      expect(codeOf(await colleague.call("verdict:give", { conversation, verdict: "yes" }))).toBe(
        "malformed",
      );
    expect(codeOf(await give(begun, "perhaps"))).toBe("malformed");
    expect(await said(await pseudonymOf(begun))).toEqual([]);

    await closedAgo(begun, 14 * dayMs - 60_000);
    expect(yes(await give(begun, "partly"))).toMatchObject({ state: "closed", verdict: { given: "partly" } });
    await closedAgo(begun, 14 * dayMs);
    expect(codeOf(await give(begun, "no"))).toBe("not_asked");
    expect(await said(await pseudonymOf(begun))).toEqual(["citizen verdict_given partly"]);
  });

  test("[Q1] is not asked while it is open, of spam, nor of whom the town blocked; of whom it lets in again it is", async () => {
    const open = await taken();
    const spam = await finished(closedAs("spam"));
    const blocked = await taken();
    const { conversation } = blocked;
    const wish = { conversation, reason: "insults", days: 1, network: "not" };
    yes(await anna.call("conversation:block", wish));
    await close(blocked);
    for (const begun of [open, spam, blocked]) {
      expect(codeOf(await give(begun))).toBe("not_asked");
      expect(await verdictFor(begun.citizen, begun)).toBeNull();
      expect(await verdictFor(anna, begun)).toBeNull();
      expect(await said(await pseudonymOf(begun))).toEqual([]);
    }
    // Its end alone does not make them be asked.
    await setting.rows(
      "UPDATE conversation SET blocked_until = now() - interval '1 minute' WHERE conversation_id = $1",
      [conversation],
    );
    expect(codeOf(await give(blocked))).toBe("not_asked");
    await setting.rows(
      "UPDATE conversation SET blocked_until = now() + interval '1 hour' WHERE conversation_id = $1",
      [conversation],
    );
    yes(await anna.call("conversation:unblock", { conversation }));
    expect(codeOf(await give(blocked))).toBe("ok");
    await close(open);
    expect(codeOf(await give(open))).toBe("ok");
  });

  test("[Q2] said otherwise the newest counts, and the same again is no second event; its own closing asks anew", async () => {
    const begun = await finished();
    const pseudonym = await pseudonymOf(begun);
    const before = await summaryFor(anna, begun);
    for (const verdict of ["skipped", "no", "no", "yes", "yes"]) yes(await give(begun, verdict));
    const events = ["citizen verdict_skipped", "citizen verdict_given no", "citizen verdict_given yes"];
    expect(await said(pseudonym)).toEqual(events);
    const { untilMs } = before.verdict as { untilMs: number };
    expect(await summaryFor(anna, begun)).toEqual({ ...before, verdict: { given: "yes", untilMs } });

    await say(begun);
    expect(await verdictFor(begun.citizen, begun)).toBeNull();
    expect(codeOf(await give(begun))).toBe("not_asked");
    await close(begun);
    expect(await verdictFor(begun.citizen, begun)).toMatchObject({ given: null });
    yes(await give(begun, "partly"));
    yes(await anna.call("conversation:reopen", { conversation: begun.conversation }));
    await close(begun);
    expect(await verdictFor(anna, begun)).toMatchObject({ given: null });
    expect(await said(pseudonym)).toEqual([...events, "citizen verdict_given partly"]);
  });

  test("[Q2] outlives the conversation in its events, by a pseudonym that leads nowhere", async () => {
    const begun = await begin(setting);
    await say(begun);
    const { citizen, conversation } = begun;
    const pseudonym = await pseudonymOf(begun);
    yes(await citizen.call("conversation:close", { conversation, outcome: "left" }));
    yes(await give(begun, "no"));
    expect(yes(await citizen.call("erasure:ask", { conversation }))).toMatchObject({ outcome: "honoured" });
    expect(await setting.rows("SELECT FROM conversation WHERE conversation_id = $1", [conversation])).toEqual(
      [],
    );
    expect(await said(pseudonym)).toEqual(["citizen verdict_given no"]);
    expect(codeOf(await give(begun))).toBe("not_found");
  });

  test("[Q3] is told to its desk and its citizen's other tabs; that it was skipped to the citizen alone", async () => {
    const begun = await finished();
    const { citizen, conversation } = begun;
    const told = (who: Connected) =>
      who
        .news("conversation:changed")
        .filter((one) => one.conversation === conversation && one.state === "closed")
        .map(({ verdict }) => (verdict as { given: string | null }).given);
    yes(await give(begun, "skipped"));
    yes(await give(begun, "partly"));
    await anna.heard(
      "conversation:changed",
      (one) => one.conversation === conversation && (one.verdict as { given?: string })?.given === "partly",
    );
    expect(told(anna)).toEqual([null, null, "partly"]);
    expect(told(chris)).toEqual([]);
    expect(await verdictFor(citizen, begun)).toMatchObject({ given: "partly" });
    yes(await give(begun, "skipped"));
    expect(await verdictFor(citizen, begun)).toMatchObject({ given: "skipped" });
    expect(await verdictFor(anna, begun)).toMatchObject({ given: null });
  });
});

test("[Q4] a remark opens nothing, begins no wait and is no answer, and stands in the channel for both sides", async () => {
  const begun = await finished();
  const { citizen, conversation, chain } = begun;
  const before = await summaryFor(anna, begun);
  const remark = chain.seal({ type: "remark", text: "Vlot geholpen.", shared: false });
  yes(await citizen.call("message:send", sending(conversation, remark)));
  const after = await summaryFor(anna, begun);
  expect(after).toEqual({ ...before, publicSeq: (before.publicSeq as number) + 1 });
  expect(after.state).toBe("closed");
  const [newest] = (yes(await load(anna, conversation)).messages as { envelope: Uint8Array }[]).slice(-1);
  expect(Buffer.from(newest?.envelope ?? [])).toEqual(Buffer.from(remark));
  const kinds = await setting.rows<{ kind: string }>(
    "SELECT kind FROM conversation_event WHERE conversation_pseudonym = $1 ORDER BY event_id DESC LIMIT 1",
    [await pseudonymOf(begun)],
  );
  expect(kinds).toEqual([{ kind: "closed" }]);
});

describe("a remark for supervisors", () => {
  const copyFor = (text: string, keys = setting.colleague("bram").keys) =>
    sealSharedRemark(text, {
      ...{ conversation: randomBytes(16), rosterHash: randomBytes(32) },
      readers: [{ vk: keys.signing.vk, pk: keys.box.pk }],
    });
  const share = ({ citizen, conversation }: Begun, copy = copyFor("Vlot!")) =>
    citizen.call("remark:share", { conversation, copy });
  const stored = (conversation: string) =>
    setting.rows<{ sealed: Buffer }>(
      "SELECT sealed_copy AS sealed FROM shared_remark WHERE conversation_id = $1",
      [conversation],
    );
  const cookies = new Map<string, string>();
  /** Bram, in these roles and with these rights at the two desks. */
  const asBram = async (roles: Role[], rights: [string[], string[]], query = "") => {
    const bram = setting.colleague("bram");
    await setting.rows("UPDATE member SET roles = $1 WHERE member_id = $2", [roles, bram.member]);
    for (const [index, { desk }] of [setting.desk, setting.otherDesk].entries())
      await setting.rows(
        `INSERT INTO desk_member VALUES ($1, $2, $3, $4)
         ON CONFLICT (organisation_id, desk_id, member_id) DO UPDATE SET rights = $4`,
        [setting.town.organisation, desk, bram.member, rights[index]],
      );
    const cookie = cookies.get("bram") ?? (await signIn(setting, bram));
    cookies.set("bram", cookie);
    const response = await inboxFetch(setting, `/api/v1/shared-remarks${query}`, { cookie });
    return { status: response.status, value: (await response.json()) as SharedRemarks & { code?: string } };
  };
  const textsOf = ({ value }: { value: SharedRemarks }) =>
    value.remarks.map(({ copy }) => {
      const { keys } = setting.colleague("bram");
      const opened = openSharedRemark(Buffer.from(copy, "base64url"), { vk: keys.signing.vk, keys });
      return opened.ok ? opened.text : opened.why;
    });

  test("[Q5] is its citizen's to give while a verdict is asked, once of each closing, and stands there sealed once more", async () => {
    const begun = await finished();
    const { conversation } = begun;
    const other = await finished();
    expect(codeOf(await share({ ...other, conversation }))).toBe("not_found");
    expect(codeOf(await anna.call("remark:share", { conversation, copy: copyFor("x") }))).toBe("malformed");
    expect(codeOf(await share(begun, copyFor("x").subarray(0, 1_000)))).toBe("malformed");
    expect(codeOf(await share(begun, new Uint8Array(65_537)))).toBe("too_large");
    expect(await stored(conversation)).toEqual([]);
    const copy = copyFor("De eerste.");
    yes(await share(begun, copy));
    yes(await share(begun, copyFor("De tweede.")));
    const [row, more] = await stored(conversation);
    expect([row?.sealed.length, more]).toEqual([copy.length + 28, undefined]);
    expect(row?.sealed.includes(Buffer.from(copy.subarray(0, 64)))).toBe(false);
    await closedAgo(begun, 14 * dayMs);
    expect(codeOf(await share(begun))).toBe("not_asked");
    await say(begun);
    expect(codeOf(await share(begun))).toBe("not_asked");
    await close(begun);
    yes(await share(begun, copyFor("Van de tweede keer.")));
    expect(await stored(conversation)).toHaveLength(2);
    expect(codeOf(await share(await finished(closedAs("spam"))))).toBe("not_asked");
  });

  test("[Q6] is told to whom the newest roster makes a supervisor of its desk, and to nobody else", async () => {
    await setting.rows("DELETE FROM shared_remark");
    const begun = await finished();
    yes(await share(begun, copyFor("Voor de leidinggevende.")));
    yes(await give(begun, "no"));
    const supervises: [string[], string[]] = [["supervise"], []];
    const read = await asBram(["supervisor"], supervises);
    expect([read.status, textsOf(read)]).toEqual([200, ["Voor de leidinggevende."]]);
    expect(read.value.remarks[0]).toEqual({
      ...{ remark: expect.any(Number), desk: setting.desk.desk, topic: null, verdict: "no" },
      ...{ atMs: expect.any(Number), copy: expect.any(String) },
    });
    const { member } = setting.colleague("bram");
    const lines = await setting.rows(
      "SELECT FROM audit_line WHERE actor = $1 AND act LIKE '%shared-remarks'",
      [member],
    );
    expect(lines).toHaveLength(1);

    // A supervisor of the other desk, who answers or reviews this one.
    for (const rights of [["answer", "rotate", "review"], ["review"], []])
      expect(textsOf(await asBram(["supervisor"], [rights, ["supervise"]]))).toEqual([]);
    for (const role of ["agent", "records_officer", "key_officer", "functional_administrator"] as const)
      expect(await asBram([role], supervises)).toMatchObject({ status: 403, value: { code: "forbidden" } });
    expect((await inboxFetch(setting, "/api/v1/shared-remarks")).status).toBe(401);
    const malformed = await asBram(["supervisor"], supervises, "?before=never");
    expect([malformed.status, malformed.value.code]).toEqual([400, "malformed"]);
    // Whoever it was not sealed to has bytes.
    const stranger = agentFromSeed(randomBytes(32));
    const [told] = (await asBram(["supervisor"], supervises)).value.remarks;
    const copy = Buffer.from(told?.copy ?? "", "base64url");
    expect(openSharedRemark(copy, { vk: stranger.signing.vk, keys: stranger }).ok).toBe(false);
  });

  test("[Q6] comes by pages, the newest first", async () => {
    await setting.rows("DELETE FROM shared_remark");
    const begun = await finished();
    yes(await share(begun, copyFor("De laatste.")));
    await setting.rows(
      `INSERT INTO shared_remark (organisation_id, conversation_id, desk_id, sealed_copy, shared_at)
       SELECT organisation_id, conversation_id, desk_id, sealed_copy, shared_at
       FROM shared_remark, generate_series(1, 50) WHERE conversation_id = $1`,
      [begun.conversation],
    );
    const supervises: [string[], string[]] = [["supervise"], []];
    const first = await asBram(["supervisor"], supervises);
    expect([first.value.remarks.length, first.value.more]).toEqual([50, true]);
    const numbers = first.value.remarks.map(({ remark }) => remark);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    const second = await asBram(["supervisor"], supervises, `?before=${numbers.at(-1)}`);
    expect([second.value.remarks.length, second.value.more]).toEqual([1, false]);
    expect(second.value.remarks[0]?.remark).toBeLessThan(numbers.at(-1) ?? 0);
  });

  test("[Q5] goes with its conversation", async () => {
    const begun = await begin(setting);
    await say(begun);
    const { citizen, conversation } = begun;
    yes(await citizen.call("conversation:close", { conversation, outcome: "left" }));
    yes(await share(begun));
    expect(await stored(conversation)).toHaveLength(1);
    yes(await citizen.call("erasure:ask", { conversation }));
    expect(await stored(conversation)).toEqual([]);
  });
});
