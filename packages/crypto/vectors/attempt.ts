import { openAttachment } from "../src/attachment.js";
import { decodeBody } from "../src/body.js";
import { fromBase64Url, uuidToBytes } from "../src/bytes.js";
import type { LoggedCertificate } from "../src/certificates.js";
import { type AcceptedEpoch, checkEpoch, type EpochContext } from "../src/checkEpoch.js";
import { parseContinueCode } from "../src/continueCode.js";
import { unwrapDeskSeed } from "../src/deskKeys.js";
import { readHeader } from "../src/envelope.js";
import { openEpochKey, previousEpochKey } from "../src/epoch.js";
import { readEpoch } from "../src/epochRecord.js";
import { agentFromSeed, citizenFromEntropy, deskFromSeed } from "../src/keys.js";
import { openMessage } from "../src/message.js";
import { parsePassphrase, stretchPassphrase } from "../src/passphrase.js";
import { openSlot, parseRecoveryKit } from "../src/slots.js";
import { acceptMessage, emptyTranscript } from "../src/transcript.js";
import { buildTrust, type Trust } from "../src/trust.js";
import { type Case, type CaseOf, fromBase64, fromHex, type LoggedHex, type Vectors } from "./format.js";

type Scene = Vectors["scene"];
type Outcome = { ok: true } | { ok: false; why: string };

const said = (outcome: Outcome): string => (outcome.ok ? "ok" : outcome.why);
const present = (value: unknown): string => (value === undefined ? "refused" : "ok");

const certificateOf = ({ payload, signatures, log_index }: LoggedHex): LoggedCertificate => ({
  payloadBytes: fromHex(payload),
  signatures: signatures.map(({ vk, signature }) => ({ vk: fromHex(vk), signature: fromHex(signature) })),
  logIndex: log_index,
});

const trustOf = (scene: Scene, certificates: readonly LoggedHex[], nowMs = scene.now_ms): Promise<Trust> =>
  buildTrust({
    rootVk: fromHex(scene.root_vk),
    organisation: scene.organisation,
    nowMs,
    certificates: certificates.map(certificateOf),
  });

/** Checks records one after the other as history; the last as the context says. */
async function chain(
  records: readonly string[],
  context: Omit<EpochContext, "previous">,
): Promise<{ ok: true; epoch: AcceptedEpoch } | { ok: false; why: string }> {
  let previous: AcceptedEpoch | undefined;
  for (const [i, recordHex] of records.entries()) {
    const read = readEpoch(fromHex(recordHex));
    if (!read.ok) return read;
    const arrival = i === records.length - 1 ? context.arrival : "history";
    const checked = await checkEpoch(read.record, { ...context, previous, arrival });
    if (!checked.ok) return checked;
    previous = checked.epoch;
  }
  return previous ? { ok: true, epoch: previous } : { ok: false, why: "no record" };
}

function openKey(one: CaseOf<"open_epoch_key">): string {
  const read = readEpoch(fromHex(one.record));
  if (!read.ok) return read.why;
  const secret = fromHex(one.secret);
  const citizen = () => citizenFromEntropy(secret.slice(0, 16));
  const member = () => (one.role === "reviewer" ? agentFromSeed(secret) : deskFromSeed(secret));
  return said(openEpochKey(read.record, one.role, secret.length === 16 ? citizen() : member()));
}

function openPreviousKey(one: CaseOf<"previous_epoch_key">): string {
  const [record, previous] = [readEpoch(fromHex(one.record)), readEpoch(fromHex(one.previous))];
  if (!record.ok || !previous.ok) return "malformed";
  return said(previousEpochKey(record.record, fromHex(one.key), previous.record));
}

async function open(one: CaseOf<"open_message" | "accept_message">, scene: Scene): Promise<string> {
  const log = one.operation === "open_message" ? one.log : "base";
  const trust = await trustOf(scene, scene.logs[log] ?? []);
  const checked = await chain(one.records, {
    channel: "public",
    trust,
    arrival: "history",
    nowMs: scene.now_ms,
  });
  if (!checked.ok) return checked.why;
  const context = { epoch: checked.epoch, key: fromHex(one.key), trust };
  if (one.operation === "open_message")
    return said(openMessage(fromHex(one.envelope), { ...context, arrival: one.arrival }));
  let transcript = emptyTranscript();
  for (const [i, envelope] of one.envelopes.entries()) {
    const opened = openMessage(fromHex(envelope), { ...context, arrival: "new" });
    if (!opened.ok) return opened.why;
    const accepted = acceptMessage(transcript, opened.message);
    if (!accepted.ok) return i === one.envelopes.length - 1 ? accepted.why : `early ${accepted.why}`;
    transcript = accepted.transcript;
  }
  return "ok";
}

async function addCertificate(one: CaseOf<"add_certificate">, scene: Scene): Promise<string> {
  const trust = await trustOf(scene, [...(scene.logs[one.log] ?? []), one.certificate]);
  return trust.rejected.find(({ logIndex }) => logIndex === one.certificate.log_index)?.why ?? "ok";
}

/** "ok", or why not. */
export async function attempt(one: Case, scene: Scene): Promise<string> {
  switch (one.operation) {
    case "read_header":
      return said(readHeader(fromHex(one.envelope)));
    case "open_message":
    case "accept_message":
      return open(one, scene);
    case "read_epoch":
      return said(readEpoch(fromHex(one.record)));
    case "check_epoch": {
      const trust = await trustOf(scene, scene.logs[one.log] ?? [], one.now_ms);
      const { channel, arrival, now_ms: nowMs, citizen_vk } = one;
      const reader = citizen_vk === undefined ? {} : { citizenVk: fromHex(citizen_vk) };
      return said(await chain(one.records, { channel, trust, arrival, nowMs, ...reader }));
    }
    case "open_epoch_key":
      return openKey(one);
    case "previous_epoch_key":
      return openPreviousKey(one);
    case "add_certificate":
      return addCertificate(one, scene);
    case "open_slot": {
      const { type, agent, ops } = one;
      const of = { agent, vk: fromHex(one.vk) };
      const header =
        type === "passphrase"
          ? { ...of, type, salt: fromHex(one.salt), ops, memBytes: one.mem }
          : { ...of, type };
      return said(openSlot(header, fromHex(one.kek), fromHex(one.slot)));
    }
    case "unwrap_desk_seed": {
      const { alg, desk, epoch } = one;
      const of = { alg, desk, epoch, memberVk: fromHex(one.member) };
      return present(unwrapDeskSeed(of, agentFromSeed(fromHex(one.secret)), fromHex(one.wrap)));
    }
    case "open_attachment": {
      const { size, chunks } = one;
      const description = { key: fromHex(one.key), size, chunks, hash: fromHex(one.hash) };
      return said(
        openAttachment(fromBase64(one.blob_b64), description, {
          conversation: fromHex(one.conv),
          id: one.id,
        }),
      );
    }
    case "stretch_passphrase": {
      const { ops, mem } = one;
      return said(await stretchPassphrase({ passphrase: "", salt: fromHex(one.salt), ops, memBytes: mem }));
    }
    case "decode_body":
      return present(
        decodeBody({ ctype: one.ctype, messageClass: one.message_class, bodyBytes: fromHex(one.body) }),
      );
    case "base64url":
      return present(fromBase64Url(one.text));
    case "uuid":
      return present(uuidToBytes(one.text));
    case "continue_code":
      return present(parseContinueCode(one.text));
    case "recovery_kit":
      return present(parseRecoveryKit(one.text));
    case "passphrase":
      return present(parsePassphrase(one.text));
  }
}
