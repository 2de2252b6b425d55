import { randomUUID } from "node:crypto";
import { type Candidate, handOut, type Waiting } from "@eigenkanaal/domain";
import { ConversationId, MemberId } from "@eigenkanaal/protocol";
import { type Figure, median, rounded } from "./figure.js";

/** A large town: so many colleagues on duty, and as many questions as they have room for, of so many topics. */
const colleagues = 500;
const capacity = 4;
const topics = 60;
const languages = ["nl", "en", "tr", "ar"];

const candidate = (n: number): Candidate => ({
  member: MemberId.parse(randomUUID()),
  presence: "on_duty",
  capacity,
  open: n % 2,
  languages: ["nl", languages[n % languages.length] ?? "nl"],
  lastAssignedAtMs: n % 7 === 0 ? null : n,
});

/** How many choices a second the function makes that the gateway runs, without the database: each with all its steps. */
export const measureAssignment = (rounds: number, report: (step: string) => void): Figure => {
  report("assigning");
  const perSecond = Array.from({ length: rounds }, () => {
    const candidates = Array.from({ length: colleagues }, (_, n) => candidate(n));
    const room = candidates.reduce((sum, { open }) => sum + capacity - open, 0);
    const waiting = Array.from(
      { length: room },
      (_, n): Waiting => ({
        conversation: ConversationId.parse(randomUUID()),
        sinceMs: n % topics,
        language: languages[n % languages.length] ?? null,
        answeredBefore: n % 10 === 0 ? (candidates[n % colleagues]?.member ?? null) : null,
      }),
    );
    const beganMs = performance.now();
    const handed = handOut(waiting, { assignment: "push", candidates }, 1_000);
    const seconds = (performance.now() - beganMs) / 1000;
    if (handed.length !== room) throw new Error("not all of them found somebody");
    return handed.length / seconds;
  });
  return {
    id: "assign_per_s",
    value: rounded(median(perSecond)),
    unit: "per_s",
    of: `choices among ${colleagues} colleagues on duty, until nobody has room`,
  };
};
