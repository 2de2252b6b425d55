import type { Assignment, ConversationId, MemberId, Presence } from "@eigenkanaal/protocol";

/** A colleague of the desk as the choice sees them. */
export type Candidate = {
  member: MemberId;
  presence: Presence;
  /** How many conversations they can have in hand by assignment, and how many they have, at whatever desk. */
  capacity: number;
  open: number;
  /** BCP 47; only the language itself counts, not the region. */
  languages: readonly string[];
  /** When something was assigned to them last (unix ms); null: never. */
  lastAssignedAtMs: number | null;
};

/** A conversation that waits without an owner. */
export type Waiting = {
  conversation: ConversationId;
  /** Since when the citizen waits (unix ms). */
  sinceMs: number;
  /** BCP 47; null when the citizen's is not known. */
  language: string | null;
  /** Who answered in it last. */
  answeredBefore: MemberId | null;
};

/** What a desk hands out to whom. */
export type RoutingDesk = { assignment: Assignment; candidates: readonly Candidate[] };

/** The rules of a choice in their order; the last three only break ties. */
export type Rule =
  | "on_duty"
  | "room"
  | "answered_before"
  | "language"
  | "fewest_open"
  | "longest_idle"
  | "lowest_id";

/** What a rule did: who was left after it. A preference that nobody meets is `waived`, and leaves all. */
export type Step = { rule: Rule; effect: "applied" | "waived"; left: readonly MemberId[] };

/** Who gets a conversation, or why it stays in the queue, with every step that led there. */
export type Choice =
  | { outcome: "assigned"; member: MemberId; steps: readonly Step[] }
  | { outcome: "queued"; why: "pull" | "nobody_on_duty" | "no_room"; steps: readonly Step[] };

const languageOf = (tag: string) => tag.split("-", 1)[0]?.toLowerCase();

/** Those with the lowest value. */
const lowest = (
  candidates: readonly Candidate[],
  value: (one: Candidate) => number,
): readonly Candidate[] => {
  const least = candidates.reduce((so, one) => Math.min(so, value(one)), Number.POSITIVE_INFINITY);
  return candidates.filter((one) => value(one) === least);
};

const speakersOf = (language: string | null, candidates: readonly Candidate[]): readonly Candidate[] => {
  if (language === null) return candidates;
  const wanted = languageOf(language);
  return candidates.filter(({ languages }) => languages.some((tag) => languageOf(tag) === wanted));
};

const first = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates
    .slice(0, 1)
    .map((one) => candidates.reduce((so, each) => (each.member < so.member ? each : so), one));

/** What a choice looks at of a conversation. */
type Wish = Pick<Waiting, "language" | "answeredBefore">;

const preferences: readonly [Rule, (waiting: Wish, left: readonly Candidate[]) => readonly Candidate[]][] = [
  ["answered_before", ({ answeredBefore }, left) => left.filter(({ member }) => member === answeredBefore)],
  ["language", ({ language }, left) => speakersOf(language, left)],
  ["fewest_open", (_, left) => lowest(left, ({ open }) => open)],
  ["longest_idle", (_, left) => lowest(left, ({ lastAssignedAtMs }) => lastAssignedAtMs ?? 0)],
  ["lowest_id", (_, left) => first(left)],
];

type Note = (rule: Rule, effect: Step["effect"], left: readonly Candidate[]) => void;

/** The choice, each step told as it is made: thousands of choices need not keep theirs. */
const chooseNoting = (waiting: Wish, { assignment, candidates }: RoutingDesk, note: Note) => {
  const queued = (why: "pull" | "nobody_on_duty" | "no_room") => ({ outcome: "queued", why }) as const;
  if (assignment === "pull") return queued("pull");
  const onDuty = candidates.filter(({ presence }) => presence === "on_duty");
  note("on_duty", "applied", onDuty);
  if (onDuty.length === 0) return queued("nobody_on_duty");
  let left: readonly Candidate[] = onDuty.filter(({ open, capacity }) => open < capacity);
  note("room", "applied", left);
  if (left.length === 0) return queued("no_room");
  for (const [rule, prefer] of preferences) {
    const preferred = prefer(waiting, left);
    if (preferred.length > 0) left = preferred;
    note(rule, preferred.length > 0 ? "applied" : "waived", left);
  }
  const [chosen] = left;
  if (!chosen) throw new Error("a preference left nobody");
  return { outcome: "assigned", member: chosen.member } as const;
};

/**
 * Who gets a conversation. Required: on duty, with room. Preferred, each only among those whom the rule before it left:
 * who answered in it before, who has its language, who has the fewest open, who was assigned something longest ago
 * (never counts as longest), and at last the lowest id, so that the same facts always give the same choice. Nobody is
 * kept waiting for a preference.
 */
export const choose = (waiting: Wish, desk: RoutingDesk): Choice => {
  const steps: Step[] = [];
  const choice = chooseNoting(waiting, desk, (rule, effect, left) =>
    steps.push({ rule, effect, left: left.map(({ member }) => member) }),
  );
  return { ...choice, steps };
};

/** A conversation and who gets it. */
export type Handed = { conversation: ConversationId; member: MemberId };

/** What waits, longest first; of two since the same moment the lower id. */
const inOrder = (waiting: readonly Waiting[]) =>
  waiting.toSorted((a, b) => a.sinceMs - b.sinceMs || (a.conversation < b.conversation ? -1 : 1));

/**
 * Hands out all that waits, longest first, until nobody has room. Each choice counts for the next. What is not among
 * the answer stays in the queue, in its order.
 */
export const handOut = (waiting: readonly Waiting[], desk: RoutingDesk, nowMs: number): Handed[] => {
  const candidates = new Map(desk.candidates.map((one) => [one.member, one]));
  const handed: Handed[] = [];
  for (const next of inOrder(waiting)) {
    const choice = chooseNoting(next, { ...desk, candidates: [...candidates.values()] }, () => {});
    if (choice.outcome === "queued") break;
    const { member } = choice;
    handed.push({ conversation: next.conversation, member });
    const chosen = candidates.get(member);
    if (chosen) candidates.set(member, { ...chosen, open: chosen.open + 1, lastAssignedAtMs: nowMs });
  }
  return handed;
};

/** How many can be handed out at most. */
export const roomOf = ({ assignment, candidates }: RoutingDesk): number =>
  assignment === "pull"
    ? 0
    : candidates
        .filter(({ presence }) => presence === "on_duty")
        .reduce((room, { open, capacity }) => room + Math.max(capacity - open, 0), 0);
