import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { connectCitizen } from "../harness/callers.js";
import { closedAs } from "../harness/closing.js";
import { begin, beginInternal, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { Chain, makeEpoch } from "../harness/frames.js";
import { startGateway } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

/** The same message with other bytes in its sealed part. */
const otherBytes = (envelope: Uint8Array): Uint8Array => envelope.with(200, (envelope[200] ?? 0) ^ 1);

const close = (
  who: { call: Awaited<ReturnType<typeof begin>>["citizen"]["call"] },
  conversation: string,
  outcome: string,
) => who.call("conversation:close", { conversation, ...closedAs(outcome) });

describe("seq", () => {
  test("[M1] seq numbers a channel's messages from 1 without gaps, in the order of storing", async () => {
    const begun = await begin(setting);
    const envelopes = Array.from({ length: 40 }, () => begun.chain.text());
    const answers = await Promise.all(
      envelopes.map((envelope) => begun.citizen.call("message:send", sending(begun.conversation, envelope))),
    );
    expect(answers.map((answer) => yes(answer).seq)).toEqual(envelopes.map((_, index) => index + 1));
    const { messages } = yes(await load(begun.citizen, begun.conversation));
    expect(messages).toMatchObject(
      envelopes.map((envelope, index) => ({ seq: index + 1, envelope: Buffer.from(envelope) })),
    );
  });

  test("[M1] an envelope of another conversation, or of no form, is malformed and nothing is stored", async () => {
    const begun = await begin(setting);
    const other = await begin(setting);
    const send = (envelope: Uint8Array) =>
      begun.citizen.call("message:send", sending(begun.conversation, envelope));
    expect(codeOf(await send(other.chain.text()))).toBe("malformed");
    expect(codeOf(await send(begun.chain.text().with(0, 0)))).toBe("malformed");
    begun.chain.seq = 0;
    expect((await say(begun)).seq).toBe(1);
  });
});

describe("what is stored", () => {
  test("[M2] what was acknowledged is there after the gateway was killed", async () => {
    const gateway = await startGateway(setting.databases);
    const begun = await begin({
      ...setting,
      gateway,
      citizen: () => connectCitizen({ gateway, town: setting.town }),
    });
    const acknowledged: number[] = [];
    const sends = Array.from({ length: 60 }, async () => {
      const answer = await begun.citizen.call(
        "message:send",
        sending(begun.conversation, begun.chain.text()),
      );
      acknowledged.push(Number(yes(answer).seq));
      if (acknowledged.length === 20) gateway.process.kill("SIGKILL");
    });
    await Promise.allSettled(sends);
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
    const stored = await setting.rows<{ seq: number }>(
      "SELECT seq FROM message WHERE conversation_id = $1 ORDER BY seq",
      [begun.conversation],
    );
    expect(stored.map(({ seq }) => seq)).toEqual(expect.arrayContaining(acknowledged));
  });

  test("[M3] a repeated message id returns the first seq, with the first bytes where they differ", async () => {
    const begun = await begin(setting);
    const envelope = begun.chain.text();
    const send = (bytes: Uint8Array) =>
      begun.citizen.call("message:send", sending(begun.conversation, bytes));
    const first = yes(await send(envelope));
    await say(begun);
    expect(yes(await send(envelope))).toEqual(first);
    expect(yes(await send(otherBytes(envelope)))).toEqual({ ...first, envelope: Buffer.from(envelope) });
    const both = await Promise.all([send(envelope), send(envelope)]);
    expect(both.map(yes)).toEqual([first, first]);
    expect(yes(await load(begun.citizen, begun.conversation)).messages).toHaveLength(2);
  });

  test("[M3] a message id sent twice at once is stored once", async () => {
    const begun = await begin(setting);
    const envelope = begun.chain.text();
    const send = () => begun.citizen.call("message:send", sending(begun.conversation, envelope));
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((answer) => yes(answer).seq)).toEqual([1, 1, 1]);
  });

  test("[M3] a repeated message id of the same sender is answered after a new epoch, by another it is id_in_use", async () => {
    const begun = await begin(setting);
    const anna = await setting.agent("anna");
    const messageId = randomUUID();
    const envelope = begun.chain.text(messageId);
    const first = yes(await begun.citizen.call("message:send", sending(begun.conversation, envelope)));
    const next = await makeEpoch(
      setting,
      { conversation: begun.conversation, citizen: begun.citizen.keys },
      { previous: begun.epoch },
    );
    yes(
      await begun.citizen.call("epoch:publish", {
        conversation: begun.conversation,
        channel: "public",
        record: next.recordBytes,
      }),
    );
    expect(yes(await begun.citizen.call("message:send", sending(begun.conversation, envelope)))).toEqual(
      first,
    );
    const theirs = new Chain(next, "desk", anna.keys).text(messageId);
    expect(codeOf(await anna.call("message:send", sending(begun.conversation, theirs)))).toBe("id_in_use");
  });

  test("[M4] a chain is stored from 0 without gaps; any other number is out_of_order", async () => {
    const begun = await begin(setting);
    const send = async (seq: number) => {
      begun.chain.seq = seq;
      return codeOf(
        await begun.citizen.call("message:send", sending(begun.conversation, begun.chain.text())),
      );
    };
    expect(await send(1)).toBe("out_of_order");
    expect(await send(0)).toBe("ok");
    expect(await send(0)).toBe("out_of_order");
    expect(await send(2)).toBe("out_of_order");
    expect(await send(4_294_967_295)).toBe("out_of_order");
    expect(await send(1)).toBe("ok");
  });

  test("[M4] a chain belongs to who began it", async () => {
    const begun = await begin(setting);
    const anna = await setting.agent("anna");
    await say(begun);
    const stolen = begun.chain.text();
    expect(codeOf(await anna.call("message:send", sending(begun.conversation, stolen)))).toBe("id_in_use");
    expect(codeOf(await begun.citizen.call("message:send", sending(begun.conversation, stolen)))).toBe("ok");
  });

  test("[M5] only the newest epoch's messages are stored, and none before the first", async () => {
    const begun = await begin(setting);
    const anna = await setting.agent("anna");
    await say(begun);
    const next = await makeEpoch(
      setting,
      { conversation: begun.conversation, citizen: begun.citizen.keys },
      { previous: begun.epoch },
    );
    const record = next.recordBytes;
    yes(
      await begun.citizen.call("epoch:publish", {
        conversation: begun.conversation,
        channel: "public",
        record,
      }),
    );
    const late = begun.chain.text();
    expect(codeOf(await begun.citizen.call("message:send", sending(begun.conversation, late)))).toBe(
      "epoch_superseded",
    );
    begun.chain.seq = 1;
    begun.chain.epoch = next;
    expect((await say(begun)).seq).toBe(2);

    const early = new Chain(next, "desk", anna.keys).text();
    expect(codeOf(await anna.call("message:send", sending(begun.conversation, early, "internal")))).toBe(
      "out_of_order",
    );
    const internal = await beginInternal(setting, begun.conversation, anna);
    const envelope = internal.chain.text();
    expect(codeOf(await anna.call("message:send", sending(begun.conversation, envelope, "internal")))).toBe(
      "ok",
    );
  });
});

