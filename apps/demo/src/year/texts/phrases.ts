/** What a citizen of the made-up year says, in their language. */
export type Phrases = {
  /** The topic's name is Dutch, as the widget shows it. */
  questions: (topic: string) => readonly string[];
  /** Where no topic was chosen. */
  openQuestions: readonly string[];
  replies: readonly string[];
  thanks: readonly string[];
  /** After it was closed. */
  again: readonly string[];
};
