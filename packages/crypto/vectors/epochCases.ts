import { concat, u8 } from "../src/bytes.js";
import { citizenParticipant, createEpoch, internalConversationId, type NewEpoch } from "../src/epoch.js";
import { type EpochFields, encodeEpochFields, readEpoch } from "../src/epochRecord.js";
import { citizenFromEntropy, deskFromSeed } from "../src/keys.js";
import { type SigningKeys, sign } from "../src/primitives.js";
import { type Case, type CaseOf, toHex } from "./format.js";
import { flipped } from "./messageCases.js";
import {
  conversation,
  dayMs,
  deskSeed,
  firstEpoch,
  id16,
  noHash,
  nowMs,
  people,
  type Scene,
  seedOf,
  startConversation,
} from "./scene.js";

const regions: readonly [string, number, string][] = [
  ["magic", 0, "malformed"],
  ["suite", 5, "malformed"],
  ["conversation", 6, "signature"],
  ["epoch", 25, "signature"],
  ["previous hash", 26, "signature"],
  ["reason", 58, "signature"],
  ["time", 66, "signature"],
  ["log size", 74, "signature"],
  ["log root", 75, "signature"],
  ["commitment", 107, "signature"],
  ["creator's role", 139, "malformed"],
  ["creator's key", 140, "signature"],
  ["history flag", 172, "malformed"],
  ["participant count", 173, "malformed"],
  ["participant's role", 174, "malformed"],
  ["algorithm", 175, "malformed"],
  ["certificate hash", 176, "signature"],
  ["key length", 211, "malformed"],
  ["wrapped key", 300, "signature"],
  ["signature", 830, "signature"],
];

