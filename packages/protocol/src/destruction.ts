import * as z from "zod/mini";
import { base64Url } from "./bytes.js";
import { ErasureGround } from "./erasure.js";
import { ConversationId, DeskId, DestructionListId, MemberId } from "./ids.js";
import { RetentionCode } from "./retention.js";
import { isStorable } from "./storable.js";
import { timeMs } from "./times.js";

/** What is destroyed when its term has passed, by whose word, and what is left of it. Rules: PROTOCOL.md, P. */

/** So many conversations are on a list at most. */
export const maxDestructionItems = 10_000;

const count = z.int().check(z.nonnegative());
const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(1_000), z.refine(isStorable));

/** What each channel held. */
const Counts = z.strictObject({ messages: count, epochs: count });

const whatWas = { conversation: ConversationId, desk: DeskId };
/** From when the town's table held by which it was looked at; null for the product's own. */
const policyFromMs = z.nullable(timeMs);
/** SHA-256 over the SHA-256 of each envelope that was stored: the public channel's by their `seq`, then the internal one's. */
const held = { public: Counts, internal: Counts, head: base64Url(32) };

/**
 * The certificate of a conversation that was destroyed: hashes of ciphertext and counts. Its text is the JSON of these fields in
 * this order, without spaces. `v` 1: on a list that officers approved; 2: because its citizen asked for it.
 */
export const DestructionCertificate = z.discriminatedUnion("v", [
  z.strictObject({
    v: z.literal(1),
    ...whatWas,
    class: RetentionCode,
    policyFromMs,
    /** The day of its closing in the Netherlands. */
    closedOn: z.iso.date(),
    destroyedAtMs: timeMs,
    /** The list that was approved. */
    list: DestructionListId,
    ...held,
  }),
  z.strictObject({
    v: z.literal(2),
    ...whatWas,
    /** Null, as the day of its closing, where it was open. */
    class: z.nullable(RetentionCode),
    policyFromMs,
    closedOn: z.nullable(z.iso.date()),
    destroyedAtMs: timeMs,
    /** On its citizen's request, and why nothing asked to keep it [Z2]. */
    erased: ErasureGround,
    ...held,
  }),
]);
export type DestructionCertificate = z.infer<typeof DestructionCertificate>;

/** `approved`: the gateway destroys what is on it, item by item. */
export const DestructionState = z.enum(["proposed", "approved", "done", "withdrawn"]);
export type DestructionState = z.infer<typeof DestructionState>;

/** Why the gateway left an item out, found when its turn came. */
export const LeftOut = z.enum(["gone", "reopened", "class_changed", "held", "not_due"]);
export type LeftOut = z.infer<typeof LeftOut>;

export const DestructionList = z.strictObject({
  list: DestructionListId,
  state: DestructionState,
  /** Null: by the gateway, once a day. */
  proposedBy: z.nullable(MemberId),
  proposedAtMs: timeMs,
  /** How many officers must approve it. */
  needed: z.int().check(z.minimum(1), z.maximum(2)),
  approvals: z.array(z.strictObject({ member: MemberId, atMs: timeMs })),
  /** How many conversations it was proposed with, and what became of them; those that are left are still to go. */
  items: z.strictObject({ proposed: count, removed: count, leftOut: count, destroyed: count, left: count }),
  endedAtMs: z.nullable(timeMs),
  withdrawn: z.nullable(z.strictObject({ by: MemberId, reason: z.string() })),
});
export type DestructionList = z.infer<typeof DestructionList>;

/**
 * `GET /api/v1/destruction-lists`: those that are open and the newest that have ended. `clock`: whether the database's clock
 * stands before what it said earlier; then nothing is proposed and nothing destroyed.
 */
export const DestructionLists = z.strictObject({
  clock: z.enum(["stands", "behind"]),
  /** How many records officers the town has: who asks for a list needs as many others as must approve it. */
  officers: count,
  lists: z.array(DestructionList),
});
export type DestructionLists = z.infer<typeof DestructionLists>;

/** `POST /api/v1/destruction-lists`: null where nothing is due that is on no open list. */
export const ProposedList = z.strictObject({ list: z.nullable(DestructionList) });
export type ProposedList = z.infer<typeof ProposedList>;

export const DestructionItem = z.strictObject({
  conversation: ConversationId,
  /** Null once its rows are gone. */
  desk: z.nullable(DeskId),
  class: RetentionCode,
  closedAtMs: timeMs,
  /** Whether something holds it back now. */
  held: z.boolean(),
  removed: z.nullable(z.strictObject({ by: MemberId, reason: z.string() })),
  leftOut: z.nullable(LeftOut),
});
export type DestructionItem = z.infer<typeof DestructionItem>;

/** `GET /api/v1/destruction-lists/{list}?after={conversation}`: a page of what is on it and not destroyed yet, by id. */
export const DestructionItems = z.strictObject({
  list: DestructionList,
  items: z.array(DestructionItem),
  more: z.boolean(),
});
export type DestructionItems = z.infer<typeof DestructionItems>;

/** `POST /api/v1/destruction-lists/{list}/removals`. */
export const RemoveItem = z.strictObject({ conversation: ConversationId, reason });
export type RemoveItem = z.infer<typeof RemoveItem>;

/** `POST /api/v1/destruction-lists/{list}/withdrawal`. */
export const WithdrawList = z.strictObject({ reason });
export type WithdrawList = z.infer<typeof WithdrawList>;

/** A certificate as the register holds it. `hash` = SHA-256 of the hash before it (32 zero bytes before the first) and the text. */
export const RegisteredCertificate = z.strictObject({
  seq: z.int().check(z.positive()),
  certificate: z.string(),
  hash: base64Url(32),
});
export type RegisteredCertificate = z.infer<typeof RegisteredCertificate>;

/** `GET /api/v1/destruction-register?before={seq}&limit={n}`: newest first. */
export const DestructionRegister = z.strictObject({
  certificates: z.array(RegisteredCertificate),
  more: z.boolean(),
});
export type DestructionRegister = z.infer<typeof DestructionRegister>;

/**
 * `GET /api/v1/destruction-register/proof/{seq}`: where a certificate stands in the tree of its day (RFC 9162), whose leaves are
 * the hashes of the register. `tree`: null until that day's is made.
 */
export const DestructionProof = z.strictObject({
  certificate: RegisteredCertificate,
  /** The hash of the one before; 32 zero bytes before the first. */
  previous: base64Url(32),
  tree: z.nullable(
    z.strictObject({
      index: count,
      size: count,
      path: z.array(base64Url(32)),
      root: base64Url(32),
      atMs: timeMs,
      /** Where that root stands in the town's log [K1]; null where the log lacks it, which it never should. */
      log: z.nullable(z.strictObject({ checkpoint: z.string(), index: count, path: z.array(base64Url(32)) })),
    }),
  ),
});
export type DestructionProof = z.infer<typeof DestructionProof>;

/** A conversation that the listener had is destroyed: nothing of it may stay. */
export const DestroyedConversation = z.strictObject({ conversation: ConversationId, atMs: timeMs });
export type DestroyedConversation = z.infer<typeof DestroyedConversation>;
