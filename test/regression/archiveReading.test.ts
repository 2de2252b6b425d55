import { createHash, randomBytes, randomUUID } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { AgentClient, OpenedRecord, RecordEntry, RecordOutcome } from "@eigenkanaal/client";
import type { createAgentVault } from "@eigenkanaal/client/node";
import { citizenFromEntropy } from "@eigenkanaal/crypto";
import type { ConversationId, DeskId } from "@eigenkanaal/protocol";
import { expect, it, vi } from "vitest";
import type { Connected } from "../harness/callers.js";
import { asAnswered } from "../harness/closing.js";
import { load, yes } from "../harness/conversation.js";
import { Chain, makeEpoch } from "../harness/frames.js";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { entriesOf, isAllStored, isOpen, isReady, isTalk, shows, usePeople } from "../harness/talks.js";

// A ceremony takes some seconds, and one test has nine.
vi.setConfig({ testTimeout: 120_000 });

/** A records officer opens conversations on their own device: whole, whatever happened to them, and kept nowhere. */

const setting = useSetting();
const { asked, openAgent, openConversation, taken } = usePeople(setting);
type Vault = ReturnType<typeof createAgentVault>;
type Agent = Pick<AgentClient, "reading" | "state">;

/** A colleague's inbox, and the vault behind it. */
const openVault = async (name: "anna" | "archivist") => {
  const vaults: Vault[] = [];
  const around = (made: Vault) => {
    vaults.push(made);
    return made;
  };
  const { agent } = await openAgent(name, { around });
  const [vault] = vaults;
  if (!vault) throw new Error("no vault was made");
  return { agent, vault };
};
const idOf = (conversation: string) => conversation as ConversationId;
const opened = (outcome: RecordOutcome): OpenedRecord => {
  if (!outcome.ok) throw new Error(outcome.why);
  return outcome.record;
};
const openWith = async ({ reading }: Agent, conversation: string) =>
  opened(await reading.openRecord(idOf(conversation)));
const told = (entry: RecordEntry): string => {
  const who = "author" in entry ? (entry.author.role === "citizen" ? "citizen" : entry.author.alias) : "";
  switch (entry.kind) {
    case "text":
      return `${who}: ${entry.text}`;
    case "handover":
      return `${who} ${entry.note.step}: ${entry.note.text}`;
    case "case":
      return `${who} case: ${entry.number}`;
    case "registration":
      return `${who} card: ${entry.card.summary}`;
    default:
      return `${who} ${entry.kind}`;
  }
};
const toldIn = ({ entries }: OpenedRecord, channel: "public" | "internal") =>
  entries.filter((entry) => entry.channel === channel).map(told);
const outcomesOf = async (outcomes: AsyncIterable<RecordOutcome>) => {
  const found: string[] = [];
  for await (const outcome of outcomes) found.push(outcome.ok ? outcome.record.conversation : outcome.why);
  return found;
};
const isClean = { unopened: [], warnings: [], refusedEpochs: { public: 0, internal: 0 } };
const keepsArchive = ({ state }: Agent) => {
  const now = state.getState();
  return isReady(now) && now.me.keepsArchive;
};

/** All that is stored of a conversation, as raw pages. */
const storedOf = async (who: Connected, conversation: string) => {
  const channelOf = async (channel: "public" | "internal") => {
    const page = yes(await load(who, conversation, { channel, mode: "once" }));
    const [epochs, messages] = [page.epochs as { record: Buffer }[], page.messages as StoredMessage[]];
    return {
      records: epochs.map(({ record }) => new Uint8Array(record)),
      messages: messages.map((one) => ({ ...one, envelope: new Uint8Array(one.envelope) })),
    };
  };
  return { public: await channelOf("public"), internal: await channelOf("internal") };
};
type StoredMessage = { seq: number; storedAtMs: number; envelope: Buffer };

