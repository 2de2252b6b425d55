import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  buildScene,
  id16,
  member,
  noHash,
  nowMs,
  organisation,
  people,
  rosterBody,
  type Scene,
  seedOf,
  startConversation,
  uuidOf,
} from "../vectors/scene.js";
import { readHeader } from "./envelope.js";
import { createEpoch } from "./epoch.js";
import { readEpoch } from "./epochRecord.js";
import { type MessageContext, type NewMessage, openMessage, sealMessage } from "./message.js";
import { ready } from "./sodium.js";
import { buildTrust } from "./trust.js";

let scene: Scene;
let context: MessageContext;
let hello: NewMessage;

beforeAll(async () => {
  await ready();
  scene = await buildScene(1);
  const { made, epoch, context: epochContext } = await startConversation(scene);
  context = { epoch, key: made.key, trust: epochContext.trust, arrival: "new" };
  hello = {
    epoch: { record: epoch.record, key: made.key },
    sender: { role: "citizen", keys: people.citizen.signing, instance: id16("tab") },
    seq: 0,
    previousHash: noHash,
    messageId: id16("message"),
    timeMs: nowMs,
    acknowledgements: [],
    body: { type: "text", text: "Mijn container is niet geleegd." },
  };
});

function seal(message: NewMessage): Uint8Array {
  const sealed = sealMessage(message);
  if (!sealed.ok) throw new Error(sealed.why);
  return sealed.envelopeBytes;
}

function verdict(envelopeBytes: Uint8Array, by: MessageContext = context): string {
  const opened = openMessage(envelopeBytes, by);
  return opened.ok ? "ok" : opened.why;
}

describe("a sealed message", () => {
  it("opens to what was said, by whom, and with what was acknowledged", () => {
    const acknowledgements = [{ senderRef: id16("peer"), seq: 3, hash: seedOf("peer's") }];
    const opened = openMessage(seal({ ...hello, acknowledgements }), context);
    if (!opened.ok) throw new Error(opened.why);
    expect(opened.message).toMatchObject({
      messageClass: "message",
      seq: 0,
      messageId: id16("message"),
      sender: { role: "citizen", vk: people.citizen.signing.vk },
      acknowledgements,
      body: hello.body,
    });
  });

  it("opens as well from a Buffer of Node, whose slice does not copy", () => {
    expect(verdict(Buffer.from(seal(hello)))).toBe("ok");
  });

  it("has the same length for every short text", () => {
    const lengths = [1, 100, 700].map(
      (n) => seal({ ...hello, body: { type: "text", text: "a".repeat(n) } }).length,
    );
    expect(lengths).toEqual([1160, 1160, 1160]);
  });

  it("is 648 bytes when it says that somebody types, outside the chain", () => {
    const typing = seal({ ...hello, body: { type: "typing" } });
    expect(typing).toHaveLength(648);
    expect(verdict(typing)).toBe("ok");
    expect(verdict(seal({ ...hello, seq: 1, body: { type: "typing" } }))).toBe("inner");
    expect(verdict(seal({ ...hello, previousHash: seedOf("x"), body: { type: "typing" } }))).toBe("inner");
  });

  it("takes a text of 16,000 bytes and refuses one more", () => {
    const text = (length: number) =>
      sealMessage({ ...hello, body: { type: "text", text: "é".repeat(length / 2) } });
    expect(text(16_000).ok).toBe(true);
    expect(text(16_002)).toEqual({ ok: false, why: "body" });
  });

  it("is refused as too long when escapes blow it up past 64 KiB", () => {
    const text = "\u0001".repeat(12_000);
    expect(sealMessage({ ...hello, body: { type: "text", text } })).toEqual({ ok: false, why: "too-long" });
  });
});

