import { concat, equalBytes, type Random, randomBytes, requireLength, u8, u32, uuidBytes } from "./bytes.js";
import { fromCrockford, toCrockford } from "./crockford.js";
import { agentFromSeed } from "./keys.js";
import { aeadOpen, aeadSeal, keyedHash, tagged, wipe } from "./primitives.js";

/**
 * What the server stores in the clear beside a slot, and what the slot is bound to: an agent (UUID) and
 * their signing key, and for a passphrase the 16-byte salt and the work factor (DESIGN §2.2).
 */
export type SlotHeader = { readonly agent: string; readonly vk: Uint8Array } & (
  | {
      readonly type: "passphrase";
      readonly salt: Uint8Array;
      readonly ops: number;
      readonly memBytes: number;
    }
  | { readonly type: "recovery-kit" }
);

export type OpenedSlot =
  | { ok: true; seed: Uint8Array }
  | { ok: false; why: "malformed" | "tampered" | "other-agent" };

const slotBytes = 72;
const noSalt = new Uint8Array(16);

function slotAd(header: SlotHeader): Uint8Array {
  const work =
    header.type === "passphrase"
      ? [requireLength(header.salt, 16), u32(header.ops), u32(header.memBytes)]
      : [noSalt, u32(0), u32(0)];
  const type = header.type === "passphrase" ? 1 : 2;
  return concat(
    tagged("MCE1/slot"),
    u8(type),
    uuidBytes(header.agent),
    requireLength(header.vk, 32),
    ...work,
  );
}

/** The agent's 32-byte seed sealed under a key-encrypting key of 32 bytes: 72 bytes. */
export const sealSlot = (
  header: SlotHeader,
  secrets: { readonly kek: Uint8Array; readonly seed: Uint8Array },
  { random }: { random: Random } = { random: randomBytes },
): Uint8Array =>
  aeadSeal({ key: secrets.kek, ad: slotAd(header) }, requireLength(secrets.seed, 32), { random });

/**
 * The seed inside a slot. *tampered* also covers the wrong passphrase or kit and a header that was
 * changed, a lowered work factor for one; *other-agent* is a seed that does not belong to `vk`.
 */
export function openSlot(header: SlotHeader, kek: Uint8Array, slot: Uint8Array): OpenedSlot {
  if (slot.length !== slotBytes) return { ok: false, why: "malformed" };
  const seed = aeadOpen({ key: kek, ad: slotAd(header) }, slot);
  if (!seed) return { ok: false, why: "tampered" };
  if (!equalBytes(agentFromSeed(seed).signing.vk, header.vk)) {
    wipe(seed);
    return { ok: false, why: "other-agent" };
  }
  return { ok: true, seed };
}

/** 20 random bytes and how they stand on paper. */
export function newRecoveryKit({ random }: { random: Random } = { random: randomBytes }): {
  kitBytes: Uint8Array;
  text: string;
} {
  const kitBytes = random(20);
  return { kitBytes, text: toCrockford(kitBytes) };
}

/** The 20 bytes of a typed recovery kit; undefined when it cannot be one. */
export const parseRecoveryKit = (text: string): Uint8Array | undefined => fromCrockford(text, 20);

/** The key-encrypting key of a recovery kit for this agent; no stretching, it holds 160 bits. */
export const recoveryKek = (kitBytes: Uint8Array, agent: string): Uint8Array =>
  keyedHash(requireLength(kitBytes, 20), "MCE1/kit", uuidBytes(agent));
