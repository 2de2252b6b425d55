import * as z from "zod/mini";
import { ConversationId, DepositId, DeskId, MemberId, TopicId } from "./ids.js";
import { RetentionCode } from "./retention.js";
import { isStorable } from "./storable.js";
import { timeMs } from "./times.js";

/** What leaves the archive as a package, and what an e-depot says of having received it. Rules: PROTOCOL.md, P. */

const count = z.int().check(z.nonnegative());
/** In hexadecimal, as tools on every desk write it. */
const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** So many conversations are named to the gateway in one request: a body is at most 64 kB. */
export const maxDeposited = 500;

/** By what the conversations were chosen; null: whichever. `named`: one by one, by its number. */
const DepositSelection = z.strictObject({
  desk: z.nullable(DeskId),
  topic: z.nullable(TopicId),
  class: z.nullable(RetentionCode),
  fromMs: z.nullable(timeMs),
  toMs: z.nullable(timeMs),
  named: z.boolean(),
});
export type DepositSelection = z.infer<typeof DepositSelection>;

const begun = {
  selection: DepositSelection,
  /** How many conversations were chosen. */
  chosen: z.int().check(z.minimum(1), z.maximum(65_534)),
  /** To the key of who receives it, or in the clear. */
  sealed: z.boolean(),
};

/** `PUT /api/v1/deposits/{deposit}`: before the first is opened. */
export const BeginDeposit = z.strictObject(begun);
export type BeginDeposit = z.infer<typeof BeginDeposit>;

/** `POST /api/v1/deposits/{deposit}/conversations`: what is in the package, each as it was closed when it was opened for it. */
export const DepositedConversations = z.strictObject({
  conversations: z
    .array(z.strictObject({ conversation: ConversationId, closedAtMs: timeMs }))
    .check(z.minLength(1), z.maxLength(maxDeposited)),
});
export type DepositedConversations = z.infer<typeof DepositedConversations>;

/** `whole`: the package is. `stopped`: it is not, and can be gone on with. `empty`: nothing that was chosen could go along. */
export const DepositResult = z.enum(["whole", "stopped", "empty"]);
export type DepositResult = z.infer<typeof DepositResult>;

/** `POST /api/v1/deposits/{deposit}/ending`. `sha256`: of the package's tag manifest, where it is whole. */
export const EndDeposit = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("whole"), leftOut: count, sha256: Sha256 }),
  z.strictObject({ result: z.enum(["stopped", "empty"]), leftOut: count, sha256: z.null() }),
]);
export type EndDeposit = z.infer<typeof EndDeposit>;

/** `POST /api/v1/deposits/{deposit}/receipt`: that an e-depot has it, by the day and the number on its receipt. */
export const RegisterReceipt = z.strictObject({
  receivedOn: z.iso.date(),
  reference: z.string().check(z.trim(), z.minLength(1), z.maxLength(200), z.refine(isStorable)),
  sha256: Sha256,
});
export type RegisterReceipt = z.infer<typeof RegisterReceipt>;

export const Deposit = z.strictObject({
  deposit: DepositId,
  ...begun,
  by: MemberId,
  atMs: timeMs,
  /** How many conversations it holds that the gateway still has. */
  held: count,
  /** Null until the device that makes it says what came of it. */
  ended: z.nullable(
    z.strictObject({ result: DepositResult, leftOut: count, sha256: z.nullable(Sha256), atMs: timeMs }),
  ),
  receipt: z.nullable(
    z.strictObject({ receivedOn: z.iso.date(), reference: z.string(), by: MemberId, atMs: timeMs }),
  ),
});
export type Deposit = z.infer<typeof Deposit>;

/** `GET /api/v1/deposits`: the newest hundred. */
export const Deposits = z.strictObject({ deposits: z.array(Deposit) });
export type Deposits = z.infer<typeof Deposits>;
