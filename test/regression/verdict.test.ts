import { describe, expect, it } from "vitest";
import { asAnswered } from "../harness/closing.js";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { entriesOf, isOpen, isTalk, type Talk, usePeople } from "../harness/talks.js";

/** What a citizen makes of a conversation that is closed, and what becomes of that on both sides. */

const setting = useSetting();
const { asked, openAgent, openCitizen, taken } = usePeople(setting);

type Seen = Parameters<typeof entriesOf>[0];
const remarks = (state: Seen) =>
  entriesOf(state).flatMap((entry) => (entry.kind === "remark" ? [entry.text] : []));
const isAsked = (state: Parameters<typeof isTalk>[0]): state is Talk =>
  isTalk(state) && state.conversation.verdict !== null;

describe("a verdict and its remark", () => {
  it("reach the desk, open nothing, and are there again after a reload", async () => {
    const { citizen, device, id } = await asked("Mag mijn container op zondag buiten?");
    const conversation = await taken("anna", id);
    expect((await until(citizen.state, isTalk)).conversation.verdict).toBeNull();
    expect(await citizen.verdict.give("yes")).toBe("not_asked");
    expect(await conversation.close(asAnswered)).toBeUndefined();

    const talk = await until(citizen.state, isAsked);
    expect(talk.conversation.verdict).toMatchObject({ given: null });
    expect(await citizen.verdict.give("partly")).toBeUndefined();
    await citizen.verdict.remark("Ik wachtte wel lang.", { shared: false });
    await until(conversation.state, (state) => isOpen(state) && state.view.verdict?.given === "partly");
    await until(conversation.state, (state) => remarks(state).includes("Ik wachtte wel lang."));
    expect(conversation.state.getState()).toMatchObject({ view: { state: "closed" } });
    expect(entriesOf(conversation.state.getState()).find(({ kind }) => kind === "remark")).toMatchObject({
      ...{ channel: "public", own: false, author: { role: "citizen" }, delivery: null },
    });

    citizen.stop();
    const again = await openCitizen(device);
    const back = await until(
      again.state,
      (state): state is Talk => isAsked(state) && remarks(state).length > 0,
    );
    expect(back.conversation).toMatchObject({ state: "closed", verdict: { given: "partly" } });
    expect(back.unread).toBe(0);
  });

  it("says what does not fit in a remark, and sends nothing of it", async () => {
    const { citizen, id } = await asked("Waar kan mijn oude fiets heen?");
    const conversation = await taken("anna", id);
    expect(await conversation.close(asAnswered)).toBeUndefined();
    await until(citizen.state, isAsked);
    await expect(citizen.verdict.remark("€".repeat(1_001), { shared: false })).rejects.toThrow();
    await citizen.verdict.remark("€".repeat(1_000), { shared: false });
    await until(conversation.state, (state) => remarks(state).length === 1);
  });

  it("lets who supervises the desk by its signed roster read a remark that is shared, and no other, and not the conversation", async () => {
    const [anna, bram, chris] = (["anna", "bram", "chris"] as const).map((name) =>
      setting.colleague(name),
    ) as [
      ReturnType<typeof setting.colleague>,
      ReturnType<typeof setting.colleague>,
      ReturnType<typeof setting.colleague>,
    ];
    const unsupervised = await asked("Mag ik hier vissen?");
    expect(await unsupervised.citizen.verdict.supervised()).toBe(false);
    await expect(unsupervised.citizen.verdict.remark("Voor niemand.", { shared: true })).rejects.toThrow();

    await setting.rows("UPDATE member SET roles = '{supervisor}' WHERE member_id = $1", [chris.member]);
    await setting.rotateDesk(setting.desk, [anna, bram, chris], ({ member }) =>
      member === chris.member ? ["supervise"] : ["answer", "rotate"],
    );
    const talks = [await asked("Mag ik hier zwemmen?"), await asked("Mag ik hier schaatsen?")] as const;
    for (const [index, { citizen, id }] of talks.entries()) {
      const conversation = await taken("anna", id);
      expect(await conversation.close(asAnswered)).toBeUndefined();
      await until(citizen.state, isAsked);
      expect(await citizen.verdict.supervised()).toBe(true);
      await citizen.verdict.remark(`Opmerking ${index}`, { shared: index === 1 });
      await until(conversation.state, (state) => remarks(state).length === 1);
      expect(entriesOf(conversation.state.getState()).find(({ kind }) => kind === "remark")).toMatchObject({
        ...{ text: `Opmerking ${index}`, shared: index === 1 },
      });
    }
    const { agent: supervisor } = await openAgent("chris");
    expect(await supervisor.sharedRemarks.load(null)).toMatchObject({
      ...{ ok: true, value: { remarks: [{ text: "Opmerking 1", desk: setting.desk.desk }], more: false } },
    });
    const conversation = supervisor.conversation(talks[1].id);
    await until(conversation.state, (state) => state.phase === "refused");
    const { agent } = await openAgent("anna");
    expect((await agent.sharedRemarks.load(null)).ok).toBe(false);
  });
});
