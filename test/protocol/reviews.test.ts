import { randomUUID } from "node:crypto";
import { openEpochKey, readEpoch } from "@eigenkanaal/crypto";
import { Role } from "@eigenkanaal/protocol";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connected } from "../harness/callers.js";
import { answered, closedAs } from "../harness/closing.js";
import {
  type Begun,
  begin,
  beginInternal,
  codeOf,
  counterOpening,
  load,
  opening,
  say,
  sending,
  yes,
} from "../harness/conversation.js";
import { tablesNaming } from "../harness/destruction.js";
import { type EpochWish, makeEpoch, makeInternalEpoch, participantsOf } from "../harness/frames.js";
import { askAs } from "../harness/records.js";
import {
  asksReview,
  asReviewer,
  epochNaming,
  finishedBy,
  peopleOfReviews,
  reviewsFor,
  reviewWish,
} from "../harness/reviews.js";
import { useSetting } from "../harness/setting.js";
import type { Colleague } from "../harness/town.js";
import { transferOf } from "../harness/transfers.js";

/** Samples of closed conversations that a colleague looks at: who asks, who lets in, who reads, and that nobody else does. */

const setting = useSetting();
const dayMs = 86_400_000;
let world: Awaited<ReturnType<typeof peopleOfReviews>>;
let anna: Connected;
/** What is closed in a test is closed after this. */
let sinceMs = 0;
beforeAll(async () => {
  world = await peopleOfReviews(setting);
});
beforeEach(async () => {
  // Whoever's rights a test changed is connected anew.
  anna = await world.connect("anna");
  sinceMs = Date.now();
});

const person = (name: "anna" | "bram" | "chris" | "dora") => world.people[name];
const wish = (over: Record<string, unknown> = {}) =>
  reviewWish(setting, { reviewer: person("bram"), sinceMs, ...over });
const selecting = (over: Record<string, unknown>) => ({ selection: { ...wish().selection, ...over } });
const finished = (outcome?: object) => finishedBy(setting, anna, outcome);
const asked = (over?: Record<string, unknown>) => asksReview(world.ask.dora, wish(over));
/** A conversation of a review that is asked of Bram. */
const inReview = async () => {
  const begun = await finished();
  return { ...begun, review: (await asked()).review };
};
const drawn = async (review: string) =>
  (
    await setting.rows<{ id: string }>(
      "SELECT conversation_id AS id FROM review_conversation WHERE review_id = $1 ORDER BY conversation_id",
      [review],
    )
  ).map(({ id }) => id);
const ids = (...begun: Begun[]) => begun.map(({ conversation }) => conversation).toSorted();
const publish = (who: Connected, conversation: string, record: Uint8Array) =>
  who.call("epoch:publish", { conversation, channel: "public", record });
const publishInternal = (who: Connected, conversation: string, record: Uint8Array) =>
  who.call("epoch:publish", { conversation, channel: "internal", record });
/** The record that lets somebody into it, by Anna. */
const naming = (begun: Begun, who: Colleague = person("bram"), over: EpochWish = {}) =>
  epochNaming(
    setting,
    { ...begun, previous: begun.epoch },
    { reviewers: [asReviewer(who, setting.desk)], by: person("anna"), wish: over },
  );
/** Anna lets Bram in; the conversation goes on under that epoch. */
const letIn = async <Of extends Begun>(begun: Of): Promise<Of> => {
  const epoch = await naming(begun);
  yes(await publish(anna, begun.conversation, epoch.recordBytes));
  return { ...begun, epoch };
};
/** Anna makes the next epoch without any reviewer. */
const leaveOut = async (begun: Begun) => {
  const by = person("anna");
  const epoch = await epochNaming(setting, { ...begun, previous: begun.epoch }, { reviewers: [], by });
  yes(await publish(anna, begun.conversation, epoch.recordBytes));
  return { ...begun, epoch };
};
const released = async () => letIn(await inReview());
const stateOf = async (review: string) =>
  (await reviewsFor(world.ask.dora)).asked
    .find((one) => one.review === review)
    ?.conversations.map(({ state }) => state);
const reads = async (who: Connected, conversation: string) =>
  codeOf(await load(who, conversation, { mode: "once" }));
const end = (review: string, name: "anna" | "bram" | "chris" | "dora" = "dora") =>
  world.ask[name]("POST", `reviews/${review}/ending`, {});
const refuse = (
  { review, conversation }: { review: string; conversation: string },
  name: "anna" | "bram" | "chris" | "dora" = "anna",
  reason = "too_personal",
) => world.ask[name]("POST", `reviews/${review}/conversations/${conversation}/refusal`, { reason });
const good = { answered: "good", clear: "fair", kind: "poor" };
const score = (
  { review, conversation }: { review: string; conversation: string },
  name: "anna" | "bram" | "chris" | "dora" = "bram",
  scores: object = good,
) => world.ask[name]("PUT", `reviews/${review}/conversations/${conversation}/scores`, scores);
const setRoles = (name: "anna" | "bram" | "dora", role: string) =>
  setting.rows("UPDATE member SET roles = $2 WHERE member_id = $1", [person(name).member, [role]]);
