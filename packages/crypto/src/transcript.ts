import { equalBytes, toBase64Url } from "./bytes.js";
import {
  appended,
  emptyList,
  emptySet,
  type GrowingList,
  type GrowingSet,
  including,
  isIn,
  replacedAt,
  valueAt,
} from "./growing.js";
import { type Acknowledgement, maxAcknowledgements, type OpenedMessage } from "./message.js";

/** An acknowledgement of something that was not delivered to us. */
export type Warning = { readonly kind: "withheld"; readonly senderRef: Uint8Array; readonly seq: number };

/** One sender's chain. */
type Sender = {
  readonly senderRef: Uint8Array;
  /** The latest epoch they wrote in. */
  readonly epoch: number;
  /** By seq. Of a missing message the hash that the one after it names, or nothing. */
  readonly hashes: GrowingList<Uint8Array | undefined>;
  /** So many from the beginning are known by their bytes only: they were sealed before we could read. */
  readonly unread: number;
  /** The seqs that were leapt over and have not arrived since. */
  readonly missing: ReadonlySet<number>;
};
type Missing = { readonly senderRef: Uint8Array; readonly seq: number; readonly hash: Uint8Array };

/** What was accepted so far in one conversation; a value, never changed in place (DESIGN §3.2). */
export type Transcript = {
  readonly senders: ReadonlyMap<string, Sender>;
  readonly messageIds: GrowingSet;
  /** Acknowledged by another sender, not yet delivered to us: warn while it lasts. */
  readonly withheld: readonly Missing[];
};

export const emptyTranscript = (): Transcript => ({
  senders: new Map(),
  messageIds: emptySet,
  withheld: [],
});

export type TranscriptFault =
  /** Held already, or its id was. */
  | "replay"
  /** The same place in the chain, other bytes: alarm. */
  | "fork"
  /** Something of this sender is missing before it: fetch that first. */
  | "gap"
  /** It does not follow the sender's message before. */
  | "chain"
  /** The sender has already gone on to a later epoch. */
  | "epoch"
  /** Two participants were shown different messages: alarm. */
  | "split";

export type Acceptance =
  | { ok: true; transcript: Transcript; warnings: readonly Warning[] }
  | { ok: false; why: TranscriptFault };

const noHash = new Uint8Array(32);

/**
 * The transcript with one more opened message, or why not; a refused message changes nothing. `warnings`
 * are new with this message; those outstanding are in `transcript.withheld`. Ephemeral messages stand
 * outside: they are accepted and leave no trace.
 */
export function acceptMessage(transcript: Transcript, message: OpenedMessage): Acceptance {
  if (message.messageClass === "ephemeral") return { ok: true, transcript, warnings: [] };
  const sender = senderOf(transcript, message);
  const why = refusal(transcript, sender, message);
  if (why) return { ok: false, why };

  const senders = withSender(transcript, extended(sender, message));
  const unheld = message.acknowledgements.filter((one) => !heldHash(senders, one));
  const fresh = unheld.filter((one) => !transcript.withheld.some((known) => isSamePlace(known, one)));
  const cleared = transcript.withheld.filter((one) => !isSamePlace(one, message));
  const messageIds = including(transcript.messageIds, toBase64Url(message.messageId));
  return {
    ok: true,
    transcript: { senders, messageIds, withheld: [...cleared, ...fresh] },
    warnings: fresh.map(({ senderRef, seq }) => ({ kind: "withheld", senderRef, seq })),
  };
}

/** The longest leap that can be resumed from: a sender's own number must not decide how much we store. */
const maxLeap = 10_000;

/**
 * The transcript in which a message that was refused for a *gap* can be accepted: for when what is missing
 * was fetched in vain, or cannot be read because history did not go along with a transfer. The caller warns
 * its reader. What was leapt over can still arrive, newest first, and only as the messages after it name it.
 * Unchanged where there is no gap or the leap is over 10,000.
 */
export function resumeAfterGap(transcript: Transcript, message: OpenedMessage): Transcript {
  const sender = senderOf(transcript, message);
  const { length } = sender.hashes;
  const leap = message.seq - length;
  if (message.messageClass === "ephemeral" || leap <= 0 || leap > maxLeap) return transcript;
  const leapt = Array.from({ length: leap }, (_, i) => length + i);
  const unknown = leapt.slice(1).map(() => undefined);
  const hashes = [...unknown, message.previousHash].reduce(appended<Uint8Array | undefined>, sender.hashes);
  const missing = new Set([...sender.missing, ...leapt]);
  return { ...transcript, senders: withSender(transcript, { ...sender, hashes, missing }) };
}

/**
 * The transcript with one message that cannot be opened, because it was sealed before history went along: what follows
 * it is held against its hash, and what acknowledges it is no sign of anything withheld. Only a sender's first messages
 * can be so, without a gap; unchanged for any other. It is never acknowledged: nobody here has read it.
 */
