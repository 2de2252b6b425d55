import {
  type Acknowledgement,
  type Arrival,
  acceptMessage,
  acknowledgementsFor,
  type Body,
  bytesToUuid,
  emptyTranscript,
  envelopeHash,
  equalBytes,
  leaveUnread,
  nextPlace,
  type OpenedMessage as Opened,
  openMessage,
  randomBytes,
  readEpoch,
  readHeader,
  resumeAfterGap,
  sealMessage,
  senderRef,
  type Transcript,
  toBase64Url,
} from "@eigenkanaal/crypto";
import type { MemberId } from "@eigenkanaal/protocol";
import type { Author, Warning } from "../views.js";
import { type Epoch, type Epochs, newestEpoch } from "./epochs.js";
import type { Holder } from "./identity.js";
import { deskName } from "./turns.js";
import type { Content, OpenedMessage, Sealed, Waiting } from "./vault.js";

/** A channel's messages as one tab has read them, and the end of its own chain. */
export type Messages = {
  epochs: Epochs;
  transcript: Transcript;
  /** How many have been opened, and what stood before those that were opened last: the page may not show them yet. */
  opened: number;
  before: { opened: number; transcript: Transcript };
  /** What the next own message is given; `lastId` is the message it follows, if that was sealed here. */
  chain: { seq: number; previousHash: Uint8Array; lastId: string | null };
  /** Messages opened in each epoch, to know when it has had its share. */
  count: Map<number, number>;
  doubts: Set<Warning["kind"]>;
};

const noHash = new Uint8Array(32);

export const emptyMessages = (epochs: Epochs): Messages => ({
  epochs,
  transcript: emptyTranscript(),
  opened: 0,
  before: { opened: 0, transcript: emptyTranscript() },
  chain: { seq: 0, previousHash: noHash, lastId: null },
  count: new Map(),
  doubts: new Set(),
});

/** Opens one stored envelope and takes it into the transcript. */
export const open = (
  messages: Messages,
  envelope: Uint8Array,
  at: { arrival: Arrival; holder: Holder },
): OpenedMessage => {
  const header = readHeader(envelope);
  if (!header.ok) return { ok: false, messageId: null, why: header.why };
  const messageId = bytesToUuid(header.header.messageId);
  const epoch = messages.epochs.accepted[header.header.epoch];
  if (epoch && !epoch.key && equalBytes(epoch.accepted.record.hash, header.header.epochHash)) {
    messages.transcript = leaveUnread(messages.transcript, {
      ...header.header,
      hash: envelopeHash(envelope),
    });
    return { ok: false, messageId, why: "unread" };
  }
  if (!epoch?.key) return { ok: false, messageId, why: "epoch" };
  const { trust } = at.holder.trusted();
  const { key, accepted } = epoch;
  const opened = openMessage(envelope, { epoch: accepted, key, trust, arrival: at.arrival });
  if (!opened.ok) return { ok: false, messageId, why: opened.why };
  const { message } = opened;
  let acceptance = acceptMessage(messages.transcript, message);
  if (!acceptance.ok && acceptance.why === "gap") {
    // All that the gateway holds before it has been read, so what is missing will not come: say so, and go on.
    messages.doubts.add("gap");
    acceptance = acceptMessage(resumeAfterGap(messages.transcript, message), message);
  }
  if (!acceptance.ok) {
    if (acceptance.why !== "replay" && acceptance.why !== "epoch") messages.doubts.add("fork");
    return { ok: false, messageId, why: acceptance.why };
  }
  messages.transcript = acceptance.transcript;
  messages.count.set(message.epoch, (messages.count.get(message.epoch) ?? 0) + 1);
  return {
    ok: true,
    messageId,
    ref: toBase64Url(message.senderRef),
    senderSeq: message.seq,
    author: authorOf(message, epoch, at.holder),
    own: equalBytes(message.sender.vk, at.holder.identity().keys.vk),
    content: contentOf(message.body),
    acks: message.acknowledgements.map(({ senderRef: ref, seq }) => ({ ref: toBase64Url(ref), seq })),
  };
};

export const authorOf = (
  { sender }: Pick<Opened, "sender">,
  { accepted }: Epoch,
  { trusted }: Holder,
): Author => {
  if (sender.role === "citizen") return { role: "citizen" };
  const { trust } = trusted();
  // Who handed it over is of the desk before.
  const [found] = [accepted.desk, accepted.transfer?.from].flatMap((desk) => {
    const members = desk === undefined ? [] : trust.rosterAt(desk, accepted.record.logSize)?.body.members;
    const member = members?.find(({ vk }) => equalBytes(vk, sender.vk));
    return member ? [{ member, desk }] : [];
  });
  const desk = found?.desk === accepted.desk ? deskName({ accepted }, trust) : undefined;
  return {
    role: "member",
    member: (found?.member.agent ?? "") as MemberId,
    alias: found?.member.alias ?? "",
    ...(desk && { desk }),
  };
};

export const contentOf = (body: Body): Content | null => {
  switch (body.type) {
    case "text":
      return { type: "text", text: body.text };
    case "receipt":
      return { type: "receipt", read: body.read };
    case "close":
      return { type: "close", outcome: body.outcome };
    case "handover":
    case "case":
    case "registration":
    case "remark":
      return body;
    default:
      return null;
  }
};

