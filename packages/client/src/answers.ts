import type { Entry } from "./views.js";

type Answer = Extract<Entry, { kind: "text" }>;

const answersOfOthers = (entries: readonly Entry[]): Answer[] =>
  entries.filter(
    (entry): entry is Answer =>
      entry.kind === "text" && entry.channel === "public" && entry.author.role === "member" && !entry.own,
  );

/** The id of the newest answer that a colleague has given the citizen; null before there is any. */
export const newestAnswer = (entries: readonly Entry[]): string | null =>
  answersOfOthers(entries).at(-1)?.id ?? null;

/**
 * What colleagues have answered the citizen since `newest` was the newest of their answers, oldest first: what somebody
 * must know who began to write then. By the order of the channel, which is verified, and no clock. All of them where
 * `newest` is not there any more.
 */
export const answersSince = (entries: readonly Entry[], newest: string | null): Answer[] => {
  const answers = answersOfOthers(entries);
  return answers.slice(answers.findIndex(({ id }) => id === newest) + 1);
};
