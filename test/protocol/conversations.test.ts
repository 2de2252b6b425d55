import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { connectCitizen } from "../harness/callers.js";
import { closedAs } from "../harness/closing.js";
import { begin, beginInternal, codeOf, load, opening, say, sending, yes } from "../harness/conversation.js";
import { Chain, makeEpoch, participantsOf } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

const take = (who: Awaited<ReturnType<typeof begin>>["citizen"], conversation: string) =>
  who.call("conversation:take", { conversation });
const close = (
  who: Awaited<ReturnType<typeof begin>>["citizen"],
  conversation: string,
  outcome = "answered",
) => who.call("conversation:close", { conversation, ...closedAs(outcome) });

/** Whether news of several conversations tells this of one of them. */
const tells = (conversation: string, fields: Record<string, unknown>) => (news: Record<string, unknown>) =>
  Array.isArray(news.conversations) &&
  news.conversations.some(
    (one) =>
      one.conversation === conversation && Object.entries(fields).every(([key, value]) => one[key] === value),
  );

/** A citizen, an id, and the epoch with which they could begin. */
const about = async () => {
  const citizen = await setting.citizen();
  const conversation = randomUUID();
  const epoch = await makeEpoch(setting, { conversation, citizen: citizen.keys });
  return { citizen, conversation, epoch, request: opening(setting, conversation, epoch) };
};

describe("opening", () => {
  test("[C1] a conversation opens with epoch 0 and is waiting, and the same opening again is the same answer", async () => {
    const { citizen, conversation, request } = await about();
    const first = yes(await citizen.call("conversation:open", request));
    expect(first).toMatchObject({
      conversation,
      state: "waiting",
      publicSeq: 0,
      waitingSinceMs: null,
      language: "nl",
    });
    expect(yes(await citizen.call("conversation:open", request))).toEqual(first);
    const { epochs } = yes(await load(citizen, conversation));
    expect(epochs).toEqual([
      { conversation, channel: "public", epoch: 0, record: Buffer.from(request.record) },
    ]);
  });

  test("[C1] opened twice at once it exists once", async () => {
    const { citizen, conversation, request } = await about();
    const answers = await Promise.all([1, 2, 3].map(() => citizen.call("conversation:open", request)));
    expect(answers.map(codeOf)).toEqual(["ok", "ok", "ok"]);
    const events = await setting.rows(
      "SELECT 1 FROM conversation_event JOIN conversation ON pseudonym = conversation_pseudonym WHERE conversation_id = $1",
      [conversation],
    );
    expect(events).toHaveLength(1);
  });

  test("[C1] an id in use by another citizen, or with another record, is id_in_use", async () => {
    const { citizen, conversation, request } = await about();
    yes(await citizen.call("conversation:open", request));
    const again = await makeEpoch(setting, { conversation, citizen: citizen.keys });
    expect(codeOf(await citizen.call("conversation:open", { ...request, record: again.recordBytes }))).toBe(
      "id_in_use",
    );
    const stranger = await setting.citizen();
    const theirs = await makeEpoch(setting, { conversation, citizen: stranger.keys });
    expect(codeOf(await stranger.call("conversation:open", { ...request, record: theirs.recordBytes }))).toBe(
      "id_in_use",
    );
  });

  test("[C1] a record that is another's, of another conversation or number, or of other participants is refused", async () => {
    const { citizen, conversation, epoch, request } = await about();
    const stranger = await setting.citizen();
    const of = { conversation, citizen: citizen.keys };
    const open = async (record: Uint8Array) =>
      codeOf(await citizen.call("conversation:open", { ...request, record }));
    const participants = participantsOf(setting.town, setting.desk, citizen.keys);
    expect(await open((await makeEpoch(setting, { conversation, citizen: stranger.keys })).recordBytes)).toBe(
      "forbidden",
    );
    expect(await open((await makeEpoch(setting, { ...of, conversation: randomUUID() })).recordBytes)).toBe(
      "malformed",
    );
    expect(await open((await makeEpoch(setting, of, { previous: epoch })).recordBytes)).toBe("malformed");
    expect(
      await open((await makeEpoch(setting, of, { participants: participants.slice(1) })).recordBytes),
    ).toBe("malformed");
    expect(
      await open((await makeEpoch(setting, of, { participants: participants.slice(0, 2) })).recordBytes),
    ).toBe("desk_superseded");
    const other = participantsOf(setting.town, setting.otherDesk, citizen.keys);
    expect(await open((await makeEpoch(setting, of, { participants: other })).recordBytes)).toBe(
      "desk_superseded",
    );
    expect(await open(request.record)).toBe("ok");
  });

  test("[C1] a desk or topic that is not the organisation's is not_found", async () => {
    const { citizen, request } = await about();
    const archive = setting.town.desks.find(({ kind }) => kind === "archive")?.desk;
    for (const wrong of [{ desk: randomUUID() }, { desk: archive }, { topic: randomUUID() }])
      expect(codeOf(await citizen.call("conversation:open", { ...request, ...wrong }))).toBe("not_found");
    expect(codeOf(await citizen.call("conversation:open", request))).toBe("ok");
  });
});