const newestLine = async () =>
  Number((await setting.rows<{ line: string }>("SELECT max(line_id) AS line FROM audit_line"))[0]?.line);
/** What somebody did since a line, as the log has it. */
const linesOf = async (name: "anna" | "bram" | "dora", behind: number) => {
  const lines = await setting.rows<{ act: string; kind: string; id: string; detail: string | null }>(
    `SELECT act, object_kind AS kind, object_id AS id, detail FROM audit_line
     WHERE actor = $1 AND line_id > $2 AND result = 'done' AND act NOT LIKE '%session%' ORDER BY line_id`,
    [person(name).member, behind],
  );
  return lines.map(({ act, kind, id, detail }) => [act, kind, id, detail]);
};
const pseudonymOf = async ({ conversation }: { conversation: string }) =>
  (
    await setting.rows<{ pseudonym: string }>(
      "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
      [conversation],
    )
  )[0]?.pseudonym;

describe("asking for one", () => {
  test("[Q10] draws what was closed at the desk in the period, and no spam, nothing blocked and nothing open", async () => {
    const early = await finished();
    await setting.rows("UPDATE conversation SET opened_at = $2, closed_at = $2 WHERE conversation_id = $1", [
      early.conversation,
      new Date(sinceMs - 1),
    ]);
    const one = await finished();
    const other = await finished(closedAs("no_answer"));
    await finished(closedAs("spam"));
    const blocked = await finished();
    await setting.rows(
      `UPDATE conversation SET blocked_until = now(), blocked_by_id = $2, block_reason = 'flooding'
       WHERE conversation_id = $1`,
      [blocked.conversation, person("anna").member],
    );
    await say(await finished());
    const elsewhere = await finished();
    await setting.rows("UPDATE conversation SET desk_id = $2 WHERE conversation_id = $1", [
      ...[elsewhere.conversation, setting.otherDesk.desk],
    ]);
    const { review, conversations } = await asked();
    expect(await drawn(review)).toEqual(ids(one, other));
    expect(conversations).toHaveLength(2);
    await end(review);
    const onlyOne = async (over: Record<string, unknown>) => {
      const { review: narrower } = await asked(selecting(over));
      await end(narrower);
      return drawn(narrower);
    };
    expect(await onlyOne({ outcome: "no_answer" })).toEqual(ids(other));
    const topic = randomUUID();
    await setting.rows("INSERT INTO topic VALUES ($1, $2)", [setting.town.organisation, topic]);
    await setting.rows("UPDATE conversation SET topic_id = $2 WHERE conversation_id = $1", [
      ...[one.conversation, topic],
    ]);
    expect(await onlyOne({ topic })).toEqual(ids(one));
    expect(await onlyOne({ fromMs: sinceMs - 1, toMs: sinceMs })).toEqual(ids(early));
  });

  test("[Q10] is of at most as many as are asked, and not again of what the same reviewer has", async () => {
    const all = [await finished(), await finished(), await finished()];
    const first = await asked({ number: 2 });
    expect(new Set(await drawn(first.review)).size).toBe(2);
    const second = await asked();
    expect([...(await drawn(first.review)), ...(await drawn(second.review))].toSorted()).toEqual(ids(...all));
    const nothing = { status: 409, code: "nothing_to_review" };
    const count = async () => (await setting.rows("SELECT FROM review")).length;
    const before = await count();
    expect(await world.ask.dora("POST", "reviews", wish())).toMatchObject(nothing);
    expect(await count()).toBe(before);
    // Another reviewer can have them too.
    await world.give(person("chris"), setting.desk, "{review}");
    const third = await asked({ reviewer: person("chris") });
    expect(await drawn(third.review)).toEqual(ids(...all));
    await setting.rows("DELETE FROM desk_member WHERE desk_id = $1 AND member_id = $2", [
      ...[setting.desk.desk, person("chris").member],
    ]);
    // Once it has ended they can be drawn again, but for what its reviewer is still let into.
    const [one, ...others] = all;
    if (!one) throw new Error("three conversations");
    await letIn(one);
    for (const { review } of [first, second]) await end(review);
    expect(await drawn((await asked()).review)).toEqual(ids(...others));
  });

  test("[Q10] of two that are asked at once none has what the other has", async () => {
    const all = [await finished(), await finished(), await finished(), await finished()];
    const both = await Promise.all([asked({ number: 2 }), asked({ number: 2 })]);
    const [one = [], other = []] = await Promise.all(both.map(({ review }) => drawn(review)));
    expect([...one, ...other].toSorted()).toEqual(ids(...all));
  });

  test("[Q10] is of a desk that one supervises, of a reviewer of it, in a period and until a moment that are right", async () => {
    await finished();
    const nowMs = Date.now();
    const cases: [Record<string, unknown>, number, string][] = [
      [selecting({ desk: setting.otherDesk.desk }), 404, "not_found"],
      [selecting({ desk: randomUUID() }), 404, "not_found"],
      [{ reviewer: person("anna") }, 404, "not_found"],
      [{ reviewer: person("chris") }, 404, "not_found"],
      [{ reviewer: { member: randomUUID() } }, 404, "not_found"],
      [selecting({ fromMs: nowMs, toMs: nowMs }), 400, "malformed"],
      [selecting({ fromMs: nowMs, toMs: sinceMs }), 400, "malformed"],
      [{ endsAtMs: sinceMs }, 409, "in_the_past"],
      [{ endsAtMs: nowMs + 32 * dayMs }, 400, "malformed"],
      [{ number: 21 }, 400, "malformed"],
      [{ number: 0 }, 400, "malformed"],
      [{ reason: " " }, 400, "malformed"],
      [{ reason: "x".repeat(201) }, 400, "malformed"],
    ];
    for (const [over, status, code] of cases)
      expect([over, await world.ask.dora("POST", "reviews", wish(over))]).toMatchObject([
        over,
        { status, code },
      ]);
    expect(await world.ask.chris("POST", "reviews", wish())).toMatchObject({
      status: 404,
      code: "not_found",
    });
    await setting.rows("UPDATE member SET disabled_at = now() WHERE member_id = $1", [person("bram").member]);
    expect(await world.ask.dora("POST", "reviews", wish())).toMatchObject({ status: 404 });
    await setting.rows("UPDATE member SET disabled_at = NULL WHERE member_id = $1", [person("bram").member]);
    expect((await asked({ endsAtMs: nowMs + 31 * dayMs })).conversations).toHaveLength(1);
  });

  test("[Q10] is refused where the town did not choose that reviewers may read along", async () => {
    await finished();
    await world.townSays("no");
    expect(await world.ask.dora("POST", "reviews", wish())).toMatchObject({
      ...{ status: 403, code: "reviewers_off" },
    });
    expect((await reviewsFor(world.ask.dora)).allowed).toBe(false);
    await world.townSays("yes");
    expect((await reviewsFor(world.ask.dora)).allowed).toBe(true);
    await asked();
  });

  test("[Q10] is for supervisors, is a line of the log, and lets nobody read anything", async () => {
    const begun = await finished();
    for (const role of Role.options.filter((one) => one !== "supervisor")) {
      await setRoles("dora", role);
      expect([role, (await world.ask.dora("POST", "reviews", wish())).status]).toEqual([role, 403]);
    }
    await setRoles("dora", "supervisor");
    expect((await askAs(setting, "")("POST", "reviews", wish())).status).toBe(401);
    const behind = await newestLine();
    const { review } = await asked();
    expect(await linesOf("dora", behind)).toEqual([["POST /api/v1/reviews", "review", review, null]]);
    for (const name of ["bram", "dora", "chris"] as const) {
      const who = await world.connect(name);
      expect([name, await reads(who, begun.conversation)]).toEqual([name, "not_found"]);
      who.socket.disconnect();
    }
    expect(await reads(anna, begun.conversation)).toBe("ok");
  });
});

