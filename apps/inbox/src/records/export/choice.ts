import type { RecordsWish } from "@eigenkanaal/client";
import { addDays, legalTimeZone, startOfDay } from "@eigenkanaal/domain";
import type { DepositSelection, DeskId, RetentionCode, TopicId } from "@eigenkanaal/protocol";

/** What is to be exported, as it stands in the fields. Days are YYYY-MM-DD, empty for none. */
export type ExportDraft = {
  desk: DeskId | null;
  topic: TopicId | null;
  class: RetentionCode | null;
  fromDay: string;
  /** Closed on this day at the latest. */
  throughDay: string;
  /** Of one conversation, as people compare it; empty for all. */
  number: string;
  sealed: boolean;
  /** Of who receives it, in base64. */
  key: string;
};

export const emptyExport: ExportDraft = {
  ...{ desk: null, topic: null, class: null, fromDay: "", throughDay: "", number: "" },
  ...{ sealed: true, key: "" },
};

/** What is asked for: the list's wish, the number of one conversation, and what the gateway is told of it. */
export type ExportChoice = {
  wish: RecordsWish;
  number: string | null;
  selection: DepositSelection;
};

type ReadChoice = { ok: true; choice: ExportChoice } | { ok: false; wrong: "period" | "number" };

/** Reads the fields. Days begin and end by the clock of the Netherlands. */
export const readChoice = (draft: ExportDraft): ReadChoice => {
  const fromMs = draft.fromDay === "" ? null : startOfDay(draft.fromDay, legalTimeZone);
  const toMs = draft.throughDay === "" ? null : startOfDay(addDays(draft.throughDay, 1), legalTimeZone);
  if (fromMs !== null && toMs !== null && fromMs >= toMs) return { ok: false, wrong: "period" };
  const number = numberIn(draft.number);
  if (number === undefined) return { ok: false, wrong: "number" };
  const { desk, topic, class: retention } = draft;
  const wish = { desk, topic, class: retention, fromMs, toMs };
  return { ok: true, choice: { wish, number, selection: { ...wish, named: number !== null } } };
};

/** Thirty digits in groups of five, however they were typed; null for none, undefined for what is no number. */
const numberIn = (typed: string): string | null | undefined => {
  const digits = typed.replaceAll(/[\s-]/g, "");
  if (digits === "") return null;
  return /^\d{30}$/.test(digits) ? (digits.match(/\d{5}/g) ?? []).join(" ") : undefined;
};