export const warningsOf = ({ doubts, transcript, epochs }: Messages): Warning[] => {
  const kinds = new Set(doubts);
  if (epochs.forked) kinds.add("fork");
  if (transcript.withheld.length > 0) kinds.add("withheld");
  return [...kinds].map((kind) => ({ kind, channel: epochs.channel }));
};

/** Seals a new own message at the end of this tab's chain. Throws RangeError when the text is too long. */
export const seal = (
  messages: Messages,
  content: Content,
  { shown, holder }: { shown: number; holder: Holder },
): Sealed => {
  const messageId = randomBytes(16);
  const { chain } = messages;
  const { transcript } = shown >= messages.opened ? messages : messages.before;
  const { instance } = holder.identity();
  const { cryptoId } = messages.epochs;
  const ownRef = senderRef(cryptoId, holder.identity().keys.vk, instance);
  const acknowledgements = acknowledgementsFor(transcript, ownRef);
  const sealed = sealAt(messages, { ...chain, messageId, instance, acknowledgements, body: content }, holder);
  messages.chain = {
    seq: chain.seq + 1,
    previousHash: envelopeHash(sealed.envelope),
    lastId: sealed.messageId,
  };
  return sealed;
};

type Placed = {
  seq: number;
  previousHash: Uint8Array;
  messageId: Uint8Array;
  instance: Uint8Array;
  acknowledgements: readonly Acknowledgement[];
  body: Body;
};

const sealAt = (messages: Messages, placed: Placed, holder: Holder): Sealed => {
  const epoch = newestEpoch(messages.epochs);
  if (!epoch?.key) throw new Error("no epoch to seal under");
  const { role, keys } = holder.identity();
  const { instance, ...rest } = placed;
  const sealed = sealMessage({
    ...rest,
    epoch: { record: epoch.accepted.record, key: epoch.key },
    sender: { role, keys, instance },
    timeMs: holder.nowMs(),
  });
  if (!sealed.ok) throw new RangeError(`message not sealed: ${sealed.why}`);
  return {
    messageId: bytesToUuid(placed.messageId),
    envelope: sealed.envelopeBytes,
    pendingRecord: messages.epochs.pending?.recordBytes ?? null,
  };
};

/** An own message that waits, opened; undefined when it is not ours or its epoch cannot be opened. */
export const openOwn = (
  messages: Messages,
  waiting: Waiting,
  holder: Holder,
): { message: Opened; epoch: Epoch } | undefined => {
  const header = readHeader(waiting.envelope);
  if (!header.ok) return undefined;
  const { epochHash } = header.header;
  const known = [...messages.epochs.accepted, messages.epochs.pending].find(
    (one) => one && equalBytes(one.accepted.record.hash, epochHash),
  );
  const epoch =
    known ?? (waiting.pendingRecord ? unpublishedEpoch(waiting.pendingRecord, holder) : undefined);
  if (!epoch?.key) return undefined;
  const { accepted, key } = epoch;
  const opened = openMessage(waiting.envelope, {
    epoch: accepted,
    key,
    trust: holder.trusted().trust,
    arrival: "history",
  });
  const isOwn = opened.ok && equalBytes(opened.message.sender.vk, holder.identity().keys.vk);
  return isOwn ? { message: opened.message, epoch } : undefined;
};

/** An own epoch that was never published, from its record; undefined when it cannot be opened. */
export const unpublishedEpoch = (recordBytes: Uint8Array, holder: Holder): Epoch | undefined => {
  const read = readEpoch(recordBytes);
  if (!read.ok) return undefined;
  const { record } = read;
  const certHash = record.participants.find(({ role }) => role === "desk")?.certHash;
  const desk = certHash && holder.trusted().trust.deskByCertHash(certHash)?.body.desk;
  const opened = holder.identity().openKey(record);
  return desk && opened.ok
    ? { accepted: { record, desk, reviewers: [] }, recordBytes, key: opened.key }
    : undefined;
};

/** The same message as the newest epoch and the end of its chain want it. */
export const fit = (
  messages: Messages,
  waiting: Waiting,
  holder: Holder,
): (Sealed & { changed: boolean }) | undefined => {
  const own = openOwn(messages, waiting, holder);
  const newest = newestEpoch(messages.epochs);
  if (!own || !newest) return undefined;
  const { message, epoch } = own;
  const messageId = bytesToUuid(message.messageId);
  const place = nextPlace(messages.transcript, message.senderRef);
  const isNewest = equalBytes(epoch.accepted.record.hash, newest.accepted.record.hash);
  const fits = isNewest && message.seq === place.seq && equalBytes(message.previousHash, place.previousHash);
  const { instance } = message.sender;
  // The old acknowledgements: what came since was not there yet when a receipt said that all of it was shown.
  const { acknowledgements, body } = message;
  const again = { ...place, messageId: message.messageId, instance, acknowledgements, body };
  const sealed = fits ? { ...waiting, messageId } : sealAt(messages, again, holder);
  // Nothing was sealed after it here, so the next one follows it as it goes out now.
  if (messages.chain.lastId === messageId)
    messages.chain = { seq: place.seq + 1, previousHash: envelopeHash(sealed.envelope), lastId: messageId };
  return { ...sealed, changed: !fits };
};