describe("who hears of it", () => {
  const listOf = async (name: "anna" | "bram" | "chris" | "dora", review: string) => {
    const { asked: asks, toRelease, toReview } = await reviewsFor(world.ask[name]);
    const has = (list: { review: string }[]) => list.some((one) => one.review === review);
    return { asked: has(asks), toRelease: has(toRelease), toReview: has(toReview) };
  };
  const nowhere = { asked: false, toRelease: false, toReview: false };

  test("[Q11] each hears of those that are theirs: the supervisor, the desk's colleagues, the reviewer", async () => {
    const { review } = await inReview();
    expect(await listOf("dora", review)).toEqual({ ...nowhere, asked: true });
    expect(await listOf("anna", review)).toEqual({ ...nowhere, toRelease: true });
    expect(await listOf("bram", review)).toEqual({ ...nowhere, toReview: true });
    expect(await listOf("chris", review)).toEqual(nowhere);
  });

  test("[Q11] nothing that a supervisor is told leads to a conversation", async () => {
    const begun = await released();
    const { review, conversation } = begun;
    await score(begun);
    const told = await world.ask.dora("GET", "reviews");
    const answers = [told.value, (await end(review)).value, (await end(review)).value];
    for (const answer of answers) {
      expect(JSON.stringify(answer)).toContain(review);
      for (const id of [conversation, await pseudonymOf(begun)])
        expect(JSON.stringify(answer)).not.toContain(id);
    }
    expect((await reviewsFor(world.ask.dora)).asked[0]?.conversations).toEqual([
      {
        ...{ conversation: null, closedAtMs: expect.any(Number), topic: null },
        ...{ state: "over", refusal: null, scores: good },
      },
    ]);
    const supervisor = await world.connect("dora");
    expect(await reads(supervisor, conversation)).toBe("not_found");
    supervisor.socket.disconnect();
  });

  test("[Q11] colleagues and the reviewer are told which, and the scores only the reviewer of those", async () => {
    const begun = await released();
    await score(begun);
    const another = await finished();
    const { review } = await asked();
    const find = (list: { review: string; conversations: unknown[] }[], id: string) =>
      list.find((one) => one.review === id)?.conversations;
    const mine = await reviewsFor(world.ask.bram);
    expect(find(mine.toReview, begun.review)).toMatchObject([
      { conversation: begun.conversation, state: "released", scores: good },
    ]);
    expect(find(mine.toReview, review)).toMatchObject([{ conversation: another.conversation }]);
    const theirs = await reviewsFor(world.ask.anna);
    // What is let in waits for nobody at the desk, until it is over.
    expect(find(theirs.toRelease, begun.review)).toBeUndefined();
    expect(find(theirs.toRelease, review)).toMatchObject([
      { conversation: another.conversation, state: "asked" },
    ]);
    await end(begun.review);
    expect(find((await reviewsFor(world.ask.anna)).toRelease, begun.review)).toMatchObject([
      { conversation: begun.conversation, state: "over", scores: null },
    ]);
    expect(find((await reviewsFor(world.ask.bram)).toReview, begun.review)).toBeUndefined();
  });

  test("[Q11] whom a newer roster gives no right any more hears of none", async () => {
    const { review } = await inReview();
    const rights = { dora: "{supervise}", anna: "{answer,rotate}", bram: "{review}" };
    const listed = { dora: "asked", anna: "toRelease", bram: "toReview" };
    for (const name of ["dora", "anna", "bram"] as const) {
      await world.give(person(name), setting.desk, "{rotate}");
      expect([name, await listOf(name, review)]).toEqual([name, nowhere]);
      await world.give(person(name), setting.desk, rights[name]);
      expect([name, await listOf(name, review)]).toEqual([name, { ...nowhere, [listed[name]]: true }]);
    }
    // The roster makes her a supervisor, her role does not.
    await setRoles("dora", "agent");
    expect(await listOf("dora", review)).toEqual(nowhere);
    await setRoles("dora", "supervisor");
  });

  test("[Q11] to any other role it is forbidden, and without a session unauthenticated", async () => {
    for (const role of Role.options) {
      await setRoles("anna", role);
      const may = role === "agent" || role === "supervisor";
      expect([role, (await world.ask.anna("GET", "reviews")).status]).toEqual([role, may ? 200 : 403]);
    }
    await setRoles("anna", "agent");
    expect((await askAs(setting, "")("GET", "reviews")).status).toBe(401);
  });
});

