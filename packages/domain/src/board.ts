import type { Board, DeskBoard, DeskId, MemberId, Presence, Staffing } from "@eigenkanaal/protocol";
import type { ConversationEvent } from "./conversation.js";

/** A colleague at work, at one of the desks that they answer: how many conversations they can be assigned, and how many they have at whatever desk. */
export type AtWork = {
  desk: DeskId;
  member: MemberId;
  state: Exclude<Presence, "off">;
  capacity: number;
  open: number;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** How many are at work, each counted once at however many desks; room has only who is on duty, for nobody else is assigned anything. */
export const staffingOf = (atWork: readonly AtWork[]): Staffing => {
  const people = [...new Map(atWork.map((one) => [one.member, one])).values()];
  const inState = (state: AtWork["state"]) => people.filter((one) => one.state === state);
  const onDuty = inState("on_duty");
  return {
    onDuty: onDuty.length,
    pause: inState("pause").length,
    wrapUp: inState("wrap_up").length,
    free: sum(onDuty.map(({ capacity, open }) => Math.max(0, capacity - open))),
    capacity: sum(onDuty.map(({ capacity }) => capacity)),
  };
};

/** What a board says of a desk, or of several together. */
export type BoardFigures = Omit<DeskBoard, "desk">;

/** Several desks together; `everyone` is who is at work at any of them, which cannot be told from the numbers of each. */
export const boardTotal = (desks: readonly BoardFigures[], everyone: Staffing): BoardFigures => {
  const all = (read: (desk: BoardFigures) => number) => sum(desks.map(read));
  const since = desks.flatMap(({ longestSinceMs }) => longestSinceMs ?? []);
  return {
    waiting: all(({ waiting }) => waiting),
    untaken: all(({ untaken }) => untaken),
    longestSinceMs: since.length === 0 ? null : Math.min(...since),
    atRisk: all(({ atRisk }) => atRisk),
    late: all(({ late }) => late),
    inHand: all(({ inHand }) => inHand),
    staffing: everyone,
    lastHour: {
      opened: all(({ lastHour }) => lastHour.opened),
      answers: all(({ lastHour }) => lastHour.answers),
      firstAnswers: all(({ lastHour }) => lastHour.firstAnswers),
    },
  };
};

/** The desks of a board where most is wrong first: most too late, then most nearly so, then whose citizen waits longest. */
export const mostUrgentFirst = (desks: Board["desks"]): Board["desks"] =>
  desks.toSorted(
    (one, other) =>
      other.late - one.late ||
      other.atRisk - one.atRisk ||
      (one.longestSinceMs ?? Number.MAX_SAFE_INTEGER) - (other.longestSinceMs ?? Number.MAX_SAFE_INTEGER),
  );

/** What of a message's events shows on nobody's board: notes among colleagues. */
export const showsOnBoard = (kind: ConversationEvent["kind"]): boolean => kind !== "internal_note";

/** From what on a supervisor wants to be told of a desk; null: not for that. */
export type BoardThreshold = { waitMinutes: number | null; waiting: number | null };

const minuteMs = 60_000;

/** Whether a desk is over a threshold at this moment (unix ms of the database's clock). */
export const isOverThreshold = (
  { waitMinutes, waiting }: BoardThreshold,
  figures: Pick<BoardFigures, "waiting" | "longestSinceMs">,
  nowMs: number,
): boolean =>
  (waiting !== null && figures.waiting > waiting) ||
  (waitMinutes !== null &&
    figures.longestSinceMs !== null &&
    nowMs - figures.longestSinceMs > waitMinutes * minuteMs);

/**
 * The desks that have come over their threshold since the look before: each once, and again only after it was below. None
 * at the first look (`before` undefined): what was so already is seen, and is no news.
 */
export const crossedSince = (before: readonly DeskId[] | undefined, over: readonly DeskId[]): DeskId[] =>
  before === undefined ? [] : over.filter((desk) => !before.includes(desk));
