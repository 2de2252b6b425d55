import { equalBytes, sha256 } from "./bytes.js";
import type { RosterMember } from "./certificateBody.js";
import { citizenId } from "./epoch.js";
import type { EpochRecord, ParticipantRole, WrappedParticipant } from "./epochRecord.js";
import { isRevokedAt, isValidAt, type Trust } from "./trust.js";
import { isUsableKey } from "./wrap.js";

/** A record that may be used: its participants and creator are who the organisation says they are. */
export type AcceptedEpoch = {
  readonly record: EpochRecord;
  /** The desk (UUID) whose members speak in it. */
  readonly desk: string;
  readonly reviewers: readonly { readonly desk: string; readonly vk: Uint8Array }[];
  /** Where it hands the conversation to another desk. */
  readonly transfer?: Transfer;
  /** Where its citizen chose this desk themselves: the one before, which did not answer in time. */
  readonly overflowFrom?: string;
};

/** A transfer as its record has it: from which desk, and whether its creator reads along (role 4) until the next epoch. */
export type Transfer = { readonly from: string; readonly creator: "leaves" | "reads-along" };

/** *new*: it arrived just now and must fit today; *history*: it must have fitted when it was made. */
export type Arrival = "new" | "history";

export type EpochContext = {
  readonly channel: "public" | "internal";
  readonly previous: AcceptedEpoch | undefined;
  readonly trust: Trust;
  readonly arrival: Arrival;
  readonly nowMs: number;
  /** The reader's own signing key, where the reader is the citizen: epoch 0 has no other anchor. */
  readonly citizenVk?: Uint8Array;
};

export type EpochFault =
  | "chain"
  | "roles"
  | "log-size"
  | "key"
  | "unknown-certificate"
  | "certificate-key"
  | "transfer"
  | "not-logged"
  | "revoked"
  | "expired"
  | "superseded"
  | "reviewer"
  | "citizen"
  | "creator";

type Refused = { ok: false; why: EpochFault };
const refuse = (why: EpochFault): Refused => ({ ok: false, why });

const noHash = new Uint8Array(32);

/**
 * Whether a record that `readEpoch` gave may follow `previous` in this channel (DESIGN §2.6). The caller
 * has compared the conversation's id for epoch 0. Async because a reviewer's X-Wing key is compared by
 * its SHA-256.
 */
export async function checkEpoch(
  record: EpochRecord,
  context: EpochContext,
): Promise<{ ok: true; epoch: AcceptedEpoch } | Refused> {
  if (!followsPrevious(record, context.previous?.record)) return refuse("chain");
  if (!hasAllowedRoles(record, context.channel)) return refuse("roles");
  if (record.logSize < (context.previous?.record.logSize ?? 0)) return refuse("log-size");
  if (record.logSize > context.trust.logSize) return refuse("log-size");
  const desk = checkDesk(record, "desk", context);
  if (!desk.ok) return desk;
  const archive = checkDesk(record, "archive", context);
  if (!archive.ok) return archive;
  const from = context.previous?.desk;
  const isTransfer = record.reason === "transfer";
  const isOverflow = record.reason === "overflow";
  if ((isTransfer || isOverflow) !== (from !== undefined && from !== desk.desk)) return refuse("transfer");
  if (isTransfer && record.creatorRole !== "desk") return refuse("transfer");
  // Who may read is the citizen's to decide: nobody chooses another desk in their name.
  if (isOverflow && record.creatorRole !== "citizen") return refuse("transfer");
  const reviewers = await Promise.all(
    participants(record, "reviewer").map(
      async (reviewer) =>
        (await findReviewer(record, reviewer, context)) ??
        (isTransfer && from ? findHandingOver(record, reviewer, { ...context, from }) : undefined),
    ),
  );
  if (reviewers.includes(undefined)) return refuse("reviewer");
  const citizen = checkCitizen(record, context);
  if (citizen) return refuse(citizen);
  if (!isAllowedCreator(record, context, desk.desk)) return refuse("creator");
  const found = reviewers.filter((one) => one !== undefined);
  const readsAlong = found.some(({ vk }) => equalBytes(vk, record.creatorVk));
  const transfer: Transfer | undefined =
    isTransfer && from ? { from, creator: readsAlong ? "reads-along" : "leaves" } : undefined;
  const epoch = {
    ...{ record, desk: desk.desk, reviewers: found },
    ...(transfer && { transfer }),
    ...(isOverflow && from && { overflowFrom: from }),
  };
  return { ok: true, epoch };
}

const participants = (record: EpochRecord, role: ParticipantRole): readonly WrappedParticipant[] =>
  record.participants.filter((one) => one.role === role);

function followsPrevious(record: EpochRecord, previous: EpochRecord | undefined): boolean {
  if (!previous) return record.epoch === 0 && equalBytes(record.previousHash, noHash) && !record.history;
  return (
    equalBytes(record.conversation, previous.conversation) &&
    record.epoch === previous.epoch + 1 &&
    equalBytes(record.previousHash, previous.hash)
  );
}

function hasAllowedRoles(record: EpochRecord, channel: "public" | "internal"): boolean {
  const count = (role: ParticipantRole) => participants(record, role).length;
  const citizens = channel === "public" ? 1 : 0;
  return count("citizen") === citizens && count("desk") === 1 && count("archive") === 1;
}

