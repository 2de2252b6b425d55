import { indexTopics, type Suggestion, suggestTopics, type TopicIndex } from "@eigenkanaal/domain/topics";
import { type Effort, type Figure, percentile, rounded } from "./figure.js";
import { type LabelledQuestion, labelledQuestions, townTopics } from "./routingQuestions.js";

/** What a citizen is suggested for a question in their own words, on the demo town's topics. */

type Answered = { asked: LabelledQuestion; given: Suggestion; tookMs: number };

const answer = (index: TopicIndex, questions: readonly LabelledQuestion[]): Answered[] =>
  questions.map((asked) => {
    const from = performance.now();
    const given = suggestTopics(index, asked.question);
    return { asked, given, tookMs: performance.now() - from };
  });

const share = (found: readonly Answered[], among: readonly Answered[]): number =>
  rounded(found.length / among.length);

const within = (answers: readonly Answered[], first: number): Answered[] =>
  answers.filter(({ asked, given }) =>
    given.topics.slice(0, first).some(({ topic }) => asked.topics.includes(topic)),
  );

const hasTopic = ({ asked }: Answered) => asked.topics.length > 0;

/** Of one part: how often a right topic is first, among the first three, and what it is worth to be sure. */
const figuresOf = (name: string, answers: readonly Answered[]): Figure[] => {
  const fitting = answers.filter(hasTopic);
  const fittingNone = answers.filter((one) => !hasTopic(one));
  const sure = answers.filter(({ given }) => given.confidence === "sure");
  const ratio = (id: string, value: number, of: string): Figure => ({
    id: `${id}${name}`,
    value,
    unit: "ratio",
    of,
  });
  return [
    ratio("topic_top1", share(within(fitting, 1), fitting), `${fitting.length} questions`),
    ratio("topic_top3", share(within(fitting, 3), fitting), `${fitting.length} questions`),
    ratio(
      "topic_sure_right",
      share(within(sure, 1), sure),
      `${sure.length} of ${answers.length} that it was sure of`,
    ),
    ratio(
      "topic_none_unsure",
      share(
        fittingNone.filter(({ given }) => given.confidence === "unsure"),
        fittingNone,
      ),
      `${fittingNone.length} questions that fit no topic`,
    ),
  ];
};

const targets: Readonly<Record<string, { atLeast: number }>> = {
  topic_top1: { atLeast: 0.8 },
  topic_top3: { atLeast: 0.95 },
};

const withTarget = (figure: Figure): Figure => {
  const target = targets[figure.id];
  return target ? { ...figure, target } : figure;
};

export const measureTopicSuggestion = async ({
  rounds,
  report,
}: Pick<Effort, "rounds" | "report">): Promise<Figure[]> => {
  const town = await townTopics();
  const from = performance.now();
  const index = await indexTopics(town, { pause: async () => undefined });
  report(`index of ${town.length} topics made in ${rounded(performance.now() - from)} ms`);
  const questions = await labelledQuestions("routing.txt", town);
  const tune = questions.filter((_, line) => line % 2 === 0);
  const test = questions.filter((_, line) => line % 2 === 1);
  answer(index, questions);
  const tookMs = Array.from({ length: rounds }, () => answer(index, test)).flatMap((round) =>
    round.map((one) => one.tookMs),
  );
  const fresh = await labelledQuestions("routing-fresh.txt", town);
  const third = await labelledQuestions("routing-third.txt", town);
  const figures = [
    ...figuresOf("", answer(index, test)),
    ...figuresOf("_tune", answer(index, tune)),
    ...figuresOf("_fresh", answer(index, fresh)).filter(({ id }) => !id.startsWith("topic_none")),
    ...figuresOf("_third", answer(index, third)),
  ];
  return [
    ...figures.map(withTarget),
    {
      id: "suggest_ms",
      value: rounded(percentile(tookMs, 0.99)),
      unit: "ms",
      of: "99th percentile of one suggestion, on this machine",
      target: { atMost: 50 },
    },
  ];
};
