import { maxEnvelopeBytes } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { connectCitizen } from "../harness/callers.js";
import { begin, load, sending, yes } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

/** The transport's own WebSocket, which can stop reading: TCP then tells the other side to wait. */
const lineOf = (socket: { io: { engine: { transport: object } } }): { pause(): void; resume(): void } =>
  Reflect.get(socket.io.engine.transport, "ws");

const seqsOf = (messages: unknown) =>
  Array.isArray(messages) ? messages.map(({ seq }: { seq: number }) => seq) : [];

test("[T6] a connection that does not read is ended, others hear everything, and it finds all when it is back", async () => {
  // As much as fills the bound, from one person.
  await setting.setLimits({ messages: { burst: 2_000, perMinute: 2_000 } });
  const begun = await begin(setting);
  const slow = await connectCitizen(setting, begun.citizen.keys);
  const other = await connectCitizen(setting, begun.citizen.keys);
  for (const who of [slow, other]) yes(await load(who, begun.conversation));
  const ended = new Promise((resolve) => slow.socket.once("disconnect", resolve));
  lineOf(slow.socket).pause();

  /** As long as an envelope can be: its header counts here, and what is sealed in it nobody opens. */
  const longest = () =>
    Buffer.concat([begun.chain.text().subarray(0, 96), Buffer.alloc(maxEnvelopeBytes - 96)]);
  let sent = 0;
  while (!setting.gateway.output().includes("does not read")) {
    // Far above the bound and what the system keeps by itself: then nothing ends it.
    if (sent === 1_000) throw new Error("it was not ended");
    const calls = Array.from({ length: 10 }, () =>
      begun.citizen.call("message:send", sending(begun.conversation, longest())),
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
