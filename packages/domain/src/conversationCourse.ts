import type { CampaignCode, DeskId, Outcome, TopicId, Verdict } from "@eigenkanaal/protocol";

/**
 * An event as it stands in the store. `desk`: where it happened; `toDesk`: where the conversation went, or might have gone.
 * What belongs to another kind is null. Kinds that say nothing about time are passed over, whatever they are.
 */
export type RecordedEvent = {
  kind: string;
  atMs: number;
  desk: DeskId;
  toDesk: DeskId | null;
  actor: "citizen" | "agent" | "gateway";
  outcome: Outcome | null;
  topic: TopicId | null;
  language: string | null;
  campaign: CampaignCode | null;
  begunAt: "chat" | "counter" | null;
  verdict: Verdict | null;
};

/** At which desk, and about what, from a moment (unix ms) on. */
export type Place = { fromMs: number; desk: DeskId; topic: TopicId | null };

/** An answer: what was asked first since the answer before it, and by which desk it was answered (unix ms). */
export type Answered = { askedMs: number; answeredMs: number; desk: DeskId };

/** From `fromMs` up to and without `toMs`, unix ms. */
export type Stretch = { fromMs: number; toMs: number };

/** How a conversation went, as far as it has gone. */
export type Course = {
  opened: Pick<RecordedEvent, "topic" | "language" | "campaign" | "begunAt"> & { atMs: number };
  /** Oldest first; the last is where it is. */
  places: Place[];
  /** How many of the places it had come to by the first answer; all of them while there is none. */
  placesToAnswer: number;
  /** The citizen's first message (unix ms); null while they wrote nothing. */
  askedMs: number | null;
  /** The first answer after that one; null while there is none. */
  first: Answered | null;
  /** The answers to what was asked after an answer. */
  later: Answered[];
  /** When somebody had it in hand; a stretch that goes on is not among them yet. */
  inHand: Stretch[];
  /** Null while it is open. `verdict`: the newest that its citizen gave of this closing. */
  closed: { atMs: number; outcome: Outcome | null; verdict: Verdict | null } | null;
  reopened: number;
  transfers: number;
};

/** The kinds with which a conversation goes to `toDesk`; to be offered another desk is not among them. */
const moving = ["transferred", "handed_back", "overflowed"];
/** Those after which it is in nobody's hands: what is handed over is so until somebody accepts it. */
const lettingGo = [...moving, "returned", "closed"];

/** A colleague has it from here on: took or accepted it, got it by a rule, or went on with what was closed. */
const isTaking = ({ kind, actor }: RecordedEvent) =>
  kind === "taken" || kind === "assigned" || (kind === "reopened" && actor === "agent");

/**
 * Follows a conversation's events in the order in which they were written; undefined where there are none. A time earlier than that
 * of the event before counts as that one's, so that no clock makes anything last less than nothing.
 */
export const followEvents = (events: readonly RecordedEvent[]): Course | undefined => {
  const [opening] = events;
  if (!opening) return undefined;
  const { topic, language, campaign, begunAt } = opening;
  const course: Course = {
    opened: { atMs: opening.atMs, topic, language, campaign, begunAt },
    places: [{ fromMs: opening.atMs, desk: opening.desk, topic }],
    ...{ placesToAnswer: 1, askedMs: null, first: null, later: [], inHand: [], closed: null },
    ...{ reopened: 0, transfers: 0 },
  };
  const open: Open = { askedMs: null, takenMs: null };
  let atMs = opening.atMs;
  for (const event of events) {
    atMs = Math.max(atMs, event.atMs);
    const now = { ...event, atMs };
    noteHands(course, open, now);
    noteMessage(course, open, now);
    noteState(course, open, now);
    notePlace(course, now);
  }
  return course;
};

/** What has begun and not ended: a question after an answer, and somebody's having it in hand (unix ms). */
type Open = { askedMs: number | null; takenMs: number | null };

const noteHands = (course: Course, open: Open, event: RecordedEvent) => {
  if (isTaking(event)) open.takenMs ??= event.atMs;
  if (open.takenMs === null || !lettingGo.includes(event.kind)) return;
  course.inHand.push({ fromMs: open.takenMs, toMs: event.atMs });
  open.takenMs = null;
};

/** Only a colleague's message answers: no note, no receipt, and nothing that a rule or a device says by itself. */
const noteMessage = (course: Course, open: Open, { kind, actor, atMs, desk }: RecordedEvent) => {
  if (kind === "citizen_message") {
    course.askedMs ??= atMs;
    if (course.first) open.askedMs ??= atMs;
  }
  if (kind !== "agent_answer" || actor !== "agent" || course.askedMs === null) return;
  if (!course.first) course.first = { askedMs: course.askedMs, answeredMs: atMs, desk };
  else if (open.askedMs !== null) course.later.push({ askedMs: open.askedMs, answeredMs: atMs, desk });
  open.askedMs = null;
};

/** Closing it ends a wait for a later answer. That for the first goes on: to close and reopen makes no answer sooner. */
const noteState = (course: Course, open: Open, { kind, atMs, outcome, verdict }: RecordedEvent) => {
  if (kind === "closed") {
    course.closed = { atMs, outcome, verdict: null };
    open.askedMs = null;
  }
  // Who would rather not say takes back what they said.
  if (course.closed && (kind === "verdict_given" || kind === "verdict_skipped"))
    course.closed.verdict = verdict;
  if (kind !== "reopened") return;
  course.closed = null;
  course.reopened += 1;
};

const notePlace = (course: Course, { kind, atMs, toDesk, topic: closedAbout }: RecordedEvent) => {
  const before = course.places.at(-1);
  if (!before) return;
  const desk = moving.includes(kind) && toDesk !== null ? toDesk : before.desk;
  const topic = kind === "closed" ? closedAbout : before.topic;
  if (desk !== before.desk) course.transfers += 1;
  if (desk !== before.desk || topic !== before.topic) course.places.push({ fromMs: atMs, desk, topic });
  if (!course.first) course.placesToAnswer = course.places.length;
};
