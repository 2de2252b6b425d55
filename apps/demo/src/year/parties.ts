import type { SigningKeys, WrapAlgorithm } from "@eigenkanaal/crypto";
import type { DeskId, MemberId, OrganisationId } from "@eigenkanaal/protocol";

/** A desk's or the archive's key, as its current certificate names it. */
export type DeskCertificate = {
  readonly certHash: Uint8Array;
  readonly alg: WrapAlgorithm;
  readonly pk: Uint8Array;
  /** From when on it is valid (unix ms), with the roster that it was made under. */
  readonly notBeforeMs: number;
};

/** Those who speak and listen in a town, as they stand today: what epochs and messages of the year are sealed with. */
export type Parties = {
  readonly organisation: OrganisationId;
  /** The log of certificates, whole. */
  readonly log: { readonly size: number; readonly root: Uint8Array };
  readonly desks: ReadonlyMap<DeskId, DeskCertificate>;
  readonly archive: DeskCertificate;
  readonly signing: ReadonlyMap<MemberId, SigningKeys>;
};
