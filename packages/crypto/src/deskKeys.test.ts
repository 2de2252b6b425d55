import { ml_kem768_x25519 } from "@noble/post-quantum/hybrid.js";
import { describe, expect, it } from "vitest";
import { buildScene, deskBody, deskSeed, people, seedOf, uuidOf } from "../vectors/scene.js";
import {
  openPreviousDeskSeed,
  sealPreviousDeskSeed,
  seedFitsCertificate,
  unwrapDeskSeed,
  wrapDeskSeed,
} from "./deskKeys.js";
import { sodium } from "./sodium.js";
import { isUsableKey, type WrapAlgorithm } from "./wrap.js";

const desk = uuidOf("waste");
const { sanne, bram } = people;

describe.each<WrapAlgorithm>([1, 2])("a desk's seed wrapped with algorithm %i", (alg) => {
  const of = { alg, desk, epoch: 1, memberVk: sanne.signing.vk };
  const seed = deskSeed("waste", 1);
  const pk = (alg === 1 ? sanne.box : sanne.xwing).pk;
  const wrapped = wrapDeskSeed({ alg, desk, epoch: 1, member: { vk: sanne.signing.vk, pk } }, seed);

  it("opens for its member, desk and epoch only", () => {
    expect(unwrapDeskSeed(of, sanne, wrapped)).toEqual(seed);
    expect(unwrapDeskSeed(of, bram, wrapped)).toBeUndefined();
    expect(unwrapDeskSeed({ ...of, epoch: 2 }, sanne, wrapped)).toBeUndefined();
    expect(unwrapDeskSeed({ ...of, desk: uuidOf("archive") }, sanne, wrapped)).toBeUndefined();
    expect(unwrapDeskSeed({ ...of, memberVk: bram.signing.vk }, sanne, wrapped)).toBeUndefined();
    expect(unwrapDeskSeed({ ...of, alg: alg === 1 ? 2 : 1 }, sanne, wrapped)).toBeUndefined();
    expect(unwrapDeskSeed(of, sanne, wrapped.subarray(1))).toBeUndefined();
  });

  it("fits the certificate of its epoch and no other", async () => {
    const { ledger, hashes } = await buildScene(alg);
    const body = deskBody(ledger, "waste", { rosterHash: hashes.wasteRoster, alg });
    expect(seedFitsCertificate(seed, body)).toBe(true);
    expect(seedFitsCertificate(deskSeed("waste", 2), body)).toBe(false);
  });
});

describe("the previous seed's box", () => {
  it("opens with the seed of its own epoch only", () => {
    const of = { desk, epoch: 2 };
    const seeds = { seed: deskSeed("waste", 2), previousSeed: deskSeed("waste", 1) };
    const box = sealPreviousDeskSeed(of, seeds);
    expect(openPreviousDeskSeed(of, seeds.seed, box)).toEqual(seeds.previousSeed);
    expect(openPreviousDeskSeed({ ...of, epoch: 3 }, seeds.seed, box)).toBeUndefined();
    expect(openPreviousDeskSeed(of, seeds.previousSeed, box)).toBeUndefined();
    expect(openPreviousDeskSeed(of, seeds.seed, box.subarray(1))).toBeUndefined();
  });
});

describe("X-Wing", () => {
  it("agrees with an independent implementation, both ways", () => {
    const seed = seedOf("x-wing");
    const ours = sodium.crypto_kem_xwing_seed_keypair(seed);
    const theirs = ml_kem768_x25519.keygen(seed);
    expect(ours.publicKey).toEqual(theirs.publicKey);
    const sent = sodium.crypto_kem_xwing_enc(theirs.publicKey);
    expect(ml_kem768_x25519.decapsulate(sent.ciphertext, theirs.secretKey)).toEqual(sent.sharedSecret);
    const received = ml_kem768_x25519.encapsulate(ours.publicKey);
    expect(sodium.crypto_kem_xwing_dec(received.cipherText, ours.privateKey)).toEqual(received.sharedSecret);
  });
});

describe("a key to wrap for", () => {
  it("is one that libsodium can seal to: never a low-order point or of another length", () => {
    expect(isUsableKey(1, sanne.box.pk)).toBe(true);
    expect(isUsableKey(2, sanne.xwing.pk)).toBe(true);
    expect(isUsableKey(1, new Uint8Array(32))).toBe(false);
    expect(isUsableKey(1, new Uint8Array(32).fill(1, 0, 1))).toBe(false);
    expect(isUsableKey(1, sanne.xwing.pk)).toBe(false);
    const lowOrder = sanne.xwing.pk.slice();
    lowOrder.fill(0, 1184);
    expect(isUsableKey(2, lowOrder)).toBe(false);
  });
});
