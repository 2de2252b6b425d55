import type { Day } from "./days.js";
import type { YearTopic } from "./town.js";

/** What citizens come about: how often each topic of the demo town is asked for, in which months more or less. */

/** Per month, from January. */
type Season = readonly number[];
const always: Season = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const assessments: Season = [0.8, 3.5, 3, 1.6, 1, 0.8, 0.6, 0.6, 0.8, 0.8, 0.8, 0.8];
const travels: Season = [0.9, 1, 1.2, 1.5, 1.8, 1.9, 1.4, 0.8, 0.7, 0.7, 0.7, 0.6];
const growth: Season = [0.3, 0.4, 0.8, 1.2, 1.8, 1.8, 1.6, 1.4, 1.2, 1, 0.6, 0.3];
const frost: Season = [3, 2.5, 0.8, 0.1, 0, 0, 0, 0, 0, 0.1, 0.8, 2.5];
const darkness: Season = [1.6, 1.4, 1, 0.7, 0.5, 0.4, 0.4, 0.6, 0.9, 1.3, 1.7, 1.8];
const school: Season = [0.7, 0.8, 0.9, 1, 1.3, 1.8, 1.2, 1.8, 1.3, 0.8, 0.7, 0.6];
const bins: Season = [1.5, 0.9, 1, 1.1, 1.1, 1.1, 1, 0.9, 1, 1, 1, 1.4];

/** By the last three figures of a topic's id in the demo town (prisma/demo-town.json); any other weighs 1, always. */
const asked: Record<string, readonly [number, Season?]> = {
  "002": [9],
  "040": [6],
  "003": [2.5],
  "041": [3],
  "005": [9, bins],
  "006": [6, bins],
  "007": [6, bins],
  "047": [8, bins],
  "048": [5],
  "008": [3],
  "010": [9, travels],
  "011": [6, travels],
  "012": [6],
  "013": [7],
  "014": [4],
  "052": [2],
  "054": [2, growth],
  "043": [1.5],
  "015": [4, darkness],
  "016": [5],
  "017": [6, growth],
  "066": [5],
  "067": [2.5],
  "068": [2, frost],
  "069": [2, growth],
  "072": [4, growth],
  "073": [2],
  "019": [6],
  "020": [2],
  "021": [3],
  "022": [4],
  "077": [1.5],
  "023": [5, assessments],
  "079": [3, assessments],
  "024": [2.5, assessments],
  "025": [3, assessments],
  "026": [2.5, assessments],
  "028": [3],
  "029": [2],
  "031": [2],
  "083": [2.5],
  "032": [3],
  "088": [2],
  "034": [1.5, school],
  "095": [1, school],
  "096": [3],
  "036": [3, growth],
  "037": [1.5],
};
/** What a storm breaks: trees, streets, lights, sewers, and bins that were blown over. */
const afterStorm: Record<string, number> = {
  "017": 60,
  "067": 40,
  "016": 15,
  "015": 8,
  "018": 8,
  "006": 5,
  "047": 4,
};

const numberOf = ({ topic }: YearTopic) => topic.slice(-3);

/** How often each topic is what somebody comes about on a day, to the others. */
export const interestsOn = (
  { date, month }: Day,
  topics: readonly YearTopic[],
  storm: string,
): [YearTopic, number][] =>
  topics.map((topic) => {
    const [weight, season = always] = asked[numberOf(topic)] ?? [1];
    const usual = weight * (season[month - 1] ?? 1);
    return [topic, date === storm ? usual * 0.1 + (afterStorm[numberOf(topic)] ?? 0) : usual];
  });

/** Links that the town put in a letter or on a poster: what is asked through one, and in which months. */
const campaigns = [
  { code: "afvalkalender", months: [12, 1, 2], topics: ["005", "006", "007", "047"] },
  { code: "belastingaanslag", months: [2, 3, 4], topics: ["023", "079", "024", "025", "026"] },
  { code: "paspoort-verloopt", months: [4, 5, 6], topics: ["010", "011"] },
  { code: "energiehulp", months: [10, 11, 12], topics: ["083", "029", "031"] },
  { code: "nieuwe-bewoners", months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], topics: ["013", "019"] },
] as const;

export const campaignCodes: readonly string[] = campaigns.map(({ code }) => code);

/** The link that leads to a topic in this month, if one does. */
export const campaignTo = (topic: YearTopic, month: number): string | null =>
  campaigns.find(
    ({ months, topics }) =>
      months.some((one) => one === month) && topics.some((one) => one === numberOf(topic)),
  )?.code ?? null;