describe("letting a reviewer in", () => {
  test("[Q12] is an epoch by who answers the desk, is released with it, and is a line of the log", async () => {
    const begun = await inReview();
    expect(await stateOf(begun.review)).toEqual(["asked"]);
    const behind = await newestLine();
    const epoch = await naming(begun);
    const published = await publish(anna, begun.conversation, epoch.recordBytes);
    expect(yes(published)).toMatchObject({ epoch: 1 });
    expect(await stateOf(begun.review)).toEqual(["released"]);
    const line = ["epoch:publish", "conversation", await pseudonymOf(begun), "reviewer_let_in"];
    expect(await linesOf("anna", behind)).toEqual([line]);
    // The same again, and an epoch that lets nobody in, are none.
    yes(await publish(anna, begun.conversation, epoch.recordBytes));
    const next = await makeEpoch(
      setting,
      { conversation: begun.conversation, citizen: begun.citizen.keys },
      {
        ...{ previous: epoch, creator: { role: "desk", keys: anna.keys.signing } },
        participants: epochParticipants(begun),
      },
    );
    yes(await publish(anna, begun.conversation, next.recordBytes));
    expect(await linesOf("anna", behind)).toEqual([line]);
    expect(await stateOf(begun.review)).toEqual(["released"]);
  });
  const epochParticipants = ({ citizen }: Begun) => [
    ...participantsOf(setting.town, setting.desk, citizen.keys),
    asReviewer(person("bram"), setting.desk),
  ];

  test("[Q12] goes on in the next record, whoever makes that", async () => {
    const begun = await released();
    const next = await makeEpoch(
      setting,
      { conversation: begun.conversation, citizen: begun.citizen.keys },
      { previous: begun.epoch, participants: epochParticipants(begun) },
    );
    yes(await publish(begun.citizen, begun.conversation, next.recordBytes));
    expect(await stateOf(begun.review)).toEqual(["released"]);
  });

  test("[Q12] is refused of whoever is not asked for, and goes well of who is", async () => {
    const begun = await inReview();
    const attempt = async (record: Uint8Array, who = anna) =>
      codeOf(await publish(who, begun.conversation, record));
    const bram = asReviewer(person("bram"), setting.desk);
    const withThe = (reviewer: typeof bram) => ({
      participants: [...participantsOf(setting.town, setting.desk, begun.citizen.keys), reviewer],
    });
    const others = {
      "a colleague who does not review": asReviewer(person("anna"), setting.desk),
      "another desk's": asReviewer(person("chris"), setting.otherDesk),
      "nobody's key": { ...bram, pk: begun.citizen.keys.box.pk },
      "a key that the roster does not have": asReviewer(person("chris"), setting.desk),
      "no roster": { ...bram, certHash: setting.desk.key.hash },
    };
    for (const [who, reviewer] of Object.entries(others)) {
      const { recordBytes } = await naming(begun, person("bram"), withThe(reviewer));
      expect([who, await attempt(recordBytes)]).toEqual([who, "reviewer_not_asked"]);
    }
    const citizens = await naming(begun, person("bram"), {
      creator: { role: "citizen", keys: begun.citizen.keys.signing },
    });
    expect(await attempt(citizens.recordBytes, begun.citizen)).toBe("reviewer_not_asked");
    const chris = await world.connect("chris");
    const bramHimself = await world.connect("bram");
    const { recordBytes } = await naming(begun);
    for (const who of [chris, bramHimself]) expect(await attempt(recordBytes, who)).toBe("not_found");
    for (const who of [chris, bramHimself]) who.socket.disconnect();
    expect(await stateOf(begun.review)).toEqual(["asked"]);
    expect(await attempt(recordBytes)).toBe("ok");
  });

  test("[Q12] is refused of a conversation that nobody asks for, and of one whose review asks no more", async () => {
    const attempt = async (begun: Begun) =>
      codeOf(await publish(anna, begun.conversation, (await naming(begun)).recordBytes));
    expect(await attempt(await finished())).toBe("reviewer_not_asked");
    sinceMs = Date.now();
    const refused = await inReview();
    expect((await refuse(refused)).status).toBe(200);
    expect(await attempt(refused)).toBe("reviewer_not_asked");
    sinceMs = Date.now();
    const ended = await inReview();
    expect((await end(ended.review)).status).toBe(200);
    expect(await attempt(ended)).toBe("reviewer_not_asked");
    sinceMs = Date.now();
    const late = await inReview();
    await setting.rows("UPDATE review SET ends_at = clock_timestamp() WHERE review_id = $1", [late.review]);
    expect(await attempt(late)).toBe("reviewer_not_asked");
    sinceMs = Date.now();
    const begun = await inReview();
    await world.townSays("no");
    expect(await attempt(begun)).toBe("reviewers_off");
    await world.townSays("yes");
    await world.give(person("bram"), setting.desk, "{rotate}");
    expect(await attempt(begun)).toBe("reviewer_not_asked");
    await world.give(person("bram"), setting.desk, "{review}");
    expect(await attempt(begun)).toBe("ok");
  });

  test("[Q12] is not done among colleagues, by what begins a channel, nor by a transfer", async () => {
    const begun = await inReview();
    const { conversation, citizen } = begun;
    const bram = asReviewer(person("bram"), setting.desk);
    const fresh = randomUUID();
    const first = await makeEpoch(
      setting,
      { conversation: fresh, citizen: citizen.keys },
      { participants: [...participantsOf(setting.town, setting.desk, citizen.keys), bram] },
    );
    const open = () => citizen.call("conversation:open", opening(setting, fresh, first));
    expect(codeOf(await open())).toBe("reviewer_not_asked");

    const colleague = { conversation, colleague: anna.keys };
    const among = [...participantsOf(setting.town, setting.desk), bram];
    const inner = await makeInternalEpoch(setting, colleague, { participants: among });
    expect(codeOf(await publishInternal(anna, conversation, inner.recordBytes))).toBe("reviewer_not_asked");
    const internal = await beginInternal(setting, conversation, anna);
    const next = await makeInternalEpoch(setting, colleague, {
      ...{ previous: internal.epoch, participants: among },
    });
    expect(codeOf(await publishInternal(anna, conversation, next.recordBytes))).toBe("reviewer_not_asked");

    yes(await anna.call("conversation:reopen", { conversation }));
    const over = (reviewer: typeof bram, reading: "along" | "not") => {
      const named = (who?: typeof citizen.keys) => ({
        participants: [...participantsOf(setting.town, setting.otherDesk, who), reviewer],
      });
      return transferOf(setting, {
        ...{ conversation, citizen: citizen.keys, colleague: anna.keys, to: setting.otherDesk, reading },
        before: { public: begun.epoch, internal: internal.epoch },
        wish: { public: named(citizen.keys), internal: named() },
      });
    };
    expect(codeOf(await anna.call("conversation:transfer", await over(bram, "not")))).toBe(
      "reviewer_not_asked",
    );
    // Who hands it over reads along, as before.
    const herself = await over(asReviewer(person("anna"), setting.desk), "along");
    expect(codeOf(await anna.call("conversation:transfer", herself))).toBe("ok");
    expect(await stateOf(begun.review)).toEqual(["gone"]);
  });
});

