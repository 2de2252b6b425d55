import { beforeAll, describe, expect, it } from "vitest";
import {
  bytesToUuid,
  decodeUtf8,
  equalBytes,
  fromBase64Url,
  sha256,
  toBase64Url,
  u64,
  utf8,
  uuidToBytes,
} from "./bytes.js";
import { continueCode, parseContinueCode } from "./continueCode.js";
import { fromCrockford, toCrockford } from "./crockford.js";
import {
  agentFromSeed,
  citizenFromEntropy,
  conversationNumber,
  deskFromSeed,
  joinRootSeed,
  organisationNumber,
  signChallenge,
  signingKeysFromSeed,
  splitRootSeed,
} from "./keys.js";
import { verify } from "./primitives.js";
import { ready, sodium } from "./sodium.js";

beforeAll(ready);

const filled = (length: number, byte = 7) => new Uint8Array(length).fill(byte);

describe("derived keys", () => {
  it("are the same for the same secret and differ in every part for another", () => {
    const parts = (seed: Uint8Array) => {
      const { signing, box, xwing, localKey } = agentFromSeed(seed);
      return [signing.vk, box.pk, xwing.pk, localKey].map(toBase64Url);
    };
    expect(parts(filled(32))).toEqual(parts(filled(32)));
    expect(new Set([...parts(filled(32)), ...parts(filled(32, 8))]).size).toBe(8);
  });

  it("have the sizes of the design, and refuse a secret of another length", () => {
    expect(deskFromSeed(filled(32)).xwing.pk).toHaveLength(1216);
    expect(deskFromSeed(filled(32)).chainKey).toHaveLength(32);
    expect(citizenFromEntropy(filled(16)).signing.sk).toHaveLength(64);
    expect(() => citizenFromEntropy(filled(32))).toThrow(RangeError);
    expect(() => agentFromSeed(filled(16))).toThrow(RangeError);
    expect(() => deskFromSeed(filled(31))).toThrow(RangeError);
  });
});

describe("a signed challenge", () => {
  it("is good for its own origin and nonce only", () => {
    const keys = signingKeysFromSeed(filled(32));
    const signature = signChallenge(keys, "https://chat.example.nl", filled(32));
    const by = (origin: string, nonce: Uint8Array) =>
      verify({ vk: keys.vk, signature }, "MCE1/auth", utf8(origin), nonce);
    expect(by("https://chat.example.nl", filled(32))).toBe(true);
    expect(by("https://chat.example.com", filled(32))).toBe(false);
    expect(by("https://chat.example.nl", filled(32, 8))).toBe(false);
    expect(() => signChallenge(keys, "https://chat.example.nl", filled(31))).toThrow(RangeError);
  });
});

describe("numbers for people", () => {
  it("are six groups of five digits that change with every part", () => {
    const root = signingKeysFromSeed(filled(32)).vk;
    expect(organisationNumber(root)).toMatch(/^\d{5}( \d{5}){5}$/);
    const citizen = { pk: filled(32), vk: filled(32, 1) };
    const number = conversationNumber(root, filled(16), citizen);
    expect(number).not.toBe(conversationNumber(root, filled(16, 8), citizen));
    expect(number).not.toBe(conversationNumber(root, filled(16), { ...citizen, vk: filled(32, 2) }));
  });
});

describe("a continue code", () => {
  it("reads back in any case, spacing and with I, L and O mistaken", () => {
    const entropy = Uint8Array.from({ length: 16 }, (_, i) => i);
    const code = continueCode(entropy);
    expect(code).toMatch(/^(.{4}-){6}.{3}$/);
    const sloppy = code.toLowerCase().replaceAll("-", " ").replaceAll("1", "l").replaceAll("0", "o");
    expect(parseContinueCode(sloppy)).toEqual(entropy);
  });

  it("is refused with any one symbol changed, any two neighbours swapped, or a wrong length", () => {
    const code = continueCode(Uint8Array.from({ length: 16 }, (_, i) => 31 * i + 5)).replaceAll("-", "");
    for (let i = 0; i < code.length; i += 1) {
      const symbol = code[i] === "7" ? "8" : "7";
      expect(parseContinueCode(code.slice(0, i) + symbol + code.slice(i + 1))).toBeUndefined();
      const [a, b] = [code.charAt(i), code.charAt(i + 1)];
      if (a !== b && b)
        expect(parseContinueCode(code.slice(0, i) + b + a + code.slice(i + 2))).toBeUndefined();
    }
    expect(parseContinueCode(code.slice(1))).toBeUndefined();
    expect(parseContinueCode(`${code}0`)).toBeUndefined();
  });

  it("has one number per spelling: spare bits beyond 128 are refused", () => {
    expect(fromCrockford(toCrockford(filled(17, 255)).slice(0, 30), 16)).toBeUndefined();
    expect(toCrockford(filled(16, 255)).startsWith("7ZZZ")).toBe(true);
  });
});

describe("a split root seed", () => {
  it("is whole from both shares, in either order, and not from one", () => {
    const seed = filled(32, 9);
    const [a, b] = splitRootSeed(seed);
    expect(joinRootSeed(a, b)).toEqual(seed);
    expect(joinRootSeed(b, a)).toEqual(seed);
    expect(equalBytes(a, seed) || equalBytes(b, seed)).toBe(false);
    expect(() => joinRootSeed(a, filled(16))).toThrow(RangeError);
  });
});

describe("bytes as text", () => {
  it("are read in one spelling: base64url without padding and with zero spare bits", () => {
    expect(fromBase64Url("AQI")).toEqual(Uint8Array.of(1, 2));
    for (const text of ["AQJ", "AQI=", "AQ I", "A", "+/8", "AQI\n"])
      expect(fromBase64Url(text)).toBeUndefined();
    expect(fromBase64Url("")).toEqual(new Uint8Array(0));
  });

  it("are UUIDs in lower case only", () => {
    const uuid = "00010203-0405-0607-0809-0a0b0c0d0e0f";
    expect(uuidToBytes(uuid)).toEqual(Uint8Array.from({ length: 16 }, (_, i) => i));
    expect(bytesToUuid(Uint8Array.from({ length: 16 }, (_, i) => i))).toBe(uuid);
    for (const text of [uuid.toUpperCase(), uuid.replaceAll("-", ""), `${uuid}\n`])
      expect(uuidToBytes(text)).toBeUndefined();
  });

  it("are valid UTF-8 or nothing, and integers are safe or refused", () => {
    expect(decodeUtf8(utf8("é"))).toBe("é");
    expect(decodeUtf8(Uint8Array.of(0xc3))).toBeUndefined();
    expect(() => u64(-1)).toThrow(RangeError);
    expect(() => u64(2 ** 53)).toThrow(RangeError);
  });

  it("hash with SHA-256 to the value of FIPS 180-4", async () => {
    expect(sodium.to_hex(await sha256(utf8("abc")))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});