describe("what is told", () => {
  test("[M6] a stored message is told to all who loaded the conversation, not to others, not to its sender", async () => {
    const begun = await begin(setting);
    const [anna, bram] = [await setting.agent("anna"), await setting.agent("bram")];
    const again = await connectCitizen(setting, begun.citizen.keys);
    for (const who of [anna, again, begun.citizen]) yes(await load(who, begun.conversation));
    const envelope = begun.chain.text();
    const { seq, storedAtMs } = yes(
      await begun.citizen.call("message:send", sending(begun.conversation, envelope)),
    );
    const told = {
      conversation: begun.conversation,
      channel: "public",
      seq,
      storedAtMs,
      envelope: Buffer.from(envelope),
    };
    expect(await anna.heard("message:new")).toEqual(told);
    expect(await again.heard("message:new")).toEqual(told);
    yes(await load(bram, begun.conversation));
    expect(bram.news("message:new")).toEqual([]);
    expect(begun.citizen.news("message:new")).toEqual([]);
  });

  test("[M6] what was missed is fetched by seq", async () => {
    const begun = await begin(setting);
    for (let count = 0; count < 5; count++) await say(begun);
    const page = yes(await load(begun.citizen, begun.conversation, { afterSeq: 2, limit: 2 }));
    expect(page).toMatchObject({ messages: [{ seq: 3 }, { seq: 4 }], more: true });
    const last = yes(await load(begun.citizen, begun.conversation, { afterSeq: 4 }));
    expect(last).toMatchObject({ messages: [{ seq: 5 }], more: false });
  });
});