describe("states", () => {
  test("[C2] waiting, in hand, closed, and waiting again when the citizen writes", async () => {
    const begun = await begin(setting);
    const { conversation } = begun;
    const anna = await setting.agent("anna");
    const { member } = setting.colleague("anna");
    expect(yes(await take(anna, conversation))).toMatchObject({
      state: "in_hand",
      assignee: member,
      closedAtMs: null,
    });
    expect(yes(await close(anna, conversation))).toMatchObject({
      state: "closed",
      assignee: null,
      closedAtMs: expect.any(Number),
    });
    expect(codeOf(await take(anna, conversation))).toBe("conversation_closed");
    const closed = yes(await close(anna, conversation, "spam"));
    expect(yes(await close(anna, conversation))).toEqual(closed);
    await say(begun);
    expect(yes(await take(anna, conversation))).toMatchObject({ state: "in_hand" });
  });

  test("[C2] a waiting conversation can be closed, by the citizen too", async () => {
    const begun = await begin(setting);
    expect(yes(await close(begun.citizen, begun.conversation, "left"))).toMatchObject({ state: "closed" });
  });

  test("[C8] a citizen closes with left and no other outcome, a colleague with any other", async () => {
    const [begun, other] = [await begin(setting), await begin(setting)];
    const anna = await setting.agent("anna");
    expect(codeOf(await close(begun.citizen, begun.conversation, "answered"))).toBe("malformed");
    expect(codeOf(await close(begun.citizen, begun.conversation, "left"))).toBe("ok");
    expect(codeOf(await close(anna, other.conversation, "left"))).toBe("malformed");
    expect(codeOf(await close(anna, other.conversation, "no_answer"))).toBe("ok");
  });

  test("[C3] of two colleagues who take at once one gets it, and taking what one has is no error", async () => {
    const [anna, bram] = [await setting.agent("anna"), await setting.agent("bram")];
    for (let round = 0; round < 5; round++) {
      const { conversation } = await begin(setting);
      const answers = await Promise.all([take(anna, conversation), take(bram, conversation)]);
      expect(answers.map(codeOf).toSorted()).toEqual(["already_taken", "ok"]);
      const winner = answers[0]?.ok ? anna : bram;
      expect(codeOf(await take(winner, conversation))).toBe("ok");
    }
  });
});

