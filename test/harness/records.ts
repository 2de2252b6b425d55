import { type Connected, inboxFetch, signIn } from "./callers.js";
import { answered } from "./closing.js";
import { begin, codeOf } from "./conversation.js";
import type { Setting } from "./setting.js";

/** A records officer at work, and conversations that were closed some time ago. */

type Told = { status: number; code?: string; obstacles?: unknown[]; value: unknown };

/** Asks over HTTP as whoever the cookie says. */
export const askAs =
  (setting: Setting, cookie: string) =>
  async (method: string, path: string, body?: unknown): Promise<Told> => {
    const response = await inboxFetch(setting, `/api/v1/${path}`, { method, cookie, body });
    const value = response.status === 204 ? undefined : await response.json();
    return { status: response.status, code: value?.code, obstacles: value?.obstacles, value };
  };

/** Chris keeps the archive, and does nothing else. */
export const recordsOfficer = async (setting: Setting) => {
  const chris = setting.colleague("chris");
  await setting.rows("UPDATE member SET roles = '{records_officer}' WHERE member_id = $1", [chris.member]);
  return askAs(setting, await signIn(setting, chris));
};

type Request = readonly [method: string, path: string, body?: unknown];

/** The codes that the other roles hear to each of these, every code once. */
export const codesOfOthers = async (setting: Setting, requests: readonly Request[]): Promise<string[]> => {
  const anna = setting.colleague("anna");
  const ask = askAs(setting, await signIn(setting, anna));
  const codes = new Set<string>();
  for (const role of ["agent", "supervisor", "functional_administrator"]) {
    await setting.rows("UPDATE member SET roles = $2 WHERE member_id = $1", [anna.member, [role]]);
    for (const request of requests) codes.add((await ask(...request)).code ?? "none");
  }
  await setting.rows("UPDATE member SET roles = '{agent}' WHERE member_id = $1", [anna.member]);
  return [...codes];
};

/** Who closes what is closed here, once connected. */
const closers = new WeakMap<Setting, Promise<Connected>>();
const closerOf = (setting: Setting): Promise<Connected> => {
  const known = closers.get(setting) ?? setting.agent("anna");
  closers.set(setting, known);
  return known;
};

/** A conversation of the first desk that was opened and closed at these moments (ISO 8601). */
export const closedBetween = async (setting: Setting, openedAt: string, closedAt: string) => {
  const { conversation } = await begin(setting);
  const anna = await closerOf(setting);
  const code = codeOf(await anna.call("conversation:close", { conversation, ...answered }));
  if (code !== "ok") throw new Error(code);
  await setting.rows("UPDATE conversation SET opened_at = $2, closed_at = $3 WHERE conversation_id = $1", [
    conversation,
    openedAt,
    closedAt,
  ]);
  return conversation;
};
