import { createDecipheriv } from "node:crypto";
import { memorySealedStore } from "@eigenkanaal/client/node";
import { type CitizenKeys, deskFromSeed, openEpochKey, readEpoch, unwrapDeskSeed } from "@eigenkanaal/crypto";
import { beforeAll, expect, it, vi } from "vitest";
import { asAnswered } from "../harness/closing.js";
import { begin, say, yes } from "../harness/conversation.js";
import { age, due, passDay, useOfficers } from "../harness/destruction.js";
import { search } from "../harness/needles.js";
import { agentBrowser, newDevice, until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { isOpen, isReady, shows, usePeople } from "../harness/talks.js";

vi.setConfig({ testTimeout: 120_000 });

/** What devices and old copies of the databases still have of a conversation that was destroyed. */

const setting = useSetting({ WATCH_INTERVAL_MS: "100" });
const { visit, asked, openConversation } = usePeople(setting);
const officers = useOfficers(setting);
beforeAll(async () => {
  await officers.roles("agent", "records_officer");
  const { conversation } = await due(setting);
  await officers.passDaily();
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [conversation]);
});
const patience = { timeout: 20_000 };

const destroy = async (conversation: string) => {
  await age(setting, conversation);
  await officers.done(await officers.approved());
};

/** Anna's browser; `kept` names all that it holds sealed. */
const annasBrowser = async () => {
  const device = { ...newDevice(), sealed: memorySealedStore() };
  const browser = await agentBrowser(setting.gateway.inboxOrigin, setting.colleague("anna"), device);
  const open = async () => {
    await device.keyStore.put(`agent-${setting.colleague("anna").member}`, setting.colleague("anna").seed);
    const agent = browser.open({ searches: true });
    await until(agent.state, isReady);
    await until(agent.search.state, ({ phase }) => phase === "ready");
    return agent;
  };
  return { open, device, kept: () => device.sealed.names("") };
};

it("goes from the devices that are connected: the citizen is told when, and the colleague's lists, drafts and index are without it", async () => {
  const { citizen, device, id } = await asked("Mijn regenton is kapot");
  const browser = await annasBrowser();
  const agent = await browser.open();
  const conversation = await openConversation(agent, id);
  agent.drafts.set({ conversation: id, channel: "public" }, { text: "Bijna af", newest: null });
  await expect.poll(browser.kept, patience).toContainEqual(expect.stringMatching(`^draft/.*${id}`));
  await expect.poll(browser.kept, patience).toContainEqual(expect.stringMatching(`^search/.*${id}`));
  await conversation.take();
  await conversation.close(asAnswered);
  await until(
    citizen.state,
    (state) => state.phase === "conversation" && state.conversation.state === "closed",
  );
  await destroy(id);

  const told = await until(citizen.state, (state) => state.phase === "destroyed");
  expect(told).toMatchObject({ phase: "destroyed", atMs: expect.any(Number) });
  expect(await citizen.ownKey()).toBeNull();
  expect(await device.store.list(id)).toEqual([]);
  citizen.startAnew();
  expect(citizen.state.getState().phase).toBe("choosing");

  await until(conversation.state, (state) => state.phase === "refused" && state.code === "destroyed");
  await expect
    .poll(async () => (await browser.kept()).filter((name) => name.includes(id)), patience)
    .toEqual([]);
  expect(agent.drafts.get({ conversation: id, channel: "public" })).toBeUndefined();
  expect(await agent.search.find("regenton", { desk: null, state: "all" })).toEqual([]);
  const { queue, closed } = await until(agent.state, isReady);
  expect([...queue, ...closed].filter((item) => item.conversation === id)).toEqual([]);
  agent.stop();
});

it("goes from the devices that were away as soon as they come back", async () => {
  const { citizen, device, id } = await asked("Waar is mijn grofvuil?");
  const browser = await annasBrowser();
  const before = await browser.open();
  const conversation = await openConversation(before, id);
  await until(conversation.state, (state) => isOpen(state) && shows("Waar is mijn grofvuil?")(state));
  await conversation.take();
  await conversation.close(asAnswered);
  await expect.poll(browser.kept, patience).toContainEqual(expect.stringMatching(`^search/.*${id}`));
  before.stop();
  citizen.stop();
  await destroy(id);

  const back = visit(device);
  await until(back.state, (state) => state.phase === "destroyed");
  expect(await back.ownKey()).toBeNull();
  const agent = await browser.open();
  await expect
    .poll(async () => (await browser.kept()).filter((name) => name.includes(id)), patience)
    .toEqual([]);
  const link = agent.conversation(id);
  await until(link.state, (state) => state.phase === "refused" && state.code === "destroyed");
  agent.stop();
});

