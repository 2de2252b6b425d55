import { createPrivateKey, randomUUID, sign } from "node:crypto";
import type { AgentClient, OpenedRecord, RecordOutcome } from "@eigenkanaal/client";
import { concat, readEpoch, type SigningKeys, u8, utf8 } from "@eigenkanaal/crypto";
import type { ConversationId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { opening, sending, yes } from "../harness/conversation.js";
import { Chain, makeEpoch, type OpenEpoch } from "../harness/frames.js";
import type { Answered } from "../harness/hostileGateway.js";
import { useHostileSetting } from "../harness/hostileSetting.js";
import { until } from "../harness/people.js";
import { isAllStored, usePeople } from "../harness/talks.js";

/** What a gateway, or who helps it, can do to what a records officer opens: each is told for what it is. */

const { setting, hostile } = await useHostileSetting("colleagues");
const { asked, openAgent } = usePeople(setting, undefined, () => hostile.origin);

type Page = {
  epochs: { channel: string; record: Uint8Array }[];
  messages: { channel: string; seq: number; envelope: Uint8Array }[];
  more: boolean;
};

/** A conversation in which a citizen said three things, and what the officer opens while the gateway lies so. */
const threeThings = async () => {
  const { citizen, id } = await asked("Een");
  await citizen.send("Twee");
  await citizen.send("Drie");
  await until(citizen.state, isAllStored);
  const { agent: officer } = await openAgent("archivist");
  return { id: id as ConversationId, officer, open: () => openWith(officer, id) };
};
const openWith = async ({ reading }: Pick<AgentClient, "reading">, id: string): Promise<OpenedRecord> => {
  const outcome: RecordOutcome = await reading.openRecord(id as ConversationId);
  if (!outcome.ok) throw new Error(outcome.why);
  return outcome.record;
};
/** Changes the pages of public channels. */
const lie = (how: (page: Page) => Partial<Page>) => {
  hostile.tamper.answer = (event, answer: Answered) => {
    const page = answer.value as Page | undefined;
    if (event !== "conversation:load" || page?.epochs[0]?.channel !== "public") return answer;
    return { ...answer, value: { ...page, ...how(page) } };
  };
};
/** With one bit changed, so many bytes before the end. */
const flipped = (bytes: Uint8Array, beforeEnd: number): Uint8Array => {
  const changed = new Uint8Array(bytes);
  const at = changed.length - beforeEnd;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};
const textsOf = ({ entries }: OpenedRecord) =>
  entries.map((entry) => (entry.kind === "text" ? entry.text : entry.kind));
const gap = { kind: "gap", channel: "public" };

describe("a gateway that lies to a records officer", () => {
  it("is told where it changed a message: nothing of its text is given", async () => {
    const { open } = await threeThings();
    lie(({ messages }) => ({
      messages: messages.map((one) => (one.seq === 2 ? { ...one, envelope: flipped(one.envelope, 1) } : one)),
    }));
    const record = await open();
    expect(record.unopened).toMatchObject([{ channel: "public", seq: 2, why: "invalid", fault: "tampered" }]);
    expect(textsOf(record)).toEqual(["Een", "invalid", "Drie"]);
    expect(record.warnings).toEqual([gap]);
    hostile.tamper = {};
    const honest = await open();
    expect([textsOf(honest), honest.unopened, honest.warnings]).toEqual([["Een", "Twee", "Drie"], [], []]);
    expect(honest.head).not.toBe(record.head);
  });

  it("is told where it leaves out a page, in between or at the end", async () => {
    const { open } = await threeThings();
    lie(({ messages }) => ({ messages: messages.filter(({ seq }) => seq !== 2) }));
    const between = await open();
    expect(between.unopened).toMatchObject([{ seq: 2, messageId: null, why: "gap", fault: "missing" }]);
    expect([textsOf(between), between.warnings]).toEqual([["Een", "Drie"], [gap]]);
    lie(({ messages }) => ({ messages: messages.filter(({ seq }) => seq < 2), more: false }));
    const end = await open();
    expect([textsOf(end), end.unopened]).toMatchObject([["Een"], [{ seq: 2, why: "gap" }]]);
    lie(() => ({ more: true }));
    expect((await open()).unopened).toMatchObject([{ seq: 4, why: "gap" }]);
  });

  it("is told where it wraps the archive's key anew: the record falls, and everything under it", async () => {
    const { open } = await threeThings();
    lie(({ epochs }) => ({
      // The archive's wrap is the last before the signature.
      epochs: epochs.map((one) => ({ ...one, record: flipped(one.record, 64 + 8) })),
    }));
    const record = await open();
    expect(record.refusedEpochs).toEqual({ public: 1, internal: 0 });
    expect(textsOf(record)).toEqual(["invalid", "invalid", "invalid"]);
    expect(record.unopened).toMatchObject([1, 2, 3].map((seq) => ({ seq, why: "invalid", fault: "epoch" })));
    expect([record.number, record.desks]).toEqual([null, []]);
  });

  it("gets no further once the officer stops it", async () => {
    const { id, officer } = await threeThings();
    const aborting = new AbortController();
    const loads = () => hostile.requests.filter(({ event }) => event === "conversation:load").length;
    const before = loads();
    const outcomes: RecordOutcome[] = [];
    const going = officer.reading.openRecords(Array(20).fill(id), { signal: aborting.signal });
    for await (const outcome of going) if (outcomes.push(outcome) === 3) aborting.abort();
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(loads() - before).toBe(6);
  });
});

/** Ed25519 over a tagged message, by the secret of a client. */
const signed = ({ sk }: SigningKeys, fields: Uint8Array): Uint8Array => {
  const seed = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), sk.subarray(0, 32)]);
  const tag = utf8("MCE1/epoch");
  const key = createPrivateKey({ key: seed, format: "der", type: "pkcs8" });
  return new Uint8Array(sign(null, concat(u8(tag.length), tag, fields), key));
};

