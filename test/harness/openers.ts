import { createDecipheriv } from "node:crypto";
import { deskFromSeed, openEpochKey, readEpoch, unwrapDeskSeed, type WrapKeys } from "@eigenkanaal/crypto";
import type { Setting } from "./setting.js";

/** Who opens a conversation's record as the gateway stores it: for what is left of one in backups and files. */

/** A row of `conversation_epoch`, by its columns' names. */
export type Row = Record<string, string | Buffer>;
export type Holders = Record<"citizen" | "desk" | "archive", WrapKeys>;

/** A desk's newest keys as one of its members opens them. */
export const deskKeys = async (setting: Setting, name: string): Promise<WrapKeys> => {
  const colleague = setting.town.people.get(name);
  const [row] = await setting.rows<{ desk: string; epoch: number; wrap: Buffer }>(
    "SELECT desk_id AS desk, epoch, wrap FROM desk_key WHERE member_id = $1 ORDER BY epoch DESC",
    [colleague?.member],
  );
  if (!colleague || !row) throw new Error("no key of a desk");
  const { keys } = colleague;
  const place = { desk: row.desk, epoch: row.epoch, alg: 1, memberVk: keys.signing.vk } as const;
  const seed = unwrapDeskSeed(place, keys, new Uint8Array(row.wrap));
  if (!seed) throw new Error("a key of a desk that does not open");
  return deskFromSeed(seed);
};

/** A sealed record as apps/gateway/src/store/sealing.ts keeps it, opened with this key; undefined when that is another. */
const unsealed = (key: Buffer, { organisation_id, conversation_id, channel, epoch, ...row }: Row) => {
  const sealed = row.sealed_record as Buffer;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(`${organisation_id}/${conversation_id}/${channel}/${epoch}`))
    .setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
};

/** Who of these comes to a conversation's key from a stored row: as it lies there, or with one of the gateway's keys. */
export const openers = (row: Row, { held, holders }: { held: Buffer[]; holders: Holders }): string[] =>
  [row.sealed_record as Buffer, ...held.map((key) => unsealed(key, row))].flatMap((bytes) => {
    const read = bytes && readEpoch(new Uint8Array(bytes));
    if (!read?.ok) return [];
    return (["citizen", "desk", "archive"] as const).filter(
      (role) => openEpochKey(read.record, role, holders[role]).ok,
    );
  });
