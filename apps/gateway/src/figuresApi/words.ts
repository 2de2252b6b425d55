import type { ErrorCode } from "@eigenkanaal/protocol";

/** What the description says of each part, in one place: fields mean the same wherever they stand. */

export const operations = {
  description: {
    summary: "This description",
    description: "The OpenAPI description of this API, for anyone.",
  },
  reports: {
    summary: "The report of a period",
    description:
      "Figures of the conversations that were opened in the period, at the token's desks or one of them, with those of as many days before.",
  },
  conversations: {
    summary: "The conversations behind a figure",
    description:
      "The conversations of one figure, newest first, by pages: what is known of each without reading it, and nothing that leads to it.",
  },
  desks: {
    summary: "The desks of the token",
    description: "Of those that the token names, the desks that who made it supervises now.",
  },
} as const;

export const errorsOf = {
  malformed:
    "The query is not of its shape: an unknown or repeated parameter, a period that is reversed or too long.",
  unauthenticated:
    "There is no token, or it is unknown, expired or revoked, or who made it is no supervisor any more.",
  not_found: "The desk is not one of the token's, or there is no such resource.",
  too_many_requests: "More requests than one network may make.",
  internal: "Something went wrong here.",
  unavailable: "A database is away.",
} as const satisfies Partial<Record<ErrorCode, string>>;

export const parameterWords: Readonly<Record<string, string>> = {
  fromDate: "The first day (YYYY-MM-DD), by the wall clock of the desk.",
  toDate: "The last day, in the period itself; at most 3,653 days.",
  desk: "Only this desk.",
  topic: "Only this topic, or `none`: those without one.",
  entry: "Only this way in: `chat`, `counter`, or `via:` and the code of a campaign.",
  language: "Only this language, or `none`: where it is not known.",
  publication:
    "Counts about fewer than five conversations are null, and so many others that none of them follows.",
  which: "Of which figure.",
  bucket: "Only the first answers in this part of the distribution, from 0.",
  hourOfWeek: "Only those opened in this hour of the week: 0 is Monday from midnight to one.",
  at: "By which moment something is late: the `at` of the report. Without it: now.",
  before: "The next page: taken from `links.next`.",
  limit: "How many on a page.",
};

/** By the name of a field. Durations are whole milliseconds (`…Ms`), moments RFC 3339 in UTC. */
export type FieldWords = Readonly<Record<string, string>>;

const durations = {
  open: "In opening hours of the desk.",
  calendar: "By the clock.",
  medianMs: "Of a real conversation: half took no longer. Null where there is none, or it is kept back.",
  p90Ms: "Of a real conversation: nine in ten took no longer. Null where there is none, or it is kept back.",
};
const atWords = "By which moment something is late: the database's clock.";

export const reportWords: FieldWords = {
  ...durations,
  at: atWords,
  uncountedSince: "Since when something happened that is in no figure yet; null where all is counted.",
  desks: "Of which desks these figures are.",
  previous: "The period of as many days right before.",
  volume: "Conversations opened in the period.",
  answered: "Of them, those that had a first answer.",
  abandoned: "Of them, those that ended before there was an answer.",
  reopened: "Of them, those that went on after they were closed.",
  transferred: "Of them, those that went to another desk.",
  within: "Answered in time. Share within the norm: within / (within + missed).",
  missed: "Answered or closed after it was due, or due and neither.",
  judged:
    "Of them, those whose citizens said whether they were helped, of the closing that stands. Share helped: helped / judged.",
  helped: "Of those, who said yes.",
  partly: "Of those, who said partly.",
  unhelped: "Of those, who said no.",
  first: "Time to the first answer.",
  later: "Time to each answer after the first; `count`: of answers.",
  handling: "Time in hand.",
  resolution: "Time from the first message to the last closing.",
  count: "Of how many.",
  conversations: "In how many conversations; of links: where they are listed.",
  firstOpen: "Time to the first answer, in opening hours of the desk.",
  distribution:
    "First answers in under 1, 5, 15, 30 and 60 minutes, 2, 4 and 8 hours, and more; each without those before it.",
  norms: "The norms that these conversations had, in minutes; null where there are none.",
  step: "How the trend is cut.",
  moves: "Each move from desk to desk in the period, from or to one of these desks.",
  hourOfWeek: "0 is Monday from midnight to one; hours without a conversation are left out.",
  key: "Of which desk, topic, way in or language.",
};

export const conversationWords: FieldWords = {
  at: atWords,
  total: "How many there are on all pages: the figure.",
  next: "The next page; null on the last.",
  openedAt: "When it was opened.",
  askedAt: "The citizen's first message; null where a colleague began it and nothing was asked.",
  closedAt: "The last closing; null while it is open.",
  desk: "The desk that had it at the first answer, or has it.",
  topic: "The topic, by its id; null without one.",
  language: "A language tag (BCP 47); null where it is not known.",
  entry: "`chat`, `counter`, or `via:` and the code of a campaign.",
  firstOpenMs: "Time to the first answer, in opening hours; null without an answer.",
  firstCalendarMs: "The same by the clock.",
  normMinutes: "The norm that it had.",
  norm: "Null: it can still be in time, or there was no norm to meet.",
  abandoned: "It ended before there was an answer.",
  outcome: "How it was closed; null while it is open.",
  handlingOpenMs: "Time in hand, in opening hours.",
  resolutionOpenMs:
    "Time from the first message to the last closing, in opening hours; null while it is open.",
  reopened: "How often it went on after it was closed.",
  transfers: "How often it went to another desk.",
  laterResponses: "Answers after the first.",
  verdict:
    "Whether its citizen was helped, as they said after the closing that stands; null where they said nothing.",
};

export const problemWords: FieldWords = {
  status: "The status of the answer.",
  code: "One of a fixed list of words; the title may change.",
};
