import { randomBytes, randomUUID } from "node:crypto";
import { citizenFromEntropy } from "@eigenkanaal/crypto";
import pg from "pg";
import type { Answer, Connected } from "./callers.js";
import { Chain, makeEpoch, makeInternalEpoch, type OpenEpoch } from "./frames.js";
import type { Setting } from "./setting.js";

/** A conversation that a citizen has just begun with the first desk. */
export type Begun = { conversation: string; citizen: Connected; epoch: OpenEpoch; chain: Chain };

/** The value of an answer that must be a yes. */
export const yes = (answer: Answer): Record<string, unknown> => {
  if (!answer.ok) throw new Error(`refused: ${answer.code}`);
  return answer.value;
};

/** The code of an answer; "ok" for a yes. */
export const codeOf = (answer: Answer): string => (answer.ok ? "ok" : answer.code);

/** What a citizen asks to begin a conversation with the first desk. */
export const opening = (setting: Pick<Setting, "desk">, conversation: string, epoch: OpenEpoch) => ({
  conversation,
  desk: setting.desk.desk,
  topic: null,
  language: "nl",
  record: epoch.recordBytes,
});

/** What a colleague asks to begin one at the counter, and the citizen's keys that go along on paper. */
export const counterOpening = async (
  setting: Pick<Setting, "town" | "desk">,
  keys = citizenFromEntropy(randomBytes(16)),
) => {
  const conversation = randomUUID();
  return opening(setting, conversation, await makeEpoch(setting, { conversation, citizen: keys }));
};

/** A new citizen and their conversation. */
export const begin = async (
  setting: Pick<Setting, "town" | "desk" | "citizen"> & Partial<Setting>,
): Promise<Begun> => {
  const citizen = await setting.citizen();
  const conversation = randomUUID();
  const epoch = await makeEpoch(setting, { conversation, citizen: citizen.keys });
  yes(await citizen.call("conversation:open", opening(setting, conversation, epoch)));
  return { conversation, citizen, epoch, chain: new Chain(epoch, "citizen", citizen.keys) };
};

/** What a sender asks to store an envelope. */
export const sending = (conversation: string, envelope: Uint8Array, channel = "public") => ({
  conversation,
  channel,
  envelope,
});

/** A citizen's next message, stored. */
export const say = async ({ conversation, citizen, chain }: Begun): Promise<Record<string, unknown>> =>
  yes(await citizen.call("message:send", sending(conversation, chain.text())));

/** One page of a channel. */
export const load = (who: Connected, conversation: string, wish: Record<string, unknown> = {}) =>
  who.call("conversation:load", { conversation, channel: "public", afterSeq: 0, limit: 100, ...wish });

/** The conversation's internal channel, begun by a colleague, with that colleague's chain in it. */
export const beginInternal = async (setting: Setting, conversation: string, colleague: Connected) => {
  const epoch = await makeInternalEpoch(setting, { conversation, colleague: colleague.keys });
  yes(
    await colleague.call("epoch:publish", { conversation, channel: "internal", record: epoch.recordBytes }),
  );
  return { epoch, chain: new Chain(epoch, "desk", colleague.keys) };
};

/** What the work resolves to, done while nothing can be stored in this conversation. */
export const whileLocked = async <T>(
  { databases }: Setting,
  conversation: string,
  work: () => Promise<T>,
): Promise<T> => {
  const owner = new pg.Client({ connectionString: databases.databaseUrl });
  await owner.connect();
  try {
    await owner.query("BEGIN");
    await owner.query("SELECT FROM conversation WHERE conversation_id = $1 FOR UPDATE", [conversation]);
    return await work();
  } finally {
    await owner.end();
  }
};
