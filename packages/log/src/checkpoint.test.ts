import { describe, expect, it } from "vitest";
import { destructionLeaf, readCheckpoint, writeCheckpoint } from "./index.js";

/** The bytes 0 to 31, and their base64. */
const root = Uint8Array.from({ length: 32 }, (_, index) => index);
const rootB64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

describe("a checkpoint", () => {
  const checkpoint = { origin: "voorbeeld.nl/eigenkanaal", size: 12, root };
  const text = `voorbeeld.nl/eigenkanaal\n12\n${rootB64}\n`;

  it("is three lines of C2SP tlog-checkpoint, and is read back", () => {
    expect(writeCheckpoint(checkpoint)).toBe(text);
    expect(readCheckpoint(text)).toEqual(checkpoint);
    expect(readCheckpoint(text.replace("\n12\n", "\n0\n"))).toEqual({ ...checkpoint, size: 0 });
  });

  it("is nothing else: another spelling, a line missing or more, a root of another length", () => {
    const [origin = "", size = "", b64 = ""] = text.split("\n");
    for (const other of [
      ...["", text.trimEnd(), `${text}\n`, `${text}more\n`, text.replaceAll("\n", "\r\n")],
      ...["012", "-1", "1.0", "1e3", "", "9".repeat(16)].map((n) => `${origin}\n${n}\n${b64}\n`),
      ...["", "two words", "a+b"].map((of) => `${of}\n${size}\n${b64}\n`),
      ...[b64.slice(4), `AAAA${b64}`, b64.replace("=", ""), `${b64.slice(0, 42)}_=`].map(
        (of) => `${origin}\n${size}\n${of}\n`,
      ),
      // The last letter holds four bits; spare ones are zero.
      `${origin}\n${size}\n${"A".repeat(42)}B=\n`,
    ])
      expect([other, readCheckpoint(other)]).toEqual([other, undefined]);
  });
});

describe("the leaf of a day", () => {
  it("is 42 bytes: tag, type, and the hash of numbers and root", async () => {
    const leaf = await destructionLeaf({ firstSeq: 1, lastSeq: 258, root });
    // Computed with Python's hashlib and struct.
    expect(hex(leaf)).toBe(
      "4d4345312f6c65616607429fa490c9ba8586ce76172a13a783bdceb1c756c625047fda3ea514c108b1bd",
    );
  });

  it("differs with each of them", async () => {
    const of = { firstSeq: 1, lastSeq: 2, root };
    const leaves = await Promise.all(
      [of, { ...of, firstSeq: 2 }, { ...of, lastSeq: 1 }, { ...of, root: root.toReversed() }].map(
        destructionLeaf,
      ),
    );
    expect(new Set(leaves.map(hex)).size).toBe(4);
  });
});
