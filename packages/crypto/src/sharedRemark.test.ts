import { describe, expect, it } from "vitest";
import { seedOf } from "../vectors/scene.js";
import { concat, equalBytes, randomBytes } from "./bytes.js";
import { agentFromSeed } from "./keys.js";
import { openSharedRemark, sealSharedRemark } from "./sharedRemark.js";

const [marieke, els, sanne] = ["marieke", "els", "sanne"].map((name) => agentFromSeed(seedOf(name))) as [
  ReturnType<typeof agentFromSeed>,
  ReturnType<typeof agentFromSeed>,
  ReturnType<typeof agentFromSeed>,
];
const as = (keys: typeof marieke) => ({ vk: keys.signing.vk, keys });
const readerOf = ({ signing, box }: typeof marieke) => ({ vk: signing.vk, pk: box.pk });
const place = { conversation: seedOf("conversation").slice(0, 16), rosterHash: seedOf("roster") };
const sealed = (text = "Het duurde lang.") =>
  sealSharedRemark(text, { ...place, readers: [readerOf(marieke), readerOf(els)] });

describe("a remark for supervisors", () => {
  it("opens for each of them, with the conversation that it is of", () => {
    for (const reader of [marieke, els])
      expect(openSharedRemark(sealed(), as(reader))).toEqual({
        ok: true,
        text: "Het duurde lang.",
        ...place,
      });
  });

  it("opens for nobody else, also who names a reader's key", () => {
    expect(openSharedRemark(sealed(), as(sanne))).toEqual({ ok: false, why: "not-a-reader" });
    expect(openSharedRemark(sealed(), { vk: marieke.signing.vk, keys: sanne })).toEqual({
      ...{ ok: false, why: "key" },
    });
  });

  it("tells of its length a power of two only", () => {
    expect(new Set(["", "a", "€".repeat(300)].map((text) => sealed(text).length)).size).toBe(1);
    expect(() => sealed("a".repeat(65_536))).toThrow(RangeError);
  });

  it("does not open with any part of it changed, cut or put elsewhere", () => {
    const whole = sealed();
    // At 400 stands what was sealed to another reader.
    for (const at of [0, 5, 10, 30, 60, 400, whole.length - 1]) {
      const changed = whole.with(at, (whole[at] ?? 0) ^ 1);
      expect(openSharedRemark(changed, as(marieke)).ok, `byte ${at}`).toBe(false);
    }
    for (const length of [0, 54, 60, 400])
      expect(openSharedRemark(whole.slice(0, length), as(marieke)).ok).toBe(false);
    expect(openSharedRemark(concat(whole, randomBytes(1)), as(marieke)).ok).toBe(false);
    expect(equalBytes(whole, sealed())).toBe(false);
  });
});
