import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { boundedPublishing } from "./publishing.js";

/** A Redis that answers when it is let, and who published how much to it. */
const silentRedis = () => {
  let missed = 0;
  const waiting: { answer(): void; refuse(): void }[] = [];
  const publish = boundedPublishing({
    onMissed: () => {
      missed += 1;
    },
  });
  const send = (bytes: number) =>
    publish(
      { type: "3", data: "a".repeat(bytes) },
      () => new Promise<void>((answer, refuse) => waiting.push({ answer, refuse })),
    );
  return { send, waiting, missed: () => missed };
};
const mebibyte = 2 ** 20;

test("[M11] of what waits for a Redis that is silent 32 MiB are kept, and what is more is missed", async () => {
  const { send, waiting, missed } = silentRedis();
  for (let sent = 0; sent < 40; sent += 1) send(mebibyte);
  expect(waiting.length).toBe(31);
  expect(missed()).toBe(9);

  // Once it answers there is room again, for as much as it took.
  for (const each of waiting.splice(0, 2)) each.answer();
  await turn();
  for (let sent = 0; sent < 3; sent += 1) send(mebibyte);
  expect(waiting.length).toBe(31);
  expect(missed()).toBe(10);
});

test("[M11] small news counts what is kept around it, and what Redis refuses is missed and makes room", async () => {
  const { send, waiting, missed } = silentRedis();
  for (let sent = 0; sent < 40_000; sent += 1) send(0);
  expect(waiting.length).toBeGreaterThan(30_000);
  expect(waiting.length).toBeLessThan(32_768);
  expect(missed()).toBe(40_000 - waiting.length);

  for (const each of waiting.splice(0)) each.refuse();
  await turn();
  expect(missed()).toBe(40_000);
  send(30 * mebibyte);
  expect(waiting.length).toBe(1);
});