export function leaveUnread(
  transcript: Transcript,
  message: Pick<OpenedMessage, "senderRef" | "epoch" | "seq" | "hash">,
): Transcript {
  const sender = senderOf(transcript, message);
  const { seq, epoch, hash } = message;
  if (seq !== sender.hashes.length || seq !== sender.unread) return transcript;
  const known = { ...sender, epoch: Math.max(sender.epoch, epoch), hashes: appended(sender.hashes, hash) };
  return { ...transcript, senders: withSender(transcript, { ...known, unread: seq + 1 }) };
}

const senderOf = ({ senders }: Transcript, { senderRef }: Pick<OpenedMessage, "senderRef">): Sender =>
  senders.get(toBase64Url(senderRef)) ?? {
    senderRef,
    epoch: 0,
    hashes: emptyList,
    unread: 0,
    missing: new Set(),
  };

/** Last in the map is who spoke last: they are acknowledged first. */
function withSender({ senders }: Transcript, sender: Sender): ReadonlyMap<string, Sender> {
  const ref = toBase64Url(sender.senderRef);
  const next = new Map(senders);
  next.delete(ref);
  return next.set(ref, sender);
}

/** The chain with this message in its place, at the end or where one was missing. */
function extended(sender: Sender, { seq, hash, epoch, previousHash }: OpenedMessage): Sender {
  const isNext = seq === sender.hashes.length;
  let hashes = isNext ? appended(sender.hashes, hash) : replacedAt(sender.hashes, seq, hash);
  if (sender.missing.has(seq - 1)) hashes = replacedAt(hashes, seq - 1, previousHash);
  const missing = isNext ? sender.missing : new Set([...sender.missing].filter((one) => one !== seq));
  return { ...sender, epoch: Math.max(sender.epoch, epoch), hashes, missing };
}

/** Where a sender's next message belongs: its seq, and the hash of the one before (zeros for the first). */
export function nextPlace(
  { senders }: Transcript,
  senderRef: Uint8Array,
): { seq: number; previousHash: Uint8Array } {
  const { hashes } = senders.get(toBase64Url(senderRef)) ?? { hashes: emptyList };
  return { seq: hashes.length, previousHash: valueAt(hashes, hashes.length - 1) ?? noHash };
}

/** The newest message of each other sender, who spoke last first, as many as one message can acknowledge. */
export const acknowledgementsFor = (transcript: Transcript, ownRef: Uint8Array): Acknowledgement[] =>
  [...transcript.senders]
    .filter(([ref]) => ref !== toBase64Url(ownRef))
    .slice(-maxAcknowledgements)
    .reverse()
    .flatMap(([, { senderRef, hashes, unread, missing }]) => {
      const seq = hashes.length - 1;
      const hash = valueAt(hashes, seq);
      return hash && seq >= unread && !missing.has(seq) ? [{ senderRef, seq, hash }] : [];
    });

type Place = { readonly senderRef: Uint8Array; readonly seq: number };

const isSamePlace = (a: Place, b: Place): boolean => a.seq === b.seq && equalBytes(a.senderRef, b.senderRef);

const hashAt = (senders: Transcript["senders"], { senderRef, seq }: Place): Uint8Array | undefined =>
  valueAt(senders.get(toBase64Url(senderRef))?.hashes ?? emptyList, seq);

const heldHash = (senders: Transcript["senders"], place: Place): Uint8Array | undefined =>
  senders.get(toBase64Url(place.senderRef))?.missing.has(place.seq) ? undefined : hashAt(senders, place);

function refusal(
  transcript: Transcript,
  sender: Sender,
  message: OpenedMessage,
): TranscriptFault | undefined {
  const { hashes, missing } = sender;
  const known = valueAt(hashes, message.seq);
  const isKnown = known !== undefined && equalBytes(known, message.hash);
  const isMissing = missing.has(message.seq);
  if (isKnown && !isMissing) return "replay";
  // Before the fork rule: a message sealed again for the next epoch leaves an honest second version behind.
  if (message.epoch < sender.epoch && !isKnown) return "epoch";
  if (known && !isKnown) return "fork";
  if (isIn(transcript.messageIds, toBase64Url(message.messageId))) return "replay";
  if (message.seq > hashes.length || (isMissing && !known)) return "gap";
  if (!followsPrevious(sender, message)) return "chain";
  return isSplit(transcript, message) ? "split" : undefined;
}

/** Whether it names the message before it; where that one is missing, its word is all there is. */
function followsPrevious({ hashes, missing }: Sender, { seq, previousHash }: OpenedMessage): boolean {
  const before = seq === 0 ? noHash : valueAt(hashes, seq - 1);
  return before ? equalBytes(previousHash, before) : missing.has(seq - 1);
}

/** Whether this message or what it acknowledges differs from what another participant or we were given. */
function isSplit({ senders, withheld }: Transcript, message: OpenedMessage): boolean {
  const differs = (a: Missing, b: Missing) => isSamePlace(a, b) && !equalBytes(a.hash, b.hash);
  return (
    withheld.some((one) => differs(one, message)) ||
    message.acknowledgements.some((one) => {
      const known = hashAt(senders, one);
      return known ? !equalBytes(known, one.hash) : withheld.some((other) => differs(other, one));
    })
  );
}