it("opens all of it: every desk's, under keys that were replaced, after everybody else's membership has ended", async () => {
  const { desk, otherDesk, archive } = setting;
  // Signed in all the while: what is sealed to newer keys is found out on the way.
  const { agent: officer } = await openAgent("archivist");
  const { citizen, id } = await asked("Mijn vergunning is zoek");
  const forAnna = await taken("anna", id);
  await forAnna.send("Ik kijk het na");
  await forAnna.note("Lijkt belasting");
  await forAnna.setCase("Z-2026/0815");
  await until(forAnna.state, isAllStored);
  await setting.rotateDesk();
  await setting.rotateDesk(archive);
  await citizen.send("Er is haast bij");
  await until(forAnna.state, shows("Er is haast bij"));
  const { agent: chris } = await openAgent("chris");
  const along = { desk: otherDesk.desk as DeskId, history: "along", reading: "not" } as const;
  expect(await forAnna.transfer({ ...along, why: "Is voor belasting" })).toBeUndefined();
  const forChris = await openConversation(chris, id);
  await forChris.take();
  await forChris.send("Hier belasting");
  await until(citizen.state, shows("Hier belasting"));
  await setting.rotateDesk(archive);
  const without = { desk: desk.desk as DeskId, history: "left_out", reading: "not" } as const;
  expect(await forChris.transfer({ ...without, why: "Toch niet" })).toBeUndefined();
  await until(forAnna.state, (state) => isOpen(state) && state.view.desk === desk.desk);
  expect(await forAnna.take()).toBeUndefined();
  const card = { summary: "Vergunning opnieuw gestuurd", place: "Dorpsstraat 1", topic: "" };
  expect(await forAnna.close({ ...asAnswered, card })).toBeUndefined();
  await until(citizen.state, (state) => entriesOf(state).some(({ kind }) => kind === "closed"));
  const talk = citizen.state.getState();

  const newcomer = setting.town.admit(`nieuw-${randomUUID().slice(0, 8)}`);
  const [first, second] = [desk.members, otherDesk.members];
  await setting.rotateDesk(desk, [newcomer]);
  await setting.rotateDesk(otherDesk, [newcomer]);
  const record = await openWith(officer, id);
  expect(record).toMatchObject({ conversation: id, ...isClean });
  expect(toldIn(record, "public")).toEqual([
    "citizen: Mijn vergunning is zoek",
    "anna: Ik kijk het na",
    "citizen: Er is haast bij",
    "chris: Hier belasting",
    "anna closed",
  ]);
  expect(toldIn(record, "internal")).toEqual([
    "anna: Lijkt belasting",
    "anna case: Z-2026/0815",
    "anna given: Is voor belasting",
    "chris returned: Toch niet",
    "anna card: Vergunning opnieuw gestuurd",
  ]);
  expect(record.desks.map((one) => one.desk)).toEqual([desk.desk, otherDesk.desk, desk.desk]);
  expect(record.turns).toMatchObject([
    { kind: "transferred", by: "anna", history: "along" },
    { kind: "transferred", by: "chris", history: "left_out" },
  ]);
  expect(record.number).toBe(isTalk(talk) && talk.conversation.number);
  const rows = await setting.rows<{ channel: "public" | "internal"; envelope: Buffer }>(
    "SELECT channel, envelope FROM message WHERE conversation_id = $1 ORDER BY channel DESC, seq",
    [id],
  );
  const count = (channel: string) => rows.filter((row) => row.channel === channel).length;
  expect(record.counts).toEqual({ public: count("public"), internal: count("internal") });
  const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes);
  const hashes = Buffer.concat(rows.map(({ envelope }) => hashOf(envelope).digest()));
  expect(record.head).toBe(hashOf(hashes).digest("base64url"));
  // A later session, which has all keys from the beginning, opens the same.
  expect(await openWith((await openAgent("archivist")).agent, id)).toEqual(record);
  await setting.rotateDesk(desk, first);
  await setting.rotateDesk(otherDesk, second);
});

it("gives nothing to who has no key of the archive, nor, any more, to whom its roster does not name", async () => {
  const { id } = await asked("Mijn paspoort");
  const { agent: anna, vault } = await openVault("anna");
  const { agent: officer } = await openAgent("archivist");
  expect([keepsArchive(anna), keepsArchive(officer)]).toEqual([false, true]);
  expect(await anna.reading.openRecord(idOf(id))).toEqual({ ok: false, conversation: id, why: "no_key" });
  expect(toldIn(await openWith(officer, id), "public")).toEqual(["citizen: Mijn paspoort"]);
  // Not even where somebody gave her the pages, which her desk can open.
  const stored = await storedOf(await setting.agent("anna"), id);
  const read = await vault.openRecord(idOf(id), stored);
  const [message] = read.channels.public.messages;
  expect(message?.message).toMatchObject({ ok: false, why: "unread" });
  await setting.rotateDesk(setting.archive, [setting.town.admit(`opvolger-${randomUUID().slice(0, 8)}`)]);
  const { agent: before } = await openAgent("archivist");
  expect(keepsArchive(before)).toBe(true);
  expect(await before.reading.openRecord(idOf(id))).toMatchObject({ ok: false, why: "not_found" });
  await setting.rotateDesk(setting.archive, [setting.colleague("archivist")]);
});

