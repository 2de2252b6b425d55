import { beforeAll, describe, expect, it } from "vitest";
import { decodeUtf8, utf8 } from "./bytes.js";
import { agentFromSeed } from "./keys.js";
import { openDraft, sealDraft } from "./onDevice.js";
import { ready } from "./sodium.js";

const conversation = "6f6e6c79-2d66-4f72-8d74-657374732d31";
const other = "6f6e6c79-2d66-4f72-8d74-657374732d32";

describe("a draft", () => {
  const place = { conversation, channel: "public" } as const;
  let localKey: Uint8Array;
  let sealed: Uint8Array;

  beforeAll(async () => {
    await ready();
    ({ localKey } = agentFromSeed(new Uint8Array(32).fill(1)));
    sealed = sealDraft(place, { localKey, draftBytes: utf8("Half een antwoord") });
  });

  it("opens with the writer's own key, for its conversation and channel", () => {
    expect(sealed).toHaveLength("Half een antwoord".length + 40);
    expect(decodeUtf8(openDraft(place, { localKey, sealed }) ?? utf8(""))).toBe("Half een antwoord");
  });

  it("does not open with another agent's key, for another conversation, or as what goes to the other channel", () => {
    const { localKey: another } = agentFromSeed(new Uint8Array(32).fill(2));
    expect(openDraft(place, { localKey: another, sealed })).toBeUndefined();
    expect(openDraft({ ...place, conversation: other }, { localKey, sealed })).toBeUndefined();
    expect(openDraft({ ...place, channel: "internal" }, { localKey, sealed })).toBeUndefined();
  });

  it("does not open when any byte of it was changed, or when it was cut", () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(openDraft(place, { localKey, sealed: changed })).toBeUndefined();
    }
    expect(openDraft(place, { localKey, sealed: sealed.subarray(0, 39) })).toBeUndefined();
  });

  it("refuses to be made under a key of another length", () => {
    expect(() => sealDraft(place, { localKey: localKey.subarray(1), draftBytes: utf8("") })).toThrow(
      RangeError,
    );
  });
});
