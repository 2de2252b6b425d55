import { randomUUID } from "node:crypto";
import { Role } from "@eigenkanaal/protocol";
import { describe, expect, test } from "vitest";
import { closedAs } from "../harness/closing.js";
import { say } from "../harness/conversation.js";
import { askAs } from "../harness/records.js";
import { good, ids, reads, reviewsFor, useReviews } from "../harness/reviews.js";
import { useSetting } from "../harness/setting.js";

/** Samples of closed conversations that a colleague looks at: who asks for one, who hears of it, who does not let in. */

const setting = useSetting();
const dayMs = 86_400_000;
const {
  world,
  anna,
  since,
  fromNow,
  person,
  wish,
  selecting,
  finished,
  asked,
  inReview,
  drawn,
  letIn,
  released,
  stateOf,
  end,
  refuse,
  score,
  setRoles,
  newestLine,
  linesOf,
  pseudonymOf,
} = useReviews(setting);

describe("asking for one", () => {
  test("[Q10] draws what was closed at the desk in the period, and no spam, nothing blocked and nothing open", async () => {
    const early = await finished();
    await setting.rows("UPDATE conversation SET opened_at = $2, closed_at = $2 WHERE conversation_id = $1", [
      early.conversation,
      new Date(since() - 1),
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
    expect(await onlyOne({ fromMs: since() - 1, toMs: since() })).toEqual(ids(early));
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
    expect(await world().ask.dora("POST", "reviews", wish())).toMatchObject(nothing);
    expect(await count()).toBe(before);
    // Another reviewer can have them too.
    await world().give(person("chris"), setting.desk, "{review}");
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
      [selecting({ fromMs: nowMs, toMs: since() }), 400, "malformed"],
      [{ endsAtMs: since() }, 409, "in_the_past"],
      [{ endsAtMs: nowMs + 32 * dayMs }, 400, "malformed"],
      [{ number: 21 }, 400, "malformed"],
      [{ number: 0 }, 400, "malformed"],
      [{ reason: " " }, 400, "malformed"],
      [{ reason: "x".repeat(201) }, 400, "malformed"],
    ];
    for (const [over, status, code] of cases)
      expect([over, await world().ask.dora("POST", "reviews", wish(over))]).toMatchObject([
        over,
        { status, code },
      ]);
    expect(await world().ask.chris("POST", "reviews", wish())).toMatchObject({
      status: 404,
      code: "not_found",
    });
    await setting.rows("UPDATE member SET disabled_at = now() WHERE member_id = $1", [person("bram").member]);
    expect(await world().ask.dora("POST", "reviews", wish())).toMatchObject({ status: 404 });
    await setting.rows("UPDATE member SET disabled_at = NULL WHERE member_id = $1", [person("bram").member]);
    expect((await asked({ endsAtMs: nowMs + 31 * dayMs })).conversations).toHaveLength(1);
  });

  test("[Q10] is refused where the town did not choose that reviewers may read along", async () => {
    await finished();
    await world().townSays("no");
    expect(await world().ask.dora("POST", "reviews", wish())).toMatchObject({
      ...{ status: 403, code: "reviewers_off" },
    });
    expect((await reviewsFor(world().ask.dora)).allowed).toBe(false);
    await world().townSays("yes");
    expect((await reviewsFor(world().ask.dora)).allowed).toBe(true);
    await asked();
  });

  test("[Q10] is for supervisors, is a line of the log, and lets nobody read anything", async () => {
    const begun = await finished();
    for (const role of Role.options.filter((one) => one !== "supervisor")) {
      await setRoles("dora", role);
      expect([role, (await world().ask.dora("POST", "reviews", wish())).status]).toEqual([role, 403]);
    }
    await setRoles("dora", "supervisor");
    expect((await askAs(setting, "")("POST", "reviews", wish())).status).toBe(401);
    const behind = await newestLine();
    const { review } = await asked();
    expect(await linesOf("dora", behind)).toEqual([["POST /api/v1/reviews", "review", review, null]]);
    for (const name of ["bram", "dora", "chris"] as const) {
      const who = await world().connect(name);
      expect([name, await reads(who, begun.conversation)]).toEqual([name, "not_found"]);
      who.socket.disconnect();
    }
    expect(await reads(anna(), begun.conversation)).toBe("ok");
  });
});

describe("who hears of it", () => {
  const listOf = async (name: "anna" | "bram" | "chris" | "dora", review: string) => {
    const { asked: asks, toRelease, toReview } = await reviewsFor(world().ask[name]);
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
    const told = await world().ask.dora("GET", "reviews");
    const answers = [told.value, (await end(review)).value, (await end(review)).value];
    for (const answer of answers) {
      expect(JSON.stringify(answer)).toContain(review);
      for (const id of [conversation, await pseudonymOf(begun)])
        expect(JSON.stringify(answer)).not.toContain(id);
    }
    expect((await reviewsFor(world().ask.dora)).asked[0]?.conversations).toEqual([
      {
        ...{ conversation: null, closedAtMs: expect.any(Number), topic: null },
        ...{ state: "over", refusal: null, scores: good },
      },
    ]);
    const supervisor = await world().connect("dora");
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
    const mine = await reviewsFor(world().ask.bram);
    expect(find(mine.toReview, begun.review)).toMatchObject([
      { conversation: begun.conversation, state: "released", scores: good },
    ]);
    expect(find(mine.toReview, review)).toMatchObject([{ conversation: another.conversation }]);
    const theirs = await reviewsFor(world().ask.anna);
    // What is let in waits for nobody at the desk, until it is over.
    expect(find(theirs.toRelease, begun.review)).toBeUndefined();
    expect(find(theirs.toRelease, review)).toMatchObject([
      { conversation: another.conversation, state: "asked" },
    ]);
    await end(begun.review);
    expect(find((await reviewsFor(world().ask.anna)).toRelease, begun.review)).toMatchObject([
      { conversation: begun.conversation, state: "over", scores: null },
    ]);
    expect(find((await reviewsFor(world().ask.bram)).toReview, begun.review)).toBeUndefined();
  });

  test("[Q11] whom a newer roster gives no right any more hears of none", async () => {
    const { review } = await inReview();
    const rights = { dora: "{supervise}", anna: "{answer,rotate}", bram: "{review}" };
    const listed = { dora: "asked", anna: "toRelease", bram: "toReview" };
    for (const name of ["dora", "anna", "bram"] as const) {
      await world().give(person(name), setting.desk, "{rotate}");
      expect([name, await listOf(name, review)]).toEqual([name, nowhere]);
      await world().give(person(name), setting.desk, rights[name]);
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
      expect([role, (await world().ask.anna("GET", "reviews")).status]).toEqual([role, may ? 200 : 403]);
    }
    await setRoles("anna", "agent");
    expect((await askAs(setting, "")("GET", "reviews")).status).toBe(401);
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
    expect((await reviewsFor(world().ask.dora)).asked[0]?.conversations).toMatchObject([
      { state: "refused", refusal: "too_personal" },
    ]);
    fromNow();
    const into = await released();
    expect(await refuse(into)).toMatchObject({ status: 409, code: "not_asked" });
    fromNow();
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
