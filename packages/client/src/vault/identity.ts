import type { EpochRecord, OpenedEpochKey, SigningKeys, WrapKeys } from "@eigenkanaal/crypto";
import type { Trusted } from "./trusted.js";

/** Who a vault speaks as, and which epochs it can open. */
export type Identity = {
  role: "citizen" | "desk";
  keys: SigningKeys;
  /** 16 random bytes of this tab: its own chain of messages. */
  instance: Uint8Array;
  /** A colleague's own, to read along with; a citizen and a desk have theirs elsewhere. */
  wrapKeys?: WrapKeys;
  openKey(record: EpochRecord): OpenedEpochKey;
};

/** What the channels need of the vault they are in. Both throw when asked before they are there. */
export type Holder = { identity(): Identity; trusted(): Trusted; nowMs: () => number };
