import * as z from "zod/mini";
import { MessageId, TopicId } from "./ids.js";
import { isStorable } from "./storable.js";

/** How long what is said is kept, and by which rule (PROTOCOL.md, P). */

/** Number of a result in the Selectielijst gemeenten 2020. */
export const RetentionCode = z.string().check(z.regex(/^[0-9]{1,2}(\.[0-9]{1,2}){1,2}$/));
export type RetentionCode = z.infer<typeof RetentionCode>;

/** How long: ISO 8601, of years, months, weeks and days. */
export const Period = z
  .string()
  .check(z.minLength(3), z.maxLength(20), z.regex(/^P(?:\d{1,3}Y)?(?:\d{1,3}M)?(?:\d{1,3}W)?(?:\d{1,4}D)?$/));
export type Period = z.infer<typeof Period>;

/** The law's words, or the town's, for who reads them later. */
const words = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.refine(isStorable));

/** One line of the retention table. `term`: null for what is kept forever, which only an archive's receipt ends. */
export const RetentionClass = z.strictObject({
  class: RetentionCode,
  name: z.strictObject({ nl: words(120), en: z.optional(words(120)) }),
  term: z.nullable(Period),
  /** From when the term counts: the day on which the conversation is closed, in the Netherlands. */
  trigger: z.literal("closed"),
  /** Why: the law or the list that says so. */
  ground: words(300),
});
export type RetentionClass = z.infer<typeof RetentionClass>;

/** What a town keeps for how long. Which class a conversation gets: packages/domain, `retention.ts`. */
export const RetentionTable = z.strictObject({
  classes: z.array(RetentionClass).check(z.minLength(1), z.maxLength(200)),
  /** Of topics that name no class of their own. */
  general: RetentionCode,
  refused: RetentionCode,
  aborted: RetentionCode,
  /** After so many days in which neither side wrote and nobody waits, a conversation closes by itself. */
  abandonedAfterDays: z.int().check(z.minimum(1), z.maximum(366)),
  /** How many records officers must approve a destruction list. */
  approvals: z.int().check(z.minimum(1), z.maximum(2)),
});
export type RetentionTable = z.infer<typeof RetentionTable>;

/** What a colleague registers of a conversation that they close; what it was about in words is sealed. */
export const Registration = z.strictObject({
  /** Null where the town keeps the topic from the gateway. */
  topic: z.nullable(TopicId),
  /** Only without a topic: the class of the one that the gateway is not told; null for the general one. */
  class: z.nullable(RetentionCode),
  /** The internal channel's message that holds the summary; null where there is nothing to sum up. */
  card: z.nullable(MessageId),
});
export type Registration = z.infer<typeof Registration>;
