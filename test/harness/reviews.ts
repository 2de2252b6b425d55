import type { Participant } from "@eigenkanaal/crypto";
import { Review, Reviews } from "@eigenkanaal/protocol";
import { beforeAll, beforeEach } from "vitest";
import { type Connected, connectAgent, signIn } from "./callers.js";
import { answered } from "./closing.js";
import { type Begun, begin, codeOf, load, say, yes } from "./conversation.js";
import { type EpochWish, makeEpoch, type OpenEpoch, participantsOf } from "./frames.js";
import { askAs } from "./records.js";
import type { Setting } from "./setting.js";
import type { Colleague, TownDesk } from "./town.js";

/** A town in which conversations are reviewed, and how everybody in it asks. */

/**
 * Of the first desk: Anna answers it, Bram reviews it and does not answer, Dora, who is new, supervises it and does neither.
 * Chris answers and supervises the second. The town chose that reviewers may read along.
 */
const peopleOfReviews = async (setting: Setting) => {
  const { desk, town } = setting;
  const [anna, bram, chris] = (["anna", "bram", "chris"] as const).map((name) => setting.colleague(name));
  if (!anna || !bram || !chris) throw new Error("three colleagues");
  const dora = town.admit("dora");
  await setting.rotateDesk(desk, [anna, bram, dora], ({ name }) =>
    name === "bram" ? ["review"] : name === "dora" ? ["supervise"] : ["answer", "rotate"],
  );
  await setting.rows("UPDATE member SET roles = '{supervisor}' WHERE member_id = ANY ($1::uuid[])", [
    [dora.member, chris.member],
  ]);
  const give = async (who: Colleague, { desk: at }: TownDesk, rights: string) => {
    await setting.rows(
      `INSERT INTO desk_member VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation_id, desk_id, member_id) DO UPDATE SET rights = excluded.rights`,
      [town.organisation, at, who.member, rights],
    );
  };
  await give(chris, setting.otherDesk, "{answer,supervise}");
  const people = { anna, bram, chris, dora };
  const asked = async (who: Colleague) => askAs(setting, await signIn(setting, who));
  const ask = {
    ...{ anna: await asked(anna), bram: await asked(bram) },
    ...{ chris: await asked(chris), dora: await asked(dora) },
  };
  const townSays = (choice: "yes" | "no") =>
    setting.rows(
      `INSERT INTO consideration (organisation_id, subject, decision, reason, member_id)
       VALUES ($1, 'reviewers', jsonb_build_object('kind', 'choice', 'choice', $2::text), 'Besluit', $3)`,
      [town.organisation, choice, dora.member],
    );
  await townSays("yes");
  const connect = (name: keyof typeof people): Promise<Connected> => connectAgent(setting, people[name]);
  return { people, ask, give, townSays, connect };
};

/** The reviews that somebody has to do with. */
export const reviewsFor = async (ask: ReturnType<typeof askAs>): Promise<Reviews> =>
  Reviews.parse((await ask("GET", "reviews")).value);

/** What a supervisor asks: all that was closed since a moment at the first desk, until tomorrow. */
const reviewWish = (
  { desk }: Setting,
  {
    reviewer,
    sinceMs,
    ...over
  }: { reviewer: Pick<Colleague, "member">; sinceMs: number } & Record<string, unknown>,
) => ({
  selection: {
    ...{ desk: desk.desk, topic: null, outcome: null, fromMs: sinceMs, toMs: Date.now() + 86_400_000 },
  },
  ...{ number: 20, reviewer: reviewer.member, reason: "Kwartaal" },
  endsAtMs: Date.now() + 86_400_000,
  ...over,
});

/** A review that is asked, as the supervisor hears of it. */
const asksReview = async (ask: ReturnType<typeof askAs>, wish: object): Promise<Review> => {
  const told = await ask("POST", "reviews", wish);
  if (told.status !== 201) throw new Error(`not asked: ${told.code}`);
  return Review.parse(told.value);
};

/** A conversation that its citizen wrote in and a colleague closed. */
const finishedBy = async (
  setting: Setting,
  colleague: Connected,
  outcome: object = answered,
): Promise<Begun> => {
  const begun = await begin(setting);
  await say(begun);
  yes(await colleague.call("conversation:take", { conversation: begun.conversation }));
  yes(await colleague.call("conversation:close", { conversation: begun.conversation, ...outcome }));
  return begun;
};

/** Somebody as a reviewer in a record, by a desk's roster. */
export const asReviewer = ({ keys }: Colleague, { roster }: TownDesk): Participant => ({
  ...{ role: "reviewer", alg: 1, certHash: roster.hash, pk: keys.box.pk },
});

