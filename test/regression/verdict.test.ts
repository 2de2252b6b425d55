import { describe, expect, it } from "vitest";
import { asAnswered } from "../harness/closing.js";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { entriesOf, isOpen, isTalk, type Talk, usePeople } from "../harness/talks.js";

/** What a citizen makes of a conversation that is closed, and what becomes of that on both sides. */

const setting = useSetting();
const { asked, openCitizen, taken } = usePeople(setting);

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
    await citizen.verdict.remark("Ik wachtte wel lang.");
    await until(conversation.state, (state) => isOpen(state) && state.view.verdict?.given === "partly");
    await until(conversation.state, (state) => remarks(state).includes("Ik wachtte wel lang."));
    expect(conversation.state.getState()).toMatchObject({ view: { state: "closed" } });
    expect(entriesOf(conversation.state.getState()).find(({ kind }) => kind === "remark")).toMatchObject({
      ...{ channel: "public", own: false, author: { role: "citizen" }, delivery: null },
    });

    citizen.stop();
    const again = await openCitizen(device);
    const back = await until(again.state, (state): state is Talk => isAsked(state) && remarks(state).length > 0);
    expect(back.conversation).toMatchObject({ state: "closed", verdict: { given: "partly" } });
    expect(back.unread).toBe(0);
  });

  it("says what does not fit in a remark, and sends nothing of it", async () => {
    const { citizen, id } = await asked("Waar kan mijn oude fiets heen?");
    const conversation = await taken("anna", id);
    expect(await conversation.close(asAnswered)).toBeUndefined();
    await until(citizen.state, isAsked);
    await expect(citizen.verdict.remark("€".repeat(1_001))).rejects.toThrow();
    await citizen.verdict.remark("€".repeat(1_000));
    await until(conversation.state, (state) => remarks(state).length === 1);
  });
});
