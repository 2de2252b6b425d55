import { randomUUID } from "node:crypto";
import { createHttp } from "@eigenkanaal/client";
import { createCitizenVault, memoryKeyStore } from "@eigenkanaal/client/node";
import { Challenge, type ConversationId } from "@eigenkanaal/protocol";
import type { Socket } from "socket.io-client";
import { openSocket } from "../harness/callers.js";
import { demoFile } from "./startDemo.js";

/** Of an envelope; what follows is ciphertext (DESIGN §3.1). */
const headerBytes = 96;

/**
 * A citizen whose client does not seal: everything is as it should be (key, challenge, epoch, header), but where the
 * ciphertext belongs there stand the words, over and over. Begins a conversation on a topic and sends that once.
 * Throws when the gateway refuses any of it, which it cannot tell from ciphertext.
 */
export const sendUnsealed = async (words: string, topicName: string): Promise<void> => {
  const { urls, rootVk } = await demoFile();
  const vault = createCitizenVault({ keyStore: memoryKeyStore(), nowMs: Date.now });
  await vault.pin(rootVk);
  const directory = await createHttp(urls.widget, { fetch }).citizenDirectory(rootVk);
  if (!directory.ok) throw new Error(directory.code);
  await vault.trust(directory.value);
  const about = directory.value.topics.find(({ name }) => name.nl === topicName);
  if (!about) throw new Error(`no topic ${topicName}`);

  const conversation = randomUUID() as ConversationId;
  const { desk, topic } = about;
  const record = await vault.create({ conversation, desk, topic });
  const { envelope } = await vault.seal({ conversation, channel: "public" }, { type: "text", text: "-" }, 0);
  const unsealed = Buffer.from(envelope);
  unsealed.fill(words, headerBytes);

  let challenge: Promise<unknown> | undefined;
  const socket = await openSocket(`${urls.widget}/citizen`, {
    origin: urls.widget,
    onSocket: (opening) => {
      challenge = new Promise((resolve) => opening.once("challenge", resolve));
    },
  });
  const { nonce } = Challenge.parse(await challenge);
  const { organisation } = directory.value;
  const shown = await vault.answerChallenge(urls.widget, nonce);
  await accepted(socket, "authenticate", { organisation, ...shown });
  await accepted(socket, "conversation:open", { conversation, desk, topic, language: "nl", record });
  await accepted(socket, "message:send", { conversation, channel: "public", envelope: unsealed });
  socket.disconnect();
};

const accepted = async (socket: Socket, event: string, request: unknown): Promise<void> => {
  const answer = await socket.timeout(20_000).emitWithAck(event, request);
  if (!answer.ok) throw new Error(`${event}: ${answer.code}`);
};
