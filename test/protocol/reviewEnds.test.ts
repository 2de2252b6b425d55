import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { tablesNaming } from "../harness/destruction.js";
import { askAs } from "../harness/records.js";
import { good, reads, reviewsFor, useReviews } from "../harness/reviews.js";
import { useSetting } from "../harness/setting.js";

/** What a reviewer makes of a conversation, and how a review ends. */

const setting = useSetting();
const {
  world,
  fromNow,
  person,
  finished,
  inReview,
  letIn,
  leaveOut,
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

describe("what the reviewer makes of it", () => {
  const scoresOf = async (review: string) =>
    (await reviewsFor(world().ask.dora)).asked
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
    await world().give(person("bram"), setting.desk, "{rotate}");
    expect((await score(begun)).status).toBe(404);
    await world().give(person("bram"), setting.desk, "{review}");
    expect((await score(begun)).status).toBe(200);
  });
});

describe("the end", () => {
  test("[Q16] is its reviewer's and its supervisor's, once, and a line of the log", async () => {
    for (const name of ["bram", "dora"] as const) {
      fromNow();
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
    fromNow();
    const byTime = await released();
    await setting.rows("UPDATE review SET ends_at = clock_timestamp() WHERE review_id = $1", [byTime.review]);
    for (const begun of [byHand, byTime]) {
      expect(await stateOf(begun.review)).toEqual(["over"]);
      await leaveOut(begun);
      expect(await stateOf(begun.review)).toEqual(["left_out"]);
    }
    const { asked: all, toRelease } = await reviewsFor(world().ask.anna);
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
    expect((await reviewsFor(world().ask.bram)).toReview[0]?.conversations[0]?.scores).toEqual(good);
    const bram = await world().connect("bram");
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
      const told = await reviewsFor(world().ask[name]);
      const found = [...told.asked, ...told.toReview].find((one) => one.review === review);
      expect([name, found?.conversations]).toMatchObject([
        ...[name, [{ conversation: null, state: "gone", scores: good }]],
      ]);
    }
    expect((await score(begun)).status).toBe(404);
    expect((await refuse(begun)).status).toBe(404);
  });
});
