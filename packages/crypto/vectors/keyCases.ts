import { sealAttachment } from "../src/attachment.js";
import { continueCode } from "../src/continueCode.js";
import { wrapDeskSeed } from "../src/deskKeys.js";
import { hash } from "../src/primitives.js";
import { newRecoveryKit, type SlotHeader, sealSlot } from "../src/slots.js";
import { type Case, type CaseOf, toBase64, toHex } from "./format.js";
import { fixedRandom } from "./goodVectors.js";
import { flipped } from "./messageCases.js";
import { conversation, deskSeed, id16, people, seedOf, uuidOf } from "./scene.js";

const mib = 1024 * 1024;

function slotCases(): Case[] {
  const kek = seedOf("kek");
  const { vk } = people.sanne.signing;
  const header: SlotHeader = {
    type: "passphrase",
    agent: uuidOf("sanne"),
    vk,
    salt: id16("salt"),
    ops: 3,
    memBytes: 256 * mib,
  };
  const slot = sealSlot(header, { kek, seed: seedOf("sanne") }, { random: fixedRandom("slot case") });
  const others = sealSlot(header, { kek, seed: seedOf("bram") }, { random: fixedRandom("slot case 2") });
  const open = (name: string, why: string, over: Partial<CaseOf<"open_slot">> = {}): Case => ({
    name: `slot: ${name}`,
    why,
    operation: "open_slot",
    type: "passphrase",
    agent: header.agent,
    vk: toHex(vk),
    salt: toHex(header.salt),
    ops: header.ops,
    mem: header.memBytes,
    kek: toHex(kek),
    slot: toHex(slot),
    ...over,
  });
  return [
    open("as sealed", "ok"),
    open("memory lowered", "tampered", { mem: 64 * mib }),
    open("passes raised", "tampered", { ops: 4 }),
    open("salt changed", "tampered", { salt: toHex(id16("other")) }),
    open("given out as a recovery kit's", "tampered", { type: "recovery-kit" }),
    open("of another agent", "tampered", { agent: uuidOf("bram") }),
    open("beside another signing key", "tampered", { vk: toHex(people.bram.signing.vk) }),
    open("wrong key", "tampered", { kek: toHex(seedOf("wrong")) }),
    open("bit flipped", "tampered", { slot: toHex(flipped(slot, 40)) }),
    open("cut", "malformed", { slot: toHex(slot.slice(1)) }),
    open("another agent's seed inside", "other-agent", { slot: toHex(others) }),
  ];
}

function deskSeedCases(): Case[] {
  const { sanne, bram } = people;
  const of = { desk: uuidOf("waste"), epoch: 1 };
  const { vk } = sanne.signing;
  const cases = (alg: 1 | 2): Case[] => {
    const member = { vk, pk: (alg === 1 ? sanne.box : sanne.xwing).pk };
    const wrapped = wrapDeskSeed({ ...of, alg, member }, deskSeed("waste", 1));
    const unwrap = (name: string, why: string, over: Partial<CaseOf<"unwrap_desk_seed">> = {}): Case => ({
      name: `desk seed, algorithm ${alg}: ${name}`,
      why,
      operation: "unwrap_desk_seed",
      alg,
      ...of,
      member: toHex(vk),
      secret: toHex(seedOf("sanne")),
      wrap: toHex(wrapped),
      ...over,
    });
    return [
      unwrap("as wrapped", "ok"),
      unwrap("another epoch", "refused", { epoch: 2 }),
      unwrap("another desk", "refused", { desk: uuidOf("archive") }),
      unwrap("another member's key", "refused", { secret: toHex(seedOf("bram")) }),
      unwrap("in another member's name", "refused", { member: toHex(bram.signing.vk) }),
      unwrap("bit flipped", "refused", { wrap: toHex(flipped(wrapped, 50)) }),
      unwrap("cut", "refused", { wrap: toHex(wrapped.slice(1)) }),
      unwrap("low-order point", "refused", { wrap: toHex(wrapped.map((byte, i) => (i < 32 ? 0 : byte))) }),
    ];
  };
  return [...cases(1), ...cases(2)];
}

