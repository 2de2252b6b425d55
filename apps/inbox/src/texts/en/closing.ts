import { count } from "../count.js";
import type { Texts } from "../wording.js";

/** The same words in English. */
export const closing: Texts["closing"] = {
  topic: "Topic",
  noTopic: "No topic",
  sensitiveTopic: (topic) => `${topic} (sensitive)`,
  sensitiveHint: "The server does not hear this topic. It only hears how long the conversation is kept.",
  place: "Place (may stay empty)",
  placeHint: "Neighbourhood or address, for colleagues only.",
  placeTooLong: (over) => `The place is ${over} characters too long. Make it shorter.`,
  summary: "Summary",
  summaryHint: "For colleagues only. They find the conversation by it. Ctrl+Enter finishes.",
  summaryForAll: "Summary for all",
  summaryForAllHint:
    "For colleagues only. Do you leave it empty? Then each conversation gets the beginning of its own question.",
  summaryMissing: "Write in one sentence what it was about.",
  summaryTooLong: (over) => `The summary is ${over} characters too long. Make it shorter.`,
  personalData: (kinds) => `Does what you fill in here contain ${kinds}?`,
  personalDataAdvice: "A colleague finds the conversation without it too. Only put in what is needed.",
  finishAnyway: "Finish anyway",
  sending: "Finishing the conversation…",
  offline: "You cannot finish it now: no connection. What you filled in stays.",

  keptUntil: (date, retention) => `Is kept until ${date} inclusive · ${retention}`,
  keptForever: (retention) => `Is always kept · ${retention}`,
  keptUnknown: (code) => `Is not destroyed until somebody chooses a term · class ${code}`,
  keptOnceClosed: "How long this conversation is kept is under Details once it is finished.",
  retention: (name, code, term) => `${name} (${code}, ${term})`,
  retentionForever: (name, code) => `${name} (${code})`,
  years: (n) => count(n, "year", "years"),
  months: (n) => count(n, "month", "months"),
  days: (n) => count(n, "day", "days"),
  forever: "always kept",

  facts: {
    kept: "Kept",
    until: (date) => `until ${date} inclusive`,
    forever: "always",
    unknown: "until somebody chooses a term",
    unknownClass: (code) => `class ${code}`,
    summary: "Summary",
    place: "Place",
  },
  registeredByYou: "You registered this conversation",
  registered: (name) => `${name} registered this conversation`,
};
