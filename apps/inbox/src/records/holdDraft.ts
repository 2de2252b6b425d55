import { addDays, legalTimeZone, startOfDay } from "@eigenkanaal/domain";
import { ConversationId, type DeskId, type HoldKind, PlaceHold, type TopicId } from "@eigenkanaal/protocol";

/** A hold as it stands in its fields. Days are YYYY-MM-DD, empty for none. */
export type HoldDraft = {
  kind: HoldKind;
  reference: string;
  reason: string;
  desks: readonly DeskId[];
  topics: readonly TopicId[];
  fromDay: string;
  untilDay: string;
  /** One id a line. */
  named: string;
  /** The last day on which it holds; null for none. */
  lastDay: string | null;
};

export const emptyHold: HoldDraft = {
  ...{ kind: "woo", reference: "", reason: "", desks: [], topics: [] },
  ...{ fromDay: "", untilDay: "", named: "", lastDay: null },
};

/** The lines of what is named, without empty ones. */
export const namedIn = (named: string): string[] =>
  named
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** What is asked for, or what is wrong with the fields; `id`: the line that is no id. */
type ReadHold =
  | { ok: true; asked: PlaceHold }
  | { ok: false; wrong: "missing" | "period" }
  | { ok: false; wrong: "id"; line: string };

/** Reads the fields. Days begin and end by the clock of the Netherlands. */
export const readHold = (draft: HoldDraft): ReadHold => {
  const { kind, reference, reason, desks, topics, fromDay, untilDay, lastDay } = draft;
  const lines = namedIn(draft.named);
  const line = lines.find((one) => !ConversationId.safeParse(one.toLowerCase()).success);
  if (line !== undefined) return { ok: false, wrong: "id", line };
  const dayMs = (day: string) => (day === "" ? null : startOfDay(day, legalTimeZone));
  const [fromMs, untilMs] = [dayMs(fromDay), dayMs(untilDay)];
  if (fromMs !== null && untilMs !== null && fromMs >= untilMs) return { ok: false, wrong: "period" };
  const isScoped = desks.length + topics.length > 0 || fromMs !== null || untilMs !== null;
  const written = PlaceHold.safeParse({
    ...{ kind, reference, reason },
    scope: isScoped ? { desks, topics, fromMs, untilMs } : null,
    conversations: [...new Set(lines.map((one) => one.toLowerCase()))],
    endsAtMs: lastDay === null ? null : lastDay && dayMs(addDays(lastDay, 1)),
  });
  const isOfSomething = isScoped || lines.length > 0;
  return written.success && isOfSomething
    ? { ok: true, asked: written.data }
    : { ok: false, wrong: "missing" };
};