function checkDesk(
  record: EpochRecord,
  role: "desk" | "archive",
  { trust, arrival, nowMs }: EpochContext,
): { ok: true; desk: string } | Refused {
  const [participant] = participants(record, role);
  const certificate = participant && trust.deskByCertHash(participant.certHash);
  if (!certificate) return refuse("unknown-certificate");
  const { body } = certificate;
  const sameKey = body.enc_alg === participant.alg && equalBytes(body.enc_pk, participant.pk);
  if (body.kind !== role || !sameKey) return refuse("certificate-key");
  if (certificate.logIndex >= record.logSize) return refuse("not-logged");
  if (isRevokedAt(certificate, record.logSize)) return refuse("revoked");
  if (!isValidAt(body, record.timeMs)) return refuse("expired");
  if (arrival === "new") {
    if (!isValidAt(body, nowMs)) return refuse("expired");
    const current = trust.currentDesk(body.desk);
    if (!current || !equalBytes(current.hash, certificate.hash)) return refuse("superseded");
  }
  return { ok: true, desk: body.desk };
}

/** A reviewer is named by the roster that gives them the right; the wrapped key must be theirs in it. */
async function findReviewer(
  record: EpochRecord,
  { alg, certHash, pk }: WrappedParticipant,
  { trust, arrival }: EpochContext,
): Promise<{ desk: string; vk: Uint8Array } | undefined> {
  const roster = trust.rosterByCertHash(certHash);
  if (!roster) return undefined;
  const { desk } = roster.body;
  const then = trust.rosterAt(desk, record.logSize);
  if (!then || !equalBytes(then.hash, certHash) || !isValidAt(roster.body, record.timeMs)) return undefined;
  const pkHash = await sha256(pk);
  const owns = (member: RosterMember) =>
    equalBytes(alg === 1 ? pk : pkHash, alg === 1 ? member.pk : member.xwing_hash);
  const member = roster.body.members.find((one) => one.rights.includes("review") && owns(one));
  if (!member) return undefined;
  if (arrival === "new" && !rosterMember(trust.currentRoster(desk), member.vk)?.rights.includes("review"))
    return undefined;
  return { desk, vk: member.vk };
}

/**
 * Who hands the conversation over and reads along until somebody takes it: the creator of a transfer, named by the
 * roster of the desk before. They know the key anyway, for they made it; listed, everybody sees that they do.
 */
async function findHandingOver(
  record: EpochRecord,
  { alg, certHash, pk }: WrappedParticipant,
  { trust, arrival, from }: EpochContext & { from: string },
): Promise<{ desk: string; vk: Uint8Array } | undefined> {
  const roster = trust.rosterAt(from, record.logSize);
  const vk = record.creatorVk;
  const member = rosterMember(roster, vk);
  if (!roster || !member || !equalBytes(roster.hash, certHash)) return undefined;
  const owns = alg === 1 ? equalBytes(pk, member.pk) : equalBytes(await sha256(pk), member.xwing_hash);
  const moment = { trust, logSize: record.logSize, arrival };
  return owns && isMember({ desk: from, vk, right: "answer" }, moment) ? { desk: from, vk } : undefined;
}

/** The citizen stays who they were, unless they themselves signed the change to another device. */
function checkCitizen(record: EpochRecord, { previous, citizenVk }: EpochContext): EpochFault | undefined {
  const [citizen] = participants(record, "citizen");
  if (!citizen) return undefined;
  if (!isUsableKey(citizen.alg, citizen.pk)) return "key";
  if (citizenVk && !isCitizen(record, citizenVk)) return "citizen";
  const [before] = previous ? participants(previous.record, "citizen") : [];
  if (!before) return undefined;
  const same =
    citizen.alg === before.alg &&
    equalBytes(citizen.pk, before.pk) &&
    equalBytes(citizen.certHash, before.certHash);
  return same || (record.creatorRole === "citizen" && record.reason === "citizen-device")
    ? undefined
    : "citizen";
}

/** A citizen creates by the keys of the epoch before; a desk member by that epoch's desk. */
function isAllowedCreator(record: EpochRecord, context: EpochContext, desk: string): boolean {
  const { previous, channel } = context;
  if (record.creatorRole === "citizen") return isCitizen(previous?.record ?? record, record.creatorVk);
  if (!previous && channel === "public") return false;
  return isMember(
    { desk: previous?.desk ?? desk, vk: record.creatorVk },
    { ...context, logSize: record.logSize },
  );
}

/** Whether `vk` is the citizen's signing key in this epoch. */
export const isCitizen = (record: EpochRecord, vk: Uint8Array): boolean =>
  participants(record, "citizen").some((one) => equalBytes(citizenId(one.pk, vk), one.certHash));

const rosterMember = (roster: ReturnType<Trust["currentRoster"]>, vk: Uint8Array): RosterMember | undefined =>
  roster?.body.members.find((member) => equalBytes(member.vk, vk));

type RosterMoment = { readonly trust: Trust; readonly logSize: number; readonly arrival: Arrival };

/**
 * Whether `vk` was in the desk's roster when the log had `logSize` entries and, for what arrives now, still
 * is; with the given right in both, where one is asked.
 */
export function isMember(
  who: { readonly desk: string; readonly vk: Uint8Array; readonly right?: RosterMember["rights"][number] },
  { trust, logSize, arrival }: RosterMoment,
): boolean {
  const listed = (roster: ReturnType<Trust["currentRoster"]>) => {
    const member = rosterMember(roster, who.vk);
    return member !== undefined && (who.right === undefined || member.rights.includes(who.right));
  };
  const then = listed(trust.rosterAt(who.desk, logSize));
  return then && (arrival === "history" || listed(trust.currentRoster(who.desk)));
}