/** Epoch records: what may follow what, and who can open it. */
export async function epochCases(scene: Scene): Promise<Case[]> {
  const { made, epoch } = await startConversation(scene);
  const { record } = epoch;
  const { citizen, waste, archive, reviewer } = scene.participants;
  const { sanne, bram, rik, outsider, citizen: citizenKeys, otherCitizen } = people;
  const first = firstEpoch(scene);
  const make = (over: Partial<NewEpoch>) => createEpoch({ ...first, ...over }).recordBytes;
  const bytes = made.recordBytes;
  const read = (name: string, why: string, recordBytes: Uint8Array): Case => ({
    name: `record: ${name}`,
    why,
    operation: "read_epoch",
    record: toHex(recordBytes),
  });
  const check = (name: string, why: string, records: readonly Uint8Array[]): CaseOf<"check_epoch"> => ({
    name: `epoch: ${name}`,
    why,
    operation: "check_epoch",
    records: records.map(toHex),
    log: "base",
    channel: "public",
    arrival: "new",
    now_ms: nowMs,
  });
  /** Signed by whom we like, with fields that `createEpoch` would never write. */
  const craft = (over: Partial<EpochFields>, by: SigningKeys = citizenKeys.signing): Uint8Array => {
    const fields = encodeEpochFields({ ...record, ...over });
    return concat(fields, sign(by.sk, "MCE1/epoch", fields));
  };
  const follow = (over: Partial<NewEpoch>) =>
    make({
      reason: "renewal",
      previous: { record },
      creator: { role: "desk", keys: sanne.signing },
      ...over,
    });
  const device = citizenParticipant(citizenFromEntropy(id16("second device")), scene.alg);
  const lowOrder = { ...craftedWraps(record.participants, 0), pk: noHash };
  const internal = (over: Partial<NewEpoch> = {}) =>
    make({
      conversation: internalConversationId(conversation),
      creator: { role: "desk", keys: sanne.signing },
      participants: [waste, archive],
      ...over,
    });
  const later = nowMs + 40 * dayMs;

  const keyCase = (name: string, why: string, over: Partial<CaseOf<"open_epoch_key">> = {}): Case => ({
    name: `epoch key: ${name}`,
    why,
    operation: "open_epoch_key",
    record: toHex(bytes),
    role: "citizen",
    secret: toHex(id16("citizen")),
    ...over,
  });
  const deskSecret = toHex(deskSeed("waste", 1));
  const moved = (from: Uint8Array): string => {
    const other = readEpoch(from);
    if (!other.ok) throw new Error(other.why);
    const wraps = record.participants.map((one, i) => ({
      ...one,
      wrapped: craftedWraps(other.record.participants, i).wrapped,
    }));
    return toHex(craft({ participants: wraps }));
  };
  const asDesk = record.participants.map((one) =>
    one.role === "archive"
      ? {
          ...one,
          wrapped: craftedWraps(record.participants, 1).wrapped,
          pk: deskFromSeed(deskSeed("waste", 1)).box.pk,
        }
      : one,
  );
  const history = createEpoch({ ...first, reason: "renewal", previous: { record, key: made.key } });
  const lie = createEpoch({ ...first, reason: "renewal", previous: { record, key: seedOf("lie") } });
  const cut = createEpoch({ ...first, reason: "renewal", previous: { record } });
  const before = (name: string, why: string, over: Partial<CaseOf<"previous_epoch_key">> = {}): Case => ({
    name: `previous key: ${name}`,
    why,
    operation: "previous_epoch_key",
    record: toHex(history.recordBytes),
    key: toHex(history.key),
    previous: toHex(bytes),
    ...over,
  });

  return [
    read("as made", "ok", bytes),
    ...regions.map(([name, at, why]) => read(`bit flipped in ${name}`, why, flipped(bytes, at))),
    read("cut short", "malformed", bytes.slice(0, -1)),
    read("one byte more", "malformed", concat(bytes, u8(0))),
    read("empty", "malformed", new Uint8Array(0)),
    read("unknown reason", "malformed", concat(bytes.slice(0, 58), u8(200), bytes.slice(59))),
    read("signed by another than it says", "signature", craft({}, sanne.signing)),

    check("first, by the citizen", "ok", [bytes]),
    check("second, by the desk", "ok", [bytes, follow({})]),
    check("reviewer added", "ok", [
      bytes,
      follow({ reason: "reviewer-added", participants: [citizen, waste, archive, reviewer] }),
    ]),
    check("citizen on another device", "ok", [
      bytes,
      follow({ reason: "citizen-device", creator: first.creator, participants: [device, waste, archive] }),
    ]),
    { ...check("internal channel", "ok", [internal()]), channel: "internal" },
    { ...check("old certificate, as history", "ok", [bytes]), now_ms: later, arrival: "history" },
    { ...check("old certificate, new", "expired", [bytes]), now_ms: later },
    {
      ...check("made after its certificate ended", "expired", [make({ timeMs: later })]),
      arrival: "history",
    },
    check("first that is not 0", "chain", [craft({ epoch: 1 })]),
    check("first with something before it", "chain", [craft({ previousHash: seedOf("x") })]),
    check("second with a number skipped", "chain", [bytes, craft({ epoch: 2, previousHash: record.hash })]),
    check("second after another record", "chain", [bytes, craft({ epoch: 1, previousHash: seedOf("x") })]),
    check("second of another conversation", "chain", [
      bytes,
      craft({ epoch: 1, previousHash: record.hash, conversation: id16("y") }),
    ]),
    check("no citizen", "roles", [make({ participants: [waste, archive] })]),
    check("two citizens", "roles", [make({ participants: [citizen, device, waste, archive] })]),
    check("two desks", "roles", [make({ participants: [citizen, waste, waste, archive] })]),
    check("no archive", "roles", [make({ participants: [citizen, waste] })]),
    {
      ...check("citizen in the internal channel", "roles", [
        internal({ participants: [citizen, waste, archive] }),
      ]),
      channel: "internal",
    },
    { ...check("first, read by its citizen", "ok", [bytes]), citizen_vk: toHex(citizenKeys.signing.vk) },
    {
      ...check("first for another citizen than the reader", "citizen", [bytes]),
      citizen_vk: toHex(otherCitizen.signing.vk),
    },
    {
      ...check("second for another citizen than the reader", "citizen", [bytes, follow({})]),
      citizen_vk: toHex(otherCitizen.signing.vk),
    },
    check("log larger than the reader's", "log-size", [
      make({ log: { size: first.log.size + 1, root: noHash } }),
    ]),
    {
      ...check("log larger than the reader's, as history", "log-size", [
        make({ log: { size: first.log.size + 1, root: noHash } }),
      ]),
      arrival: "history",
    },
    check("log shrinks", "log-size", [bytes, follow({ log: { size: 5, root: noHash } })]),
    check("desk certificate logged later", "not-logged", [make({ log: { size: 4, root: noHash } })]),
    check("desk certificate unknown", "unknown-certificate", [
      make({ participants: [citizen, { ...waste, certHash: seedOf("x") }, archive] }),
    ]),
    check("desk's key is another", "certificate-key", [
      make({ participants: [citizen, { ...waste, pk: outsider.box.pk }, archive] }),
    ]),
    check("archive in the desk's place", "certificate-key", [
      make({ participants: [citizen, { ...archive, role: "desk" }, archive] }),
    ]),
    { ...check("desk certificate superseded", "superseded", [bytes]), log: "desk rotated" },
    {
      ...check("desk certificate revoked before", "revoked", [
        make({ log: { size: scene.ledger.certificates.length + 1, root: noHash } }),
      ]),
      log: "desk revoked",
      arrival: "history",
    },
    {
      ...check("desk certificate revoked after, as history", "ok", [bytes]),
      log: "desk revoked",
      arrival: "history",
    },
    { ...check("desk certificate revoked after, new", "superseded", [bytes]), log: "desk revoked" },
    check("citizen with a low-order key", "key", [
      craft({ participants: [lowOrder, ...record.participants.slice(1)] }),
    ]),
    check("citizen replaced by the desk", "citizen", [
      bytes,
      follow({ reason: "citizen-device", participants: [device, waste, archive] }),
    ]),
    check("citizen replaced for another reason", "citizen", [
      bytes,
      follow({ creator: first.creator, participants: [device, waste, archive] }),
    ]),
    check("first by the desk", "creator", [make({ creator: { role: "desk", keys: sanne.signing } })]),
    check("first by another citizen", "creator", [
      make({ creator: { role: "citizen", keys: otherCitizen.signing } }),
    ]),
    check("second by somebody of no desk", "creator", [
      bytes,
      follow({ creator: { role: "desk", keys: outsider.signing } }),
    ]),
    check("second by a member of another desk", "creator", [
      bytes,
      follow({ creator: { role: "desk", keys: rik.signing } }),
    ]),
    {
      ...check("second by a former member, new", "creator", [
        bytes,
        follow({ creator: { role: "desk", keys: bram.signing } }),
      ]),
      log: "bram left",
    },
    {
      ...check("second by a former member, as history", "ok", [
        bytes,
        follow({ creator: { role: "desk", keys: bram.signing } }),
      ]),
      log: "bram left",
      arrival: "history",
    },
    {
      ...check("internal channel by somebody of no desk", "creator", [
        internal({ creator: { role: "desk", keys: outsider.signing } }),
      ]),
      channel: "internal",
    },
    check("reviewer without the right", "reviewer", [
      bytes,
      follow({
        participants: [
          citizen,
          waste,
          archive,
          { ...reviewer, certHash: scene.hashes.wasteRoster, pk: bram.box.pk },
        ],
      }),
    ]),
    {
      ...check("reviewer without the right, as history", "reviewer", [
        bytes,
        follow({
          participants: [
            citizen,
            waste,
            archive,
            { ...reviewer, certHash: scene.hashes.wasteRoster, pk: bram.box.pk },
          ],
        }),
      ]),
      arrival: "history",
    },
    check("reviewer's key is another", "reviewer", [
      bytes,
      follow({ participants: [citizen, waste, archive, { ...reviewer, pk: outsider.box.pk }] }),
    ]),

    keyCase("citizen", "ok"),
    keyCase("desk", "ok", { role: "desk", secret: deskSecret }),
    keyCase("another citizen", "not-a-participant", { secret: toHex(id16("other citizen")) }),
    keyCase("another epoch of the desk", "not-a-participant", {
      role: "desk",
      secret: toHex(deskSeed("waste", 2)),
    }),
    keyCase("desk in the archive's role", "not-a-participant", { role: "archive", secret: deskSecret }),
    keyCase("wrap of another conversation", "tampered", {
      record: moved(make({ conversation: id16("another conversation") })),
    }),
    keyCase("wrap of another epoch", "tampered", { record: moved(follow({})) }),
    keyCase("wrap of another role", "tampered", {
      record: toHex(craft({ participants: asDesk })),
      role: "archive",
      secret: deskSecret,
    }),
    keyCase("another key than the commitment's", "commitment", { record: moved(make({})) }),

    before("with history", "ok"),
    before("without history", "none", { record: toHex(cut.recordBytes), key: toHex(cut.key) }),
    before("with another epoch's key", "tampered", { key: toHex(made.key) }),
    before("with another record before", "tampered", { previous: toHex(make({})) }),
    before("another key than the commitment's", "commitment", {
      record: toHex(lie.recordBytes),
      key: toHex(lie.key),
    }),
  ];
}

function craftedWraps(participants: EpochFields["participants"], index: number) {
  const participant = participants[index];
  if (!participant) throw new RangeError("no such participant");
  return participant;
}
