import { sodium } from "../src/sodium.js";

/** Hexadecimal text of bytes, as the vectors hold them; attachments alone are base64. */
export type Hex = string;

export const toHex = (bytes: Uint8Array): Hex => sodium.to_hex(bytes);
export const fromHex = (hex: Hex): Uint8Array => sodium.from_hex(hex);
const variant = () => sodium.base64_variants.ORIGINAL;
export const toBase64 = (bytes: Uint8Array): string => sodium.to_base64(bytes, variant());
export const fromBase64 = (text: string): Uint8Array => sodium.from_base64(text, variant());

/** What opens under each part of the protocol: the same keys as the sketch's file has. */
export type GoodVectors = {
  readonly protocol: string;
  readonly kdf: readonly { key: Hex; id: number; ctx: string; out: Hex }[];
  readonly hash: { tag: string; msg: Hex; out: Hex };
  readonly commit: { K: Hex; conv: Hex; epoch: number; out: Hex };
  readonly argon2id: { pw: string; salt: Hex; ops: number; mem: number; out: Hex };
  readonly slot: { kek: Hex; aad: Hex; ct: Hex; seed: Hex; vk: Hex; pk: Hex };
  readonly citizen_wrap: { pk: Hex; sk: Hex; ctx: Hex; wrap: Hex; K: Hex };
  readonly epoch: { rec: Hex; creator_vk: Hex; hash: Hex };
  readonly message: { K: Hex; env: Hex; vk: Hex; body: Hex };
  readonly attachment: {
    key: Hex;
    conv: Hex;
    att_id: Hex;
    chunks: number;
    size: number;
    blob_b64: string;
    plain_b64: string;
  };
};

export type LoggedHex = {
  readonly payload: Hex;
  readonly signatures: readonly { vk: Hex; signature: Hex }[];
  readonly log_index: number;
};

/** One attempt, and whether it must be "ok" or why it must fail. Records and envelopes are listed oldest first. */
export type Case = { readonly name: string; readonly why: string } & (
  | { operation: "read_header"; envelope: Hex }
  | {
      operation: "open_message";
      records: readonly Hex[];
      key: Hex;
      envelope: Hex;
      log: string;
      arrival: "new" | "history";
    }
  | { operation: "accept_message"; records: readonly Hex[]; key: Hex; envelopes: readonly Hex[] }
  | { operation: "read_epoch"; record: Hex }
  | {
      operation: "check_epoch";
      records: readonly Hex[];
      log: string;
      channel: "public" | "internal";
      arrival: "new" | "history";
      now_ms: number;
      /** The reader's own signing key, where the reader is the citizen. */
      citizen_vk?: Hex;
    }
  | {
      operation: "open_epoch_key";
      record: Hex;
      role: "citizen" | "desk" | "archive" | "reviewer";
      secret: Hex;
    }
  | { operation: "previous_epoch_key"; record: Hex; key: Hex; previous: Hex }
  | { operation: "add_certificate"; certificate: LoggedHex; log: string }
  | {
      operation: "open_slot";
      type: "passphrase" | "recovery-kit";
      agent: string;
      vk: Hex;
      salt: Hex;
      ops: number;
      mem: number;
      kek: Hex;
      slot: Hex;
    }
  | {
      operation: "unwrap_desk_seed";
      alg: 1 | 2;
      desk: string;
      epoch: number;
      member: Hex;
      secret: Hex;
      wrap: Hex;
    }
  | {
      operation: "open_attachment";
      key: Hex;
      size: number;
      chunks: number;
      hash: Hex;
      conv: Hex;
      id: string;
      blob_b64: string;
    }
  | { operation: "stretch_passphrase"; ops: number; mem: number; salt: Hex }
  | { operation: "decode_body"; ctype: number; message_class: "message" | "ephemeral" | "service"; body: Hex }
  | { operation: "base64url" | "uuid" | "continue_code" | "recovery_kit" | "passphrase"; text: string }
);

export type Vectors = GoodVectors & {
  /** What the cases share: a root, an organisation, a time, and logs of certificates by name. */
  readonly scene: {
    root_vk: Hex;
    organisation: string;
    now_ms: number;
    logs: Readonly<Record<string, readonly LoggedHex[]>>;
  };
  readonly must_open: readonly Case[];
  readonly must_fail: readonly Case[];
};

/** The cases of one operation. */
export type CaseOf<O extends Case["operation"]> = Case & { operation: O };
