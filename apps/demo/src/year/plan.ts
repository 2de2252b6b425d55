import { nextOpening } from "@eigenkanaal/domain";
import { CampaignCode } from "@eigenkanaal/protocol";
import { courseOf } from "./course.js";
import { type Day, daysOfYear, stormDay } from "./days.js";
import { type Circumstances, conversationsPerDay, hoursOf } from "./demand.js";
import { campaignTo, interestsOn } from "./interests.js";
import { type Random, randomOf } from "./random.js";
import { shiftOf } from "./shift.js";
import { leaveOf } from "./staff.js";
import type { PlannedConversation } from "./steps.js";
import type { YearLanguage } from "./texts/languages.js";
import { deskOf, type YearTopic, type YearTown } from "./town.js";

/** Which year it is to be. */
export type YearOf = {
  readonly seed: string;
  /** The moment (unix ms) up to which it goes: nothing of it comes later. */
  readonly endMs: number;
  /** How many begin in it; those that would begin later on its last day are left out. */
  readonly conversations: number;
};

const minuteMs = 60_000;

const languages: [YearLanguage, number][] = [
  ["nl", 88],
  ["en", 5],
  ["ar", 2],
  ["tr", 2],
  ["pl", 2],
  ["uk", 1],
];

/** How often a conversation begins at the counter, through a link where there is one, and without a topic. */
const atCounter = 0.04;
const throughLink = 0.35;
const withoutTopic = 0.07;

/**
 * A year of a town, from its first conversation to its last: who asks what when, who answers it when, and how it ends. The same
 * year for the same seed, town and moment. Throws where nobody of the town answers.
 */
export const planYear = (town: YearTown, { seed, endMs, conversations }: YearOf): PlannedConversation[] => {
  const random = randomOf(seed);
  const days = daysOfYear(endMs, town.timeZone);
  const circumstances = circumstancesOf(town, days);
  const members = [...new Set(town.desks.flatMap(({ colleagues }) => colleagues))];
  const shift = shiftOf(town, leaveOf(members, days, random), randomOf(`${seed}/shift`));
  const counts = conversationsPerDay(days, conversations, circumstances);
  const beginnings = days
    .flatMap((day, index) =>
      Array.from({ length: counts[index] ?? 0 }, () => ({ day, atMs: momentOf(day, circumstances, random) })),
    )
    // The last day is not over yet.
    .filter(({ atMs }) => atMs < endMs)
    .toSorted((one, other) => one.atMs - other.atMs);
  return beginnings.map(({ day, atMs }, number) =>
    planOne(
      { number, day, atMs },
      { town, circumstances, shift, random: randomOf(`${seed}/${number}`), endMs },
    ),
  );
};

/** The days on which every desk is closed though it is no weekend, and the storm. */
const circumstancesOf = ({ desks }: YearTown, days: readonly Day[]): Circumstances => {
  const isClosed = (date: string) =>
    desks.every(({ hours }) => hours.exceptions.some((one) => one.date === date && one.spans.length === 0));
  const closed = new Set(days.map(({ date }) => date).filter(isClosed));
  return { closed, storm: stormDay(days.filter(({ date }) => !closed.has(date))).date };
};

const momentOf = (day: Day, circumstances: Circumstances, random: Random): number =>
  day.startMs + Math.round((random.weighted(hoursOf(day, circumstances)) + random.next()) * 60 * minuteMs);

const planOne = (
  { number, day, atMs }: { number: number; day: Day; atMs: number },
  {
    town,
    circumstances,
    shift,
    random,
    endMs,
  }: {
    town: YearTown;
    circumstances: Circumstances;
    shift: ReturnType<typeof shiftOf>;
    random: Random;
    endMs: number;
  },
): PlannedConversation => {
  const answered = town.desks.filter(({ colleagues }) => colleagues.length > 0);
  const topics = town.topics.filter(({ desk }) => answered.some((one) => one.desk === desk));
  const general = answered.find((one) => one.general) ?? random.one(answered);
  const topic: YearTopic | null =
    topics.length === 0 || random.happens(withoutTopic)
      ? null
      : random.weighted(interestsOn(day, topics, circumstances.storm));
  const { desk, colleagues, hours } = topic === null ? general : deskOf(town, topic.desk);
  const isCounter = random.happens(atCounter) && nextOpening(hours, atMs) === atMs;
  const campaign = topic && !isCounter && random.happens(throughLink) ? campaignTo(topic, day.month) : null;
  const language = random.weighted(languages);
  const begunBy = isCounter ? random.one(colleagues) : null;
  const elsewhere = answered.map((one) => one.desk).filter((one) => one !== desk);
  const steps = courseOf(
    {
      ...{ atMs, desk, language, begunBy, elsewhere },
      topic: topic?.name ?? null,
      misplaced: topic === null ? 0.25 : 0.06,
    },
    { shift, random },
  );
  return {
    ...{ number, openedAtMs: atMs, desk, language, begunBy },
    topic: topic === null || topic.sensitive ? null : topic.topic,
    campaign: campaign === null ? null : CampaignCode.parse(campaign),
    whenOffered: random.happens(0.6) ? "declines" : "ignores",
    steps: steps.filter(({ atMs: stepMs }) => stepMs < endMs),
  };
};