describe("news and pages", () => {
  test("[C4] every change is told to the desk's colleagues, not to another desk, and every act to the citizen", async () => {
    const [anna, bram, chris] = [
      await setting.agent("anna"),
      await setting.agent("bram"),
      await setting.agent("chris"),
    ];
    const [begun, other] = [await begin(setting), await begin(setting)];
    const { conversation } = begun;
    const change = (fields: Record<string, unknown>) => (news: Record<string, unknown>) =>
      news.conversation === conversation &&
      Object.entries(fields).every(([key, value]) => news[key] === value);
    await Promise.all([say(begun), say(other)]);
    for (const one of [begun, other])
      expect(
        await bram.heard("conversations:changed", tells(one.conversation, { publicSeq: 1 })),
      ).toBeDefined();
    yes(await take(anna, conversation));
    yes(await close(anna, conversation));
    await say(begun);
    const acts = [
      { publicSeq: 0 },
      { state: "in_hand" },
      { state: "closed" },
      { state: "waiting", publicSeq: 2 },
    ];
    for (const fields of acts) {
      expect(await bram.heard("conversation:changed", change(fields))).toMatchObject(fields);
      expect(await begun.citizen.heard("conversation:changed", change(fields))).toMatchObject(fields);
    }
    expect(begun.citizen.news("conversation:changed")).toHaveLength(acts.length);
    yes(await chris.call("queue:load", { list: "open" }));
    for (const event of ["conversation:changed", "conversations:changed"])
      expect(chris.news(event)).toEqual([]);
  });

  test("[C5] load gives a page in order of seq, all epochs, and news until leave", async () => {
    const begun = await begin(setting);
    const anna = await setting.agent("anna");
    await say(begun);
    await say(begun);
    const page = yes(await load(anna, begun.conversation, { limit: 1 }));
    expect(page).toMatchObject({
      messages: [{ seq: 1 }],
      epochs: [{ epoch: 0 }],
      more: true,
      summary: { publicSeq: 2 },
    });
    await say(begun);
    expect(await anna.heard("message:new")).toMatchObject({ seq: 3 });
    expect(yes(await anna.call("conversation:leave", { conversation: begun.conversation }))).toBe(null);
    await say(begun);
    yes(await load(anna, begun.conversation));
    expect(anna.news("message:new")).toHaveLength(1);
  });

  test("[C6] the internal channel does not exist towards a citizen", async () => {
    const begun = await begin(setting);
    const { conversation, citizen } = begun;
    const [anna, bram] = [await setting.agent("anna"), await setting.agent("bram")];
    const internal = await beginInternal(setting, conversation, anna);
    for (const who of [citizen, bram]) yes(await load(who, conversation));
    const before = yes(await load(citizen, conversation)).summary;
    const note = sending(conversation, internal.chain.text(), "internal");
    const typing = sending(conversation, internal.chain.seal({ type: "typing" }), "internal");
    const changes = citizen.news("conversation:changed").length;
    yes(await anna.call("message:send", note));
    yes(await anna.call("ephemeral:send", typing));
    expect(await bram.heard("message:new")).toMatchObject({ channel: "internal", seq: 1 });
    expect(await bram.heard("ephemeral:new")).toMatchObject({ channel: "internal" });
    expect(await bram.heard("conversations:changed", tells(conversation, { internalSeq: 1 }))).toBeDefined();
    const asked = { conversation, channel: "internal" };
    const record = internal.epoch.recordBytes;
    expect(codeOf(await load(citizen, conversation, { channel: "internal" }))).toBe("not_found");
    expect(codeOf(await citizen.call("message:send", note))).toBe("not_found");
    expect(codeOf(await citizen.call("ephemeral:send", typing))).toBe("not_found");
    expect(codeOf(await citizen.call("epoch:publish", { ...asked, record }))).toBe("not_found");
    expect(yes(await load(citizen, conversation)).summary).toEqual(before);
    expect(before).toMatchObject({ internalSeq: 0 });
    expect(citizen.news("message:new")).toEqual([]);
    expect(citizen.news("epoch:new")).toEqual([]);
    expect(citizen.news("ephemeral:new")).toEqual([]);
    expect(citizen.news("conversation:changed")).toHaveLength(changes);
    expect(citizen.news("conversations:changed")).toEqual([]);
    expect(yes(await load(anna, conversation, { channel: "internal" }))).toMatchObject({
      messages: [{ seq: 1 }],
    });
  });

  test("[C7] every act writes an event, by pseudonyms that lead nowhere once the conversation is gone", async () => {
    const begun = await begin(setting);
    const { conversation } = begun;
    const anna = await setting.agent("anna");
    const answer = new Chain(begun.epoch, "desk", anna.keys);
    await say(begun);
    yes(await take(anna, conversation));
    yes(await anna.call("message:send", sending(conversation, answer.text())));
    yes(await close(anna, conversation));
    await say(begun);
    const [{ pseudonym } = { pseudonym: "" }] = await setting.rows<{ pseudonym: string }>(
      "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
      [conversation],
    );
    const events = await setting.rows<{
      kind: string;
      actor: string;
      actor_pseudonym: string;
      outcome: string | null;
    }>(
      "SELECT kind, actor, actor_pseudonym, outcome FROM conversation_event WHERE conversation_pseudonym = $1 ORDER BY event_id",
      [pseudonym],
    );
    expect(events.map(({ kind, actor, outcome }) => [kind, actor, outcome])).toEqual([
      ["opened", "citizen", null],
      ["citizen_message", "citizen", null],
      ["taken", "agent", null],
      ["agent_answer", "agent", null],
      ["closed", "agent", "answered"],
      ["reopened", "citizen", null],
      ["citizen_message", "citizen", null],
    ]);
    expect(new Set(events.map((event) => event.actor_pseudonym)).size).toBe(2);
    const known = [conversation, setting.colleague("anna").member];
    expect(events.some((event) => known.includes(event.actor_pseudonym)) || known.includes(pseudonym)).toBe(
      false,
    );

    await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [conversation]);
    const left = await setting.rows("SELECT 1 FROM conversation_actor WHERE conversation_id = $1", [
      conversation,
    ]);
    expect(left).toEqual([]);
  });
});

test("[C4] a citizen's other connection hears of a change too", async () => {
  const begun = await begin(setting);
  const again = await connectCitizen(setting, begun.citizen.keys);
  yes(await take(await setting.agent("anna"), begun.conversation));
  expect(await again.heard("conversation:changed")).toMatchObject({ state: "in_hand" });
  again.socket.disconnect();
});
