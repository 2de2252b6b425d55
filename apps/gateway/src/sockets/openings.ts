import { randomUUID } from "node:crypto";
import {
  type CampaignCode,
  type ConversationId,
  type DeskId,
  type EpochHeader,
  type OrganisationId,
  Refusal,
  type TopicId,
} from "@eigenkanaal/protocol";
import { currentKeys } from "../store/certificates.js";
import { findConversation, type StoredConversation } from "../store/conversations.js";
import { databaseNowMs, type Scope } from "../store/database.js";
import { certificateOf } from "../store/destructionRegister.js";
import { findEpoch, storeEpoch } from "../store/epochs.js";
import { isDesk, isTopic } from "../store/settings.js";
import { readSignedEpoch, requireParticipants } from "../trust/epochChecks.js";
import type { Parts } from "./connection.js";

/** What begins a conversation, by whomever it is handed in (PROTOCOL.md C1, D4). */
export type Opening = {
  conversation: ConversationId;
  desk: DeskId;
  topic: TopicId | null;
  language: string | null;
  record: Uint8Array;
};

type Found = { organisation: OrganisationId; opening: Opening; header: EpochHeader };

/** The header of the record that begins it. Throws Refusal("malformed") for one of another conversation, or not its first. */
export const readOpening = ({ conversation, record }: Opening): EpochHeader => {
  const header = readSignedEpoch(record);
  if (header.conversation !== conversation || header.epoch !== 0) throw new Refusal("malformed");
  return header;
};

/** Throws where it may not begin like this: another desk or topic than there is, or participants that do not stand. */
export const requireOpening = async (scope: Scope, { desk, topic }: Opening, header: EpochHeader) => {
  if (!(await isDesk(scope, desk))) throw new Refusal("not_found");
  if (topic !== null && !(await isTopic(scope, topic))) throw new Refusal("not_found");
  const current = await currentKeys(scope, desk);
  requireParticipants(header, "public", { current, previous: undefined });
};

/** One that began with this id before; undefined for a new one. Throws Refusal("id_in_use") unless it is the same. */
export const earlierOpening = async (
  { organisation, opening, header }: Found,
  { database, keys }: Pick<Parts, "database" | "keys">,
): Promise<StoredConversation | undefined> => {
  const { conversation, record } = opening;
  const found = await database.forOrganisation(organisation, async (scope) => {
    const there = await findConversation(scope, conversation, { lock: false });
    const certificate = there ? undefined : await certificateOf(scope, conversation);
    // An id serves once (PROTOCOL.md P15).
    if (certificate) throw new Refusal("destroyed", { destroyedAtMs: certificate.destroyedAtMs });
    return there;
  });
  if (!found) return undefined;
  if (found.citizenVkB64 !== vkOf(header).toString("base64url")) throw new Refusal("id_in_use");
  const key = await keys.get(organisation, conversation);
  const first = await database.forOrganisation(organisation, (scope) =>
    findEpoch(scope, { conversation, channel: "public", epoch: 0 }, key),
  );
  if (!first || Buffer.compare(first.record, record) !== 0) throw new Refusal("id_in_use");
  return found;
};

/**
 * Stores a new conversation with its first epoch, and in the same transaction what `then` makes of it. Somebody, perhaps
 * this same request sent twice, may have been first: then it is answered as that one.
 */
export const storeOpening = async (
  found: Found & { campaign: CampaignCode | null },
  then: (scope: Scope, created: StoredConversation) => Promise<StoredConversation>,
  { database, keys }: Pick<Parts, "database" | "keys">,
): Promise<{ stored: StoredConversation; isNew: boolean }> => {
  const { organisation, opening, header } = found;
  const { conversation, record } = opening;
  const key = await keys.make(organisation, conversation);
  const stored = await database.forOrganisation(organisation, async (scope) => {
    if (!(await createConversation(scope, found))) return undefined;
    const created = await findConversation(scope, conversation, { lock: true });
    if (!created) throw new Error("a conversation was not created");
    const atMs = created.conversation.openedAtMs;
    await storeEpoch(scope, { conversation, channel: "public", epoch: 0, record, header }, { key, atMs });
    return then(scope, created);
  });
  if (!stored) {
    const first = await earlierOpening(found, { database, keys });
    if (!first) throw new Refusal("unavailable");
    return { stored: first, isNew: false };
  }
  await keys.bind(organisation, [conversation]);
  return { stored, isNew: true };
};

const vkOf = ({ creatorVk }: EpochHeader) => Buffer.from(creatorVk);

/** False when the id is in use. */
const createConversation = async (
  scope: Scope,
  { opening, header, campaign }: Found & { campaign: CampaignCode | null },
): Promise<boolean> => {
  const { organisation, tx } = scope;
  const { conversation, desk, topic, language } = opening;
  const now = new Date(await databaseNowMs(scope));
  const { count } = await tx.conversation.createMany({
    data: {
      organisation,
      conversation,
      pseudonym: randomUUID(),
      desk,
      topic,
      language,
      campaign,
      citizenVk: new Uint8Array(vkOf(header)),
      state: "waiting",
      openedAt: now,
      lastActivityAt: now,
    },
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.channel.createMany({
    data: [
      { organisation, conversation, kind: "public", cryptoId: conversation, epoch: 0, logSize: 0 },
      { organisation, conversation, kind: "internal" },
    ],
  });
  return true;
};
