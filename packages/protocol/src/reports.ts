import * as z from "zod/mini";
import { Language, Outcome } from "./events.js";
import { DeskId, TopicId } from "./ids.js";
import { CampaignCode } from "./links.js";
import { timeMs } from "./times.js";
import { Verdict } from "./verdict.js";

/** What supervisors steer on [I1–I9]: figures of conversations, and those conversations by what is known without reading them. */

/** A day by the wall clock of the desk. */
export const ReportDate = z.iso.date().check(z.regex(/^2\d{3}-/));
export type ReportDate = z.infer<typeof ReportDate>;

/** Ten years and their leap days. */
export const maxReportDays = 3_653;

/** Of what has no topic, and of which no language is known. */
const none = z.literal("none");
const TopicOrNone = z.union([TopicId, none]);
const LanguageOrNone = z.union([Language, none]);

const viaPrefix = "via:";
/** By which way a conversation came: the chat, the counter, or a campaign's code behind `via:`. */
export const Entry = z.union([
  z.enum(["chat", "counter"]),
  z
    .string()
    .check(
      z.refine(
        (text) => text.startsWith(viaPrefix) && CampaignCode.safeParse(text.slice(viaPrefix.length)).success,
      ),
    ),
]);
export type Entry = z.infer<typeof Entry>;

/** Upper bounds of the times to a first answer that are told apart, in minutes; above the last there is one more. */
export const bucketMinutes = [1, 5, 15, 30, 60, 120, 240, 480] as const;

const count = z.int().check(z.nonnegative());
const durationMs = z.int().check(z.nonnegative());
const bucket = z.int().check(z.minimum(0), z.maximum(bucketMinutes.length));
const hourOfWeek = z.int().check(z.minimum(0), z.maximum(167));

const filters = {
  fromDate: ReportDate,
  toDate: ReportDate,
  desk: z.optional(DeskId),
  topic: z.optional(TopicOrNone),
  entry: z.optional(Entry),
  language: z.optional(LanguageOrNone),
};
const isPeriod = ({ fromDate, toDate }: { fromDate: string; toDate: string }) =>
  fromDate <= toDate && Date.parse(toDate) - Date.parse(fromDate) < maxReportDays * 86_400_000;

/** What `GET /api/v1/reports` may be asked: both days are in the period. */
export const ReportQuery = z.strictObject(filters).check(z.refine(isPeriod));
export type ReportQuery = z.infer<typeof ReportQuery>;

/** A value of a real conversation: half took no longer, or nine in ten; null where there is none. */
const Spread = z.strictObject({ medianMs: z.nullable(durationMs), p90Ms: z.nullable(durationMs) });
/** Of so many; `open`: in opening hours alone. */
export const Durations = z.strictObject({ count, open: Spread, calendar: Spread });
export type Durations = z.infer<typeof Durations>;

/** Share within the norm: `within` / (`within` + `missed`); what can still be in time, or had no norm to meet, is in neither. */
const norm = { within: count, missed: count };

/** What citizens said of how it was closed: `judged` is the sum of the others. Share helped: `helped` / `judged`. */
const verdicts = { judged: count, helped: count, partly: count, unhelped: count };

export const ReportTotals = z.strictObject({
  volume: count,
  answered: count,
  abandoned: count,
  reopened: count,
  transferred: count,
  ...norm,
  ...verdicts,
  first: Durations,
  /** Of answers; `conversations`: those that they were given in. */
  later: z.strictObject({ ...Durations.shape, conversations: count }),
  handling: Durations,
  resolution: Durations,
});
export type ReportTotals = z.infer<typeof ReportTotals>;

const part = { volume: count, answered: count, abandoned: count, ...norm, firstOpen: Spread };

/** One way in or language. */
const Group = <Key extends z.ZodMiniType>(key: Key) => z.strictObject({ key, ...part });
/** One desk or topic. */
const JudgedGroup = <Key extends z.ZodMiniType>(key: Key) => z.strictObject({ key, ...part, ...verdicts });

export const ReportStep = z.enum(["day", "week", "month"]);
export type ReportStep = z.infer<typeof ReportStep>;

