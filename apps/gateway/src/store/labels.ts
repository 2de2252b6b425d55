import { DeskId, Label, type LabelId, type Labels, type LabelText, maxLabels } from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";

/** The labels of these desks, by name, those that have ended too (PROTOCOL.md W1). */
export const labelsOf = async ({ organisation, tx }: Scope, desks: readonly DeskId[]): Promise<Labels> => {
  const rows = await tx.label.findMany({
    where: { organisation, desk: { in: [...desks] } },
    select: { label: true, desk: true, name: true, state: true },
    orderBy: [{ name: "asc" }, { label: "asc" }],
  });
  return { labels: rows.map((row) => Label.parse(row)) };
};

/** Whose it is; undefined when there is none. */
export const deskOfLabel = async (
  { organisation, tx }: Scope,
  label: LabelId,
): Promise<DeskId | undefined> => {
  const row = await tx.label.findUnique({
    where: { organisation_label: { organisation, label } },
    select: { desk: true },
  });
  return row ? DeskId.parse(row.desk) : undefined;
};

/** Keeps it under its id, new or changed; its desk stays. `full` when the desk has as many as it can have. */
export const keepLabel = async (
  { organisation, tx }: Scope,
  label: LabelId,
  { desk, name, state }: LabelText,
): Promise<"kept" | "full"> => {
  const others = await tx.label.count({ where: { organisation, desk, label: { not: label } } });
  if (others >= maxLabels) return "full";
  await tx.label.upsert({
    where: { organisation_label: { organisation, label } },
    create: { organisation, label, desk, name, state },
    update: { name, state },
  });
  return "kept";
};