describe("not letting them in", () => {
  test("[Q13] is for who answers the desk, with its reason, while it is asked", async () => {
    const begun = await inReview();
    const behind = await newestLine();
    const told = await refuse(begun);
    expect([told.status, told.value]).toMatchObject([
      200,
      { conversations: [{ conversation: begun.conversation, state: "refused", refusal: "too_personal" }] },
    ]);
    const act = "POST /api/v1/reviews/:review/conversations/:conversation/refusal";
    const line = [act, "conversation", await pseudonymOf(begun), null];
    expect(await linesOf("anna", behind)).toEqual([line]);
    expect((await refuse(begun)).status).toBe(200);
    expect(await linesOf("anna", behind)).toEqual([line]);
    expect(await refuse(begun, "anna", "other")).toMatchObject({ status: 409, code: "not_asked" });
    expect((await reviewsFor(world.ask.dora)).asked[0]?.conversations).toMatchObject([
      { state: "refused", refusal: "too_personal" },
    ]);
    sinceMs = Date.now();
    const into = await released();
    expect(await refuse(into)).toMatchObject({ status: 409, code: "not_asked" });
    sinceMs = Date.now();
    const ended = await inReview();
    await end(ended.review);
    expect(await refuse(ended)).toMatchObject({ status: 409, code: "not_asked" });
  });

  test("[Q13] is nobody else's, and of no other conversation", async () => {
    const begun = await inReview();
    for (const name of ["bram", "chris", "dora"] as const)
      expect([name, await refuse(begun, name)]).toMatchObject([name, { status: 404, code: "not_found" }]);
    const other = await finished();
    const { review } = begun;
    expect(await refuse({ review, conversation: other.conversation })).toMatchObject({ status: 404 });
    expect(await refuse({ ...begun, review: randomUUID() })).toMatchObject({ status: 404 });
    expect(await refuse(begun, "anna", "because")).toMatchObject({ status: 400, code: "malformed" });
    for (const role of ["records_officer", "key_officer", "functional_administrator"]) {
      await setRoles("anna", role);
      expect([role, (await refuse(begun)).status]).toEqual([role, 403]);
    }
    await setRoles("anna", "agent");
    const path = `reviews/${review}/conversations/${begun.conversation}/refusal`;
    expect((await askAs(setting, "")("POST", path, { reason: "other" })).status).toBe(401);
    expect(await stateOf(review)).toEqual(["asked"]);
    expect((await refuse(begun)).status).toBe(200);
  });
});

