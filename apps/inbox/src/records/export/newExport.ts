import type { TownView } from "@eigenkanaal/client";
import { civilDateAt, legalTimeZone } from "@eigenkanaal/domain";
import type { ConversationRecord, DepositId } from "@eigenkanaal/protocol";
import { newPackage } from "@eigenkanaal/records/package";
import type { ExportChoice } from "./choice.js";
import type { KeptExport } from "./kept.js";
import type { Target } from "./target.js";

/** What the bag says that wrote it. */
const software = "Eigenkanaal 0.1";

type Of = {
  deposit: DepositId;
  key: string | null;
  target: Target;
  town: Pick<TownView, "name">;
  by: { alias: string; vkB64: string };
  nowMs: number;
};

/** A package of which nothing is written, the first that was closed first. Its file is named by the day and its id, and never by a topic. */
export const newExport = (
  { choice, records }: { choice: ExportChoice; records: readonly ConversationRecord[] },
  { deposit, key, target, town, by, nowMs }: Of,
): KeptExport => {
  const chosen = records
    .toSorted((a, b) => a.closedAtMs - b.closedAtMs)
    .map(({ conversation, closedAtMs }) => ({ conversation, closedAtMs }));
  const day = civilDateAt(nowMs, legalTimeZone);
  return {
    ...{ deposit, key, target, chosen },
    begun: { selection: choice.selection, chosen: chosen.length, sealed: key !== null },
    state: newPackage({
      name: `gesprekken-${day}-${deposit.slice(0, 8)}`,
      organisation: { name: town.name, identifier: null },
      exportedAtMs: nowMs,
      timeZone: legalTimeZone,
      selection: chosen.length > 1 ? { id: deposit, name: `Gesprekken, overgebracht op ${day}` } : null,
      exportedBy: by,
      software,
      conversations: chosen.map(({ conversation }) => conversation),
    }),
  };
};
