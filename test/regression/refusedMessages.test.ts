import { expect, it } from "vitest";
import { useHostileSetting } from "../harness/hostileSetting.js";
import { until } from "../harness/people.js";
import { deliveries, entriesOf, isAllStored, isTalk, shows, texts, usePeople } from "../harness/talks.js";

/** A message that was refused is the person's: it stays, with its reason, until they decide about it. */

const { setting, hostile } = await useHostileSetting();
const { asked, openAgent, openCitizen, openConversation, taken } = usePeople(setting, () => hostile.origin);

/** A conversation in two tabs, with a second message that was refused as too large. */
const refused = async () => {
  const { citizen, device, id } = await asked("Eerst");
  const other = await openCitizen(device);
  await until(other.state, shows("Eerst"));
  hostile.tamper.refuse = (event) =>
    event === "message:send" ? { ok: false, code: "too_large" } : undefined;
  await citizen.send("Geweigerd");
  for (const tab of [citizen, other])
    await until(tab.state, (state) => deliveries(state).join() === "stored,refused");
  hostile.tamper = {};
  return { citizen, other, device, id };
};
const refusedEntry = { kind: "text", text: "Geweigerd", delivery: { state: "refused", code: "too_large" } };

it("shows it with its reason in every tab and after a reload, and sends it no more by itself", async () => {
  const { citizen, other, device } = await refused();
  expect(entriesOf(other.state.getState()).at(-1)).toMatchObject(refusedEntry);
  for (const tab of [citizen, other]) tab.stop();
  const reloaded = await openCitizen(device);
  await until(reloaded.state, shows("Eerst", "Geweigerd"));
  expect(entriesOf(reloaded.state.getState()).at(-1)).toMatchObject(refusedEntry);
  await reloaded.send("Daarna");
  await until(reloaded.state, (state) => deliveries(state).join() === "stored,stored,refused");
});

it("keeps the words of it on the device in no readable form", async () => {
  const { device, id } = await refused();
  const kept = await device.store.list(id);
  expect(kept).toHaveLength(1);
  const bytes = kept.flatMap(({ item }) => (item.kind === "message" ? [Buffer.from(item.envelope)] : []));
  expect(Buffer.concat(bytes).includes("Geweigerd")).toBe(false);
});

it("goes in every tab when it is discarded in one, and stays gone", async () => {
  const { citizen, other, device } = await refused();
  await other.discard(entriesOf(other.state.getState()).at(-1)?.id ?? "");
  for (const tab of [citizen, other]) await until(tab.state, (state) => texts(state).join() === "Eerst");
  for (const tab of [citizen, other]) tab.stop();
  const reloaded = await openCitizen(device);
  await until(reloaded.state, shows("Eerst"));
  expect(texts(reloaded.state.getState())).toEqual(["Eerst"]);
});

it("is sent once when it is tried again after a reload, also when both tabs ask", async () => {
  const { citizen, other, device, id } = await refused();
  citizen.stop();
  const reloaded = await openCitizen(device);
  await until(reloaded.state, shows("Geweigerd"));
  const entry = entriesOf(reloaded.state.getState()).at(-1)?.id ?? "";
  await reloaded.retry(entry);
  await other.retry(entry);
  await until(reloaded.state, isAllStored);
  for (const tab of [reloaded, other])
    await until(tab.state, (state) => deliveries(state).join() === "stored,stored");
  const forAnna = await taken("anna", id);
  expect(texts(forAnna.state.getState())).toEqual(["Eerst", "Geweigerd"]);
  expect(forAnna.state.getState()).toMatchObject({ view: { warnings: [] } });
});

it("stays with that reason where its writer was blocked meanwhile, and goes when they try again once that is lifted", async () => {
  const { citizen, id } = await asked("Eerst");
  const { agent } = await openAgent("anna");
  expect(await (await openConversation(agent, id)).take()).toBeUndefined();
  hostile.tamper.refuse = (event) =>
    event === "message:send" ? { ok: false, code: "unavailable" } : undefined;
  await citizen.send("Onderweg");
  const wish = { reason: "insults", days: 1, network: "not" } as const;
  expect(await agent.blocks.block(id, wish)).toEqual({ ok: true, network: "not_asked" });
  hostile.tamper = {};
  await until(citizen.state, (state) => deliveries(state).at(-1) === "refused");
  const entry = entriesOf(citizen.state.getState()).at(-1);
  expect(entry).toMatchObject({ text: "Onderweg", delivery: { code: "blocked" } });
  expect(citizen.state.getState()).toMatchObject({ blockedUntilMs: expect.any(Number) });
  expect(await agent.blocks.lift(id)).toBeUndefined();
  await until(citizen.state, (state) => isTalk(state) && state.blockedUntilMs === null);
  await citizen.retry(entry?.id ?? "");
  await until(
    citizen.state,
    (state) => deliveries(state).length === 2 && deliveries(state).at(-1) !== "refused" && isAllStored(state),
  );
});
