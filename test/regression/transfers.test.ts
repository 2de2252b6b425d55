import type { AgentConversation, Entry } from "@eigenkanaal/client";
import type { DeskId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import {
  entriesOf,
  isAllStored,
  isOpen,
  isTalk,
  type Open,
  shows,
  texts,
  usePeople,
} from "../harness/talks.js";

/** Conversations that go to another desk, as all who read them see it. */

const setting = useSetting();
const { asked, openAgent, openConversation, taken } = usePeople(setting);
const other = () => setting.otherDesk.desk as DeskId;

type Wish = Partial<Parameters<AgentConversation["transfer"]>[0]>;
const transfer = (conversation: AgentConversation, wish: Wish = {}) =>
  conversation.transfer({
    desk: other(),
    history: "along",
    reading: "not",
    why: "Hoort bij jullie",
    ...wish,
  });
const openState = (conversation: AgentConversation, fits: (state: Open) => boolean) =>
  until(conversation.state, (state): state is Open => isOpen(state) && fits(state));
const told = (entries: readonly Entry[]) =>
  entries.map((entry) => {
    if (entry.kind === "text") return entry.text;
    if (entry.kind === "handover") return `${entry.note.step}: ${entry.note.text}`;
    if (entry.kind === "turn")
      return entry.turn.kind === "transferred" ? `to other: ${entry.turn.history}` : "left";
    return entry.kind;
  });
const seenBy = (one: AgentConversation) => told(entriesOf(one.state.getState()));
const warningsOf = (one: AgentConversation) => {
  const state = one.state.getState();
  return isOpen(state) ? state.view.warnings : ["not open"];
};
const epochs = (id: string) =>
  setting.rows("SELECT 1 FROM conversation_epoch WHERE conversation_id = $1 AND channel = 'public'", [id]);

describe("a transfer with history", () => {
  it("lets the new desk read and answer all of it, tells the citizen, and shuts the old desk out", async () => {
    const { citizen, id } = await asked("Klopt mijn aanslag?");
    const forAnna = await taken("anna", id);
    const bram = await openAgent("bram");
    const forBram = await openConversation(bram.agent, id);
    await forAnna.send("Ik kijk het na");
    await forAnna.note("Lijkt belasting");
    await until(forAnna.state, isAllStored);
    const { agent: chris } = await openAgent("chris");
    expect(await transfer(forAnna)).toBeUndefined();
    for (const gone of [forAnna, forBram])
      await until(gone.state, (state) => state.phase === "moved" && state.to === other());
    await until(
      bram.agent.state,
      (state) => state.phase === "ready" && !state.queue.some((one) => one.conversation === id),
    );
    const forChris = await openConversation(chris, id);
    const turn = "to other: along";
    await until(forChris.state, () => seenBy(forChris).length === 5);
    expect(seenBy(forChris).toSorted()).toEqual(
      [
        "Klopt mijn aanslag?",
        "Ik kijk het na",
        "Lijkt belasting",
        turn,
        "given: Hoort bij jullie",
      ].toSorted(),
    );
    expect(forChris.state.getState()).toMatchObject({ handover: { by: { name: "anna" }, state: "offered" } });
    expect(await forChris.take()).toBeUndefined();
    await forChris.send("Hier is belastingen");
    const talk = await until(
      citizen.state,
      shows("Klopt mijn aanslag?", "Ik kijk het na", "Hier is belastingen"),
    );
    expect(told(entriesOf(talk))).toEqual([
      "Klopt mijn aanslag?",
      "Ik kijk het na",
      turn,
      "Hier is belastingen",
    ]);
    const { readers, desk } = isTalk(talk) ? talk.conversation : { readers: [], desk: "" };
    expect(desk).toBe(other());
    expect(readers.find(({ role }) => role === "desk")?.members).toEqual(["chris"]);
    expect(readers.map(({ role }) => role).toSorted()).toEqual(["archive", "citizen", "desk"]);
    expect(warningsOf(forChris)).toEqual([]);
    // The new desk's own epoch: whoever handed it over made the one before, and knows its key.
    expect(await epochs(id)).toHaveLength(3);
  });
});

describe("a transfer without history", () => {
  it("shows the new desk one plain line and the note, no words of before and no alarm", async () => {
    const { citizen, id } = await asked("Vertrouwelijk");
    await citizen.send("Nog iets van mij");
    const forAnna = await taken("anna", id);
    await forAnna.send("Dit is voor een ander bureau");
    await forAnna.note("Intern van Anna");
    await until(citizen.state, shows("Dit is voor een ander bureau"));
    citizen.seen();
    await until(forAnna.state, isAllStored);
    const { agent: chris } = await openAgent("chris");
    expect(await transfer(forAnna, { history: "left_out", why: "Vraagt kwijtschelding" })).toBeUndefined();
    const forChris = await openConversation(chris, id);
    await forChris.take();
    await citizen.send("En nu?");
    await until(forChris.state, shows("En nu?"));
    await forChris.send("Ik help u");
    await until(citizen.state, shows("Ik help u"));
    await citizen.send("Dank u");
    await until(forChris.state, shows("Dank u"));
    const seen = seenBy(forChris);
    expect(seen.filter((one) => one === "unread")).toHaveLength(2);
    expect(seen.filter((one) => one !== "unread").toSorted()).toEqual(
      ["to other: left_out", "given: Vraagt kwijtschelding", "En nu?", "Ik help u", "Dank u"].toSorted(),
    );
    expect(warningsOf(forChris)).toEqual([]);
    const shown = isTalk(citizen.state.getState()) && citizen.state.getState();
    expect(shown && isTalk(shown) && shown.conversation.warnings).toEqual([]);
    expect(told(entriesOf(citizen.state.getState()))).toContain("to other: left_out");
  });
});

describe("a warm transfer", () => {
  it("lets who hands it over read along, listed for all to see, until somebody takes it", async () => {
    const { citizen, id } = await asked("Vraag");
    const anna = await openAgent("anna");
    const forAnna = await openConversation(anna.agent, id);
    await forAnna.take();
    const { agent: chris } = await openAgent("chris");
    expect(await transfer(forAnna, { reading: "along" })).toBeUndefined();
    await openState(forAnna, ({ view }) => view.desk === other() && view.state === "waiting");
    await citizen.send("Bent u er nog?");
    await until(forAnna.state, shows("Vraag", "Bent u er nog?"));
    const listed = await until(
      citizen.state,
      (state) => isTalk(state) && state.conversation.readers.length === 4,
    );
    expect(
      isTalk(listed) && listed.conversation.readers.find(({ role }) => role === "handing_over"),
    ).toMatchObject({
      members: ["anna"],
    });
    // Also after a reload: the epoch is wrapped to her own key.
    const again = await openConversation(await anna.reload(), id);
    await until(again.state, shows("Vraag", "Bent u er nog?"));
    const forChris = await openConversation(chris, id);
    await forChris.take();
    await until(again.state, (state) => state.phase === "moved");
    await until(citizen.state, (state) => isTalk(state) && state.conversation.readers.length === 3);
    expect(told(entriesOf(citizen.state.getState()))).toEqual([
      "Vraag",
      "to other: along",
      "Bent u er nog?",
      "left",
    ]);
    await forChris.send("Nu ben ik er");
    await until(citizen.state, shows("Nu ben ik er"));
    expect(texts(again.state.getState())).not.toContain("Nu ben ik er");
  });
});

describe("what is under way while the desk changes", () => {
  it("is sealed again for the new desk: the citizen's words arrive once and in order", async () => {
    const { citizen, id } = await asked("Eerst");
    const forAnna = await taken("anna", id);
    const { agent: chris } = await openAgent("chris");
    const sending = ["Een", "Twee", "Drie", "Vier"].map((text) => citizen.send(text));
    const [refused] = await Promise.all([transfer(forAnna), ...sending]);
    expect(refused).toBeUndefined();
    await until(citizen.state, isAllStored, 30_000);
    const forChris = await openConversation(chris, id);
    await until(forChris.state, shows("Eerst", "Een", "Twee", "Drie", "Vier"), 30_000);
    expect(texts(forChris.state.getState()).filter((one) => one !== "Hoort bij jullie")).toEqual([
      ...["Eerst", "Een", "Twee", "Drie", "Vier"],
    ]);
    expect(warningsOf(forChris)).toEqual([]);
  });
});

describe("a transfer that is sent back", () => {
  it("brings all of it back to the desk that it came from, with the reason", async () => {
    const { citizen, id } = await asked("Voor wie is dit?");
    const anna = await openAgent("anna");
    const forAnna = await openConversation(anna.agent, id);
    await forAnna.take();
    const { agent: chris } = await openAgent("chris");
    await transfer(forAnna, { history: "left_out" });
    const forChris = await openConversation(chris, id);
    await forChris.take();
    await citizen.send("Hallo?");
    await until(forChris.state, shows("Hallo?"));
    const back = { desk: setting.desk.desk as DeskId, why: "Niet van ons" };
    expect(await transfer(forChris, back)).toBeUndefined();
    await openState(forAnna, ({ view }) => view.desk === setting.desk.desk);
    await until(forAnna.state, shows("Voor wie is dit?", "Hallo?"));
    await until(forAnna.state, () => seenBy(forAnna).includes("returned: Niet van ons"));
    expect(warningsOf(forAnna)).toEqual([]);
    await forAnna.take();
    await forAnna.send("Toch bij ons");
    await until(citizen.state, shows("Toch bij ons"));
  });
});
