import { bytesToUuid, concat } from "@eigenkanaal/crypto";
import type { KeyStore } from "../storage.js";

/** How much of an organisation's log was seen once: its size, and the Merkle tree hash (32 bytes) over that much. */
export type Checkpoint = { size: number; root: Uint8Array };

/**
 * The largest log that this device has seen, per pinned root key, so that a later visit is not shown an older one or
 * another (RFC 9162 §2.1.4). Kept as: size (u64, big-endian) ‖ root.
 */
export const createCheckpoints = (keyStore: KeyStore, rootVk: () => Uint8Array) => {
  const name = () => `checkpoint-${bytesToUuid(rootVk().slice(0, 16))}`;
  const kept = async (): Promise<Checkpoint | undefined> => {
    const bytes = await keyStore.get(name());
    if (bytes?.length !== 40) return undefined;
    return {
      size: Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)),
      root: bytes.slice(8),
    };
  };
  return {
    kept,
    /** Keeps it unless what is kept is as large: another tab can have seen more. */
    keep: async ({ size, root }: Checkpoint) => {
      if (((await kept())?.size ?? -1) >= size) return;
      const sizeBytes = new Uint8Array(8);
      new DataView(sizeBytes.buffer).setBigUint64(0, BigInt(size));
      await keyStore.put(name(), concat(sizeBytes, root));
    },
    forget: () => keyStore.delete(name()),
  };
};
