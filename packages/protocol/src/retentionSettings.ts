import * as z from "zod/mini";
import { MemberId } from "./ids.js";
import { Period, RetentionCode, RetentionTable } from "./retention.js";
import { isStorable } from "./storable.js";
import { timeMs } from "./times.js";

/** What a town's records officers set, as HTTP carries it. Rules: PROTOCOL.md, P. */

const count = z.int().check(z.nonnegative());

/** Why: read by whoever has to account for it later. */
export const RecordsReason = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(1_000), z.refine(isStorable));

/** A table as it is tried out, from a moment on (unix ms); null: now. */
const wish = { validFromMs: z.nullable(timeMs), table: RetentionTable };

/** `POST /api/v1/retention/forecast`. */
export const RetentionWish = z.strictObject(wish);
export type RetentionWish = z.infer<typeof RetentionWish>;

/** `PUT /api/v1/retention`. `confirmed`: what the forecast said would be due; null where none was looked at. */
export const SetRetention = z.strictObject({
  ...wish,
  reason: RecordsReason,
  confirmed: z.nullable(z.strictObject({ due: count })),
});
export type SetRetention = z.infer<typeof SetRetention>;

const change = {
  /** The moment from which it holds, or would have held. */
  validFromMs: timeMs,
  /** Null where it came with the town. */
  by: z.nullable(MemberId),
  reason: z.string(),
};

/** `GET /api/v1/retention`. */
export const RetentionSettings = z.strictObject({
  nowMs: timeMs,
  /** What holds at this moment; the product's own table until the town sets one. */
  table: RetentionTable,
  announced: z.array(z.strictObject({ ...change, table: RetentionTable })),
  /** The classes that topics name or that something is kept by: none of them can go from the table. */
  used: z.array(RetentionCode),
  /** The newest hundred; nothing is ever taken out. */
  events: z.array(
    z.strictObject({
      validFromMs: timeMs,
      act: z.enum(["set", "taken_back"]),
      by: MemberId,
      /** Null of what was taken back. */
      reason: z.nullable(z.string()),
      atMs: timeMs,
    }),
  ),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;

const beforeAndAfter = { before: count, after: count };

/** What a table would do to what is kept of a class. Who is due can be destroyed; nothing that is held is due. */
export const ClassForecast = z.strictObject({
  class: RetentionCode,
  /** All that is closed and kept, what is held among it. */
  kept: count,
  held: count,
  /** How many are due from the first moment on. */
  due: z.strictObject(beforeAndAfter),
  /** How many would be due on an earlier day than they are now, and on a later one, held or not. */
  sooner: count,
  later: count,
  /** How many become due in the months after that (YYYY-MM), those without any left out. */
  months: z.array(z.strictObject({ month: z.string(), ...beforeAndAfter })),
});
export type ClassForecast = z.infer<typeof ClassForecast>;

/** What `POST /api/v1/retention/forecast` answers. `due`: of all classes together, what is to be confirmed. */
export const RetentionForecast = z.strictObject({
  classes: z.array(ClassForecast),
  due: count,
  sooner: count,
});
export type RetentionForecast = z.infer<typeof RetentionForecast>;

/** Why a table cannot be set; `obstacles` of a refusal with the code `obstructed`. */
export const RetentionFault = z.discriminatedUnion("fault", [
  z.strictObject({ fault: z.literal("class_named_twice"), class: RetentionCode }),
  /** Also a term of no length. */
  z.strictObject({ fault: z.literal("term_not_readable"), class: RetentionCode }),
  z.strictObject({ fault: z.literal("not_in_the_list"), class: RetentionCode }),
  /** `lawful`: the list's own term; null for what it keeps forever. */
  z.strictObject({
    fault: z.literal("below_the_lawful_term"),
    class: RetentionCode,
    lawful: z.nullable(Period),
  }),
  z.strictObject({
    fault: z.literal("above_the_lawful_term"),
    class: RetentionCode,
    lawful: z.nullable(Period),
  }),
  /** Named for what has no class of its own, or by topics or conversations that there are. */
  z.strictObject({ fault: z.literal("class_in_use"), class: RetentionCode }),
  /** Something would be due sooner, and another number was looked at, or none. */
  z.strictObject({ fault: z.literal("not_confirmed"), due: count }),
  /** The database's clock is behind what was written before: no term can be counted by it. */
  z.strictObject({ fault: z.literal("clock_set_back"), newestMs: timeMs }),
]);
export type RetentionFault = z.infer<typeof RetentionFault>;
