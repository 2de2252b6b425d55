import { maxEnvelopeBytes } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { connectCitizen } from "../harness/callers.js";
import { type Begun, begin, load, sending, yes } from "../harness/conversation.js";
import type { Chain } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

// Hardly more than one of them may have, so that the machine of the tests holds it.
const setting = useSetting({ MAX_BACKLOG_MIB: "24" });

/** The transport's own WebSocket, which can stop reading: TCP then tells the other side to wait. */
const lineOf = (socket: { io: { engine: { transport: object } } }): { pause(): void; resume(): void } =>
  Reflect.get(socket.io.engine.transport, "ws");

const seqsOf = (messages: unknown) =>
  Array.isArray(messages) ? messages.map(({ seq }: { seq: number }) => seq) : [];

/** As long as an envelope can be: its header counts here, and what is sealed in it nobody opens. */
const longest = (chain: Chain) =>
  Buffer.concat([chain.text().subarray(0, 96), Buffer.alloc(maxEnvelopeBytes - 96)]);

const page = ({ conversation }: Begun) => ({ conversation, channel: "public", afterSeq: 0, limit: 100 });

/** Pages of a mebibyte each, for ten at once, on a machine that others use too. */
const patience = { timeout: 45_000 };

/** How many were ended so far because too much waited in all. */
const endedInAll = () => setting.gateway.output().split("too much waits in all").length - 1;

test("[T6] a connection that does not read is ended, others hear everything, and it finds all when it is back", async () => {
  // As much as fills the bound, from one person.
  await setting.setLimits({ messages: { burst: 2_000, perMinute: 2_000 } });
  const begun = await begin(setting);
  const slow = await connectCitizen(setting, begun.citizen.keys);
  const other = await connectCitizen(setting, begun.citizen.keys);
  for (const who of [slow, other]) yes(await load(who, begun.conversation));
  const ended = new Promise((resolve) => slow.socket.once("disconnect", resolve));
  lineOf(slow.socket).pause();

  let sent = 0;
  while (!setting.gateway.output().includes("does not read")) {
    // Far above the bound and what the system keeps by itself: then nothing ends it.
    if (sent === 1_000) throw new Error("it was not ended");
    const calls = Array.from({ length: 10 }, () =>
      begun.citizen.call("message:send", sending(begun.conversation, longest(begun.chain))),
    );
    for (const answer of await Promise.all(calls)) yes(answer);
    sent += calls.length;
  }
  lineOf(slow.socket).resume();
  await ended;

  await other.heard("message:new", ({ seq }) => seq === sent);
  const all = Array.from({ length: sent }, (_, index) => index + 1);
  expect(other.news("message:new").map(({ seq }) => seq)).toEqual(all);
  expect(other.socket.connected).toBe(true);

  const again = await connectCitizen(setting, begun.citizen.keys);
  const found: number[] = [];
  for (let more: unknown = true; more; ) {
    const page = yes(await load(again, begun.conversation, { afterSeq: found.length }));
    const seqs = seqsOf(page.messages);
    // A page has its bounds in bytes too.
    expect(seqs.length).toBeLessThan(20);
    found.push(...seqs);
    more = page.more;
  }
  expect(found).toEqual(all);
  for (const { socket } of [other, again]) socket.disconnect();
});

test("[T6] many that do not read are ended, the largest first, where too much waits in all; who reads is undisturbed", async () => {
  const begun = await begin(setting);
  // About the one MiB at which a page ends: each asked for is a copy of its own.
  for (let sent = 0; sent < 20; sent += 1)
    yes(await begun.citizen.call("message:send", sending(begun.conversation, longest(begun.chain))));
  const other = await connectCitizen(setting, begun.citizen.keys);
  yes(await load(other, begun.conversation, { afterSeq: 20 }));
  const slow = await Promise.all(
    Array.from({ length: 10 }, () => connectCitizen(setting, begun.citizen.keys)),
  );
  const already = endedInAll();
  for (const each of slow) {
    lineOf(each.socket).pause();
    // Below what ends one by itself, also when the system keeps nothing.
    for (let pages = 0; pages < 14; pages += 1) each.socket.emit("conversation:load", page(begun), () => {});
  }
  // 140 MiB were asked for; the system itself keeps up to 10 of each, and 24 may wait.
  await expect.poll(() => endedInAll() - already, patience).toBeGreaterThanOrEqual(3);
  expect(setting.gateway.output().split("a connection that does not read").length - 1).toBe(1);

  yes(await begun.citizen.call("message:send", sending(begun.conversation, longest(begun.chain))));
  await other.heard("message:new", ({ seq }) => seq === 21);
  for (const { socket } of [begun.citizen, other]) expect(socket.connected).toBe(true);
  for (const { socket } of slow) lineOf(socket).resume();
  const gone = () => slow.filter(({ socket }) => !socket.connected).length;
  await expect.poll(gone, patience).toBeGreaterThanOrEqual(3);
  for (const { socket } of [...slow, other]) socket.disconnect();
}, 120_000);