it("reads with a later key what went along with it, and tells what no key of the archive opens any more", async () => {
  const { citizen, id } = await asked("Eerste vraag");
  const before = setting.archive.key.body.epoch;
  await setting.rotateDesk(setting.archive);
  await citizen.send("Tweede vraag");
  await until(citizen.state, isAllStored);
  /** An officer's device on which these keys of the archive are not to be had. */
  const without = async (isGone: (epoch: number) => boolean) => {
    const around = (made: Vault): Vault => ({
      ...made,
      addDeskKeys: (keys) => made.addDeskKeys(keys.filter(({ epoch }) => !isGone(epoch))),
      holdsArchiveKey: async () => true,
    });
    return (await openAgent("archivist", { around })).agent;
  };
  const later = await openWith(await without((epoch) => epoch <= before), id);
  expect(later).toMatchObject(isClean);
  expect(toldIn(later, "public")).toEqual(["citizen: Eerste vraag", "citizen: Tweede vraag"]);
  const none = await openWith(await without(() => true), id);
  expect(none.unopened).toMatchObject([1, 2].map((seq) => ({ seq, why: "key_destroyed" })));
  expect(none.entries.map(({ kind }) => kind)).toEqual(["unread", "unread"]);
});

it("goes through many one after another, and tells of those that it cannot open without stopping", async () => {
  const ids = [];
  for (const text of ["Een grofvuilafspraak", "Over mijn ex", "Grof vuil, één bank"])
    ids.push((await asked(text)).id);
  const [grof, gone, bank] = ids.map(idOf);
  if (!grof || !gone || !bank) throw new Error("three were asked");
  await setting.keyRows("DELETE FROM conversation_key WHERE conversation_id = $1", [gone]);
  const nobodys = idOf(randomUUID());
  const { agent: officer } = await openAgent("archivist");
  const all = [grof, gone, nobodys, bank];
  expect(await outcomesOf(officer.reading.openRecords(all))).toEqual([grof, "internal", "not_found", bank]);
  const search = (words: string) => outcomesOf(officer.reading.searchRecords(all, words));
  expect(await search("GROF")).toEqual([grof, "internal", "not_found", bank]);
  expect(await search("bank een")).toEqual(["internal", "not_found", bank]);
  const aborting = new AbortController();
  const seen: string[] = [];
  for await (const outcome of officer.reading.openRecords(all, { signal: aborting.signal })) {
    seen.push(outcome.ok ? outcome.record.conversation : outcome.why);
    aborting.abort();
  }
  expect(seen).toEqual([grof]);
});

it("holds nothing of what it has opened, however many they were", async () => {
  const { vault } = await openVault("archivist");
  const keys = citizenFromEntropy(randomBytes(16));
  const held: WeakRef<object>[] = [];
  /** One that nobody stored: to the vault it is like any other. */
  const openOne = async () => {
    const conversation = randomUUID();
    const epoch = await makeEpoch(setting, { conversation, citizen: keys });
    const message = { seq: 1, storedAtMs: 0, envelope: new Chain(epoch, "citizen", keys).text() };
    const stored = {
      public: { records: [epoch.recordBytes], messages: [message] },
      internal: { records: [], messages: [] },
    };
    const read = await vault.openRecord(idOf(conversation), stored);
    expect(read.channels.public.messages.map((one) => one.message.ok)).toEqual([true]);
    for (const one of [stored, read, epoch.recordBytes, message]) held.push(new WeakRef<object>(one));
  };
  for (let n = 0; n < 300; n++) await openOne();
  expect(held).toHaveLength(1_200);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let n = 0; n < 3; n++) {
    await turn();
    collect();
  }
  // What the last one left on the stack is nobody's to keep.
  expect(held.filter((one) => one.deref() !== undefined).length).toBeLessThanOrEqual(4);
});
