import type { Outcome, Period, RetentionCode, RetentionFault, RetentionTable } from "@eigenkanaal/protocol";
import { addDays, addPeriod, civilDateAt, readPeriod, startOfDay } from "./calendar.js";
import type { CivilDate } from "./civilDate.js";
import { selectielijstTerm } from "./selectielijst.js";

/** Terms are counted in the Netherlands, wherever a gateway or a colleague is. */
export const legalTimeZone = "Europe/Amsterdam";

/**
 * What a town keeps until it sets something else (Selectielijst gemeenten en intergemeentelijke organen 2020): what chats
 * come to. A topic that names no class is a request for information.
 */
export const defaultRetention: RetentionTable = {
  classes: [
    line("6.1.3", { nl: "Vraag om informatie", en: "Request for information" }, "P1Y"),
    line("6.1", { nl: "Melding of verzoek", en: "Report or request" }, "P5Y"),
    line("6.1.1", { nl: "Verzoek met financiële gevolgen", en: "Request with financial effect" }, "P7Y"),
    line("6.2", { nl: "Afgewezen", en: "Refused" }, "P1Y"),
    line("6.3", { nl: "Afgebroken", en: "Broken off" }, "P1Y"),
    line("13.1", { nl: "Klacht of bezwaar", en: "Complaint or objection" }, "P5Y"),
    line("13.1.1", { nl: "Geschil met financiële gevolgen", en: "Dispute with financial effect" }, "P7Y"),
    line("19.1.18", { nl: "Verklaring van vernietiging", en: "Certificate of destruction" }, null),
  ],
  general: "6.1.3",
  refused: "6.2",
  aborted: "6.3",
  abandonedAfterDays: 14,
  approvals: 2,
};

function line(code: RetentionCode, name: { nl: string; en: string }, term: Period | null) {
  const ground = `Selectielijst gemeenten 2020, resultaat ${code}`;
  return { class: code, name, term, trigger: "closed" as const, ground };
}

/** What decides how long a conversation is kept, as it is closed. */
export type Closing = {
  outcome: Outcome;
  /** The class that its topic names; null for none. */
  topicClass: RetentionCode | null;
  /** Whether its citizen was waiting for an answer. */
  answer: "due" | "given";
};

/**
 * The class of a conversation that is closed. Refused and broken off have classes of their own; who leaves with their
 * answer has had what they came for, and it counts as what it was about.
 */
export const classOf = (table: RetentionTable, { outcome, topicClass, answer }: Closing): RetentionCode => {
  const about = topicClass ?? table.general;
  switch (outcome) {
    case "answered":
      return about;
    case "left":
      return answer === "given" ? about : table.aborted;
    case "refused":
      return table.refused;
    case "no_answer":
    case "spam":
    case "abandoned":
      return table.aborted;
  }
};

/** What becomes of a conversation of a class. `unknown`: the town's table has no such class (any more): nothing is destroyed. */
export type Keeping = { kept: "until"; through: CivilDate } | { kept: "forever" } | { kept: "unknown" };

/** The last day on which a conversation is kept that was closed at a moment (unix ms). */
export const keepingOf = (
  table: Pick<RetentionTable, "classes">,
  { retention, closedAtMs }: { retention: RetentionCode; closedAtMs: number },
): Keeping => keepingFrom(table, { retention, closed: civilDateAt(closedAtMs, legalTimeZone) });

/** The same of one that was closed on a day in the Netherlands. */
export const keepingFrom = (
  { classes }: Pick<RetentionTable, "classes">,
  { retention, closed }: { retention: RetentionCode; closed: CivilDate },
): Keeping => {
  const found = classes.find((one) => one.class === retention);
  if (!found) return { kept: "unknown" };
  if (found.term === null) return { kept: "forever" };
  const period = readPeriod(found.term);
  if (!period) return { kept: "unknown" };
  return { kept: "until", through: addPeriod(closed, period) };
};

/**
 * The moment (unix ms) before which a conversation must have been closed for its term to have passed today; null where none
 * has a term that passes. It is `keepingOf` read backwards, so that what is due is found by an index alone.
 */
export const dueBefore = (term: Period | null, nowMs: number): number | null => {
  const period = term === null ? undefined : readPeriod(term);
  if (!period) return null;
  const today = civilDateAt(nowMs, legalTimeZone);
  const back = addPeriod(today, { years: -period.years, months: -period.months, days: -period.days });
  // Months are not equally long: the last day that is due lies within a few days of the term before today.
  let first = addDays(back, 5);
  while (addPeriod(first, period) >= today) first = addDays(first, -1);
  return startOfDay(addDays(first, 1), legalTimeZone);
};

/** So much longer than the list says can a town keep something: for one that destroys once a year. */
const longestExtra = { years: 1, months: 0, days: 0 };

/**
 * What is wrong with a table; empty when it can be set. A term is that of the Selectielijst: never shorter (the Archiefwet),
 * and at most a year longer (the AVG). What has to be kept longer for a reason is held. `used`: the classes of topics and of
 * what is kept.
 */
export const retentionFaults = (
  table: RetentionTable,
  { used }: { used: readonly RetentionCode[] },
): RetentionFault[] => {
  const codes = table.classes.map((one) => one.class);
  const faults = table.classes.flatMap(({ class: code, term }, index): RetentionFault[] => {
    if (codes.indexOf(code) !== index) return [{ fault: "class_named_twice", class: code }];
    if (term !== null && !readPeriod(term)) return [{ fault: "term_not_readable", class: code }];
    const lawful = selectielijstTerm(code);
    if (lawful === undefined) return [{ fault: "not_in_the_list", class: code }];
    const side = sideOf(term, lawful);
    return side === "within" ? [] : [{ fault: `${side}_the_lawful_term`, class: code, lawful }];
  });
  const needed = new Set([table.general, table.refused, table.aborted, ...used]);
  const missing = [...needed].filter((code) => !codes.includes(code));
  return [...faults, ...missing.map((code) => ({ fault: "class_in_use", class: code }) as const)];
};

/** A day to compare terms from: no leap year near it. */
const someDay = "2001-01-01";

/** Where a term stands to the list's. */
const sideOf = (term: Period | null, lawful: Period | null): "below" | "within" | "above" => {
  if (lawful === null) return term === null ? "within" : "below";
  if (term === null) return "above";
  const [asked, least] = [term, lawful].map((each) => {
    const period = readPeriod(each);
    return period ? addPeriod(someDay, period) : someDay;
  }) as [CivilDate, CivilDate];
  if (asked < least) return "below";
  return asked > addPeriod(least, longestExtra) ? "above" : "within";
};

/** The last moment (unix ms) of silence after which a conversation in which nobody waits closes by itself. */
export const abandonedBefore = ({ abandonedAfterDays }: RetentionTable, nowMs: number): number =>
  nowMs - abandonedAfterDays * 86_400_000;
