/**
 * The figures of a desk's days in few bytes, as the database packs them: `pack_figures` in prisma/migrations/20261203030000_figure_days
 * says field by field how. Desks, topics, languages and ways in are numbers of `figure_key`.
 */

/** Another layout has another number: a gateway that does not know it counts nothing rather than something else. */
const layout = 1;
const dayBytes = 13;
const figureBytes = 60;
const dueBytes = 6;
const answerBytes = 16;

/** An answer after the first, and the desk that gave it. */
type PackedAnswer = { desk: number; openMs: number; calendarMs: number };

/** One conversation of a packed day; its times are 0 where it has none. */
export type PackedFigure = {
  desk: number;
  /** On which day it was opened: days since 1970-01-01. */
  day: number;
  hourOfWeek: number;
  topic: number;
  language: number;
  entry: number;
  answered: boolean;
  abandoned: boolean;
  reopened: boolean;
  transferred: boolean;
  /** Closed, and somebody had it in hand. */
  handled: boolean;
  resolved: boolean;
  norm: "within" | "missed" | "undecided" | null;
  /** By when an answer is due (unix ms), where the norm is undecided. */
  dueMs: number;
  normMinutes: number;
  verdict: "yes" | "partly" | "no" | null;
  firstOpenMs: number;
  firstCalendarMs: number;
  handlingOpenMs: number;
  handlingCalendarMs: number;
  resolutionOpenMs: number;
  resolutionCalendarMs: number;
  /** How many of `answers` are its own: the rest are left of others. */
  later: number;
  answers: PackedAnswer[];
};

const norms = [null, "within", "missed", "undecided"] as const;
const verdicts = [null, "yes", "partly", "no"] as const;

/**
 * Shows each conversation of the packed days that it is given, in turn: one object, which is the next conversation's afterwards, so
 * that hundreds of thousands leave nothing to clear away. Throws for another layout and for bytes that end in the midst of something.
 */
export const createPackedReader = (visit: (figure: PackedFigure) => void): ((bytes: Uint8Array) => void) => {
  const figure = emptyFigure();
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (at < view.byteLength) {
      if (view.getUint8(at) !== layout) throw new Error("figures are packed in another layout");
      figure.desk = view.getInt32(at + 1);
      figure.day = view.getInt32(at + 5);
      const conversations = view.getInt32(at + 9);
      at += dayBytes;
      for (let left = conversations; left > 0; left--) {
        at = readFigure(view, at, figure);
        visit(figure);
      }
    }
  };
};

/** Reads the conversation that begins here; gives where the next one does. */
const readFigure = (view: DataView, from: number, figure: PackedFigure): number => {
  const bits = view.getInt32(from);
  figure.hourOfWeek = bits & 255;
  figure.answered = (bits & (1 << 8)) !== 0;
  figure.abandoned = (bits & (1 << 9)) !== 0;
  figure.reopened = (bits & (1 << 10)) !== 0;
  figure.transferred = (bits & (1 << 11)) !== 0;
  figure.handled = (bits & (1 << 12)) !== 0;
  figure.resolved = (bits & (1 << 13)) !== 0;
  figure.norm = norms[(bits >> 14) & 3] ?? null;
  figure.verdict = verdicts[(bits >> 16) & 3] ?? null;
  figure.normMinutes = view.getInt32(from + 4);
  figure.topic = view.getInt32(from + 8);
  figure.language = view.getInt32(from + 12);
  figure.entry = view.getInt32(from + 16);
  figure.later = view.getInt32(from + 20);
  figure.firstOpenMs = msAt(view, from + 24);
  figure.firstCalendarMs = msAt(view, from + 30);
  figure.handlingOpenMs = msAt(view, from + 36);
  figure.handlingCalendarMs = msAt(view, from + 42);
  figure.resolutionOpenMs = msAt(view, from + 48);
  figure.resolutionCalendarMs = msAt(view, from + 54);
  let at = from + figureBytes;
  figure.dueMs = figure.norm === "undecided" ? msAt(view, at) : 0;
  if (figure.norm === "undecided") at += dueBytes;
  for (let n = 0; n < figure.later; n++, at += answerBytes) {
    const answer = figure.answers[n] ?? { desk: 0, openMs: 0, calendarMs: 0 };
    answer.desk = view.getInt32(at);
    answer.openMs = msAt(view, at + 4);
    answer.calendarMs = msAt(view, at + 10);
    figure.answers[n] = answer;
  }
  return at;
};

const msAt = (view: DataView, at: number): number => view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2);

const emptyFigure = (): PackedFigure => ({
  desk: 0,
  day: 0,
  hourOfWeek: 0,
  topic: 0,
  language: 0,
  entry: 0,
  answered: false,
  abandoned: false,
  reopened: false,
  transferred: false,
  handled: false,
  resolved: false,
  norm: null,
  dueMs: 0,
  normMinutes: 0,
  verdict: null,
  firstOpenMs: 0,
  firstCalendarMs: 0,
  handlingOpenMs: 0,
  handlingCalendarMs: 0,
  resolutionOpenMs: 0,
  resolutionCalendarMs: 0,
  later: 0,
  answers: [],
});
