import { setTimeout as wait } from "node:timers/promises";
import type { SearchFilter } from "@eigenkanaal/client";
import { memorySealedStore } from "@eigenkanaal/client/node";
import type { DeskId } from "@eigenkanaal/protocol";
import { expect, it, vi } from "vitest";
import { asAnswered } from "../harness/closing.js";
import { needlesOf, search } from "../harness/needles.js";
import { agentBrowser, newDevice, until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { isReady, shows, usePeople } from "../harness/talks.js";

// Under load each of these waits for many turns of the background.
vi.setConfig({ testTimeout: 120_000 });

/** Searching on a colleague's device: what is found, what the device keeps of it, and what becomes of that. */

const setting = useSetting();
const { asked, openConversation } = usePeople(setting);
const patience = { timeout: 20_000 };
const everywhere: SearchFilter = { desk: null, state: "all" };

/** A colleague's browser that searches; `kept` is what its device holds. */
const searcher = async (name: "anna" | "chris") => {
  const device = { ...newDevice(), sealed: memorySealedStore() };
  const colleague = setting.colleague(name);
  const browser = await agentBrowser(setting.gateway.inboxOrigin, colleague, device);
  const open = async () => {
    await device.keyStore.put(`agent-${colleague.member}`, colleague.seed);
    const agent = browser.open({ searches: true });
    await until(agent.state, isReady);
    await until(agent.search.state, ({ phase }) => phase === "ready");
    const found = async (words: string, filter = everywhere) =>
      (await agent.search.find(words, filter)).map(({ conversation }) => conversation);
    const finds = (words: string, ...ids: string[]) =>
      expect.poll(async () => (await found(words)).toSorted(), patience).toEqual(ids.toSorted());
    return { agent, found, finds };
  };
  const kept = async () =>
    (await device.sealed.all("search/")).map(({ name: place, sealed }) => ({
      name: place,
      bytes: Buffer.from(sealed),
    }));
  return { open, kept };
};

it("finds messages, notes and what comes later, in open and closed conversations, also after a reload", async () => {
  const { citizen, id } = await asked("Mijn grijze regenton is kapot");
  const { id: closed } = await asked("Waar staat de regenton?");
  const browser = await searcher("anna");
  const first = await browser.open();
  const conversation = await openConversation(first.agent, id);
  await conversation.take();
  await conversation.note("Gebeld met de wijkbeheerder");
  await first.finds("wijkbeh", id);
  await first.finds("regenton", id, closed);
  const finished = await openConversation(first.agent, closed);
  await finished.close(asAnswered);
  await expect
    .poll(() => first.found("regenton", { ...everywhere, state: "closed" }), patience)
    .toEqual([closed]);
  expect(await first.found("regenton", { ...everywhere, state: "open" })).toEqual([id]);
  expect(await first.found("regenton", { ...everywhere, desk: setting.otherDesk.desk as DeskId })).toEqual(
    [],
  );
  await citizen.send("Hij lekt nu ook aan de onderkant");
  await until(conversation.state, shows("Hij lekt nu ook aan de onderkant"));
  await first.finds("onderkant", id);

  const places = await browser.kept();
  expect(places.length).toBeGreaterThanOrEqual(3);
  for (const words of ["regenton", "wijkbeheerder", "onderkant"])
    expect(search(places, needlesOf(words))).toEqual([]);
  await first.agent.lock();
  expect(await first.found("regenton")).toEqual([]);

  const second = await browser.open();
  await second.finds("regenton", id, closed);
  await second.finds("wijkbeheerder regenton", id);
  await second.agent.signOut();
  expect(await browser.kept()).toEqual([]);
});

it("finds a conversation by its number in another system, as it is by now, also after a reload", async () => {
  const { id } = await asked("Mijn vergunning");
  const browser = await searcher("anna");
  const first = await browser.open();
  const conversation = await openConversation(first.agent, id);
  await conversation.take();
  await conversation.setCase("Z-2026/0815");
  await first.finds("Z-2026/0815", id);
  await conversation.setCase("Z-2026/0816");
  await first.finds("0816", id);
  await first.finds("0815");
  expect(search(await browser.kept(), needlesOf("Z-2026/0816"))).toEqual([]);
  first.agent.stop();
  const second = await browser.open();
  await second.finds("2026 vergunning", id);
  const again = await openConversation(second.agent, id);
  await again.setCase("");
  await second.finds("0816");
  second.agent.stop();
});

it("finds a closed conversation by what it was registered with, also after a reload", async () => {
  const { id } = await asked("Mijn boom staat scheef");
  const browser = await searcher("anna");
  const first = await browser.open();
  const conversation = await openConversation(first.agent, id);
  await conversation.take();
  const card = { summary: "Iep hangt boven de stoep", place: "Molenwijk", topic: "Boomonderhoud" };
  await conversation.close({ ...asAnswered, card });
  for (const words of ["iep hangt", "molenw", "boomonderhoud", "molenwijk scheef"])
    await first.finds(words, id);
  for (const words of ["Molenwijk", "Boomonderhoud"])
    expect(search(await browser.kept(), needlesOf(words))).toEqual([]);
  first.agent.stop();
  const second = await browser.open();
  await second.finds("molenwijk iep", id);
  second.agent.stop();
});

it("reads what comes while it is reading", async () => {
  const { id } = await asked("Mijn paspoort");
  const first = await (await searcher("anna")).open();
  const conversation = await openConversation(first.agent, id);
  await conversation.take();
  // The second of two comes at every moment of the reading of the first.
  for (let n = 10; n < 40; n++) {
    const both = [conversation.setCase(`Z-${n}01`)];
    await wait(n - 10);
    both.push(conversation.setCase(`Z-${n}02`));
    await Promise.all(both);
    await first.finds(`${n}02`, id);
  }
  first.agent.stop();
});

it("opens nothing of a conversation whose key was destroyed, and erases it from the device; the others stay", async () => {
  const [{ id: gone }, { id: stays }] = [await asked("Over de schutting"), await asked("Over de heg")];
  const browser = await searcher("anna");
  const first = await browser.open();
  await first.finds("over", gone, stays);
  first.agent.stop();
  expect((await browser.kept()).some(({ name }) => name.includes(gone))).toBe(true);
  await setting.keyRows("DELETE FROM conversation_key WHERE conversation_id = $1", [gone]);
  const second = await browser.open();
  await second.finds("over", stays);
  expect((await browser.kept()).some(({ name }) => name.includes(gone))).toBe(false);
  expect((await browser.kept()).some(({ name }) => name.includes(stays))).toBe(true);
  second.agent.stop();
});

it("finds nothing of another desk, and no more of what went there", async () => {
  const { id } = await asked("Kwijtschelding voor de boot");
  const [anna, chris] = [await (await searcher("anna")).open(), await (await searcher("chris")).open()];
  await anna.finds("kwijtschelding boot", id);
  await chris.finds("kwijtschelding");
  const conversation = await openConversation(anna.agent, id);
  await conversation.take();
  await conversation.transfer({
    ...{ desk: setting.otherDesk.desk as DeskId, history: "along", reading: "not", why: "Belasting" },
  });
  await anna.finds("kwijtschelding");
  await chris.finds("kwijtschelding", id);
  for (const { agent } of [anna, chris]) agent.stop();
});

it("reads no further while it is paused, and goes on afterwards", async () => {
  const browser = await searcher("anna");
  const { agent, found, finds } = await browser.open();
  agent.search.pause();
  const { id } = await asked("Een zeldzaam woord: kwarteleitje");
  await until(agent.search.state, ({ phase, done, total }) => phase === "paused" && done < total);
  expect(await found("kwarteleitje")).toEqual([]);
  agent.search.resume();
  await finds("kwarteleitje", id);
  agent.stop();
});
