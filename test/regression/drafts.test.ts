import { memorySealedStore } from "@eigenkanaal/client/node";
import type { ConversationId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { needlesOf, search } from "../harness/needles.js";
import { agentBrowser, newDevice, until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { isReady, usePeople } from "../harness/talks.js";

/** Half-written texts on a colleague's device: there after a crash and a lock, gone after signing out, never in the clear. */

const setting = useSetting();
const { asked } = usePeople(setting);

/** Anna's browser; `open` opens the inbox in it, `kept` is what its storage holds. */
const browserOfAnna = async (sealed = memorySealedStore()) => {
  const device = { ...newDevice(), sealed };
  const colleague = setting.colleague("anna");
  const browser = await agentBrowser(setting.gateway.inboxOrigin, colleague, device);
  const open = async () => {
    await device.keyStore.put(`agent-${colleague.member}`, colleague.seed);
    const agent = browser.open();
    await until(agent.state, isReady);
    return agent;
  };
  const kept = async () =>
    (await sealed.all("")).map(({ name, sealed: bytes }) => ({ name, bytes: Buffer.from(bytes) }));
  return { open, kept };
};

const isKept = async (kept: () => Promise<unknown[]>, count: number) =>
  expect.poll(async () => (await kept()).length).toBe(count);

it("survives a crash and a lock, one for each channel, and holds no word that can be read", async () => {
  const { id } = await asked("Vraag");
  const conversation = id as ConversationId;
  const { open, kept } = await browserOfAnna();
  const first = await open();
  first.drafts.set({ conversation, channel: "public" }, { text: "Kladantwoord", newest: "een" });
  first.drafts.set({ conversation, channel: "internal" }, { text: "Kladnotitie", newest: null });
  await isKept(kept, 2);
  // As a crash does it: nothing is said to anybody.
  first.stop();
  const second = await open();
  expect(second.drafts.get({ conversation, channel: "public" })).toEqual({
    ...{ text: "Kladantwoord", newest: "een" },
  });
  expect(second.drafts.get({ conversation, channel: "internal" })?.text).toBe("Kladnotitie");
  second.drafts.set({ conversation, channel: "public" }, { text: "Net nog iets", newest: null });
  await second.lock();
  expect(second.drafts.get({ conversation, channel: "public" })).toBeUndefined();
  const places = await kept();
  expect(places).toHaveLength(2);
  for (const words of ["Klad", "Net nog"]) expect(search(places, needlesOf(words))).toEqual([]);
  expect(search([{ name: "control", bytes: Buffer.from("Kladnotitie") }], needlesOf("Klad"))).toHaveLength(1);
  const third = await open();
  expect(third.drafts.get({ conversation, channel: "public" })?.text).toBe("Net nog iets");
  third.stop();
});

it("is erased when it is sent or emptied, when its conversation is out of reach, and by signing out", async () => {
  const [{ id: one }, { id: other }] = [await asked("Een"), await asked("Twee")];
  const { open, kept } = await browserOfAnna();
  const agent = await open();
  const keys = [one, other].map((id) => ({ conversation: id as ConversationId, channel: "public" }) as const);
  for (const key of keys) agent.drafts.set(key, { text: "Begin", newest: null });
  await isKept(kept, 2);
  agent.drafts.set({ conversation: one as ConversationId, channel: "public" }, null);
  await isKept(kept, 1);

  await setting.rows("UPDATE conversation SET desk_id = $1 WHERE conversation_id = $2", [
    ...[setting.otherDesk.desk, other],
  ]);
  const gone = agent.conversation(other as ConversationId);
  await until(gone.state, (state) => state.phase === "refused");
  await isKept(kept, 0);

  agent.drafts.set(
    { conversation: one as ConversationId, channel: "internal" },
    { text: "Nog", newest: null },
  );
  await isKept(kept, 1);
  await agent.signOut();
  expect(await kept()).toEqual([]);
});

it("of another colleague on the same device is theirs, and stays closed when its bytes are moved", async () => {
  const { id } = await asked("Van wie?");
  const conversation = id as ConversationId;
  const sealed = memorySealedStore();
  const { open } = await browserOfAnna(sealed);
  const agent = await open();
  agent.drafts.set({ conversation, channel: "public" }, { text: "Van Anna", newest: null });
  await isKept(() => sealed.all(""), 1);
  const [draft] = await sealed.all("");
  const anna = setting.colleague("anna").member;
  await sealed.put(`draft/${anna}/${conversation}/internal`, draft?.sealed ?? new Uint8Array());
  const bram = setting.colleague("bram");
  await sealed.put(`draft/${bram.member}/${conversation}/public`, draft?.sealed ?? new Uint8Array());
  agent.stop();

  const again = await open();
  expect(again.drafts.get({ conversation, channel: "public" })?.text).toBe("Van Anna");
  expect(again.drafts.get({ conversation, channel: "internal" })).toBeUndefined();
  again.stop();
  const device = { ...newDevice(), sealed };
  const another = (await agentBrowser(setting.gateway.inboxOrigin, bram, device)).open();
  await until(another.state, isReady);
  expect(another.drafts.get({ conversation, channel: "public" })).toBeUndefined();
  another.stop();
});