function attachmentCases(): Case[] {
  const place = { conversation, id: uuidOf("file") };
  const sealed = (size: number) =>
    sealAttachment(new Uint8Array(size).fill(1), place, { random: fixedRandom(`case key ${size}`) });
  const [small, large] = [sealed(100), sealed(70_000)];
  const opening =
    ({ blob, description }: typeof small) =>
    (name: string, why: string, over: Partial<CaseOf<"open_attachment">> = {}): Case => ({
      name: `attachment: ${name}`,
      why,
      operation: "open_attachment",
      key: toHex(description.key),
      size: description.size,
      chunks: description.chunks,
      hash: toHex(description.hash),
      conv: toHex(conversation),
      id: place.id,
      blob_b64: toBase64(blob),
      ...over,
    });
  const [open, openLarge] = [opening(small), opening(large)];
  const other = (bytes: Uint8Array) => ({ blob_b64: toBase64(bytes), hash: toHex(hash("MCE1/blob", bytes)) });
  const firstChunk = large.blob.slice(0, 24 + 65_536 + 17);
  return [
    open("one chunk", "ok"),
    openLarge("two chunks", "ok"),
    openLarge("cut after the first chunk", "size", other(firstChunk)),
    openLarge("cut and described so", "tampered", { ...other(firstChunk), size: 65_536, chunks: 1 }),
    open("bit flipped", "hash", { blob_b64: toBase64(flipped(small.blob, 500)) }),
    open("bit flipped, hash too", "tampered", other(flipped(small.blob, 500))),
    open("other chunk count", "size", { chunks: 2 }),
    open("other size", "size", { size: 200_000 }),
    open("in another conversation", "tampered", { conv: toHex(id16("another conversation")) }),
    open("under another id", "tampered", { id: uuidOf("another file") }),
    open("with another key", "tampered", { key: toHex(seedOf("wrong")) }),
  ];
}

function textCases(): Case[] {
  type TextOperation = "base64url" | "uuid" | "continue_code" | "recovery_kit" | "passphrase";
  const read = (operation: TextOperation, why: "ok" | "refused", ...texts: readonly string[]): Case[] =>
    texts.map((text) => ({ name: `${operation}: ${JSON.stringify(text)}`, why, operation, text }));
  const code = continueCode(id16("citizen"));
  const swapped = `${code[0] === "0" ? "1" : "0"}${code.slice(1)}`;
  const kit = newRecoveryKit({ random: fixedRandom("kit") }).text;
  const words = "lusab-babad-gutih-zuzuz-babab";
  return [
    ...read("base64url", "ok", "AQI", ""),
    ...read("base64url", "refused", "AQJ", "AQI=", "A", "+_8", "AQI\n"),
    ...read("uuid", "ok", uuidOf("sanne")),
    ...read("uuid", "refused", "00000000-0000-4000-8000-00000000000A", "00000000000040008000000000000000"),
    ...read("continue_code", "ok", code, code.toLowerCase()),
    ...read("continue_code", "refused", swapped, code.slice(0, -1), kit),
    ...read("recovery_kit", "ok", kit),
    ...read("recovery_kit", "refused", code, `${kit}0`),
    ...read("passphrase", "ok", words, words.toUpperCase().replaceAll("-", " ")),
    ...read("passphrase", "refused", "lusab-babad-gutih-zuzuz", "lusab-babad-gutih-zuzuz-bebab", "geheim"),
  ];
}

function workCases(): Case[] {
  const stretch = (name: string, why: string, over: Partial<CaseOf<"stretch_passphrase">>): Case => ({
    name: `passphrase work: ${name}`,
    why,
    operation: "stretch_passphrase",
    ops: 3,
    mem: 64 * mib,
    salt: toHex(id16("salt")),
    ...over,
  });
  return [
    stretch("least allowed", "ok", {}),
    stretch("two passes", "work-factor", { ops: 2 }),
    stretch("less than 64 MiB", "work-factor", { mem: 64 * mib - 1 }),
    stretch("more than 1 GiB", "work-factor", { mem: 1024 * mib + 1 }),
    stretch("salt of 15 bytes", "salt", { salt: toHex(id16("salt").slice(1)) }),
  ];
}

/** Slots, desk seeds, files and what people type. */
export const keyCases = (): Case[] => [
  ...slotCases(),
  ...deskSeedCases(),
  ...attachmentCases(),
  ...textCases(),
  ...workCases(),
];
