import { describe, expect, it } from "vitest";
import { seedOf } from "../vectors/scene.js";
import { concat, equalBytes, randomBytes, u8, u32, utf8 } from "./bytes.js";
import { sealChunks } from "./chunks.js";
import { deskFromSeed } from "./keys.js";
import { openSealed, receiverOf, sealToKey } from "./package.js";
import { tagged } from "./primitives.js";
import { type WrapAlgorithm, wrap } from "./wrap.js";

const receiver = deskFromSeed(seedOf("e-depot"));
const other = deskFromSeed(seedOf("another e-depot"));
const chunk = 65_536 + 17;

function* inPiecesOf(size: number, bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function sealed(alg: WrapAlgorithm, plain: Iterable<Uint8Array>): Uint8Array {
  const { pk } = alg === 1 ? receiver.box : receiver.xwing;
  const { head, push, end } = sealToKey({ alg, pk });
  return concat(head, ...[...plain].map(push), end());
}

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => i % 251);

describe.each<WrapAlgorithm>([1, 2])("a package sealed with algorithm %i", (alg) => {
  const head = 6 + (alg === 1 ? 48 + 13 + 32 : 1192) + 24;

  it("opens whole, whatever its size and the pieces it came in", () => {
    for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]) {
      for (const size of [1_000, 65_536, 150_000]) {
        const plain = bytesOf(length);
        const bytes = sealed(alg, inPiecesOf(size, plain));
        expect(bytes.length).toBe(head + length + 17 * Math.max(1, Math.ceil(length / 65_536)));
        const opened = openSealed(receiver, bytes);
        expect(opened.ok && equalBytes(opened.plain, plain)).toBe(true);
      }
    }
  });

  it("gives nothing to another key", () => {
    const bytes = sealed(alg, inPiecesOf(10, bytesOf(100)));
    expect(openSealed(receiver, bytes).ok).toBe(true);
    expect(openSealed(other, bytes)).toEqual({ ok: false, why: "key" });
  });

  it("gives nothing when it was cut, swapped, repeated or changed", () => {
    const bytes = sealed(alg, inPiecesOf(1_000, bytesOf(200_000)));
    expect(openSealed(receiver, bytes).ok).toBe(true);
    const at = (index: number) => bytes.subarray(head + index * chunk, head + (index + 1) * chunk);
    const start = bytes.subarray(0, head);
    const changed = bytes.slice();
    changed[70_000] = (changed[70_000] ?? 0) ^ 1;
    const tampered = [
      // Between two chunks as well as within one: only the last says that it is the last.
      bytes.slice(0, head + 3 * chunk),
      bytes.slice(0, head + chunk),
      bytes.slice(0, -1),
      bytes.slice(0, head + 3 * chunk + 16),
      concat(start, at(1), at(0), at(2), at(3)),
      concat(start, at(0), at(1), at(1), at(2), at(3)),
      concat(bytes, at(3)),
      changed,
    ];
    for (const one of tampered) expect(openSealed(receiver, one)).toEqual({ ok: false, why: "tampered" });
  });

  it("gives nothing when its head is not one", () => {
    const bytes = sealed(alg, inPiecesOf(10, bytesOf(100)));
    const otherMagic = bytes.slice();
    otherMagic.set(utf8("MCE2P"));
    const noAlgorithm = bytes.slice();
    noAlgorithm[5] = 3;
    const malformed = [
      new Uint8Array(0),
      bytes.slice(0, 5),
      bytes.slice(0, head + 16),
      otherMagic,
      noAlgorithm,
    ];
    for (const one of malformed) expect(openSealed(receiver, one)).toEqual({ ok: false, why: "malformed" });
    const otherAlgorithm = bytes.slice();
    otherAlgorithm[5] = alg === 1 ? 2 : 1;
    expect(openSealed(receiver, otherAlgorithm).ok).toBe(false);
    const otherWrap = bytes.slice();
    otherWrap[40] = (otherWrap[40] ?? 0) ^ 1;
    expect(openSealed(receiver, otherWrap)).toEqual({ ok: false, why: "key" });
  });
});

it("chunks open in their own place only: under another head or another purpose they give nothing", () => {
  const key = seedOf("key of a package");
  const context = tagged("MCE1/package");
  const wrapped = wrap({ alg: 1, pk: receiver.box.pk, context }, key, { random: randomBytes });
  const packed = (purpose: string, under = key) => {
    const { header, push } = sealChunks(under, (index) => concat(tagged(purpose), u32(index)));
    return concat(utf8("MCE1P"), u8(1), wrapped, header, push(bytesOf(100), { isLast: true }));
  };
  expect(openSealed(receiver, packed("MCE1/package"))).toEqual({ ok: true, plain: bytesOf(100) });
  expect(openSealed(receiver, packed("MCE1/att"))).toEqual({ ok: false, why: "tampered" });
  const ofAnother = packed("MCE1/package", seedOf("key of another package"));
  expect(openSealed(receiver, ofAnother)).toEqual({ ok: false, why: "tampered" });
});

it("a receiver's key goes by its length, and is one to which something can be sealed", () => {
  expect(receiverOf(receiver.box.pk)).toEqual({ alg: 1, pk: receiver.box.pk });
  expect(receiverOf(receiver.xwing.pk)).toEqual({ alg: 2, pk: receiver.xwing.pk });
  for (const none of [new Uint8Array(0), new Uint8Array(32), receiver.box.pk.slice(1), new Uint8Array(1_217)])
    expect(receiverOf(none)).toBeUndefined();
});

it("nothing is sealed to a key that is not usable", () => {
  expect(() => sealToKey({ alg: 1, pk: new Uint8Array(32) })).toThrow();
  expect(() => sealToKey({ alg: 2, pk: new Uint8Array(32) })).toThrow();
});