describe("a citizen who helps it", () => {
  type Place = Parameters<typeof makeEpoch>[1];
  const begin = async (made: (place: Place) => Promise<OpenEpoch>) => {
    const citizen = await setting.citizen();
    const conversation = randomUUID();
    const epoch = await made({ conversation, citizen: citizen.keys });
    yes(await citizen.call("conversation:open", opening(setting, conversation, epoch)));
    const chain = new Chain(epoch, "citizen", citizen.keys);
    yes(await citizen.call("message:send", sending(conversation, chain.text())));
    const { agent: officer } = await openAgent("archivist");
    return { conversation, chain, officer };
  };

  it("cannot show the archive another conversation than the desk: a key that the record does not commit to is told", async () => {
    const wrapBytes = 143;
    const { conversation, officer } = await begin(async (place) => {
      const [one, other] = [await makeEpoch(setting, place), await makeEpoch(setting, place)];
      const fields = concat(
        one.recordBytes.slice(0, -64 - wrapBytes),
        other.recordBytes.slice(-64 - wrapBytes, -64),
      );
      const recordBytes = concat(fields, signed(place.citizen.signing, fields));
      const read = readEpoch(recordBytes);
      if (!read.ok) throw new Error(read.why);
      return { record: read.record, recordBytes, key: one.key };
    });
    const record = await openWith(officer, conversation);
    expect(record.unopened).toMatchObject([{ seq: 1, why: "invalid", fault: "commitment" }]);
    expect(textsOf(record)).toEqual(["invalid"]);
  });

  it("is told where two versions of one message go round", async () => {
    const { conversation, chain, officer } = await begin((place) => makeEpoch(setting, place));
    chain.seq = 0;
    const second = chain.text();
    lie(({ messages }) => ({
      messages: [...messages, { ...(messages[0] as Page["messages"][number]), seq: 2, envelope: second }],
    }));
    const record = await openWith(officer, conversation);
    expect(record.unopened).toMatchObject([{ seq: 2, why: "fork", fault: "fork" }]);
    expect(record.warnings).toEqual([{ kind: "fork", channel: "public" }]);
  });
});