/** `GET /api/v1/reports`. */
export const Report = z.strictObject({
  /** The database's clock: what is late by then. */
  atMs: timeMs,
  /** Since when something happened that is not in these figures yet; null where all of it is. */
  uncountedSinceMs: z.nullable(timeMs),
  /** The desks that who asks supervises, and of them those whose figures these are. */
  supervised: z.array(DeskId),
  desks: z.array(DeskId),
  fromDate: ReportDate,
  toDate: ReportDate,
  totals: ReportTotals,
  /** The period of as many days before this one. */
  previous: z.strictObject({ fromDate: z.iso.date(), toDate: z.iso.date(), totals: ReportTotals }),
  /** The norms that these conversations had, in minutes; null where there are none. */
  norms: z.nullable(z.strictObject({ minMinutes: count, maxMinutes: count })),
  /** First answers by how long they took in opening hours, one for each of `bucketMinutes` and one for more. */
  distribution: z.array(count).check(z.length(bucketMinutes.length + 1)),
  byDesk: z.array(JudgedGroup(DeskId)),
  byTopic: z.array(JudgedGroup(TopicOrNone)),
  byEntry: z.array(Group(Entry)),
  byLanguage: z.array(Group(LanguageOrNone)),
  /** 0 is Monday from midnight to one; hours without a conversation are left out. */
  byHour: z.array(z.strictObject({ hourOfWeek, ...part })),
  step: ReportStep,
  /** The whole period, whatever was in it. */
  trend: z.array(z.strictObject({ fromDate: ReportDate, toDate: ReportDate, ...part })),
  /** Each move from desk to desk in the period, from or to one of these desks: how often, and how many conversations went so. */
  moves: z.array(z.strictObject({ from: DeskId, to: DeskId, count, conversations: count })),
});
export type Report = z.infer<typeof Report>;

/** Which of the conversations: each is a figure of the report. */
export const ReportWhich = z.enum([
  "all",
  "answered",
  "abandoned",
  "within",
  "missed",
  "reopened",
  "transferred",
  "later",
  "handled",
  "resolved",
  "judged",
  "helped",
  "partly",
  "unhelped",
]);
export type ReportWhich = z.infer<typeof ReportWhich>;

export const maxReportPage = 200;

const page = {
  /** `next` of the page before: the moment of the last, and how many of that moment were shown. */
  before: z.optional(z.string().check(z.regex(/^\d{1,15}\.\d{1,9}$/))),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(maxReportPage)), 50),
};

/** What `GET /api/v1/reports/conversations` may be asked: the same, and of which figure. */
export const ReportListQuery = z
  .strictObject({
    ...filters,
    which: z._default(ReportWhich, "all"),
    bucket: z.optional(bucket),
    hourOfWeek: z.optional(hourOfWeek),
    /** The report's `atMs`, so that what has become late since is not in the list. */
    atMs: z.optional(timeMs),
    ...page,
  })
  .check(z.refine(isPeriod));
export type ReportListQuery = z.infer<typeof ReportListQuery>;

/** One conversation, without anything that leads to it. */
export const ReportedConversation = z.strictObject({
  openedAtMs: timeMs,
  askedAtMs: z.nullable(timeMs),
  desk: DeskId,
  topic: z.nullable(TopicId),
  language: z.nullable(Language),
  entry: Entry,
  firstOpenMs: z.nullable(durationMs),
  firstCalendarMs: z.nullable(durationMs),
  normMinutes: count,
  /** Null: it can still be in time, or there was no norm to meet. */
  norm: z.nullable(z.enum(["within", "missed"])),
  abandoned: z.boolean(),
  outcome: z.nullable(Outcome),
  closedAtMs: z.nullable(timeMs),
  handlingOpenMs: durationMs,
  resolutionOpenMs: z.nullable(durationMs),
  reopened: count,
  transfers: count,
  laterResponses: count,
  /** What its citizen said of how it was closed; null where they said nothing. */
  verdict: z.nullable(Verdict),
});
export type ReportedConversation = z.infer<typeof ReportedConversation>;

/** `GET /api/v1/reports/conversations`: newest first. */
export const ReportedConversations = z.strictObject({
  total: count,
  conversations: z.array(ReportedConversation).check(z.maxLength(maxReportPage)),
  next: z.nullable(z.string()),
});
export type ReportedConversations = z.infer<typeof ReportedConversations>;

/** What `GET /api/v1/reports/moves` may be asked: the same as a report, and from which desk to which. */
export const ReportMovesQuery = z
  .strictObject({ ...filters, from: DeskId, to: DeskId, ...page })
  .check(z.refine(isPeriod));
export type ReportMovesQuery = z.infer<typeof ReportMovesQuery>;

/** One conversation that went from the one desk to the other, `moves` times, and what both knew of it; nothing of what came of it. */
export const ReportedMove = z.strictObject({
  moves: count,
  /** The last of those times. */
  movedAtMs: timeMs,
  openedAtMs: timeMs,
  topic: z.nullable(TopicId),
  language: z.nullable(Language),
  entry: Entry,
});
export type ReportedMove = z.infer<typeof ReportedMove>;

/** `GET /api/v1/reports/moves`: newest move first; `total` and `moves`, of all of them together, are the report's counts. */
export const ReportedMoves = z.strictObject({
  total: count,
  moves: count,
  conversations: z.array(ReportedMove).check(z.maxLength(maxReportPage)),
  next: z.nullable(z.string()),
});
export type ReportedMoves = z.infer<typeof ReportedMoves>;
