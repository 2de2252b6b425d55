import { beforeAll, describe, expect, it } from "vitest";
import { people, seedOf, uuidOf } from "../vectors/scene.js";
import { newPassphrase, parsePassphrase, stretchPassphrase } from "./passphrase.js";
import {
  newRecoveryKit,
  openSlot,
  parseRecoveryKit,
  recoveryKek,
  type SlotHeader,
  sealSlot,
} from "./slots.js";
import { ready } from "./sodium.js";

beforeAll(ready);

const seed = seedOf("sanne");
const minMemBytes = 64 * 1024 * 1024;

describe("a slot", () => {
  const kek = seedOf("kek");
  const header: SlotHeader = {
    type: "passphrase",
    agent: uuidOf("sanne"),
    vk: people.sanne.signing.vk,
    salt: seedOf("salt").slice(0, 16),
    ops: 3,
    memBytes: 256 * 1024 * 1024,
  };

  it("opens with its own header and key only, a lowered work factor included", () => {
    const slot = sealSlot(header, { kek, seed });
    expect(slot).toHaveLength(72);
    expect(openSlot(header, kek, slot)).toEqual({ ok: true, seed });
    const tampered = { ok: false, why: "tampered" };
    expect(openSlot(header, seedOf("other"), slot)).toEqual(tampered);
    expect(openSlot({ ...header, memBytes: minMemBytes }, kek, slot)).toEqual(tampered);
    expect(openSlot({ ...header, ops: 4 }, kek, slot)).toEqual(tampered);
    expect(openSlot({ ...header, agent: uuidOf("bram") }, kek, slot)).toEqual(tampered);
    expect(openSlot({ type: "recovery-kit", agent: header.agent, vk: header.vk }, kek, slot)).toEqual(
      tampered,
    );
    expect(openSlot(header, kek, slot.subarray(1))).toEqual({ ok: false, why: "malformed" });
  });

  it("is refused when its seed is not that of the signing key it names", () => {
    const slot = sealSlot(header, { kek, seed: seedOf("bram") });
    expect(openSlot(header, kek, slot)).toEqual({ ok: false, why: "other-agent" });
  });

  it("opens with the recovery kit as typed from paper, for its own agent only", () => {
    const kit = newRecoveryKit();
    const kitHeader: SlotHeader = { type: "recovery-kit", agent: header.agent, vk: header.vk };
    const slot = sealSlot(kitHeader, { kek: recoveryKek(kit.kitBytes, header.agent), seed });
    const typed = parseRecoveryKit(kit.text.toLowerCase().replaceAll("-", " "));
    if (!typed) throw new Error("kit");
    expect(openSlot(kitHeader, recoveryKek(typed, header.agent), slot)).toEqual({ ok: true, seed });
    expect(openSlot(kitHeader, recoveryKek(typed, uuidOf("bram")), slot).ok).toBe(false);
    expect(parseRecoveryKit(kit.text.slice(1))).toBeUndefined();
  });
});

describe("a passphrase", () => {
  it("is five pronounceable words of 16 random bits each", async () => {
    const fixed = await newPassphrase(() => Uint8Array.of(127, 0, 0, 1, 0, 0, 255, 255, 63, 84));
    expect(fixed).toBe("lusab-babad-babab-zuzuz-gutih");
    expect(await newPassphrase()).not.toBe(await newPassphrase());
    expect(parsePassphrase(await newPassphrase())).toBeDefined();
  });

  it("is read in any case and with spaces, and refused when it cannot be one", () => {
    expect(parsePassphrase("  Lusab BABAD-babab  zuzuz gutih ")).toBe("lusab-babad-babab-zuzuz-gutih");
    for (const text of ["lusab-babad-babab-zuzuz", "lusab-babad-babab-zuzuz-guteh", "", "geheim"]) {
      expect(parsePassphrase(text)).toBeUndefined();
    }
  });

  it("stretches within the allowed work factor and refuses every other", async () => {
    const input = {
      passphrase: "lusab-babad-babab-zuzuz-gutih",
      salt: new Uint8Array(16),
      ops: 3,
      memBytes: minMemBytes,
    };
    const stretched = await stretchPassphrase(input);
    if (!stretched.ok) throw new Error(stretched.why);
    expect(stretched.kek).toHaveLength(32);
    expect(stretched.auth).not.toEqual(stretched.kek);
    const refused = { ok: false, why: "work-factor" };
    for (const work of [
      { ops: 2 },
      { ops: 17 },
      { ops: 3.5 },
      { memBytes: minMemBytes - 1 },
      { memBytes: 2 ** 30 + 1 },
    ]) {
      expect(await stretchPassphrase({ ...input, ...work })).toEqual(refused);
    }
    expect(await stretchPassphrase({ ...input, salt: new Uint8Array(8) })).toEqual({
      ok: false,
      why: "salt",
    });
  });
});
