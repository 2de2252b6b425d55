import { sealAttachment } from "../src/attachment.js";
import { encodeBody } from "../src/body.js";
import { concat, type Random, u8, u32, uuidBytes } from "../src/bytes.js";
import { citizenId } from "../src/epoch.js";
import { roleByte } from "../src/epochRecord.js";
import { sealMessage } from "../src/message.js";
import { stretchPassphrase } from "../src/passphrase.js";
import { hash, kdf, keyedHash, tagged } from "../src/primitives.js";
import { sealSlot } from "../src/slots.js";
import { type GoodVectors, toBase64, toHex } from "./format.js";
import {
  conversation,
  id16,
  noHash,
  nowMs,
  people,
  type Scene,
  seedOf,
  startConversation,
  uuidOf,
} from "./scene.js";

/** Random bytes that depend only on the label and how often it was asked. */
export function fixedRandom(label: string): Random {
  let count = 0;
  return (length) => {
    count += 1;
    return seedOf(`${label} ${count}`).slice(0, length);
  };
}

async function slotVectors(): Promise<Pick<GoodVectors, "argon2id" | "slot">> {
  const { signing, box } = people.sanne;
  const work = { salt: id16("salt"), ops: 3, memBytes: 64 * 1024 * 1024 };
  const passphrase = "lusab-babad-gutih-zuzuz-babab";
  const stretched = await stretchPassphrase({ passphrase, ...work });
  if (!stretched.ok) throw new Error(stretched.why);
  const agent = uuidOf("sanne");
  const { kek, auth } = stretched;
  const seed = seedOf("sanne");
  const header = { type: "passphrase" as const, agent, vk: signing.vk, ...work };
  const ct = sealSlot(header, { kek, seed }, { random: fixedRandom("slot") });
  const aad = concat(
    tagged("MCE1/slot"),
    u8(1),
    uuidBytes(agent),
    signing.vk,
    work.salt,
    u32(work.ops),
    u32(work.memBytes),
  );
  return {
    argon2id: {
      pw: passphrase,
      salt: toHex(work.salt),
      ops: work.ops,
      mem: work.memBytes,
      out: toHex(concat(kek, auth)),
    },
    slot: {
      kek: toHex(kek),
      aad: toHex(aad),
      ct: toHex(ct),
      seed: toHex(seed),
      vk: toHex(signing.vk),
      pk: toHex(box.pk),
    },
  };
}

function attachmentVector(): GoodVectors["attachment"] {
  const plain = Uint8Array.from({ length: 20_000 }, (_, i) => i % 251);
  const { blob, description } = sealAttachment(
    plain,
    { conversation, id: uuidOf("file") },
    { random: fixedRandom("file key") },
  );
  return {
    key: toHex(description.key),
    conv: toHex(conversation),
    att_id: toHex(id16("file")),
    chunks: description.chunks,
    size: description.size,
    blob_b64: toBase64(blob),
    plain_b64: toBase64(plain),
  };
}

/** Everything that opens, with algorithm 1, so that libsodium releases without X-Wing can check it too. */
export async function goodVectors(scene: Scene): Promise<GoodVectors> {
  const { made, epoch } = await startConversation(scene);
  const { citizen } = people;
  const body = { type: "text", text: "testvector é" } as const;
  const sealed = sealMessage(
    {
      epoch: { record: epoch.record, key: made.key },
      sender: { role: "citizen", keys: citizen.signing, instance: id16("tab") },
      seq: 0,
      previousHash: noHash,
      messageId: id16("message"),
      timeMs: nowMs,
      acknowledgements: [],
      body,
    },
    { random: fixedRandom("message") },
  );
  const encoded = encodeBody(body);
  const wrapped = epoch.record.participants.find(({ role }) => role === "citizen")?.wrapped;
  if (!sealed.ok || !encoded || !wrapped) throw new Error("the scene does not hold together");
  const key = toHex(made.key);
  const certHash = citizenId(citizen.box.pk, citizen.signing.vk);
  const ctx = concat(tagged("MCE1/wrap"), conversation, u32(0), u8(roleByte("citizen")), certHash);
  return {
    protocol: "MCE1",
    kdf: [1, 2, 3, 4].map((id) => ({ key, id, ctx: "MCEconv_", out: toHex(kdf(made.key, id, "MCEconv_")) })),
    hash: {
      tag: "MCE1/env",
      msg: toHex(sealed.envelopeBytes),
      out: toHex(hash("MCE1/env", sealed.envelopeBytes)),
    },
    commit: {
      K: key,
      conv: toHex(conversation),
      epoch: 0,
      out: toHex(keyedHash(made.key, "MCE1/commit", conversation, u32(0))),
    },
    ...(await slotVectors()),
    citizen_wrap: {
      pk: toHex(citizen.box.pk),
      sk: toHex(citizen.box.sk),
      ctx: toHex(ctx),
      wrap: toHex(wrapped),
      K: key,
    },
    epoch: {
      rec: toHex(made.recordBytes),
      creator_vk: toHex(citizen.signing.vk),
      hash: toHex(epoch.record.hash),
    },
    message: {
      K: key,
      env: toHex(sealed.envelopeBytes),
      vk: toHex(citizen.signing.vk),
      body: toHex(encoded.bodyBytes),
    },
    attachment: attachmentVector(),
  };
}
