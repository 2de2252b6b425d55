import type { Body } from "../src/body.js";
import { concat, u8, u32, u64 } from "../src/bytes.js";
import { encodeHeader, headerBytes, senderRef } from "../src/envelope.js";
import { createEpoch, messageKey } from "../src/epoch.js";
import { readEpoch } from "../src/epochRecord.js";
import { type NewMessage, sealMessage } from "../src/message.js";
import { aeadOpen, aeadSeal, sign } from "../src/primitives.js";
import { sodium } from "../src/sodium.js";
import { type Case, toHex } from "./format.js";
import { fixedRandom } from "./goodVectors.js";
import {
  conversation,
  firstEpoch,
  id16,
  noHash,
  nowMs,
  people,
  type Scene,
  seedOf,
  startConversation,
} from "./scene.js";

/** The same bytes with one bit flipped. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const regions: readonly [string, number, string][] = [
  ["magic", 0, "malformed"],
  ["suite", 5, "malformed"],
  ["class", 6, "malformed"],
  ["reserved byte", 7, "malformed"],
  ["conversation", 8, "context"],
  ["epoch", 27, "context"],
  ["epoch hash", 28, "context"],
  ["sender ref", 60, "tampered"],
  ["seq", 79, "tampered"],
  ["message id", 80, "tampered"],
  ["nonce", 96, "tampered"],
  ["ciphertext", 500, "tampered"],
  ["tag", 1159, "tampered"],
];

/** Envelopes: whole ones, and those that a hostile server or participant could deliver. */
export async function messageCases(scene: Scene): Promise<Case[]> {
  const { made, epoch } = await startConversation(scene);
  const { record } = epoch;
  const { citizen, otherCitizen, sanne, bram, rik, outsider } = people;
  const hello: NewMessage = {
    epoch: { record, key: made.key },
    sender: { role: "citizen", keys: citizen.signing, instance: id16("tab") },
    seq: 0,
    previousHash: noHash,
    messageId: id16("message"),
    timeMs: nowMs,
    acknowledgements: [],
    body: { type: "text", text: "Hoi" },
  };
  const seal = (message: NewMessage, label = "message"): { envelope: Uint8Array; hash: Uint8Array } => {
    const sealed = sealMessage(message, { random: fixedRandom(label) });
    if (!sealed.ok) throw new Error(sealed.why);
    return { envelope: sealed.envelopeBytes, hash: sealed.hash };
  };
  const good = seal(hello).envelope;
  const records = [toHex(made.recordBytes)];
  const opens = (
    name: string,
    why: string,
    over: {
      envelope?: Uint8Array;
      key?: Uint8Array;
      records?: readonly string[];
      log?: string;
      arrival?: "new" | "history";
    } = {},
  ): Case => ({
    name: `message: ${name}`,
    why,
    operation: "open_message",
    records: over.records ?? records,
    key: toHex(over.key ?? made.key),
    envelope: toHex(over.envelope ?? good),
    log: over.log ?? "base",
    arrival: over.arrival ?? "new",
  });
  const by = (keys: NewMessage["sender"]["keys"], role: NewMessage["sender"]["role"]) =>
    seal({ ...hello, sender: { ...hello.sender, keys, role } }).envelope;

  const header = good.subarray(0, headerBytes);
  const key = messageKey(made.key);
  const padded = aeadOpen({ key, ad: header }, good.subarray(headerBytes));
  if (!padded) throw new Error("own message");
  const signed = sodium.unpad(padded, padded.length);
  const inner = signed.subarray(0, -64);
  const reseal = (plain: Uint8Array, ad = header) =>
    concat(ad, aeadSeal({ key, ad }, plain, { random: fixedRandom("resealed") }));
  const pad = (plain: Uint8Array, size = 1024) => sodium.pad(plain, size);
  const resign = (changed: Uint8Array, ad = header) => {
    const plain = concat(changed, sign(citizen.signing.sk, "MCE1/msg", ad, changed));
    return reseal(pad(plain, plain.length < 1024 ? 1024 : 4096), ad);
  };
  const asAgent = concat(inner.slice(0, 2), u8(1), inner.slice(3));
  const forged = concat(asAgent, sign(sanne.signing.sk, "MCE1/msg", header, asAgent));
  const strangeRef = encodeHeader({
    messageClass: "message",
    conversation,
    epoch: 0,
    epochHash: record.hash,
    senderRef: senderRef(conversation, sanne.signing.vk, id16("tab")),
    seq: 0,
    messageId: id16("message"),
  });

  const otherMade = createEpoch({ ...firstEpoch(scene), conversation: id16("another conversation") });
  const next = createEpoch({ ...firstEpoch(scene), reason: "renewal", previous: { record, key: made.key } });
  const sibling = createEpoch({ ...firstEpoch(scene), timeMs: nowMs + 1 }, { random: () => made.key });
  const reviewed = createEpoch({
    ...firstEpoch(scene),
    reason: "reviewer-added",
    creator: { role: "desk", keys: sanne.signing },
    participants: [...firstEpoch(scene).participants, scene.participants.reviewer],
    previous: { record },
  });
  const reviewedRecord = readEpoch(reviewed.recordBytes);
  if (!reviewedRecord.ok) throw new Error("reviewed");
  const fromReviewer = (keys: NewMessage["sender"]["keys"]) =>
    seal({
      ...hello,
      epoch: { record: reviewedRecord.record, key: reviewed.key },
      sender: { ...hello.sender, role: "reviewer", keys },
    }).envelope;
  const inReviewed = { records: [...records, toHex(reviewed.recordBytes)], key: reviewed.key };
  const typed = (over: Partial<NewMessage> = {}) =>
    seal({ ...hello, body: { type: "typing" }, ...over }).envelope;
  const wrongBody = (json: string) => {
    const bodyBytes = new TextEncoder().encode(json);
    return resign(concat(inner.slice(0, 92), u32(bodyBytes.length), bodyBytes));
  };
  const caseNumber = (digits: number) =>
    seal({ ...hello, body: { type: "case", number: "9".repeat(digits) } }).envelope;
  const withCtype = (ctype: number) => resign(concat(inner.slice(0, 1), u8(ctype), inner.slice(2)));
  const bodyOf = (ctype: number, json: string) => {
    const bodyBytes = new TextEncoder().encode(json);
    return resign(concat(inner.slice(0, 1), u8(ctype), inner.slice(2, 92), u32(bodyBytes.length), bodyBytes));
  };
  const caseBody = (json: string) => bodyOf(10, json);
  const registration = (summary: number, place = 500, topic = 200) => {
    const [s, p, t] = ["s".repeat(summary), "p".repeat(place), "t".repeat(topic)];
    return bodyOf(11, `{"summary":"${s}","place":"${p}","topic":"${t}"}`);
  };

  const single: Case[] = [
    opens("as sent", "ok"),
    opens("as sent, as history", "ok", { arrival: "history" }),
    opens("by an agent of the desk", "ok", { envelope: by(bram.signing, "desk") }),
    opens("by a former agent, as history", "ok", {
      envelope: by(bram.signing, "desk"),
      log: "bram left",
      arrival: "history",
    }),
    opens("by a listed reviewer", "ok", { ...inReviewed, envelope: fromReviewer(rik.signing) }),
    opens("typing", "ok", { envelope: typed() }),
    ...regions.map(([name, at, why]) =>
      opens(`bit flipped in ${name}`, why, { envelope: flipped(good, at) }),
    ),
    opens("class changed from message to service", "tampered", {
      envelope: concat(good.slice(0, 6), u8(3), good.slice(7)),
    }),
    opens("one byte short", "malformed", { envelope: good.slice(0, -1) }),
    opens("one byte long", "malformed", { envelope: concat(good, u8(0)) }),
    opens("header only", "malformed", { envelope: good.slice(0, headerBytes) }),
    opens("empty", "malformed", { envelope: new Uint8Array(0) }),
    opens("padded to a length that is no power of two", "malformed", {
      envelope: concat(good, new Uint8Array(512)),
    }),
    opens("opened with another key", "tampered", { key: seedOf("another key") }),
    opens("forwarded into another conversation", "context", {
      records: [toHex(otherMade.recordBytes)],
      key: otherMade.key,
    }),
    opens("moved to the next epoch", "context", {
      records: [...records, toHex(next.recordBytes)],
      key: next.key,
    }),
    opens("moved to a rival record of the same epoch and key", "context", {
      records: [toHex(sibling.recordBytes)],
    }),
    opens("by somebody of no desk", "sender", { envelope: by(outsider.signing, "desk") }),
    opens("by a member of another desk", "sender", { envelope: by(rik.signing, "desk") }),
    opens("by an agent in the citizen's role", "sender", { envelope: by(sanne.signing, "citizen") }),
    opens("by another citizen", "sender", { envelope: by(otherCitizen.signing, "citizen") }),
    opens("by the citizen in an agent's role", "sender", { envelope: by(citizen.signing, "desk") }),
    opens("by a reviewer that the epoch does not list", "sender", { envelope: by(rik.signing, "reviewer") }),
    opens("by an agent as a reviewer", "sender", { ...inReviewed, envelope: fromReviewer(sanne.signing) }),
    opens("by a former agent, new", "sender", { envelope: by(bram.signing, "desk"), log: "bram left" }),
    opens("by an agent with the citizen's verification key", "signature", { envelope: reseal(pad(forged)) }),
    opens("signature of another header", "signature", {
      envelope: reseal(pad(concat(inner, sign(citizen.signing.sk, "MCE1/msg", noHash, inner)))),
    }),
    opens("signature with another tag", "signature", {
      envelope: reseal(pad(concat(inner, sign(citizen.signing.sk, "MCE1/epoch", header, inner)))),
    }),
    opens("bit flipped in the signature", "signature", {
      envelope: reseal(pad(flipped(signed, signed.length - 40))),
    }),
    opens("sender ref of another sender", "sender-ref", { envelope: resign(inner, strangeRef) }),
    opens("instance changed", "sender-ref", { envelope: resign(flipped(inner, 36)) }),
    opens("inner version 2", "inner", { envelope: resign(concat(u8(2), inner.slice(1))) }),
    opens("archive as sender", "inner", {
      envelope: resign(concat(inner.slice(0, 2), u8(3), inner.slice(3))),
    }),
    opens("nine acknowledgements announced", "inner", {
      envelope: resign(concat(inner.slice(0, 3), u8(9), inner.slice(4))),
    }),
    opens("one acknowledgement announced, none there", "inner", {
      envelope: resign(concat(inner.slice(0, 3), u8(1), inner.slice(4))),
    }),
    opens("time beyond safe integers", "inner", {
      envelope: resign(concat(inner.slice(0, 84), u64(2 ** 53 - 1).fill(255), inner.slice(92))),
    }),
    opens("bytes after the body", "inner", { envelope: resign(concat(inner, u8(0))) }),
    opens("body length too large", "inner", {
      envelope: resign(concat(inner.slice(0, 92), u32(2 ** 31), inner.slice(96))),
    }),
    opens("no padding mark", "padding", { envelope: reseal(new Uint8Array(1024)) }),
    opens("padded to a larger bucket than needed", "padding", { envelope: reseal(pad(signed, 2048)) }),
    opens("typing with a place in the chain", "inner", { envelope: typed({ seq: 1 }) }),
    opens("typing with a message before it", "inner", { envelope: typed({ previousHash: seedOf("x") }) }),
    opens("body with an unknown key", "body", { envelope: wrongBody('{"text":"Hoi","x":1}') }),
    opens("body with a duplicate key", "body", { envelope: wrongBody('{"text":"Hoi","text":"Hoi"}') }),
    opens("body with white space", "body", { envelope: wrongBody('{"text": "Hoi"}') }),
    opens("body that is not UTF-8", "body", { envelope: resign(flipped128(inner)) }),
    opens("receipt under the class of a message", "body", { envelope: withCtype(6) }),
    opens("unknown content type", "body", { envelope: withCtype(99) }),
    opens("the number of a case, in its longest form", "ok", { envelope: caseNumber(64) }),
    opens("the number of a case, a byte too long", "body", {
      envelope: caseBody(`{"number":"${"9".repeat(65)}"}`),
    }),
    opens("the number of a case that is no text", "body", { envelope: caseBody('{"number":1}') }),
    opens("a registration, in its longest form", "ok", { envelope: registration(2_000) }),
    opens("a registration without place and topic", "ok", { envelope: registration(1, 0, 0) }),
    opens("a registration that sums up nothing", "body", { envelope: registration(0) }),
    opens("a registration, its summary a byte too long", "body", { envelope: registration(2_001) }),
    opens("a registration, its place a byte too long", "body", { envelope: registration(1, 501) }),
    opens("a registration, its topic a byte too long", "body", { envelope: registration(1, 0, 201) }),
    opens("a registration without a topic's field", "body", {
      envelope: bodyOf(11, '{"summary":"s","place":""}'),
    }),
  ];

  const chain = (name: string, why: string, envelopes: readonly Uint8Array[]): Case => ({
    name: `transcript: ${name}`,
    why,
    operation: "accept_message",
    records,
    key: toHex(made.key),
    envelopes: envelopes.map(toHex),
  });
  const say = (seq: number, previousHash: Uint8Array, over: Partial<NewMessage> & { text?: string } = {}) => {
    const { text = `bericht ${seq}`, ...rest } = over;
    const body: Body = { type: "text", text };
    return seal(
      { ...hello, seq, previousHash, messageId: id16(`message ${seq} ${text}`), body, ...rest },
      `say ${seq} ${text}`,
    );
  };
  const [a, other] = [say(0, noHash), say(0, noHash, { text: "anders" })];
  const b = say(1, a.hash);
  const c = say(2, b.hash);
  const ref = senderRef(conversation, citizen.signing.vk, id16("tab"));
  const answer = (hash: Uint8Array) =>
    say(0, noHash, {
      text: "antwoord",
      sender: { role: "desk", keys: sanne.signing, instance: id16("agent's tab") },
      acknowledgements: [{ senderRef: ref, seq: 0, hash }],
    });
  return [
    ...single,
    chain(
      "three in a row",
      "ok",
      [a, b, c].map(({ envelope }) => envelope),
    ),
    chain("an answer that acknowledges what is held", "ok", [a.envelope, answer(a.hash).envelope]),
    chain("replay", "replay", [a.envelope, b.envelope, a.envelope]),
    chain("fork", "fork", [a.envelope, other.envelope]),
    chain("gap", "gap", [a.envelope, c.envelope]),
    chain("first message missing", "gap", [b.envelope]),
    chain("follows another version", "chain", [other.envelope, b.envelope]),
    chain("id used before", "replay", [
      a.envelope,
      say(1, a.hash, { messageId: id16("message 0 bericht 0") }).envelope,
    ]),
    chain("acknowledges another version than we hold", "split", [a.envelope, answer(other.hash).envelope]),
    chain("another version than was acknowledged arrives", "split", [
      answer(other.hash).envelope,
      a.envelope,
    ]),
  ];
}

/** The inner part with the last letter of its body made invalid UTF-8. */
const flipped128 = (inner: Uint8Array): Uint8Array => concat(inner.slice(0, -3), u8(0xff), inner.slice(-2));
