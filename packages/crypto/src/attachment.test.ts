import { describe, expect, it } from "vitest";
import { id16, seedOf, uuidOf } from "../vectors/scene.js";
import { type AttachmentDescription, openAttachment, paddedFileBytes, sealAttachment } from "./attachment.js";
import { hash } from "./primitives.js";

const place = { conversation: id16("conversation"), id: uuidOf("file") };
const file = Uint8Array.from({ length: 150_000 }, (_, i) => i % 251);

describe("an attachment", () => {
  const { blob, description } = sealAttachment(file, place);
  const rehashed = (other: Uint8Array, over: Partial<AttachmentDescription> = {}) =>
    openAttachment(other, { ...description, hash: hash("MCE1/blob", other), ...over }, place);

  it("opens whole, in its own place", () => {
    expect(openAttachment(blob, description, place)).toEqual({ ok: true, file });
    const elsewhere = [
      { ...place, id: uuidOf("another file") },
      { ...place, conversation: id16("another") },
    ];
    for (const other of elsewhere) {
      expect(openAttachment(blob, description, other)).toEqual({ ok: false, why: "tampered" });
    }
    expect(openAttachment(blob, { ...description, key: seedOf("other") }, place)).toEqual({
      ok: false,
      why: "tampered",
    });
  });

  it("gives nothing when it was changed, cut or swapped", () => {
    const changed = blob.slice();
    changed[70_000] = (changed[70_000] ?? 0) ^ 1;
    expect(openAttachment(changed, description, place)).toEqual({ ok: false, why: "hash" });
    expect(rehashed(changed)).toEqual({ ok: false, why: "tampered" });
    const chunk = 65_536 + 17;
    expect(rehashed(blob.slice(0, 24 + 2 * chunk))).toEqual({ ok: false, why: "size" });
    const cut = rehashed(blob.slice(0, 24 + 2 * chunk), { size: 131_072, chunks: 2 });
    expect(cut).toEqual({ ok: false, why: "tampered" });
    const swapped = blob.slice();
    swapped.set(blob.subarray(24 + chunk, 24 + 2 * chunk), 24);
    swapped.set(blob.subarray(24, 24 + chunk), 24 + chunk);
    expect(rehashed(swapped)).toEqual({ ok: false, why: "tampered" });
  });

  it("hides the exact length: 16 KiB at least, at most 12 percent more", () => {
    expect([0, 1, 16_384].map(paddedFileBytes)).toEqual([16_384, 16_384, 16_384]);
    for (let size = 16_385; size < 40_000_000; size = Math.floor(size * 1.13)) {
      expect(paddedFileBytes(size)).toBeGreaterThanOrEqual(size);
      expect(paddedFileBytes(size)).toBeLessThan(size * 1.12);
    }
  });

  it("may be empty", () => {
    const empty = sealAttachment(new Uint8Array(0), place);
    expect(openAttachment(empty.blob, empty.description, place)).toEqual({
      ok: true,
      file: new Uint8Array(0),
    });
  });
});
