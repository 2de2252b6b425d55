import { describe, expect, it } from "vitest";
import { newDevice, until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { deliveries, entriesOf, isAllStored, isTalk, shows, texts, usePeople } from "../harness/talks.js";

/** Epochs that change while people write, and pages that are left or reloaded at a bad moment. */

const setting = useSetting();
const { asked, openCitizen, openAgent, openConversation, taken } = usePeople(setting);

const stored = (id: string, channel = "public") =>
  setting.rows<{ seq: number; class: number; epoch: number }>(
    "SELECT seq, class, epoch FROM message WHERE conversation_id = $1 AND channel::text = $2 ORDER BY seq",
    [id, channel],
  );
const kinds = (entries: ReturnType<typeof entriesOf>) => entries.map(({ kind }) => kind);

describe("epochs that change", () => {
  it("keeps both first notes when two colleagues write them at once", async () => {
    const { id } = await asked("Vraag");
    const anna = await openConversation((await openAgent("anna")).agent, id);
    const bram = await openConversation((await openAgent("bram")).agent, id);
    await Promise.all([anna.note("Van Anna"), anna.note("Nog een"), bram.note("Van Bram")]);
    for (const one of [anna, bram]) await until(one.state, shows("Van Anna", "Nog een", "Van Bram"));
    for (const one of [anna, bram]) await until(one.state, isAllStored);
    expect((await stored(id, "internal")).map(({ epoch }) => epoch)).toEqual([0, 0, 0]);
    const seen = texts(anna.state.getState());
    expect(seen.indexOf("Van Anna")).toBeLessThan(seen.indexOf("Nog een"));
    expect(texts(bram.state.getState())).toEqual(seen);
    expect(bram.state.getState()).toMatchObject({ view: { warnings: [] } });
  });

  it("seals three messages that waited during a rotation again, under the new key and in order", async () => {
    const { citizen, id } = await asked("Vooraf");
    await setting.restartGateway(async () => {
      await until(citizen.state, (state) => isTalk(state) && state.connection === "offline");
      for (const text of ["Een", "Twee", "Drie"]) await citizen.send(text);
      await setting.rotateDesk();
    });
    await until(citizen.state, isAllStored, 30_000);
    expect(texts(citizen.state.getState())).toEqual(["Vooraf", "Een", "Twee", "Drie"]);
    expect((await stored(id)).map(({ epoch }) => epoch)).toEqual([0, 1, 1, 1]);
    const forAnna = await taken("anna", id);
    expect(texts(forAnna.state.getState())).toEqual(["Vooraf", "Een", "Twee", "Drie"]);
    expect(forAnna.state.getState()).toMatchObject({ view: { warnings: [] } });
  });

  it("begins anew for a first note whose own epoch was overtaken by a rotation before it was published", async () => {
    const { id } = await asked("Vraag");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    await setting.restartGateway(async () => {
      await until(agent.state, (state) => state.phase === "ready" && state.connection === "offline");
      await conversation.note("Intern");
      await setting.rotateDesk();
    });
    // A note that waits is shown as queued; once stored it has no other side to be delivered to.
    await until(conversation.state, (state) => deliveries(state).join() === "", 30_000);
    expect(texts(conversation.state.getState())).toEqual(["Vraag", "Intern"]);
    expect(await stored(id, "internal")).toHaveLength(1);
  });
});

describe("a page that is left", () => {
  it("shows the conversation as it was, and what was missed, when the colleague comes back to it", async () => {
    const { citizen, id } = await asked("Vraag");
    const { agent } = await openAgent("anna");
    const conversation = await openConversation(agent, id);
    await conversation.take();
    await conversation.send("Antwoord, en meteen naar een ander");
    conversation.leave();
    await until(citizen.state, shows("Antwoord, en meteen naar een ander"));
    await citizen.send("Bent u er nog?");
    const again = await openConversation(agent, id);
    await until(again.state, shows("Vraag", "Antwoord, en meteen naar een ander", "Bent u er nog?"));
    expect(kinds(entriesOf(again.state.getState()))).toEqual(["text", "text", "text"]);
    await citizen.send("Hallo?");
    await until(again.state, shows("Hallo?"));
  });

  it("goes on for whoever still looks when another part of the page leaves it", async () => {
    const { citizen, id } = await asked("Vraag");
    const { agent } = await openAgent("anna");
    const list = await openConversation(agent, id);
    const pane = await openConversation(agent, id);
    list.leave();
    await citizen.send("Leest u nog mee?");
    await until(pane.state, shows("Leest u nog mee?"));
    pane.leave();
    await citizen.send("En nu?");
    await until(citizen.state, (state) => deliveries(state).length === 3 && isAllStored(state));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(texts(pane.state.getState())).not.toContain("En nu?");
  });
});

describe("a page that goes away while something is being kept", () => {
  it("opens the conversation after all when the key was kept and the request to open was not", async () => {
    const device = newDevice();
    const full = { ...device.store, add: () => Promise.reject(new Error("the disk is full")) };
    const citizen = await openCitizen({ ...device, store: full });
    citizen.choose(null);
    await expect(citizen.send("Dit lukt niet")).rejects.toThrow("the disk is full");
    citizen.stop();
    const reloaded = await openCitizen(device);
    await reloaded.send("Dit wel");
    await until(reloaded.state, (state) => deliveries(state).join() === "stored");
  });

  it("opens it on the next message in the same page too, once there is room", async () => {
    const device = newDevice();
    let full = true;
    const store = {
      ...device.store,
      add: (...item: Parameters<typeof device.store.add>) =>
        full ? Promise.reject(new Error("the disk is full")) : device.store.add(...item),
    };
    const citizen = await openCitizen({ ...device, store });
    citizen.choose(null);
    await expect(citizen.send("Dit lukt niet")).rejects.toThrow("the disk is full");
    await expect(citizen.send("Dit ook niet")).rejects.toThrow("the disk is full");
    full = false;
    await citizen.send("Dit wel");
    await until(citizen.state, (state) => deliveries(state).join() === "stored");
    expect(texts(citizen.state.getState())).toEqual(["Dit wel"]);
  });

  it("leaves no gap when a message was sealed and not kept", async () => {
    const device = newDevice();
    let full = false;
    const store = {
      ...device.store,
      add: (...item: Parameters<typeof device.store.add>) =>
        full ? Promise.reject(new Error("the disk is full")) : device.store.add(...item),
    };
    const citizen = await openCitizen({ ...device, store });
    citizen.choose(null);
    await citizen.send("Een");
    await until(citizen.state, shows("Een"));
    full = true;
    await expect(citizen.send("Verloren")).rejects.toThrow("the disk is full");
    full = false;
    await citizen.send("Drie");
    await until(citizen.state, (state) => deliveries(state).filter((one) => one === "stored").length === 2);
    const { conversation } = (await until(citizen.state, isTalk)).conversation;
    const forAnna = await taken("anna", conversation ?? "");
    expect(texts(forAnna.state.getState())).toEqual(["Een", "Drie"]);
    expect(forAnna.state.getState()).toMatchObject({ view: { warnings: [] } });
  });

  it("keeps what is typed after a reload before the line is back", async () => {
    const { citizen, device } = await asked("Vraag");
    citizen.stop();
    const reloaded = await openCitizen(device);
    await reloaded.send("Meteen weer");
    await until(reloaded.state, shows("Vraag", "Meteen weer"));
    await until(reloaded.state, isAllStored);
  });
});

describe("two tabs of one citizen", () => {
  it("send each its own, in one conversation that both show alike", async () => {
    const { citizen, device, id } = await asked("Vraag");
    const other = await openCitizen(device);
    await until(other.state, shows("Vraag"));
    await Promise.all([citizen.send("Tab een"), other.send("Tab twee"), citizen.send("Weer een")]);
    for (const tab of [citizen, other]) {
      await until(tab.state, shows("Vraag", "Tab een", "Tab twee", "Weer een"));
      await until(tab.state, isAllStored);
    }
    expect(texts(other.state.getState())).toEqual(texts(citizen.state.getState()));
    expect(await stored(id)).toHaveLength(4);
    const forAnna = await taken("anna", id);
    expect(forAnna.state.getState()).toMatchObject({ view: { warnings: [] } });
  });
});

describe("two tabs that both stood before the choice", () => {
  it("come to one conversation, and a reload keeps all of it", async () => {
    const device = newDevice();
    const [one, other] = [await openCitizen(device), await openCitizen(device)];
    for (const tab of [one, other]) tab.choose(null);
    await one.send("Vanuit het ene venster");
    await until(one.state, (state) => deliveries(state).includes("stored"));
    await other.send("Vanuit het andere");
    await until(other.state, isAllStored);
    const reloaded = await openCitizen(device);
    await until(reloaded.state, shows("Vanuit het ene venster", "Vanuit het andere"));
  });
});

describe("a long conversation", () => {
  it("renews its epoch after 200 messages, with few receipts, and is read back page by page", async () => {
    const { citizen, device, id } = await asked("0");
    const forAnna = await taken("anna", id);
    for (let number = 1; number < 300; number++) {
      await (number % 2 ? forAnna : citizen).send(String(number));
      if (number % 20 === 0) forAnna.seen();
    }
    for (const side of [citizen, forAnna]) {
      await until<Parameters<typeof texts>[0], Parameters<typeof texts>[0]>(
        side.state,
        (state) => texts(state).length === 300 && isAllStored(state),
        60_000,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const rows = await stored(id);
    const receipts = rows.filter((row) => row.class === 3).length;
    expect(rows.length - receipts).toBe(300);
    expect(receipts).toBeLessThan(100);
    expect(new Set(rows.map(({ epoch }) => epoch))).toEqual(new Set([0, 1]));
    citizen.stop();
    const reloaded = await openCitizen(device);
    const read = await until(reloaded.state, (state) => texts(state).length === 300, 30_000);
    expect(texts(read).toSorted((a, b) => Number(a) - Number(b))).toEqual([...Array(300).keys()].map(String));
    expect(read).toMatchObject({ conversation: { warnings: [] } });
  }, 180_000);
});