describe("reading", () => {
  test("[Q14] who is let in reads what is public, page by page, with their own key, and each time is a line", async () => {
    const waiting = await inReview();
    const bram = await world.connect("bram");
    expect(await reads(bram, waiting.conversation)).toBe("not_found");
    const { conversation, epoch } = await letIn(waiting);
    const behind = await newestLine();
    const page = yes(await load(bram, conversation, { mode: "once" }));
    expect((page.messages as unknown[]).length).toBe(1);
    expect(page.epochs).toMatchObject([{ epoch: 0 }, { epoch: 1 }]);
    const read = readEpoch(new Uint8Array((page.epochs as { record: Buffer }[])[1]?.record ?? []));
    if (!read.ok) throw new Error(read.why);
    const opened = openEpochKey(read.record, "reviewer", person("bram").keys);
    expect(opened.ok && Buffer.from(opened.key).equals(Buffer.from(epoch.key))).toBe(true);
    expect(openEpochKey(read.record, "reviewer", person("dora").keys).ok).toBe(false);
    expect(await reads(bram, conversation)).toBe("ok");
    const line = ["conversation:load", "conversation", await pseudonymOf(waiting), "public_once"];
    expect(await linesOf("bram", behind)).toEqual([line, line]);
    bram.socket.disconnect();
  });

  test("[Q14] nothing else with it is the reviewer's, and all of it is a colleague's", async () => {
    const begun = await released();
    const { conversation, citizen, epoch } = begun;
    const bram = await world.connect("bram");
    const internal = await beginInternal(setting, conversation, anna);
    yes(await anna.call("conversation:reopen", { conversation }));
    const next = await epochNaming(
      setting,
      { ...begun, previous: epoch },
      { reviewers: [asReviewer(person("bram"), setting.desk)], by: person("anna") },
    );
    const transfer = await transferOf(setting, {
      ...{ conversation, citizen: citizen.keys, colleague: anna.keys, to: setting.otherDesk },
      before: { public: next, internal: internal.epoch },
    });
    const page = { conversation, afterSeq: 0, limit: 10 };
    const requests: [string, object][] = [
      ["conversation:load", { ...page, channel: "public" }],
      ["conversation:load", { ...page, channel: "public", mode: "follow" }],
      ["conversation:load", { ...page, channel: "internal", mode: "once" }],
      ["conversation:load", { ...page, channel: "internal" }],
      ["conversation:look", { conversation, state: "looking" }],
      ["conversation:leave", { conversation }],
      ["conversation:take", { conversation }],
      ["message:send", sending(conversation, internal.chain.text(), "internal")],
      ["ephemeral:send", sending(conversation, internal.chain.seal({ type: "typing" }), "internal")],
      ["epoch:publish", { conversation, channel: "public", record: next.recordBytes }],
      ["conversation:label", { conversation, labels: [] }],
      ["conversation:snooze", { conversation, untilMs: null }],
      ["conversation:wake", { conversation }],
      ["conversation:block", { conversation, reason: "flooding", days: 1, network: "not" }],
      ["conversation:unblock", { conversation }],
      ["conversation:give", { conversation, to: person("anna").member }],
      ["conversation:close", { conversation, ...answered }],
      ["conversation:reopen", { conversation }],
      ["conversation:transfer", transfer],
    ];
    const colleague = await world.connect("anna");
    for (const [event, request] of requests) {
      expect([event, await reads(bram, conversation)]).toEqual([event, "ok"]);
      expect([event, codeOf(await bram.call(event, request))]).toEqual([event, "not_found"]);
    }
    for (const [event, request] of requests.filter(([event]) => event !== "conversation:leave"))
      expect([event, codeOf(await colleague.call(event, request))]).toEqual([
        event,
        // To oneself.
        event === "conversation:give" ? "malformed" : "ok",
      ]);
    colleague.socket.disconnect();
    bram.socket.disconnect();
  });

  test("[Q14] nothing of it comes to the reviewer by another way: no news, queue, search, list or hold", async () => {
    const begun = await released();
    const { conversation } = begun;
    const bram = await world.connect("bram");
    expect(await reads(bram, conversation)).toBe("ok");
    begun.chain.epoch = begun.epoch;
    await say(begun);
    yes(await load(anna, conversation));
    yes(await anna.call("conversation:take", { conversation }));
    expect(await reads(bram, conversation)).toBe("ok");
    const news = [
      "message:new",
      "epoch:new",
      "conversation:changed",
      "conversations:changed",
      "viewer:changed",
    ];
    expect(news.flatMap((event) => bram.news(event))).toEqual([]);
    expect(yes(await bram.call("search:shares", { conversations: [conversation] }))).toEqual({ shares: [] });
    for (const list of ["open", "closed"])
      expect(yes(await bram.call("queue:load", { list }))).toEqual({ conversations: [] });
    expect((await world.ask.bram("GET", `holds/of/${conversation}`)).status).toBe(404);
    expect((await world.ask.anna("GET", `holds/of/${conversation}`)).status).toBe(200);
    expect(codeOf(await bram.call("conversation:begin", await counterOpening(setting)))).toBe("not_found");
    bram.socket.disconnect();
  });

  test("[Q14] ends with the review, its last moment, the right, the town's choice, the epoch and the desk", async () => {
    const sql = (text: string, ...values: unknown[]) => setting.rows(text, values);
    const ends: Record<string, (of: Begun & { review: string }) => Promise<unknown>> = {
      "by hand": ({ review }) => end(review),
      "by its last moment": ({ review }) =>
        sql("UPDATE review SET ends_at = clock_timestamp() WHERE review_id = $1", review),
      "by the roster": () => world.give(person("bram"), setting.desk, "{rotate}"),
      "by the town": () => world.townSays("no"),
      "by the next epoch": leaveOut,
      "by going to another desk": ({ conversation }) =>
        sql(
          "UPDATE conversation SET desk_id = $2 WHERE conversation_id = $1",
          conversation,
          setting.otherDesk.desk,
        ),
    };
    for (const [how, ending] of Object.entries(ends)) {
      sinceMs = Date.now();
      const begun = await released();
      const before = await world.connect("bram");
      expect([how, await reads(before, begun.conversation)]).toEqual([how, "ok"]);
      await ending(begun);
      const after = await world.connect("bram");
      expect([how, await reads(after, begun.conversation)]).toEqual([how, "not_found"]);
      for (const { socket } of [before, after]) socket.disconnect();
      await world.give(person("bram"), setting.desk, "{review}");
      await world.townSays("yes");
    }
  });

  test("[Q14] is of whom the review names, and of no other reviewer, supervisor or desk", async () => {
    const { conversation } = await released();
    await world.give(person("chris"), setting.desk, "{review,supervise}");
    for (const name of ["chris", "dora"] as const) {
      const who = await world.connect(name);
      expect([name, await reads(who, conversation)]).toEqual([name, "not_found"]);
      who.socket.disconnect();
    }
    await setting.rows("DELETE FROM desk_member WHERE desk_id = $1 AND member_id = $2", [
      ...[setting.desk.desk, person("chris").member],
    ]);
    const bram = await world.connect("bram");
    expect(await reads(bram, conversation)).toBe("ok");
    const stranger = await begin(setting);
    expect(await reads(stranger.citizen, conversation)).toBe("not_found");
    bram.socket.disconnect();
  });
});