describe("what counts", () => {
  test("[M7] only class 1 starts and ends the waiting, makes unread and reopens", async () => {
    const begun = await begin(setting);
    const anna = await setting.agent("anna");
    const { conversation, citizen } = begun;
    const summary = async () => yes(await load(citizen, conversation)).summary;
    const receipt = { type: "receipt", read: true } as const;
    const answer = new Chain(begun.epoch, "desk", anna.keys);
    const send = async (who: typeof citizen, envelope: Uint8Array) =>
      codeOf(await who.call("message:send", sending(conversation, envelope)));

    expect(await send(citizen, begun.chain.seal(receipt))).toBe("ok");
    expect(await summary()).toMatchObject({ waitingSinceMs: null, citizenSeq: 0, publicSeq: 1 });
    await say(begun);
    expect(await summary()).toMatchObject({ waitingSinceMs: expect.any(Number), citizenSeq: 2 });
    expect(await send(anna, answer.seal(receipt))).toBe("ok");
    expect(await summary()).toMatchObject({ waitingSinceMs: expect.any(Number) });
    expect(await send(anna, answer.text())).toBe("ok");
    expect(await summary()).toMatchObject({ waitingSinceMs: null, citizenSeq: 2, publicSeq: 4 });

    yes(await close(anna, conversation, "answered"));
    expect(await send(anna, answer.text())).toBe("conversation_closed");
    answer.seq--;
    expect(await send(anna, answer.seal(receipt))).toBe("ok");
    expect(await send(citizen, begun.chain.seal(receipt))).toBe("ok");
    const internal = await beginInternal(setting, conversation, anna);
    const note = sending(conversation, internal.chain.text(), "internal");
    expect(codeOf(await anna.call("message:send", note))).toBe("ok");
    expect(await summary()).toMatchObject({ state: "closed" });
    await say(begun);
    expect(await summary()).toMatchObject({ state: "waiting", closedAtMs: null, assignee: null });
    expect(await send(anna, answer.text())).toBe("ok");
  });

  test("[M8] what passes by is told to the others who loaded the conversation and never stored", async () => {
    const begun = await begin(setting);
    const anna = await setting.agent("anna");
    yes(await load(anna, begun.conversation));
    const typing = sending(begun.conversation, begun.chain.seal({ type: "typing" }));
    expect(yes(await begun.citizen.call("ephemeral:send", typing))).toBe(null);
    expect(await anna.heard("ephemeral:new")).toEqual({ ...typing, envelope: Buffer.from(typing.envelope) });
    expect(codeOf(await begun.citizen.call("message:send", typing))).toBe("malformed");
    for (const body of [
      { type: "text", text: "Hallo" },
      { type: "receipt", read: true },
    ] as const) {
      const stored = sending(begun.conversation, begun.chain.seal(body));
      expect(codeOf(await begun.citizen.call("ephemeral:send", stored))).toBe("malformed");
    }
    expect(yes(await load(anna, begun.conversation)).messages).toEqual([]);
    expect(begun.citizen.news("ephemeral:new")).toEqual([]);
  });

  test("[M9] a refused message refuses neither its batch nor its conversation's others", async () => {
    const [good, bad] = [await begin(setting), await begin(setting)];
    const stranger = sending(good.conversation, bad.chain.text());
    bad.chain.seq = 0;
    const gap = bad.chain.text().with(79, 9);
    const answers = await Promise.all([
      good.citizen.call("message:send", sending(good.conversation, good.chain.text())),
      bad.citizen.call("message:send", stranger),
      bad.citizen.call("message:send", sending(bad.conversation, gap)),
      bad.citizen.call("message:send", sending(randomUUID(), gap)),
      good.citizen.call("message:send", sending(good.conversation, good.chain.text())),
    ]);
    expect(answers.map(codeOf)).toEqual(["ok", "not_found", "out_of_order", "not_found", "ok"]);
    bad.chain.seq = 0;
    expect((await say(bad)).seq).toBe(1);
  });
});
