import { beforeAll, describe, expect, it } from "vitest";
import { decodeUtf8, utf8 } from "./bytes.js";
import { agentFromSeed } from "./keys.js";
import { openDraft, openSegment, sealDraft, sealSegment, searchKey } from "./onDevice.js";
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

describe("a segment of a search index", () => {
  const place = { conversation, segment: 1 };
  const share = new Uint8Array(32).fill(5);
  let localKey: Uint8Array;
  let key: Uint8Array;
  let sealed: Uint8Array;

  beforeAll(async () => {
    await ready();
    ({ localKey } = agentFromSeed(new Uint8Array(32).fill(1)));
    key = searchKey(localKey, share);
    sealed = sealSegment(place, { key, segmentBytes: utf8("woorden") });
  });

  it("opens under the key of the agent and the share, at its place", () => {
    const opened = openSegment(place, { key: searchKey(localKey, share), sealed });
    expect(decodeUtf8(opened ?? utf8(""))).toBe("woorden");
  });

  it("does not open for another conversation, as another segment, with another share or another agent's key", () => {
    expect(openSegment({ ...place, conversation: other }, { key, sealed })).toBeUndefined();
    expect(openSegment({ ...place, segment: 2 }, { key, sealed })).toBeUndefined();
    const otherShare = searchKey(localKey, share.with(31, 6));
    expect(openSegment(place, { key: otherShare, sealed })).toBeUndefined();
    const { localKey: another } = agentFromSeed(new Uint8Array(32).fill(2));
    expect(openSegment(place, { key: searchKey(another, share), sealed })).toBeUndefined();
    // Neither half is the key.
    expect(openSegment(place, { key: localKey, sealed })).toBeUndefined();
    expect(openSegment(place, { key: share, sealed })).toBeUndefined();
    expect(openDraft({ conversation, channel: "public" }, { localKey: key, sealed })).toBeUndefined();
  });

  it("does not open when any byte of it was changed", () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(openSegment(place, { key, sealed: changed })).toBeUndefined();
    }
  });

  it("has no key of a share of another length", () => {
    expect(() => searchKey(localKey, share.subarray(1))).toThrow(RangeError);
  });
});
