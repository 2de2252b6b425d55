import type { WithGaps } from "@eigenkanaal/domain";
import {
  DeskId,
  Report,
  ReportedConversation,
  ReportedConversations,
  ReportListQuery,
  ReportQuery,
} from "@eigenkanaal/protocol";
import { z } from "zod";

/**
 * What programs read of figures (PROTOCOL.md I20–I28): the inbox's own shapes (packages/protocol/src/reports.ts), with moments as
 * RFC 3339 has them and with links. They are made of those, so that what a program reads is what the screen shows.
 */

/** In UTC. */
const moment = z.iso.datetime();
const link = z.url();

/** A shape with every count nullable, as a publication may keep it back; what is nullable already stays. */
const withGaps = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "number") return z.nullable(schema);
  if (def.type === "array") return z.array(withGaps(def.element));
  return def.type === "object" ? z.strictObject(gapsIn(def.shape)) : schema;
};
const gapsIn = (shape: z.core.$ZodShape): Record<string, z.core.$ZodType> =>
  Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, name === "hourOfWeek" ? schema : withGaps(schema)]),
  );

const counted = z.strictObject(Report.shape).omit({ atMs: true, uncountedSinceMs: true, supervised: true });

/** `GET /reports`. */
export const FiguresReport = z.strictObject({
  at: moment,
  uncountedSince: moment.nullable(),
  ...gapsIn(counted.shape),
  links: z.strictObject({ self: link, conversations: link }),
});
export type FiguresReport = WithGaps<z.output<typeof counted>> & {
  at: string;
  uncountedSince: string | null;
  links: { self: string; conversations: string };
};

const moments = { openedAtMs: true, askedAtMs: true, closedAtMs: true } as const;
export const FiguresConversation = z.strictObject({
  openedAt: moment,
  askedAt: moment.nullable(),
  closedAt: moment.nullable(),
  ...z.strictObject(ReportedConversation.shape).omit(moments).shape,
});
export type FiguresConversation = z.output<typeof FiguresConversation>;

/** `GET /conversations`. */
export const FiguresConversations = z.strictObject({
  at: moment,
  total: ReportedConversations.shape.total,
  conversations: z.array(FiguresConversation),
  links: z.strictObject({ self: link, next: link.nullable() }),
});
export type FiguresConversations = z.output<typeof FiguresConversations>;

/** `GET /desks`. */
export const FiguresDesks = z.strictObject({
  desks: z.array(z.strictObject({ desk: DeskId, name: z.string() })),
});
export type FiguresDesks = z.output<typeof FiguresDesks>;

/** What `/reports` is asked; the period is checked as the inbox's. */
export const FiguresReportQuery = z.strictObject({
  ...ReportQuery.shape,
  publication: z.enum(["true", "false"]).optional(),
});

/** What `/conversations` is asked. */
export const FiguresListQuery = z
  .strictObject(ReportListQuery.shape)
  .omit({ atMs: true })
  .extend({ at: z.iso.datetime({ offset: true }).optional() });
