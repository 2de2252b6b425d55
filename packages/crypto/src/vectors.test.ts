import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { attempt } from "../vectors/attempt.js";
import { fromBase64, fromHex, type GoodVectors, toHex, type Vectors } from "../vectors/format.js";
import { openAttachment } from "./attachment.js";
import { decodeBody } from "./body.js";
import { bytesToUuid } from "./bytes.js";
import { citizenId, commitment } from "./epoch.js";
import { readEpoch } from "./epochRecord.js";
import { agentFromSeed } from "./keys.js";
import { openMessage } from "./message.js";
import { stretchPassphrase } from "./passphrase.js";
import { aeadOpen, hash, kdf } from "./primitives.js";
import { ready } from "./sodium.js";
import { buildTrust } from "./trust.js";
import { unwrap } from "./wrap.js";

await ready();
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), "utf8"));
const own: Vectors = read("mce1.json");
const sketch: GoodVectors = read("sketch.json");

describe.each([
  ["our own", own as GoodVectors],
  ["the sketch's", sketch],
])("%s vectors", (_name, vectors) => {
  it("derive and hash to the same bytes", () => {
    for (const { key, id, ctx, out } of vectors.kdf) expect(toHex(kdf(fromHex(key), id, ctx))).toBe(out);
    expect(toHex(hash(vectors.hash.tag, fromHex(vectors.hash.msg)))).toBe(vectors.hash.out);
    const { K, conv, epoch, out } = vectors.commit;
    expect(toHex(commitment(fromHex(K), { conversation: fromHex(conv), epoch }))).toBe(out);
  });

  it("open the slot, to the agent's seed", () => {
    const { kek, aad, ct, seed, vk, pk } = vectors.slot;
    const opened = aeadOpen({ key: fromHex(kek), ad: fromHex(aad) }, fromHex(ct));
    expect(opened && toHex(opened)).toBe(seed);
    const agent = agentFromSeed(fromHex(seed));
    expect([toHex(agent.signing.vk), toHex(agent.box.pk)]).toEqual([vk, pk]);
  });

  it("open the citizen's wrap", () => {
    const { pk, sk, ctx, wrap, K } = vectors.citizen_wrap;
    const box = { pk: fromHex(pk), sk: fromHex(sk) };
    const key = unwrap({ alg: 1, context: fromHex(ctx) }, { box, xwing: box }, fromHex(wrap));
    expect(key && toHex(key)).toBe(K);
  });

  it("read the record and open the message in it", async () => {
    const epoch = readEpoch(fromHex(vectors.epoch.rec));
    if (!epoch.ok) throw new Error(epoch.why);
    const { record } = epoch;
    expect([toHex(record.hash), toHex(record.creatorVk)]).toEqual([
      vectors.epoch.hash,
      vectors.epoch.creator_vk,
    ]);
    const { K, env, vk, body } = vectors.message;
    const trust = await buildTrust({ rootVk: fromHex(vk), organisation: "", nowMs: 0, certificates: [] });
    // The sketch has a placeholder where the citizen's id belongs: there only, the id is put in its place.
    const participants = record.participants.map((one) =>
      one.role === "citizen" && vectors === sketch
        ? { ...one, certHash: citizenId(one.pk, record.creatorVk) }
        : one,
    );
    const accepted = {
      record: { ...record, participants },
      desk: bytesToUuid(new Uint8Array(16)),
      reviewers: [],
    };
    const opened = openMessage(fromHex(env), { epoch: accepted, key: fromHex(K), trust, arrival: "new" });
    if (!opened.ok) throw new Error(opened.why);
    expect(toHex(opened.message.sender.vk)).toBe(vk);
    expect(opened.message.body).toEqual(
      decodeBody({ ctype: 1, messageClass: "message", bodyBytes: fromHex(body) }),
    );
  });

  it("open the attachment", () => {
    const { key, conv, att_id, chunks, size, blob_b64, plain_b64 } = vectors.attachment;
    const blob = fromBase64(blob_b64);
    const description = { key: fromHex(key), size, chunks, hash: hash("MCE1/blob", blob) };
    const place = { conversation: fromHex(conv), id: bytesToUuid(fromHex(att_id)) };
    const opened = openAttachment(blob, description, place);
    expect(opened).toEqual({ ok: true, file: fromBase64(plain_b64) });
  });
});

describe("our own vectors", () => {
  it("have every key of the sketch's, with the same keys inside", () => {
    const inside = (value: unknown) => Object.keys(Array.isArray(value) ? value[0] : Object(value));
    for (const [key, value] of Object.entries(sketch)) {
      if (key !== "protocol") expect(inside(own[key as keyof GoodVectors]), key).toEqual(inside(value));
    }
  });

  it("stretch the passphrase to the same bytes", async () => {
    const { pw, salt, ops, mem, out } = own.argon2id;
    const stretched = await stretchPassphrase({ passphrase: pw, salt: fromHex(salt), ops, memBytes: mem });
    expect(stretched.ok && toHex(stretched.kek) + toHex(stretched.auth)).toBe(out);
  });

  it("name each case once, sixty that must fail at least", () => {
    const names = [...own.must_open, ...own.must_fail].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(own.must_fail.length).toBeGreaterThanOrEqual(60);
  });

  it.each(own.must_open)("$name opens", async (one) => {
    expect(await attempt(one, own.scene)).toBe("ok");
  });

  it.each(own.must_fail)("$name is refused: $why", async (one) => {
    expect(await attempt(one, own.scene)).toBe(one.why);
  });
});
