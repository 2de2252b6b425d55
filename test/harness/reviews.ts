import type { Participant } from "@eigenkanaal/crypto";
import { Review, Reviews } from "@eigenkanaal/protocol";
import { type Connected, connectAgent, signIn } from "./callers.js";
import { answered } from "./closing.js";
import { type Begun, begin, say, yes } from "./conversation.js";
import { type EpochWish, makeEpoch, type OpenEpoch, participantsOf } from "./frames.js";
import { askAs } from "./records.js";
import type { Setting } from "./setting.js";
import type { Colleague, TownDesk } from "./town.js";

/** A town in which conversations are reviewed, and how everybody in it asks. */

/**
 * Of the first desk: Anna answers it, Bram reviews it and does not answer, Dora, who is new, supervises it and does neither.
 * Chris answers and supervises the second. The town chose that reviewers may read along.
 */
export const peopleOfReviews = async (setting: Setting) => {
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
export const reviewWish = (
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
export const asksReview = async (ask: ReturnType<typeof askAs>, wish: object): Promise<Review> => {
  const told = await ask("POST", "reviews", wish);
  if (told.status !== 201) throw new Error(`not asked: ${told.code}`);
  return Review.parse(told.value);
};

/** A conversation that its citizen wrote in and a colleague closed. */
export const finishedBy = async (
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
