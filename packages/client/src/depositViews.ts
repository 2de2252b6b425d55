import type {
  BeginDeposit,
  ConversationId,
  Deposit,
  DepositId,
  Deposits,
  EndDeposit,
  RegisterReceipt,
} from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** A conversation in a package, by the moment of the closing that it was opened with. */
export type Deposited = { conversation: ConversationId; closedAtMs: number };

/** What leaves the archive as a package, for its records officers: told to the gateway, and signed and sealed on this device. */
export type DepositActions = {
  list(): Promise<AccountAnswer<Deposits>>;
  /** Beginning the same twice is beginning it once. */
  begin(deposit: DepositId, asked: BeginDeposit): Promise<AccountAnswer<Deposit>>;
  /** Names what is in it, in as many requests as it takes. */
  add(deposit: DepositId, conversations: readonly Deposited[]): Promise<AccountAnswer<null>>;
  end(deposit: DepositId, ending: EndDeposit): Promise<AccountAnswer<Deposit>>;
  register(deposit: DepositId, receipt: RegisterReceipt): Promise<AccountAnswer<Deposit>>;
  /** Who signs here: the Ed25519 public key (base64url). */
  signer(): Promise<string>;
  /** The signature (64 bytes) under a manifest (DESIGN.md, 3.4); the key stays in the Worker. */
  sign(manifest: Uint8Array): Promise<Uint8Array>;
  /**
   * Seals to a public key as a receiver writes it, base64 of either alphabet; undefined for what is no such key. One stream at
   * a time: another one that begins ends it.
   */
  sealTo(
    key: string,
  ): Promise<((plain: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>) | undefined>;
};
