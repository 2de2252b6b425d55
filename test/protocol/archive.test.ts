import { expect, test } from "vitest";
import { type Connected, connectAgent, connectCitizen } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import {
  begin,
  beginInternal,
  codeOf,
  counterOpening,
  load,
  say,
  sending,
  yes,
} from "../harness/conversation.js";
import { importBundle, useSetting } from "../harness/setting.js";
import { Town } from "../harness/town.js";
import { transferOf } from "../harness/transfers.js";

/** What who keeps the archive may read, and that it is all that they may. */

const setting = useSetting();

/** A conversation that Anna has in hand, with words in both channels. */
const spoken = async () => {
  const begun = await begin(setting);
  await say(begun);
  const { conversation } = begun;
  const anna = await setting.agent("anna");
  yes(await anna.call("conversation:take", { conversation }));
  const internal = await beginInternal(setting, conversation, anna);
  yes(await anna.call("message:send", sending(conversation, internal.chain.text(), "internal")));
  return { ...begun, anna, internal };
};
const once = (who: Connected, conversation: string, wish: Record<string, unknown> = {}) =>
  load(who, conversation, { mode: "once", ...wish });
const reads = async (who: Connected, conversation: string) => codeOf(await once(who, conversation));

test("[P20] a records officer reads both channels of any conversation of the town, open or closed, at whatever desk", async () => {
  const { conversation, anna, chain, citizen } = await spoken();
  const officer = await setting.agent("archivist");
  const pages = async (who: Connected) => [
    yes(await once(who, conversation)),
    yes(await once(who, conversation, { channel: "internal" })),
  ];
  expect(await pages(officer)).toEqual(await pages(anna));
  expect((await pages(officer)).map(({ messages }) => (messages as unknown[]).length)).toEqual([1, 1]);
  yes(await citizen.call("message:send", sending(conversation, chain.text())));
  const first = yes(await once(officer, conversation, { limit: 1 }));
  expect([first.more, (first.messages as { seq: number }[])[0]?.seq]).toEqual([true, 1]);
  const second = yes(await once(officer, conversation, { limit: 1, afterSeq: 1 }));
  expect([second.more, (second.messages as { seq: number }[])[0]?.seq]).toEqual([false, 2]);
  yes(await anna.call("conversation:close", { conversation, ...answered }));
  expect(await pages(officer)).toEqual(await pages(anna));
  const elsewhere = { town: setting.town, desk: setting.otherDesk, citizen: setting.citizen };
  expect(await reads(officer, (await begin(elsewhere)).conversation)).toBe("ok");
});

test("[P20] a records officer follows none: they hear no news, are seen by nobody, and nothing changes", async () => {
  const begun = await spoken();
  const { conversation, anna } = begun;
  const officer = await setting.agent("archivist");
  yes(await load(anna, conversation));
  // How late an answer is the gateway notes by itself, within a second of the question.
  const written = () =>
    setting.rows(
      `SELECT to_jsonb(c) - 'late_stage' - 'late_due_at' AS conversation, (SELECT count(*) FROM conversation_event e WHERE e.conversation_pseudonym = c.pseudonym) AS events
       FROM conversation c WHERE conversation_id = $1`,
      [conversation],
    );
  const before = await written();
  for (const wish of [{}, { mode: "follow" }])
    for (const channel of ["public", "internal"])
      expect(codeOf(await load(officer, conversation, { channel, ...wish }))).toBe("not_found");
  expect(await reads(officer, conversation)).toBe("ok");
  expect(await written()).toEqual(before);
  await say(begun);
  await anna.heard("message:new", (news) => news.conversation === conversation);
  // Whatever could still come has come when the next call is answered.
  expect(await reads(officer, conversation)).toBe("ok");
  const news = ["message:new", "conversation:changed", "conversations:changed", "viewer:changed"];
  expect(news.flatMap((event) => officer.news(event))).toEqual([]);
  expect(anna.news("viewer:changed")).toEqual([]);
});

