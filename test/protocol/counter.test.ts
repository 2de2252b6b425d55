import { randomBytes, randomUUID } from "node:crypto";
import { codeOf as continueCodeOf, findByCode } from "@eigenkanaal/client/continuing";
import { citizenFromEntropy } from "@eigenkanaal/crypto";
import { DeskId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { ownershipViolations } from "../faults/ownership.js";
import { connectCitizen } from "../harness/callers.js";
import { codeOf, counterOpening, load, yes } from "../harness/conversation.js";
import { makeEpoch } from "../harness/frames.js";
import { agentBrowser, citizenAt, newDevice, until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

const codeOfKey = (key: Uint8Array | null) => key && continueCodeOf(key);

const eventsOf = (conversation: string) =>
  setting.rows(
    `SELECT e.kind, e.actor, e.begun_at FROM conversation_event e JOIN conversation c
       ON c.pseudonym = e.conversation_pseudonym WHERE c.conversation_id = $1 ORDER BY event_id`,
    [conversation],
  );

test("[D4] a colleague begins a conversation at a desk of theirs, has it in hand, and its key reaches it", async () => {
  const [anna, chris] = [await setting.agent("anna"), await setting.agent("chris")];
  const keys = citizenFromEntropy(randomBytes(16));
  const opening = await counterOpening(setting, keys);
  const { conversation } = opening;
  expect(codeOf(await chris.call("conversation:begin", opening))).toBe("not_found");
  expect(yes(await anna.call("conversation:begin", opening))).toMatchObject({
    ...{ conversation, state: "in_hand", assignee: setting.colleague("anna").member },
  });
  // An acknowledgement can be lost: the same again is the same conversation.
  expect(yes(await anna.call("conversation:begin", opening))).toMatchObject({ conversation });
  expect(await eventsOf(conversation)).toEqual([
    { kind: "opened", actor: "agent", begun_at: "counter" },
    { kind: "taken", actor: "agent", begun_at: null },
  ]);
  const citizen = await connectCitizen(setting, keys);
  expect(yes(await citizen.call("conversation:find", {}))).toMatchObject({ conversation, handover: null });
  expect(codeOf(await load(citizen, conversation))).toBe("ok");
  citizen.socket.disconnect();

  // To take it was a part of beginning it; who took it once more would have what somebody has.
  const violations = async () =>
    (await setting.rows<{ conversation: string; violation: string }>(ownershipViolations))
      .filter((one) => one.conversation === conversation)
      .map(({ violation }) => violation);
  expect(await violations()).toEqual([]);
  await setting.rows(
    `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, at)
     SELECT e.organisation_id, e.conversation_pseudonym, e.kind, e.desk_id, e.actor, e.actor_pseudonym, now()
     FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
     WHERE e.kind = 'taken' AND c.conversation_id = $1`,
    [conversation],
  );
  expect(await violations()).toEqual(["taken_twice"]);
});

test("[D4] what a citizen may not begin a colleague may not either", async () => {
  const anna = await setting.agent("anna");
  const keys = citizenFromEntropy(randomBytes(16));
  const right = await counterOpening(setting, keys);
  const { conversation } = right;
  const byAnna = await makeEpoch(
    setting,
    { conversation, citizen: keys },
    { creator: { role: "desk", keys: setting.colleague("anna").keys.signing } },
  );
  const begin = async (change: object) =>
    codeOf(await anna.call("conversation:begin", { ...right, ...change }));
  expect(await begin({ record: byAnna.recordBytes })).toBe("forbidden");
  expect(await begin({ conversation: randomUUID() })).toBe("malformed");
  expect(await begin({ topic: randomUUID() })).toBe("not_found");
  expect(await begin({ desk: setting.otherDesk.desk })).toBe("not_found");
  expect(await begin({})).toBe("ok");
  const other = await counterOpening(setting, citizenFromEntropy(randomBytes(16)));
  expect(await begin({ conversation: other.conversation })).toBe("malformed");
  // The record of a conversation opens it to nobody of another desk.
  const chris = await setting.agent("chris");
  const withRecord = { ...right, desk: setting.otherDesk.desk };
  expect(codeOf(await chris.call("conversation:begin", withRecord))).toBe("not_found");
  // Another's record under an id in use.
  const theirs = await makeEpoch(setting, { conversation, citizen: citizenFromEntropy(randomBytes(16)) });
  expect(await begin({ record: theirs.recordBytes })).toBe("id_in_use");
});

test("[D5] a key that began nothing finds nothing", async () => {
  const stranger = await setting.citizen();
  expect(codeOf(await stranger.call("conversation:find", {}))).toBe("not_found");
});

test("[D5] begun at the counter, gone on with at home by the code, and on a third device by one's own", async () => {
  const { inboxOrigin, widgetOrigin } = setting.gateway;
  const inbox = (await agentBrowser(inboxOrigin, setting.colleague("anna"))).open();
  const ready = await until(inbox.state, (state) => state.phase === "ready" && state.connection === "online");
  if (ready.phase !== "ready") throw new Error("not ready");
  const begun = await inbox.beginAtCounter({ desk: DeskId.parse(setting.desk.desk), topic: null });
  if (!begun.ok) throw new Error(begun.code);
  const conversation = inbox.conversation(begun.conversation);
  await until(conversation.state, (state) => state.phase === "open");
  await conversation.send("U vroeg aan de balie naar uw paspoort.");

  const device = newDevice();
  const home = citizenAt(widgetOrigin, setting.town.rootB64, device);
  await until(home.state, (state) => state.phase === "choosing");
  const symbol = begun.code.at(3) === "7" ? "8" : "7";
  expect(await home.continueWith(begun.code.slice(0, 3) + symbol + begun.code.slice(4), findByCode)).toBe(
    "wrong_code",
  );
  expect(await home.continueWith("0R40-M30E-2090-0S0R-40M3-0E20-904", findByCode)).toMatch(
    /unknown|wrong_code/,
  );
  expect(home.state.getState().phase).toBe("choosing");
  expect(await home.continueWith(begun.code.toLowerCase().replaceAll("-", " "), findByCode)).toBe(
    "continued",
  );
  const said = (text: string) => (state: ReturnType<typeof home.state.getState>) =>
    state.phase === "conversation" &&
    state.conversation.entries.some((entry) => entry.kind === "text" && entry.text === text);
  await until(home.state, said("U vroeg aan de balie naar uw paspoort."));
  await home.send("Klopt. Hoe lang duurt het?");
  await until(
    conversation.state,
    (state) =>
      state.phase === "open" &&
      state.view.entries.some((e) => e.kind === "text" && e.author.role === "citizen"),
  );

  // What it has is kept: the same device again, and another by the code that the citizen's own device gives.
  const own = codeOfKey(await home.ownKey());
  expect(own).toBe(begun.code);
  home.stop();
  const again = citizenAt(widgetOrigin, setting.town.rootB64, device);
  await until(again.state, said("Klopt. Hoe lang duurt het?"));
  const third = citizenAt(widgetOrigin, setting.town.rootB64);
  await until(third.state, (state) => state.phase === "choosing");
  expect(await third.ownKey()).toBeNull();
  expect(await third.continueWith(own ?? "", findByCode)).toBe("continued");
  await until(third.state, said("Klopt. Hoe lang duurt het?"));
  // Two devices with one key write one conversation.
  await third.send("Ik zit nu op mijn telefoon.");
  await until(again.state, said("Ik zit nu op mijn telefoon."));

  // A code of another conversation takes the place of what is here, once that one is found.
  const other = await inbox.beginAtCounter({ desk: DeskId.parse(setting.desk.desk), topic: null });
  if (!other.ok) throw new Error(other.code);
  expect(await third.continueWith(other.code, findByCode)).toBe("continued");
  const state = await until(
    third.state,
    (now) => now.phase === "conversation" && now.conversation.conversation === other.conversation,
  );
  expect(state.phase === "conversation" && state.conversation.entries).toEqual([]);
  again.stop();
  third.stop();
  inbox.stop();
});
