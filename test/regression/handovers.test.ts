import type { AgentConversation } from "@eigenkanaal/client";
import type { MemberId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { entriesOf, isOpen, type Open, shows, usePeople } from "../harness/talks.js";

/** Conversations that are handed over, as the people on both sides see it. */

const setting = useSetting();
const { asked, openAgent, openConversation, taken } = usePeople(setting);
const memberOf = (name: "anna" | "bram") => setting.colleague(name).member as MemberId;

const handovers = (conversation: AgentConversation) =>
  entriesOf(conversation.state.getState()).flatMap((entry) =>
    entry.kind === "handover" ? [[entry.author.role === "member" && entry.author.alias, entry.note]] : [],
  );
const openState = (conversation: AgentConversation, fits: (state: Open) => boolean) =>
  until(conversation.state, (state): state is Open => isOpen(state) && fits(state));

/** Bram, who is there: what those have who are off goes back to the queue while the citizen waits [R3]. */
const atWork = async () => {
  const { agent } = await openAgent("bram");
  await agent.setPresence("on_duty");
  return agent;
};

describe("a conversation that is given to a colleague of the desk", () => {
  it("comes with who gave it and why, is accepted, and the citizen hears nothing of it", async () => {
    const { citizen, id } = await asked("Mag ik iets vragen?");
    const forAnna = await taken("anna", id);
    const bram = await atWork();
    const forBram = await openConversation(bram, id);
    expect(await bram.colleagues(setting.desk.desk as never)).toEqual([
      { member: memberOf("anna"), name: "anna" },
    ]);
    expect(await forAnna.give(memberOf("bram"), "Ik ga naar huis")).toBeUndefined();
    const note = { step: "given", to: "colleague", id: memberOf("bram"), text: "Ik ga naar huis" };
    await openState(forBram, ({ assignee }) => assignee?.me === true);
    await until(forBram.state, () => handovers(forBram).length === 1);
    expect(handovers(forBram)).toEqual([["anna", note]]);
    const offered = { by: { name: "anna", me: false }, state: "offered" };
    expect(forBram.state.getState()).toMatchObject({ handover: offered });
    expect(await forBram.take()).toBeUndefined();
    await openState(forAnna, ({ handover }) => handover?.state === "accepted");
    await forBram.send("Ik help u verder");
    await until(citizen.state, shows("Mag ik iets vragen?", "Ik help u verder"));
    expect(entriesOf(citizen.state.getState()).map(({ kind }) => kind)).toEqual(["text", "text"]);
  });

  it("goes back to who gave it, with a reason", async () => {
    const { id } = await asked("Nog een vraag");
    const forAnna = await taken("anna", id);
    const bram = await atWork();
    await forAnna.give(memberOf("bram"), "");
    const forBram = await openConversation(bram, id);
    expect(await forBram.give(memberOf("anna"), "Hier weet ik niets van")).toBeUndefined();
    await until(forAnna.state, () => handovers(forAnna).length === 2);
    expect(handovers(forAnna)[1]).toMatchObject([
      "bram",
      { step: "returned", text: "Hier weet ik niets van" },
    ]);
    expect(forAnna.state.getState()).toMatchObject({ assignee: { me: true }, handover: { returns: 1 } });
  });
});