test("[P20] whatever else a records officer asks of it is not_found, and goes well when its desk asks it", async () => {
  const { conversation, anna, epoch, internal, citizen } = await spoken();
  const officer = await setting.agent("archivist");
  const begun = await counterOpening(setting);
  yes(await anna.call("conversation:begin", begun));
  const transfer = await transferOf(setting, {
    ...{ conversation, citizen: citizen.keys, colleague: anna.keys, to: setting.otherDesk },
    before: { public: epoch, internal: internal.epoch },
  });
  const requests: [string, object][] = [
    ["conversation:begin", begun],
    ["conversation:take", { conversation }],
    ["message:send", sending(conversation, internal.chain.text(), "internal")],
    ["ephemeral:send", sending(conversation, internal.chain.seal({ type: "typing" }), "internal")],
    ["epoch:publish", { conversation, channel: "internal", record: internal.epoch.recordBytes }],
    ["conversation:label", { conversation, labels: [] }],
    ["conversation:snooze", { conversation, untilMs: null }],
    ["conversation:wake", { conversation }],
    ["conversation:block", { conversation, reason: "flooding", days: 1, network: "not" }],
    ["conversation:unblock", { conversation }],
    ["conversation:leave", { conversation }],
    ["conversation:give", { conversation, to: setting.colleague("bram").member }],
    ["conversation:close", { conversation, ...answered }],
    ["conversation:reopen", { conversation }],
    ["conversation:transfer", transfer],
  ];
  for (const [event, request] of requests) {
    expect([event, await reads(officer, conversation)]).toEqual([event, "ok"]);
    expect([event, codeOf(await officer.call(event, request))]).toEqual([event, "not_found"]);
    expect([event, codeOf(await anna.call(event, request))]).toEqual([event, "ok"]);
  }
  const shares = await officer.call("search:shares", { conversations: [conversation] });
  expect(yes(shares)).toEqual({ shares: [] });
});

test("[P20] another desk's colleague, and in the archive who only renews its key or is not in its roster any more, may not", async () => {
  const { conversation } = await spoken();
  const { member } = setting.colleague("archivist");
  /** On a new connection: who is in other rosters than at the handshake is disconnected. */
  const readsNow = async (name: "anna" | "chris" | "archivist") =>
    reads(await setting.agent(name), conversation);
  const give = (rights: string) =>
    setting.rows("UPDATE desk_member SET rights = $1 WHERE desk_id = $2 AND member_id = $3", [
      ...[rights, setting.archive.desk, member],
    ]);
  expect(await readsNow("chris")).toBe("not_found");
  for (const rights of ["{rotate}", "{review,rotate}"]) {
    await give(rights);
    expect(await readsNow("archivist")).toBe("not_found");
    await give("{answer,rotate}");
    expect(await readsNow("archivist")).toBe("ok");
  }
  const successor = setting.town.admit("opvolger");
  await setting.rotateDesk(setting.archive, [successor]);
  expect(await readsNow("archivist")).toBe("not_found");
  const next = await connectAgent(setting, successor);
  expect(await reads(next, conversation)).toBe("ok");
  expect(await readsNow("anna")).toBe("ok");
  await setting.rotateDesk(setting.archive, [setting.colleague("archivist")]);
  expect(await readsNow("archivist")).toBe("ok");
  next.socket.disconnect();
});

test("[P20] a conversation of another town is not_found, in both directions", async () => {
  const town = await Town.found({ first: ["dora"] });
  const [desk, keeper] = [town.desks[0], town.people.get("archivist")];
  if (!desk || !keeper) throw new Error("a town without desk or archivist");
  const { code, output } = await importBundle(town.bundle(), setting.databases.databaseUrl);
  if (code !== 0) throw new Error(output);
  await setting.rows("UPDATE organisation SET second_factor = 'offered'");
  const place = { town, desk, gateway: setting.gateway };
  const citizen = await connectCitizen(place);
  const theirs = await begin({ ...place, citizen: async () => citizen });
  const { conversation } = await spoken();
  const [officer, neighbour] = [await setting.agent("archivist"), await connectAgent(place, keeper)];
  expect(await reads(neighbour, theirs.conversation)).toBe("ok");
  expect(await reads(neighbour, conversation)).toBe("not_found");
  expect(await reads(officer, theirs.conversation)).toBe("not_found");
  expect(await reads(officer, conversation)).toBe("ok");
  for (const who of [citizen, neighbour]) who.socket.disconnect();
});

test("[R1] at the archive nobody is at work: it is none of the desks of presence", async () => {
  const desksOf = async (who: Connected) =>
    (yes(await who.call("presence:load", {})).desks as { desk: string }[]).map(({ desk }) => desk);
  expect(await desksOf(await setting.agent("archivist"))).toEqual([]);
  expect(await desksOf(await setting.agent("anna"))).toEqual([setting.desk.desk]);
});
