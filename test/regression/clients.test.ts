import { randomBytes, randomUUID } from "node:crypto";
import { codeOf, findByCode } from "@eigenkanaal/client/continuing";
import { citizenFromEntropy } from "@eigenkanaal/crypto";
import { describe, expect, it } from "vitest";
import { connectCitizen } from "../harness/callers.js";
import { asAnswered } from "../harness/closing.js";
import { begin, say } from "../harness/conversation.js";
import { citizenAt, until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { deliveries, entriesOf, isOpen, isReady, isTalk, shows, texts, usePeople } from "../harness/talks.js";

/** The real clients on both sides of a real gateway: what people see, and what happens when things go wrong. */

const setting = useSetting();
const { asked, openAgent, openCitizen, openConversation } = usePeople(setting);

describe("a conversation", () => {
  it("goes from question to answer, with signed receipts and the same number on both sides", async () => {
    const { citizen, id } = await asked("Mijn container is niet geleegd");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    expect(texts(conversation.state.getState())).toEqual(["Mijn container is niet geleegd"]);
    expect(await conversation.take()).toBeUndefined();
    conversation.seen();
    await until(citizen.state, (state) => isTalk(state) && deliveries(state)[0] === "read");

    await conversation.send("Ik kijk het even na");
    await until(citizen.state, shows("Mijn container is niet geleegd", "Ik kijk het even na"));
    citizen.seen();
    await until(conversation.state, (state) => deliveries(state)[0] === "read");

    const talk = await until(citizen.state, isTalk);
    const open = await until(conversation.state, isOpen);
    expect(open.view.number).toMatch(/^(\d{5} ){5}\d{5}$/);
    expect(talk.conversation.number).toBe(open.view.number);
    expect(talk.conversation.state).toBe("in_hand");
    expect(talk.conversation.readers.map(({ role }) => role)).toEqual(["citizen", "desk", "archive"]);
    expect(talk.conversation.readers[1]?.members).toContain("anna");
    expect(talk.conversation.entries.at(-1)).toMatchObject({
      author: { role: "member", alias: "anna" },
      own: false,
    });
  });

  it("is delivered, not read, while the colleague has not looked, and neither while nobody has it", async () => {
    const { citizen, id } = await asked("Wie leest dit?");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    conversation.seen();
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(deliveries(citizen.state.getState())).toEqual(["stored"]);
    await conversation.take();
    await citizen.send("En dit?");
    await until(citizen.state, (state) => isTalk(state) && deliveries(state)[1] === "delivered");
  });

  it("shows that the other side types, unless the citizen has switched it off", async () => {
    const { citizen, id } = await asked("Typt u?");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    conversation.typing("public");
    await until(citizen.state, (state) => isTalk(state) && state.conversation.typing?.role === "member");
    citizen.setShowsTyping(false);
    citizen.typing();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(conversation.state.getState()).toMatchObject({ view: { typing: null } });
    citizen.setShowsTyping(true);
    citizen.typing();
    await until(conversation.state, (state) => isOpen(state) && state.view.typing?.role === "citizen");
  });

  it("survives a reload on both sides, and a note stays among colleagues", async () => {
    const { citizen, device, id } = await asked("Blijft dit staan?");
    const anna = await openAgent("anna");
    const conversation = await openConversation(anna.agent, id);
    await conversation.take();
    await conversation.send("Ja hoor");
    await conversation.note("Deze mevrouw belde gisteren ook");
    await until(conversation.state, (state) => deliveries(state).length === 2);
    const { agent: bram } = await openAgent("bram");
    const forBram = await openConversation(bram, id);
    await until(forBram.state, shows("Blijft dit staan?", "Ja hoor", "Deze mevrouw belde gisteren ook"));

    anna.agent.stop();
    const again = await openConversation(await anna.reload(), id);
    await until(again.state, shows("Blijft dit staan?", "Ja hoor", "Deze mevrouw belde gisteren ook"));
    citizen.stop();
    const reloaded = await openCitizen(device);
    await until(reloaded.state, shows("Blijft dit staan?", "Ja hoor"));
    expect(texts(reloaded.state.getState())).not.toContain("Deze mevrouw belde gisteren ook");
    await reloaded.send("Fijn");
    await until(again.state, shows("Fijn"));
  });

  it("is taken by one of two colleagues, and the other sees by whom", async () => {
    const { id } = await asked("Wie pakt dit op?");
    const [{ agent: anna }, { agent: bram }] = [await openAgent("anna"), await openAgent("bram")];
    const [forAnna, forBram] = [await openConversation(anna, id), await openConversation(bram, id)];
    const refusals = await Promise.all([forAnna.take(), forBram.take()]);
    expect(refusals.toSorted()).toEqual(["already_taken", undefined]);
    const taker = refusals[0] === undefined ? "anna" : "bram";
    for (const conversation of [forAnna, forBram])
      await until(conversation.state, (state) => isOpen(state) && state.assignee?.name === taker);
  });

  it("is not there for a colleague of another desk", async () => {
    const { id } = await asked("Niet voor iedereen");
    const { agent: chris } = await openAgent("chris");
    const ready = await until(chris.state, isReady);
    expect(ready.queue.map(({ conversation }) => conversation)).not.toContain(id);
  });

  it("closes for both sides and opens again when the citizen writes", async () => {
    const { citizen, id } = await asked("Klaar?");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    await conversation.take();
    expect(await conversation.close(asAnswered)).toBeUndefined();
    await until(
      citizen.state,
      (state) => isTalk(state) && state.conversation.entries.some(({ kind }) => kind === "closed"),
    );
    await until(citizen.state, (state) => isTalk(state) && state.conversation.state === "closed");
    await citizen.send("Toch nog iets");
    await until(conversation.state, (state) => isOpen(state) && state.view.state === "waiting");
    await until(conversation.state, shows("Klaar?", "Toch nog iets"));
  });

  it("is among the finished ones of who asks for them, and not of who cannot reach the gateway", async () => {
    const { id } = await asked("Is dit klaar?");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    await conversation.take();
    expect(await conversation.close(asAnswered)).toBeUndefined();

    const { agent: bram } = await openAgent("bram");
    const ready = await until(bram.state, isReady);
    expect(ready).toMatchObject({ me: { desks: [setting.desk.desk] }, closed: [] });
    expect(await bram.loadClosed("newest")).toBe("all");
    expect(bram.state.getState()).toMatchObject({
      closed: expect.arrayContaining([expect.objectContaining({ conversation: id })]),
    });
    await bram.signOut();
    expect(await bram.loadClosed("newest")).toBe("failed");
  });
});

describe("when the line is gone", () => {
  it("keeps what is typed and sends it once when the gateway is back, in order", async () => {
    const { citizen, id } = await asked("Eerst dit");
    await setting.restartGateway(async () => {
      await until(citizen.state, (state) => isTalk(state) && state.connection === "offline");
      await citizen.send("Dan dit");
      await citizen.send("En dit");
      expect(deliveries(citizen.state.getState())).toEqual(["stored", "queued", "queued"]);
    });
    await until(
      citizen.state,
      (state) => isTalk(state) && deliveries(state).every((one) => one === "stored"),
      30_000,
    );
    expect(texts(citizen.state.getState())).toEqual(["Eerst dit", "Dan dit", "En dit"]);
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    expect(texts(conversation.state.getState())).toEqual(["Eerst dit", "Dan dit", "En dit"]);
  });

  it("keeps it over a reload too", async () => {
    const { citizen, device } = await asked("Vooraf");
    await setting.restartGateway(async () => {
      await until(citizen.state, (state) => isTalk(state) && state.connection === "offline");
      await citizen.send("Tijdens de storing");
      citizen.stop();
    });
    const reloaded = await openCitizen(device);
    await until(reloaded.state, shows("Vooraf", "Tijdens de storing"));
    await until(
      reloaded.state,
      (state) => isTalk(state) && deliveries(state).every((one) => one === "stored"),
    );
  });
});

describe("keys that change", () => {
  it("begins a new epoch when the desk has a new key, and both sides read on", async () => {
    const { citizen, id } = await asked("Met de oude sleutel");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    await conversation.take();
    await setting.rotateDesk();
    await conversation.send("Met de nieuwe sleutel");
    await until(citizen.state, shows("Met de oude sleutel", "Met de nieuwe sleutel"));
    await citizen.send("Dank u");
    await until(conversation.state, shows("Dank u"));
    const rows = await setting.rows<{ epoch: number }>(
      "SELECT max(epoch)::int AS epoch FROM message WHERE conversation_id = $1",
      [id],
    );
    expect(rows).toEqual([{ epoch: 1 }]);
  });
});

describe("what was tampered with", () => {
  it("is shown as invalid without a word of it, the gap is shown, and what follows is readable", async () => {
    const { citizen, device, id } = await asked("Voor");
    await citizen.send("Veranderd onderweg");
    await citizen.send("Na");
    await until(
      citizen.state,
      (state) => isTalk(state) && deliveries(state).every((one) => one === "stored"),
    );
    citizen.stop();
    await setting.rows(
      "UPDATE message SET envelope = set_byte(envelope, 700, get_byte(envelope, 700) # 1) WHERE conversation_id = $1 AND seq = 2",
      [id],
    );
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    const reloaded = await openCitizen(device);
    await until(reloaded.state, shows("Voor", "Na"));
    for (const entries of [entriesOf(conversation.state.getState()), entriesOf(reloaded.state.getState())]) {
      expect(entries.map((entry) => (entry.kind === "text" ? entry.text : entry.kind))).toEqual([
        "Voor",
        "invalid",
        "Na",
      ]);
    }
    expect(conversation.state.getState()).toMatchObject({
      view: { warnings: [{ kind: "gap", channel: "public" }] },
    });
    expect(reloaded.state.getState()).toMatchObject({
      conversation: { warnings: [{ kind: "gap", channel: "public" }] },
    });
  });

  it("shows one of two versions of a message, and tells both sides that there were two", async () => {
    const entropy = randomBytes(16);
    const keys = citizenFromEntropy(entropy);
    const begun = await begin({ ...setting, citizen: () => connectCitizen(setting, keys) });
    await say(begun);
    // Signed in the same place of the same chain: by a device that was put back, or by who has its key.
    begun.chain.seq = 0;
    const other = begun.chain.seal({ type: "text", text: "Andere versie" });
    await setting.rows(
      `INSERT INTO message (organisation_id, conversation_id, channel, seq, message_id, class, epoch, sender_vk, sender_ref,
         sender_seq, envelope, stored_at)
       SELECT organisation_id, conversation_id, channel, 2, $2, class, epoch, sender_vk, sender_ref, 1, $3, stored_at
       FROM message WHERE conversation_id = $1`,
      [begun.conversation, randomUUID(), other],
    );
    await setting.rows("UPDATE conversation SET public_seq = 2 WHERE conversation_id = $1", [
      begun.conversation,
    ]);
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, begun.conversation);
    const citizen = await openCitizen();
    expect(await citizen.continueWith(codeOf(entropy), findByCode)).toBe("continued");
    await until(citizen.state, shows("Goedemiddag"));
    const warnings = [{ kind: "fork", channel: "public" }];
    for (const { state } of [conversation, citizen])
      expect(
        entriesOf(state.getState()).map((entry) => (entry.kind === "text" ? entry.text : entry.kind)),
      ).toEqual([...["Goedemiddag", "invalid"]]);
    expect(conversation.state.getState()).toMatchObject({ view: { warnings } });
    expect(citizen.state.getState()).toMatchObject({ conversation: { warnings } });
  });
});

it("trusts nobody but the root key on the town's page", async () => {
  const other = setting.town.rootB64.replace(/^./, (first) => (first === "A" ? "B" : "A"));
  const citizen = citizenAt(setting.gateway.widgetOrigin, other);
  expect(await until(citizen.state, (state) => state.phase !== "starting")).toMatchObject({
    phase: "unavailable",
    why: "untrusted",
  });
  citizen.stop();
});
