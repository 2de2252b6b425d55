import { beforeAll, describe, expect, it } from "vitest";
import { agentFromSeed } from "./keys.js";
import { openRootPin, sealRootPin } from "./rootPin.js";
import { ready } from "./sodium.js";

const organisation = "6f6e6c79-2d66-4f72-8d74-657374732d31";
const otherOrganisation = "6f6e6c79-2d66-4f72-8d74-657374732d32";
const rootVk = new Uint8Array(32).fill(7);

describe("the root pin", () => {
  let localKey: Uint8Array;
  let pin: Uint8Array;

  beforeAll(async () => {
    await ready();
    ({ localKey } = agentFromSeed(new Uint8Array(32).fill(1)));
    pin = sealRootPin({ organisation, rootVk }, localKey);
  });

  it("is 72 bytes and opens to the root key with the agent's own key", () => {
    expect(pin).toHaveLength(72);
    expect(openRootPin(organisation, localKey, pin)).toEqual(rootVk);
  });

  it("does not open with another agent's key", () => {
    const other = agentFromSeed(new Uint8Array(32).fill(2));
    expect(openRootPin(organisation, other.localKey, pin)).toBeUndefined();
  });

  it("does not open for another organisation", () => {
    expect(openRootPin(otherOrganisation, localKey, pin)).toBeUndefined();
  });

  it("does not open when any byte of it was changed, or when it was cut", () => {
    for (let at = 0; at < pin.length; at += 1) {
      const changed = pin.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(openRootPin(organisation, localKey, changed)).toBeUndefined();
    }
    expect(openRootPin(organisation, localKey, pin.subarray(0, 71))).toBeUndefined();
  });

  it("refuses to be made of a key of another length", () => {
    expect(() => sealRootPin({ organisation, rootVk: rootVk.subarray(1) }, localKey)).toThrow(RangeError);
  });
});