describe("what the reviewer makes of it", () => {
  const scoresOf = async (review: string) =>
    (await reviewsFor(world.ask.dora)).asked
      .find((one) => one.review === review)
      ?.conversations.map(({ scores }) => scores);

  test("[Q15] is theirs to say while it is released, and to say otherwise until the review ends", async () => {
    const waiting = await inReview();
    expect(await score(waiting)).toMatchObject({ status: 409, code: "not_asked" });
    const begun = await letIn(waiting);
    const behind = await newestLine();
    const told = await score(begun);
    expect([told.status, told.value]).toMatchObject([
      200,
      { conversations: [{ conversation: begun.conversation, scores: good }] },
    ]);
    const act = "PUT /api/v1/reviews/:review/conversations/:conversation/scores";
    expect(await linesOf("bram", behind)).toEqual([[act, "conversation", await pseudonymOf(begun), null]]);
    const better = { answered: "good", clear: "good", kind: "good" };
    expect((await score(begun, "bram", better)).status).toBe(200);
    expect(await scoresOf(begun.review)).toEqual([better]);
    await end(begun.review);
    expect(await score(begun)).toMatchObject({ status: 409, code: "not_asked" });
    expect(await scoresOf(begun.review)).toEqual([better]);
  });

  test("[Q15] is nobody else's, and of nothing else", async () => {
    const begun = await released();
    for (const name of ["anna", "chris", "dora"] as const)
      expect([name, await score(begun, name)]).toMatchObject([name, { status: 404, code: "not_found" }]);
    const other = await finished();
    const { review } = begun;
    expect(await score({ review, conversation: other.conversation })).toMatchObject({ status: 404 });
    for (const scores of [{ ...good, kind: "great" }, { answered: "good" }, {}])
      expect(await score(begun, "bram", scores)).toMatchObject({ status: 400, code: "malformed" });
    for (const role of ["records_officer", "key_officer", "functional_administrator"]) {
      await setRoles("bram", role);
      expect([role, (await score(begun)).status]).toEqual([role, 403]);
    }
    await setRoles("bram", "agent");
    const path = `reviews/${review}/conversations/${begun.conversation}/scores`;
    expect((await askAs(setting, "")("PUT", path, good)).status).toBe(401);
    expect(await scoresOf(review)).toEqual([null]);
    await world.give(person("bram"), setting.desk, "{rotate}");
    expect((await score(begun)).status).toBe(404);
    await world.give(person("bram"), setting.desk, "{review}");
    expect((await score(begun)).status).toBe(200);
  });
});

