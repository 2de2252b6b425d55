import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { connectAgent, inboxFetch, signIn } from "../harness/callers.js";
import { codeOf } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

// The watch that would find an ended session later must not hide that nobody was told.
const setting = useSetting({ WATCH_INTERVAL_MS: "600000" });

type Listed = { session: string; createdAtMs: number; lastSeenAtMs: number; current: boolean };

const list = async (cookie: string): Promise<Listed[]> => {
  const response = await inboxFetch(setting, "/api/v1/sessions", { cookie });
  expect(response.status).toBe(200);
  return ((await response.json()) as { sessions: Listed[] }).sessions;
};

const currentOf = async (cookie: string): Promise<string> => {
  const current = (await list(cookie)).find((one) => one.current);
  if (!current) throw new Error("the session that asks is not in its own list");
  return current.session;
};

const end = async (cookie: string, session?: string): Promise<number> => {
  const path = session === undefined ? "/api/v1/sessions" : `/api/v1/sessions/${session}`;
  return (await inboxFetch(setting, path, { method: "DELETE", cookie })).status;
};

const lives = async (cookie: string) =>
  (await inboxFetch(setting, "/api/v1/session", { cookie })).status === 200;

test("[A9] a member sees their own live sessions, which one asks, and times but nothing else", async () => {
  const anna = setting.colleague("anna");
  const [one, two] = [await signIn(setting, anna), await signIn(setting, anna)];
  await signIn(setting, setting.colleague("bram"));
  const gone = await signIn(setting, anna);
  await inboxFetch(setting, "/api/v1/session", { method: "DELETE", cookie: gone });
  const expired = await signIn(setting, anna);
  await setting.rows(
    "UPDATE member_session SET created_at = now() - interval '13 hours' WHERE session_id = $1",
    [await currentOf(expired)],
  );
  const [fromOne, fromTwo] = [await list(one), await list(two)];
  expect(fromOne.map(({ session }) => session).toSorted()).toEqual(
    [await currentOf(one), await currentOf(two)].toSorted(),
  );
  expect(await currentOf(one)).not.toBe(await currentOf(two));
  expect(fromTwo.filter(({ current }) => current)).toHaveLength(1);
  for (const listed of fromOne) {
    expect(Object.keys(listed).toSorted()).toEqual(["createdAtMs", "current", "lastSeenAtMs", "session"]);
    expect(listed.lastSeenAtMs).toBeGreaterThanOrEqual(listed.createdAtMs);
  }
  expect((await inboxFetch(setting, "/api/v1/sessions")).status).toBe(401);
});

test("[A9] ending one session ends its connections and leaves the others", async () => {
  const anna = setting.colleague("anna");
  const [here, there] = [await signIn(setting, anna), await signIn(setting, anna)];
  const [mine, lost] = [await connectAgent(setting, anna, here), await connectAgent(setting, anna, there)];
  const closed = new Promise((resolve) => lost.socket.once("disconnect", resolve));
  const session = await currentOf(there);
  expect(await end(here, session)).toBe(204);
  await closed;
  expect(lost.news("session:ended")).toHaveLength(1);
  expect([await lives(there), await lives(here)]).toEqual([false, true]);
  expect(codeOf(await mine.call("queue:load", { list: "open" }))).toBe("ok");
  expect(await end(here, session)).toBe(404);
  mine.socket.disconnect();
});

test("[A9] ending all others leaves the one that asks and every colleague's", async () => {
  const anna = setting.colleague("anna");
  const bram = await signIn(setting, setting.colleague("bram"));
  const [here, ...others] = [
    await signIn(setting, anna),
    await signIn(setting, anna),
    await signIn(setting, anna),
  ];
  if (here === undefined) throw new Error("not signed in");
  expect(await end(here)).toBe(204);
  for (const other of others) expect(await lives(other)).toBe(false);
  expect([await lives(here), await lives(bram)]).toEqual([true, true]);
  expect(await list(here)).toHaveLength(1);
});

test("[A9] another's session is not_found, like one that never was, and goes on", async () => {
  const here = await signIn(setting, setting.colleague("anna"));
  const bram = await signIn(setting, setting.colleague("bram"));
  const answers = [];
  for (const session of [await currentOf(bram), randomUUID(), "nonsense"]) {
    const response = await inboxFetch(setting, `/api/v1/sessions/${session}`, {
      method: "DELETE",
      cookie: here,
    });
    answers.push([response.status, await response.text()]);
  }
  expect(answers[0]?.[0]).toBe(404);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await lives(bram)).toBe(true);
  expect(await end(bram, await currentOf(bram))).toBe(204);
  expect(await lives(bram)).toBe(false);
});
