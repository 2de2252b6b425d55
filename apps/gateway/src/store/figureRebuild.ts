import { settingsThen } from "@eigenkanaal/domain";
import type { Database, Scope } from "./database.js";
import { firstPlace, rebuildDays } from "./figureDays.js";
import { computeFigures, differing, figureSettings, lockFigures, writeFigures } from "./figures.js";

/** So many conversations are computed in one transaction: whoever sets hours meanwhile waits no longer than that. */
const maxAtOnce = 100;

/**
 * How many conversations were computed anew, and of how many the figures that stood were others; how many days are to be packed,
 * and of those how many were left out or packed otherwise than their conversations' figures say.
 */
export type Rebuilt = { conversations: number; differed: number; days: number; daysDiffered: number };

/**
 * Computes the figures of all conversations of a town anew from all their events, in the order of their pseudonyms, and then holds
 * its packed days against them. `check` only
 * compares with what stands; `rebuild` puts right what differs. Where something happened that is to be counted still, nothing
 * differs yet, nor does a day that is to be packed. After each step `onStep` is told how far it is and may take its time. It ends early once `signal` is aborted, with
 * each conversation either as it was or computed.
 */
export const rebuildFigures = async (
  organisation: Scope["organisation"],
  mode: "check" | "rebuild",
  parts: {
    database: Pick<Database, "forOrganisation">;
    signal: AbortSignal;
    onStep: (soFar: Pick<Rebuilt, "conversations"> & { part: number }) => Promise<void> | void;
  },
): Promise<Rebuilt> => {
  const sum = { conversations: 0, differed: 0, days: 0, daysDiffered: 0 };
  let after = "00000000-0000-0000-0000-000000000000";
  while (!parts.signal.aborted) {
    const step = { after, mode };
    const { pseudonyms, differed } = await parts.database.forOrganisation(organisation, (scope) =>
      rebuildStep(scope, step),
    );
    sum.conversations += pseudonyms.length;
    sum.differed += differed;
    after = pseudonyms.at(-1) ?? after;
    const isLast = pseudonyms.length < maxAtOnce;
    // Pseudonyms are random: their first digits tell which part of all of them lies behind.
    const { conversations } = sum;
    await parts.onStep({
      conversations,
      part: isLast ? 1 : Number.parseInt(after.slice(0, 8), 16) / 2 ** 32,
    });
    if (isLast) break;
  }
  let place = firstPlace;
  while (!parts.signal.aborted) {
    const from = place;
    const { days, differed, next } = await parts.database.forOrganisation(organisation, (scope) =>
      rebuildDays(scope, from, mode),
    );
    sum.days += days;
    sum.daysDiffered += differed;
    await parts.onStep({ conversations: sum.conversations, part: 1 });
    if (!next) break;
    place = next;
  }
  return sum;
};

const rebuildStep = async (scope: Scope, { after, mode }: { after: string; mode: "check" | "rebuild" }) => {
  await lockFigures(scope);
  const pseudonyms = await pseudonymsAfter(scope, after);
  const computed = await computeFigures(scope, pseudonyms, settingsThen(await figureSettings(scope)));
  const others = await differing(scope, pseudonyms, computed);
  // After the events: what of them was new is noted by now.
  const due = await dueAmong(scope, others);
  if (mode === "rebuild") await writeFigures(scope, others, computed);
  return { pseudonyms, differed: others.length - due };
};

/** The next conversations that have events or figures. */
const pseudonymsAfter = async ({ organisation, tx }: Scope, after: string): Promise<string[]> => {
  const rows = await tx.$queryRaw<{ pseudonym: string }[]>`
    (SELECT DISTINCT conversation_pseudonym AS pseudonym FROM conversation_event
      WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym > ${after}::uuid
      ORDER BY conversation_pseudonym LIMIT ${maxAtOnce})
    UNION
    (SELECT conversation_pseudonym FROM conversation_figure
      WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym > ${after}::uuid
      ORDER BY conversation_pseudonym LIMIT ${maxAtOnce})
    ORDER BY pseudonym LIMIT ${maxAtOnce}`;
  return rows.map(({ pseudonym }) => pseudonym);
};

/** How many of these conversations are to be counted anew. */
const dueAmong = async ({ organisation, tx }: Scope, pseudonyms: readonly string[]): Promise<number> => {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT conversation_pseudonym)::int AS count FROM figure_due
    WHERE organisation_id = ${organisation}::uuid AND conversation_pseudonym = ANY (${pseudonyms}::uuid[])`;
  return row?.count ?? 0;
};