describe("the end", () => {
  test("[Q16] is its reviewer's and its supervisor's, once, and a line of the log", async () => {
    for (const name of ["bram", "dora"] as const) {
      sinceMs = Date.now();
      const { review, conversation } = await inReview();
      for (const other of ["anna", "chris"] as const)
        expect([other, await end(review, other)]).toMatchObject([other, { status: 404, code: "not_found" }]);
      expect((await end(randomUUID(), name)).status).toBe(404);
      expect(await stateOf(review)).toEqual(["asked"]);
      const behind = await newestLine();
      const told = await end(review, name);
      // To the reviewer it is told which, to the supervisor not.
      expect([told.status, told.value]).toMatchObject([
        ...[200, { conversations: [{ conversation: name === "bram" ? conversation : null }] }],
      ]);
      expect(await end(review, name)).toEqual(told);
      const line = ["POST /api/v1/reviews/:review/ending", "review", review, null];
      expect(await linesOf(name, behind)).toEqual([line]);
      expect(await stateOf(review)).toEqual(["left_out"]);
    }
    const { review } = await inReview();
    for (const role of ["records_officer", "key_officer", "functional_administrator"]) {
      await setRoles("bram", role);
      expect([role, (await end(review, "bram")).status]).toEqual([role, 403]);
    }
    await setRoles("bram", "agent");
    expect((await askAs(setting, "")("POST", `reviews/${review}/ending`, {})).status).toBe(401);
  });

  test("[Q16] leaves what the newest epoch names the reviewer in over, until one does not", async () => {
    const byHand = await released();
    await end(byHand.review);
    sinceMs = Date.now();
    const byTime = await released();
    await setting.rows("UPDATE review SET ends_at = clock_timestamp() WHERE review_id = $1", [byTime.review]);
    for (const begun of [byHand, byTime]) {
      expect(await stateOf(begun.review)).toEqual(["over"]);
      await leaveOut(begun);
      expect(await stateOf(begun.review)).toEqual(["left_out"]);
    }
    const { asked: all, toRelease } = await reviewsFor(world.ask.anna);
    expect([all, toRelease.filter(({ review }) => [byHand.review, byTime.review].includes(review))]).toEqual([
      ...[[], []],
    ]);
  });

  test("[Q16] before it, an epoch that does not name the reviewer makes it asked again, and it can be released anew", async () => {
    const begun = await released();
    await score(begun);
    const left = await leaveOut(begun);
    expect(await stateOf(begun.review)).toEqual(["asked"]);
    const again = await letIn(left);
    expect(await stateOf(begun.review)).toEqual(["released"]);
    expect((await reviewsFor(world.ask.bram)).toReview[0]?.conversations[0]?.scores).toEqual(good);
    const bram = await world.connect("bram");
    expect(await reads(bram, again.conversation)).toBe("ok");
    bram.socket.disconnect();
  });

  test("[Q16] of what is destroyed the review keeps no id, and what was scored", async () => {
    const begun = await released();
    const { review, conversation } = begun;
    await score(begun);
    expect(await tablesNaming(setting, [conversation])).toContain("review_conversation");
    await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [conversation]);
    expect(await tablesNaming(setting, [conversation])).not.toContain("review_conversation");
    for (const name of ["dora", "bram"] as const) {
      const told = await reviewsFor(world.ask[name]);
      const found = [...told.asked, ...told.toReview].find((one) => one.review === review);
      expect([name, found?.conversations]).toMatchObject([
        ...[name, [{ conversation: null, state: "gone", scores: good }]],
      ]);
    }
    expect((await score(begun)).status).toBe(404);
    expect((await refuse(begun)).status).toBe(404);
  });
});
