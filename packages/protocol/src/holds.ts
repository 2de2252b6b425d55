import * as z from "zod/mini";
import { Outcome } from "./events.js";
import { ConversationId, DeskId, HoldId, MemberId, TopicId } from "./ids.js";
import { RetentionCode } from "./retention.js";
import { RecordsReason } from "./retentionSettings.js";
import { isStorable } from "./storable.js";
import { timeMs } from "./times.js";

/** What keeps conversations from being destroyed, and the list to choose them from. Rules: PROTOCOL.md, P. */

const count = z.int().check(z.nonnegative());

/** What has begun: a request under the Wet open overheid, an objection, a complaint, a lawsuit. */
export const HoldKind = z.enum(["woo", "objection", "complaint", "lawsuit"]);
export type HoldKind = z.infer<typeof HoldKind>;

/** Of these desks and topics, and open at some time between these moments, the last one not with it; empty or null: whichever. */
export const HoldScope = z.strictObject({
  desks: z.array(DeskId).check(z.maxLength(200)),
  topics: z.array(TopicId).check(z.maxLength(1_000)),
  fromMs: z.nullable(timeMs),
  untilMs: z.nullable(timeMs),
});
export type HoldScope = z.infer<typeof HoldScope>;

/** How many conversations a hold can name one by one. */
const maxNamed = 1_000;

const placed = {
  kind: HoldKind,
  /** The number by which the case is known in the town. */
  reference: z.string().check(z.trim(), z.minLength(1), z.maxLength(200), z.refine(isStorable)),
  reason: RecordsReason,
  /** Null: only what is named. */
  scope: z.nullable(HoldScope),
  /** Held besides, whatever the scope says. */
  conversations: z.array(ConversationId).check(z.maxLength(maxNamed)),
  /** The moment from which it holds nothing any more; null: until it is lifted. */
  endsAtMs: z.nullable(timeMs),
};

/** `PUT /api/v1/holds/{hold}`. */
export const PlaceHold = z.strictObject(placed);
export type PlaceHold = z.infer<typeof PlaceHold>;

/** `POST /api/v1/holds/{hold}/lifting`. */
export const LiftHold = z.strictObject({ reason: RecordsReason });
export type LiftHold = z.infer<typeof LiftHold>;

export const Hold = z.strictObject({
  hold: HoldId,
  ...placed,
  placedBy: MemberId,
  placedAtMs: timeMs,
  lifted: z.nullable(z.strictObject({ by: MemberId, atMs: timeMs, reason: z.string() })),
  /** How many conversations it holds now, open ones too. */
  held: count,
});
export type Hold = z.infer<typeof Hold>;

/** `GET /api/v1/holds`: those that hold, the newest first, and the newest hundred that have ended. */
export const Holds = z.strictObject({ holding: z.array(Hold), ended: z.array(Hold) });
export type Holds = z.infer<typeof Holds>;

/** `GET /api/v1/holds/of/{conversation}`: what a colleague learns of the holds that it is under. */
export const HoldsOf = z.strictObject({
  holds: z.array(
    z.strictObject({
      hold: HoldId,
      kind: HoldKind,
      reference: z.string(),
      endsAtMs: z.nullable(timeMs),
    }),
  ),
});
export type HoldsOf = z.infer<typeof HoldsOf>;

/** How many conversations one page of the archive has at most. */
export const maxRecordsPage = 100;

/** What is known of a closed conversation without opening it. */
export const ConversationRecord = z.strictObject({
  conversation: ConversationId,
  desk: DeskId,
  topic: z.nullable(TopicId),
  retention: RetentionCode,
  outcome: Outcome,
  openedAtMs: timeMs,
  closedAtMs: timeMs,
  /** How many holds it is under. */
  holds: count,
});
export type ConversationRecord = z.infer<typeof ConversationRecord>;

/** `GET /api/v1/records`, newest first. `next`: where the page after this one begins; null where there is none. */
export const RecordsPage = z.strictObject({
  records: z.array(ConversationRecord).check(z.maxLength(maxRecordsPage)),
  next: z.nullable(z.string()),
});
export type RecordsPage = z.infer<typeof RecordsPage>;
