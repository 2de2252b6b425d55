import { createHash } from "node:crypto";
import type { OrganisationId } from "@eigenkanaal/protocol";

/** A line of the log as it stands in the database. */
export type LineRow = {
  line: bigint;
  at: Date;
  actor: string;
  session: string | null;
  act: string;
  objectKind: string | null;
  objectId: string | null;
  detail: string | null;
  result: string;
  times: number;
};

/** What stands before a town's first seal. */
export const noSeal: Uint8Array = Buffer.alloc(32);

/**
 * The bytes of a line that are sealed: the JSON array (RFC 8259, without spaces, UTF-8) of these texts and nulls, in this
 * order, the time in ISO 8601 with milliseconds. Texts only, so that no number has two spellings.
 */
const bytesOf = (organisation: OrganisationId, row: LineRow): string =>
  JSON.stringify([
    ...["1", organisation, String(row.line), row.at.toISOString(), row.actor, row.session, row.act],
    ...[row.objectKind, row.objectId, row.detail, row.result, String(row.times)],
  ]);

/** The seal of a line behind another seal: SHA-256 over the seal before and the line's bytes, 32 bytes. */
export const sealOf = (before: Uint8Array, organisation: OrganisationId, row: LineRow): Uint8Array =>
  createHash("sha256").update(before).update(bytesOf(organisation, row)).digest();

/** A seal as it stands in the chain, with the line that it names; none where that line is gone. */
export type SealedRow = { position: number; line: bigint; hash: Uint8Array; row: LineRow | undefined };

/** What is wrong at a position of a town's chain. */
export type ChainFault = { position: number; why: "seal_missing" | "line_missing" | "changed" };

/** A seal that somebody wrote down elsewhere, and by which a chain that was made anew is told. */
export type KnownHead = { position: number; hash: Uint8Array };

/**
 * Goes along a town's chain, seal by seal in the order of their positions. Behind a fault it goes on with the seal as it
 * stands, so that one changed line is one fault.
 */
export const followChain = (organisation: OrganisationId, known?: KnownHead) => {
  let position = 0;
  let before = noSeal;
  const isKnown = (sealed: SealedRow) =>
    known?.position !== sealed.position || Buffer.compare(known.hash, sealed.hash) === 0;
  return {
    /** What is wrong up to and at this seal. */
    follow: (sealed: SealedRow): ChainFault[] => {
      const faults: ChainFault[] = [];
      for (position++; position < sealed.position; position++) faults.push({ position, why: "seal_missing" });
      // Behind a gap there is nothing to reckon with.
      const expected =
        sealed.row && faults.length === 0 ? sealOf(before, organisation, sealed.row) : undefined;
      if (!sealed.row) faults.push({ position, why: "line_missing" });
      else if ((expected && Buffer.compare(expected, sealed.hash) !== 0) || !isKnown(sealed))
        faults.push({ position, why: "changed" });
      before = sealed.hash;
      return faults;
    },
    /** What is wrong at its end: it is shorter than it was known to be. */
    end: (): ChainFault[] =>
      known && known.position > position ? [{ position: known.position, why: "seal_missing" }] : [],
    /** The newest seal; undefined where there is none. */
    head: (): KnownHead | undefined => (position === 0 ? undefined : { position, hash: before }),
  };
};