/** The next epoch of a conversation's public channel that names these besides, made by a colleague unless wished otherwise. */
export const epochNaming = (
  setting: Setting,
  { conversation, citizen, previous }: Pick<Begun, "conversation" | "citizen"> & { previous: OpenEpoch },
  { reviewers, by, wish }: { reviewers: Participant[]; by: Colleague; wish?: EpochWish },
): Promise<OpenEpoch> =>
  makeEpoch(
    setting,
    { conversation, citizen: citizen.keys },
    {
      ...{ previous, reason: reviewers.length > 0 ? "reviewer-added" : "reviewer-removed" },
      creator: { role: "desk", keys: by.keys.signing },
      participants: [...participantsOf(setting.town, setting.desk, citizen.keys), ...reviewers],
      ...wish,
    },
  );

/** A review of these conversations as it is once its reviewer was let into each and scored it, written behind the gateway. */
export const writeScoredReview = async (
  { rows, colleague, desk, town }: Pick<Setting, "rows" | "colleague" | "desk" | "town">,
  conversations: readonly string[],
): Promise<string> => {
  const [review] = await rows<{ id: string }>(
    `INSERT INTO review (organisation_id, desk_id, from_at, to_at, reviewer_id, reason, asked_by, ends_at)
     VALUES ($1, $2, 'epoch', now(), $3, 'Kwartaal', $3, now() + interval '1 day') RETURNING review_id AS id`,
    [town.organisation, desk.desk, colleague("bram").member],
  );
  if (!review) throw new Error("no review");
  await rows(
    `INSERT INTO review_conversation (organisation_id, review_id, place, conversation_id, closed_at, released_at,
       answered, clear, kind)
     SELECT $1, $2, u.place, u.id, now(), now(), 'good', 'fair', 'poor' FROM unnest($3::uuid[]) WITH ORDINALITY AS u (id, place)`,
    [town.organisation, review.id, conversations],
  );
  return review.id;
};

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("only inside a test");
  return value;
};

type Name = "anna" | "bram" | "chris" | "dora";

/** The ids of conversations, as a sample of them has them in order. */
export const ids = (...begun: Begun[]) => begun.map(({ conversation }) => conversation).toSorted();

/** What comes of opening a conversation once. */
export const reads = async (who: Connected, conversation: string) =>
  codeOf(await load(who, conversation, { mode: "once" }));

export const good = { answered: "good", clear: "fair", kind: "poor" };

/** A test file's town in which conversations are reviewed, and what is done in it; Anna is connected anew for each test. */
export const useReviews = (setting: Setting) => {
  let world: Awaited<ReturnType<typeof peopleOfReviews>> | undefined;
  let anna: Connected | undefined;
  /** What is closed in a test is closed after this. */
  let sinceMs = 0;
  beforeAll(async () => {
    world = await peopleOfReviews(setting);
  });
  beforeEach(async () => {
    // Whoever's rights a test changed is connected anew.
    anna = await there(world).connect("anna");
    sinceMs = Date.now();
  });

  const person = (name: Name) => there(world).people[name];
  const wish = (over: Record<string, unknown> = {}) =>
    reviewWish(setting, { reviewer: person("bram"), sinceMs, ...over });
  const selecting = (over: Record<string, unknown>) => ({ selection: { ...wish().selection, ...over } });
  const finished = (outcome?: object) => finishedBy(setting, there(anna), outcome);
  const asked = (over?: Record<string, unknown>) => asksReview(there(world).ask.dora, wish(over));
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
    yes(await publish(there(anna), begun.conversation, epoch.recordBytes));
    return { ...begun, epoch };
  };
  /** Anna makes the next epoch without any reviewer. */
  const leaveOut = async (begun: Begun) => {
    const by = person("anna");
    const epoch = await epochNaming(setting, { ...begun, previous: begun.epoch }, { reviewers: [], by });
    yes(await publish(there(anna), begun.conversation, epoch.recordBytes));
    return { ...begun, epoch };
  };
  const released = async () => letIn(await inReview());
  const stateOf = async (review: string) =>
    (await reviewsFor(there(world).ask.dora)).asked
      .find((one) => one.review === review)
      ?.conversations.map(({ state }) => state);
  const end = (review: string, name: Name = "dora") =>
    there(world).ask[name]("POST", `reviews/${review}/ending`, {});
  const refuse = (
    { review, conversation }: { review: string; conversation: string },
    name: Name = "anna",
    reason = "too_personal",
  ) => there(world).ask[name]("POST", `reviews/${review}/conversations/${conversation}/refusal`, { reason });
  const score = (
    { review, conversation }: { review: string; conversation: string },
    name: Name = "bram",
    scores: object = good,
  ) => there(world).ask[name]("PUT", `reviews/${review}/conversations/${conversation}/scores`, scores);
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

  return {
    world: () => there(world),
    anna: () => there(anna),
    since: () => sinceMs,
    /** From now on: what was closed before is in no sample that is asked. */
    fromNow: () => {
      sinceMs = Date.now();
    },
    ...{
      person,
      wish,
      selecting,
      finished,
      asked,
      inReview,
      drawn,
      publish,
      publishInternal,
      naming,
      letIn,
      leaveOut,
    },
    ...{ released, stateOf, end, refuse, score, setRoles, newestLine, linesOf, pseudonymOf },
  };
};