it("leaves a certificate that an officer's device finds in its day, and the day in the town's log", async () => {
  await due(setting);
  await officers.done(await officers.approved());
  const [newest] = await setting.rows<{ seq: number }>("SELECT max(seq) AS seq FROM destruction_register");
  const seq = newest?.seq ?? 0;
  const agent = await (await annasBrowser()).open();
  expect(await agent.destruction.check(seq)).toEqual({ ok: true, value: { found: "no_tree_yet" } });
  await passDay(setting);
  expect(await agent.destruction.check(seq)).toMatchObject({
    value: { found: "stands", index: seq - 1, size: seq, log: { town: setting.town.domain } },
  });
  // A gateway that has no such day in its log cannot say that all is well.
  await setting.rows(
    "DELETE FROM transparency_leaf WHERE index = (SELECT max(index) FROM transparency_leaf)",
  );
  expect(await agent.destruction.check(seq)).toEqual({ ok: true, value: { found: "broken" } });
  agent.stop();
});

it("stays closed in a copy of the database made before, whoever's keys one has, once its own key is gone", async () => {
  const begun = await begin(setting);
  await say(begun);
  const { conversation, citizen } = begun;
  yes(await citizen.call("conversation:close", { conversation, outcome: "left" }));
  const { organisation } = setting.town;
  // All that a backup of the main database holds of it.
  const [record] = await setting.rows<{ sealed: Buffer; channel: string; epoch: number }>(
    "SELECT sealed_record AS sealed, channel, epoch FROM conversation_epoch WHERE conversation_id = $1",
    [conversation],
  );
  const [message] = await setting.rows<{ envelope: Buffer }>(
    "SELECT envelope FROM message WHERE conversation_id = $1",
    [conversation],
  );
  const backup = await setting.rows<{ row: string }>(
    `SELECT c::text AS row FROM conversation c UNION ALL SELECT e::text FROM conversation_epoch e
     UNION ALL SELECT m::text FROM message m UNION ALL SELECT h::text FROM channel h`,
  );
  const [key] = await setting.keyRows<{ key: Buffer }>(
    "SELECT key FROM conversation_key WHERE conversation_id = $1",
    [conversation],
  );
  if (!record || !message || !key) throw new Error("nothing to copy");
  const place = Buffer.from(`${organisation}/${conversation}/${record.channel}/${record.epoch}`);
  const open = (with32: Buffer) => {
    const opening = createDecipheriv("aes-256-gcm", with32, record.sealed.subarray(0, 12))
      .setAAD(place)
      .setAuthTag(record.sealed.subarray(-16));
    return Buffer.concat([opening.update(record.sealed.subarray(12, -16)), opening.final()]);
  };
  // With its key the copy opens: by the desk's, the archive's and the citizen's own keys, to the message itself.
  const read = readEpoch(open(key.key));
  if (!read.ok) throw new Error(read.why);
  for (const [role, keys] of [
    ["citizen", citizen.keys as CitizenKeys],
    ["desk", await deskKeysOf("anna")],
    ["archive", await deskKeysOf("archivist")],
  ] as const)
    expect([role, openEpochKey(read.record, role, keys).ok]).toEqual([role, true]);

  await destroy(conversation);
  // Its key is in neither cluster, and no other opens it.
  const others = await setting.keyRows<{ key: Buffer }>(
    "SELECT key FROM conversation_key UNION ALL SELECT key FROM organisation_key",
  );
  expect(others.some((other) => other.key.equals(key.key))).toBe(false);
  for (const other of others) expect(() => open(other.key)).toThrow();
  // What those holders could open stood in the record alone: the copy has none of it, but the sealed record and envelopes.
  const inHex = (bytes: Uint8Array) => ({
    form: "hex",
    bytes: Buffer.from(Buffer.from(bytes).toString("hex")),
  });
  const wraps = read.record.participants.map(({ wrapped }) => inHex(wrapped));
  expect(wraps).toHaveLength(3);
  const copy = [{ name: "copy", bytes: Buffer.from(backup.map(({ row }) => row).join("\n")) }];
  expect(search(copy, wraps)).toEqual([]);
  expect(search(copy, [inHex(message.envelope), inHex(record.sealed)])).toHaveLength(2);
});

/** The key of the desk that this colleague answers, as their own key opens it. */
const deskKeysOf = async (name: string) => {
  const colleague = setting.town.people.get(name);
  const [row] = await setting.rows<{ desk: string; epoch: number; alg: 1 | 2; wrap: Buffer }>(
    "SELECT desk_id AS desk, epoch, alg, wrap FROM desk_key WHERE member_id = $1",
    [colleague?.member],
  );
  if (!colleague || !row) throw new Error("no desk key");
  const { desk, epoch, alg, wrap } = row;
  const place = { desk, epoch, alg, memberVk: colleague.keys.signing.vk };
  const seed = unwrapDeskSeed(place, colleague.keys, new Uint8Array(wrap));
  if (!seed) throw new Error("a desk key that does not open");
  return deskFromSeed(seed);
};
