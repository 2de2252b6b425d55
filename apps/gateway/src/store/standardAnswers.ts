import {
  DeskId,
  maxStandardAnswers,
  StandardAnswer,
  type StandardAnswerId,
  type StandardAnswers,
  type StandardAnswerText,
} from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";

/** The answers that these desks keep, by title (PROTOCOL.md S1). */
export const standardAnswersOf = async (
  { organisation, tx }: Scope,
  desks: readonly DeskId[],
): Promise<StandardAnswers> => {
  const rows = await tx.standardAnswer.findMany({
    where: { organisation, desk: { in: [...desks] } },
    select: { answer: true, desk: true, title: true, text: true },
    orderBy: [{ title: "asc" }, { answer: "asc" }],
  });
  return { answers: rows.map((row) => StandardAnswer.parse(row)) };
};

/** Whose it is; undefined when there is none. */
export const deskOfStandardAnswer = async (
  { organisation, tx }: Scope,
  answer: StandardAnswerId,
): Promise<DeskId | undefined> => {
  const row = await tx.standardAnswer.findUnique({
    where: { organisation_answer: { organisation, answer } },
    select: { desk: true },
  });
  return row ? DeskId.parse(row.desk) : undefined;
};

/** Keeps it under its id, new or in the place of what was there. `full` when the desk has as many as it can have. */
export const keepStandardAnswer = async (
  { organisation, tx }: Scope,
  answer: StandardAnswerId,
  { desk, title, text }: StandardAnswerText,
): Promise<"kept" | "full"> => {
  const others = await tx.standardAnswer.count({ where: { organisation, desk, answer: { not: answer } } });
  if (others >= maxStandardAnswers) return "full";
  const kept = { desk, title, text };
  await tx.standardAnswer.upsert({
    where: { organisation_answer: { organisation, answer } },
    create: { organisation, answer, ...kept },
    update: kept,
  });
  return "kept";
};

/** Whether it was there. */
export const removeStandardAnswer = async (
  { organisation, tx }: Scope,
  answer: StandardAnswerId,
): Promise<boolean> => (await tx.standardAnswer.deleteMany({ where: { organisation, answer } })).count > 0;
