import type { DeskId, MemberId } from "@eigenkanaal/protocol";
import type { Random } from "./random.js";
import type { Shift } from "./shift.js";
import type { Step } from "./steps.js";
import { colleaguePhrases } from "./texts/colleagues.js";
import { phrases, type YearLanguage } from "./texts/languages.js";

/** What a conversation begins with, and where it can go. */
export type Beginning = {
  readonly atMs: number;
  readonly desk: DeskId;
  /** In words; null where none was chosen. */
  readonly topic: string | null;
  readonly language: YearLanguage;
  readonly begunBy: MemberId | null;
  /** Other desks with somebody who answers. */
  readonly elsewhere: readonly DeskId[];
  /** How often it is for another desk: who chose no topic is more often wrong. */
  readonly misplaced: number;
};

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** The town's rule (packages/domain, `defaultRetention`). */
const expiresAfterMs = 14 * dayMs + 5 * minuteMs;

/** How a conversation goes, as its desk's colleagues come to it. */
export const courseOf = (
  beginning: Beginning,
  { shift, random }: { shift: Shift; random: Random },
): Step[] => {
  const { language, topic, begunBy } = beginning;
  const words = phrases[language];
  const steps: Step[] = [];
  let nowMs = beginning.atMs;
  let { desk } = beginning;
  let member = begunBy;
  const minutes = (median: number, spread: number) => random.around(median, spread) * minuteMs;
  const asks = (text: string) => steps.push({ atMs: nowMs, does: "asks", text });

  /** Whether somebody took it in hand; else it ended or waits on. What comes back days later takes nobody's time of before. */
  const isTaken = (patience: "leaves" | "stays", when: "now" | "later" = "now"): boolean => {
    const turn = shift.next(desk, nowMs);
    const leavesAtMs = nowMs + minutes(150, 1.1);
    if (patience === "leaves" && (!turn || leavesAtMs < turn.startMs)) {
      steps.push({ atMs: leavesAtMs, does: "leaves" });
      return false;
    }
    if (!turn) return false;
    const workMinutes = random.around(7, 0.5);
    if (when === "now") shift.occupy(turn, workMinutes);
    member = turn.member;
    steps.push({ atMs: turn.startMs, does: "takes", member });
    nowMs = turn.startMs + Math.min(workMinutes, 20) * minuteMs * 0.6;
    return true;
  };
  const answers = (text: string) => {
    if (member) steps.push({ atMs: nowMs, does: "answers", member, text });
  };
  /** The citizen reads, and writes back; so often that it tells something. */
  const talks = (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      nowMs += minutes(7, 1.3);
      asks(random.one(words.replies));
      nowMs = shift.later(desk, nowMs);
      answers(random.one(colleaguePhrases.laterIn(language)));
    }
    steps.push({ atMs: nowMs + minutes(3, 1), does: "reads" });
  };
  const closes = (outcome: "answered" | "refused" | "no_answer" | "spam", summary: string | null) => {
    if (member) steps.push({ atMs: nowMs, does: "closes", member, outcome, summary });
  };
  const summary = () =>
    random.happens(0.9) ? colleaguePhrases.summary(topic ?? colleaguePhrases.noTopic) : null;
  /** One in three says how it went; of them so many were helped. */
  const judges = (helped: number) => {
    if (!random.happens(0.34)) return;
    const verdict = random.happens(helped) ? "yes" : random.one(["partly", "partly", "no"] as const);
    steps.push({ atMs: nowMs + Math.min(minutes(20, 1.2), dayMs), does: "judges", verdict });
  };
  /** How it ends once there was an answer; true where a colleague closed it as answered. */
  const ends = (): boolean => {
    const how = random.weighted([
      ["answered", 80],
      ["left", 8],
      ["expires", 6],
      ["no_answer", 3],
      ["refused", 3],
    ] as const);
    if (how === "expires") {
      const lastMs = steps.findLast(({ does }) => does === "answers")?.atMs ?? nowMs;
      steps.push({ atMs: lastMs + expiresAfterMs, does: "expires" });
      return false;
    }
    if (how === "left") {
      nowMs += minutes(12, 1);
      steps.push({ atMs: nowMs, does: "leaves" });
      judges(0.6);
      return false;
    }
    if (how === "answered" && random.happens(0.55)) {
      nowMs += minutes(5, 1);
      asks(random.one(words.thanks));
    }
    nowMs = shift.later(desk, nowMs + (how === "no_answer" ? 2 * dayMs : 0));
    // Who says thank you waits for nothing, but the gateway cannot know.
    if (how === "answered" && steps.at(-1)?.does === "asks") answers(colleaguePhrases.welcome(language));
    nowMs += minutes(2, 0.6);
    closes(how, how === "answered" ? summary() : null);
    judges(how === "answered" ? 0.86 : 0.3);
    return how === "answered";
  };

  if (begunBy) {
    nowMs += minutes(2, 0.4);
    answers(random.one(colleaguePhrases.atTheCounter));
    if (random.happens(0.6)) {
      nowMs += minutes(600, 1.2);
      talks(1);
    }
    ends();
    return inOrder(steps);
  }

  nowMs += minutes(0.7, 0.4);
  asks(random.one(topic === null ? words.openQuestions : words.questions(topic)));
  if (random.happens(0.15)) {
    nowMs += minutes(1, 0.5);
    asks(random.one(words.replies));
  }
  if (!isTaken(random.happens(0.22) ? "leaves" : "stays")) return inOrder(steps);
  if (random.happens(0.01)) {
    closes("spam", null);
    return inOrder(steps);
  }
  if (beginning.elsewhere.length > 0 && random.happens(beginning.misplaced) && member) {
    const to = random.one(beginning.elsewhere);
    steps.push({ atMs: nowMs, does: "transfers", member, to, text: random.one(colleaguePhrases.transfers) });
    desk = to;
    if (!isTaken("stays")) return inOrder(steps);
  }
  if (random.happens(0.12) && member)
    steps.push({ atMs: nowMs, does: "notes", member, text: random.one(colleaguePhrases.notes) });
  nowMs += minutes(0.5, 0.3);
  answers(random.one(colleaguePhrases.answersIn(language)));
  talks(
    random.weighted([
      [0, 34],
      [1, 34],
      [2, 19],
      [3, 9],
      [5, 4],
    ]),
  );
  if (ends() && random.happens(0.06)) {
    nowMs += minutes(5 * 1_440, 0.9);
    asks(random.one(words.again));
    if (isTaken("stays", "later")) {
      answers(random.one(colleaguePhrases.laterIn(language)));
      ends();
    }
  }
  return inOrder(steps);
};

/** Whole milliseconds, and never two at once: what is stored later happened later. */
const inOrder = (steps: Step[]): Step[] => {
  let beforeMs = 0;
  return steps.map((step) => {
    beforeMs = Math.max(Math.round(step.atMs), beforeMs + 1_000);
    return { ...step, atMs: beforeMs };
  });
};
