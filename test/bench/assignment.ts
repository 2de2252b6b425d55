import { randomUUID } from "node:crypto";
import { type Candidate, type Choice, choose, handOut, settingAt, type Waiting } from "@eigenkanaal/domain";
import { ConversationId, DeskId, MemberId, TopicId, type TownSettings } from "@eigenkanaal/protocol";
import { type Figure, median, rounded } from "./figure.js";

/** A large town: so many colleagues on duty at so many desks, and as many questions as they have room for, of so many topics. */
const colleagues = 500;
const capacity = 4;
const desks = 9;
const topics = 60;
const languages = ["nl", "en", "tr", "ar"];
const nowMs = 1_000_000;

type Topic = TownSettings["topics"][number];
type Question = Waiting & { topic: TopicId };
type Town = { topics: ReadonlyMap<TopicId, Topic>; colleaguesOf: ReadonlyMap<DeskId, readonly Candidate[]> };

const candidate = (n: number): Candidate => ({
  member: MemberId.parse(randomUUID()),
  presence: "on_duty",
  capacity,
  open: n % 2,
  languages: ["nl", languages[n % languages.length] ?? "nl"],
  lastAssignedAtMs: n % 7 === 0 ? null : n,
});

const topicOf = (desk: DeskId, n: number): Topic => ({
  topic: TopicId.parse(randomUUID()),
  settings: [
    {
      validFromMs: 0,
      setting: {
        ...{ desk, parent: null, name: { nl: `Onderwerp ${n}` }, words: { nl: [] }, normMinutes: 60 },
        ...{ hours: null, retention: null, sensitive: false, ended: false },
      },
    },
  ],
});

/** A town, and questions of all its topics as they come in: as many of each desk's as its colleagues have room for. */
const townThatIsAsked = (): { town: Town; questions: Question[] } => {
  const every = <Each>(count: number, make: (n: number) => Each) =>
    Array.from({ length: count }, (_, n) => make(n));
  const deskIds = every(desks, () => DeskId.parse(randomUUID()));
  const offered = every(topics, (n) => topicOf(deskIds[n % desks] as DeskId, n));
  const staff = every(colleagues, candidate);
  const colleaguesOf = new Map(
    deskIds.map((desk, place) => [desk, staff.filter((_, n) => n % desks === place)] as const),
  );
  const questions = deskIds.flatMap((desk, place) => {
    const there = colleaguesOf.get(desk) ?? [];
    const about = offered.filter((_, n) => n % desks === place);
    return every(roomOf(there), (n) => ({
      conversation: ConversationId.parse(randomUUID()),
      topic: (about[n % about.length] as Topic).topic,
      sinceMs: n * desks + place,
      language: languages[n % languages.length] ?? null,
      answeredBefore: n % 10 === 0 ? (there[n % there.length]?.member ?? null) : null,
    }));
  });
  return {
    town: { topics: new Map(offered.map((one) => [one.topic, one])), colleaguesOf },
    questions: questions.toSorted((a, b) => a.sinceMs - b.sinceMs),
  };
};

const roomOf = (there: readonly Candidate[]) => there.reduce((sum, { open }) => sum + capacity - open, 0);

const deskOf = ({ topics }: Town, { topic }: Question): DeskId => {
  const setting = settingAt(topics.get(topic)?.settings ?? [], nowMs);
  if (!setting) throw new Error("a question of no topic");
  return setting.desk;
};

/** Every question to its topic's desk and to one of its colleagues, each choice counting for the next; with all the steps. */
const route = (town: Town, questions: readonly Question[]): Map<ConversationId, Choice> => {
  const there = new Map(
    [...town.colleaguesOf].map(([desk, all]) => [desk, new Map(all.map((one) => [one.member, one]))]),
  );
  const choices = new Map<ConversationId, Choice>();
  for (const question of questions) {
    const at = there.get(deskOf(town, question)) ?? new Map<MemberId, Candidate>();
    const choice = choose(question, { assignment: "push", candidates: [...at.values()] });
    choices.set(question.conversation, choice);
    const chosen = choice.outcome === "assigned" ? at.get(choice.member) : undefined;
    if (chosen) at.set(chosen.member, { ...chosen, open: chosen.open + 1, lastAssignedAtMs: nowMs });
  }
  return choices;
};

/** What the gateway does with the same questions, a desk at a time: nothing else may have been measured. */
const expectSame = (town: Town, questions: readonly Question[], choices: Map<ConversationId, Choice>) => {
  for (const [desk, candidates] of town.colleaguesOf) {
    const waiting = questions.filter((one) => deskOf(town, one) === desk);
    const handed = handOut(waiting, { assignment: "push", candidates }, nowMs);
    if (handed.length !== waiting.length) throw new Error("not all of them found somebody");
    for (const { conversation, member } of handed) {
      const choice = choices.get(conversation);
      if (choice?.outcome !== "assigned" || choice.member !== member || choice.steps.length !== 7)
        throw new Error("another choice than the gateway's");
    }
  }
};

/**
 * How many questions a second are brought to their topic's desk and to a colleague, without the database: by the rules by
 * which the gateway hands out, each with all its steps.
 */
export const measureAssignment = (rounds: number, report: (step: string) => void): Figure => {
  report("assigning");
  const perSecond = Array.from({ length: rounds }, () => {
    const { town, questions } = townThatIsAsked();
    const beganMs = performance.now();
    const choices = route(town, questions);
    const seconds = (performance.now() - beganMs) / 1000;
    expectSame(town, questions, choices);
    return questions.length / seconds;
  });
  return {
    id: "assign_per_s",
    value: rounded(median(perSecond)),
    unit: "per_s",
    of: `questions of ${topics} topics to ${desks} desks with ${colleagues} colleagues on duty, until nobody has room`,
  };
};
