import { randomBytes } from "node:crypto";
import { OrganisationId } from "@eigenkanaal/protocol";
import { sha256 } from "../trust/signatures.js";

/** What a cookie stands for; of the token in it only this hash is kept. */
export type TokenPlace = { organisation: OrganisationId; tokenHash: Uint8Array<ArrayBuffer> };

/** A fresh token of 32 bytes, as a cookie's value `<organisation>.<token>` and as what is kept of it. */
export const newToken = (organisation: OrganisationId) => {
  const token = randomBytes(32);
  return { value: `${organisation}.${token.toString("base64url")}`, tokenHash: sha256(token) };
};

/** What a cookie's value stands for, or undefined when it has not the form of one. */
export const readToken = (value: string | undefined): TokenPlace | undefined => {
  const [organisationText, tokenB64] = value?.split(".") ?? [];
  const organisation = OrganisationId.safeParse(organisationText);
  if (!organisation.success || tokenB64 === undefined) return undefined;
  return { organisation: organisation.data, tokenHash: sha256(Buffer.from(tokenB64, "base64url")) };
};