describe("who may speak", () => {
  const by = (name: "sanne" | "bram" | "rik" | "outsider", role: "desk" | "reviewer" | "citizen" = "desk") =>
    seal({ ...hello, sender: { ...hello.sender, role, keys: people[name].signing } });

  it("is a member of the desk with the right to answer, never somebody else or in another role", () => {
    expect(verdict(by("sanne"))).toBe("ok");
    expect(verdict(by("bram"))).toBe("ok");
    expect(verdict(by("outsider"))).toBe("sender");
    expect(verdict(by("rik"))).toBe("sender");
    expect(verdict(by("sanne", "citizen"))).toBe("sender");
    expect(verdict(by("sanne", "reviewer"))).toBe("sender");
  });

  it("is no longer a former member, whose earlier messages still open as history", async () => {
    const ledger = scene.ledger.copy();
    const body = await rosterBody(ledger, "waste", {
      members: [await member("sanne", ["answer", "rotate"])],
      version: 2,
      previousHash: scene.hashes.wasteRoster,
    });
    await ledger.add(body, people.officers);
    const trust = await ledger.trust();
    expect(trust.rejected).toEqual([]);
    expect(verdict(by("bram"), { ...context, trust })).toBe("sender");
    expect(verdict(by("sanne"), { ...context, trust })).toBe("ok");
    expect(verdict(by("bram"), { ...context, trust, arrival: "history" })).toBe("ok");
  });

  it("is no longer a member who lost the right to answer", async () => {
    const ledger = scene.ledger.copy();
    const members = [await member("sanne", ["answer", "rotate"]), await member("bram", ["rotate"])];
    const previousHash = scene.hashes.wasteRoster;
    await ledger.add(
      await rosterBody(ledger, "waste", { members, version: 2, previousHash }),
      people.officers,
    );
    const trust = await ledger.trust();
    expect(verdict(by("bram"), { ...context, trust })).toBe("sender");
    expect(verdict(by("sanne"), { ...context, trust })).toBe("ok");
  });

  it("is not yet a member admitted after the epoch began", async () => {
    const ledger = scene.ledger.copy();
    const members = [await member("sanne", ["answer", "rotate"]), await member("outsider", ["answer"])];
    const body = await rosterBody(ledger, "waste", {
      members,
      version: 2,
      previousHash: scene.hashes.wasteRoster,
    });
    await ledger.add(body, people.officers);
    const trust = await ledger.trust();
    expect(verdict(by("outsider"), { ...context, trust })).toBe("sender");
    expect(verdict(by("outsider"), { ...context, trust, arrival: "history" })).toBe("sender");
  });

  it("is a reviewer where the epoch lists them", async () => {
    const { waste, archive, citizen, reviewer } = scene.participants;
    const reviewed = createEpoch({
      conversation: context.epoch.record.conversation,
      reason: "reviewer-added",
      timeMs: nowMs,
      log: { size: scene.ledger.certificates.length, root: noHash },
      creator: { role: "desk", keys: people.sanne.signing },
      participants: [citizen, waste, archive, reviewer],
      previous: { record: context.epoch.record },
    });
    const read = readEpoch(reviewed.recordBytes);
    if (!read.ok) throw new Error(read.why);
    const { rik } = people;
    const epoch = {
      record: read.record,
      desk: context.epoch.desk,
      reviewers: [{ desk: uuidOf("quality"), vk: rik.signing.vk }],
    };
    const envelope = seal({
      ...hello,
      epoch: { record: read.record, key: reviewed.key },
      sender: { ...hello.sender, role: "reviewer", keys: rik.signing },
    });
    expect(verdict(envelope, { ...context, epoch, key: reviewed.key })).toBe("ok");
    expect(verdict(envelope, { ...context, epoch: { ...epoch, reviewers: [] }, key: reviewed.key })).toBe(
      "sender",
    );
  });

  it("is nobody of an organisation whose root is another", async () => {
    const { outsider } = people;
    const { certificates } = scene.ledger;
    const rootVk = outsider.signing.vk;
    const trust = await buildTrust({ rootVk, organisation, nowMs, certificates });
    expect(verdict(by("sanne"), { ...context, trust })).toBe("sender");
  });
});

describe("a changed envelope", () => {
  it("never opens, whichever bit was flipped", () => {
    const envelope = seal(hello);
    fc.assert(
      fc.property(fc.nat(envelope.length * 8 - 1), (bit) => {
        const changed = envelope.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(openMessage(changed, context).ok).toBe(false);
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(verdict(envelope)).toBe("ok");
  });

  it("never opens or throws at any length it was cut to, or with random bytes", () => {
    const envelope = seal(hello);
    for (let length = 0; length < envelope.length; length += 1) {
      expect(verdict(envelope.subarray(0, length))).toBe("malformed");
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(openMessage(bytes, context).ok || readHeader(bytes).ok).toBe(false);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("never opens in another conversation, though both are the same citizen's", async () => {
    const other = createEpoch({
      conversation: id16("another conversation"),
      reason: "first",
      timeMs: nowMs,
      log: { size: scene.ledger.certificates.length, root: noHash },
      creator: { role: "citizen", keys: people.citizen.signing },
      participants: [scene.participants.citizen, scene.participants.waste, scene.participants.archive],
    });
    const read = readEpoch(other.recordBytes);
    if (!read.ok) throw new Error(read.why);
    const epoch = { ...context.epoch, record: read.record };
    expect(verdict(seal(hello), { ...context, epoch, key: other.key })).toBe("context");
  });
});

describe("a changed record", () => {
  it("is never read, whichever bit was flipped", () => {
    const { recordBytes } = createEpoch({
      conversation: id16("c"),
      reason: "first",
      timeMs: nowMs,
      log: { size: 1, root: noHash },
      creator: { role: "citizen", keys: people.citizen.signing },
      participants: [scene.participants.citizen, scene.participants.waste, scene.participants.archive],
    });
    expect(readEpoch(recordBytes).ok).toBe(true);
    fc.assert(
      fc.property(fc.nat(recordBytes.length * 8 - 1), (bit) => {
        const changed = recordBytes.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(readEpoch(changed).ok).toBe(false);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
