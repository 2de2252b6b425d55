import { expect, test } from "vitest";
import { type Begun, begin, beginInternal, codeOf, sending, yes } from "../harness/conversation.js";
import { Chain, makeEpoch, makeInternalEpoch } from "../harness/frames.js";
import { importBundle, useSetting } from "../harness/setting.js";

const setting = useSetting();

const handIn = async () =>
  expect(await importBundle(setting.town.bundle(), setting.databases.databaseUrl)).toMatchObject({ code: 0 });

const archive = () => {
  const found = setting.town.desks.find(({ kind }) => kind === "archive");
  if (!found) throw new Error("no archive");
  return found;
};

/** A conversation with both channels begun, and ways to send in either and to begin the public one's next epoch. */
const about = async () => {
  const begun = await begin(setting);
  const { conversation, citizen } = begun;
  const anna = await setting.agent("anna");
  const answers = new Chain(begun.epoch, "desk", anna.keys);
  const internal = await beginInternal(setting, conversation, anna);
  const send = async (who: Begun["citizen"], envelope: Uint8Array, channel = "public") =>
    codeOf(await who.call("message:send", sending(conversation, envelope, channel)));
  /** What a citizen, a colleague and a colleague's note hear; what is refused stays unsent. */
  const attempt = async () => {
    const sends = [
      { who: citizen, chain: begun.chain, channel: "public" },
      { who: anna, chain: answers, channel: "public" },
      { who: anna, chain: internal.chain, channel: "internal" },
    ];
    const codes: string[] = [];
    for (const { who, chain, channel } of sends) {
      const code = await send(who, chain.text(), channel);
      if (code !== "ok") chain.seq--;
      codes.push(code);
    }
    return codes;
  };
  const renew = async () => {
    const epoch = await makeEpoch(
      setting,
      { conversation, citizen: citizen.keys },
      { previous: begun.chain.epoch },
    );
    const notes = await makeInternalEpoch(
      setting,
      { conversation, colleague: anna.keys },
      { previous: internal.chain.epoch },
    );
    yes(await citizen.call("epoch:publish", { conversation, channel: "public", record: epoch.recordBytes }));
    yes(await anna.call("epoch:publish", { conversation, channel: "internal", record: notes.recordBytes }));
    for (const chain of [begun.chain, answers]) chain.epoch = epoch;
    internal.chain.epoch = notes;
  };
  return { ...begun, anna, send, attempt, renew };
};

const stored = ["ok", "ok", "ok"];
const superseded = ["desk_superseded", "desk_superseded", "desk_superseded"];

test.each([
  ["desk", () => setting.desk],
  ["archive", archive],
])("[M10] once the %s has a newer key, both channels ask for a new epoch first", async (_, desk) => {
  const { attempt, renew } = await about();
  expect(await attempt()).toEqual(stored);
  await setting.town.rotate(desk());
  expect(await attempt()).toEqual(stored);
  await handIn();
  expect(await attempt()).toEqual(superseded);
  await renew();
  expect(await attempt()).toEqual(stored);
});

test("[M10] several messages sent at once all hear desk_superseded, receipts too", async () => {
  const { citizen, chain, send } = await about();
  await setting.rotateDesk();
  const envelopes = [chain.text(), chain.seal({ type: "receipt", read: true }), chain.text()];
  expect(await Promise.all(envelopes.map((envelope) => send(citizen, envelope)))).toEqual(superseded);
});

test("[M10] while the desk has no newer key the old epoch goes on: another desk's does not matter, nor a revocation", async () => {
  const { attempt, renew } = await about();
  await setting.town.rotate(setting.otherDesk);
  await handIn();
  expect(await attempt()).toEqual(stored);
  const { hash } = setting.desk.key;
  await setting.town.certify({ type: "revoke", revoked: hash, why: "lost" }, setting.town.officer);
  await handIn();
  expect(await attempt()).toEqual(stored);
  await setting.rotateDesk();
  expect(await attempt()).toEqual(superseded);
  await renew();
  expect(await attempt()).toEqual(stored);
});

test("[M10] what was stored before is answered by its first row, also when its key has been replaced", async () => {
  const { conversation, citizen, chain, send } = await about();
  const envelope = chain.text();
  const first = yes(await citizen.call("message:send", sending(conversation, envelope)));
  await setting.rotateDesk();
  expect(yes(await citizen.call("message:send", sending(conversation, envelope)))).toEqual(first);
  expect(await send(citizen, chain.text())).toBe("desk_superseded");
});
