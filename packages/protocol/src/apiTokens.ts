import * as z from "zod/mini";
import { ApiTokenId, DeskId } from "./ids.js";
import { isStorable } from "./storable.js";
import { timeMs } from "./times.js";

/** What a program shows to read the figures of desks, in the place of who supervises them (PROTOCOL.md I20–I22). */

/** After that at the latest a token ends, and whoever uses it asks for another. */
export const maxApiTokenDays = 365;
/** So many of a supervisor live at once. */
export const maxApiTokens = 20;

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80), z.refine(isStorable));
const desks = z.array(DeskId).check(z.minLength(1), z.maxLength(200));

/** `POST /api/v1/api-tokens`: of desks that who asks supervises, for so many days. */
export const MakeApiToken = z.strictObject({
  name,
  desks,
  days: z.int().check(z.minimum(1), z.maximum(maxApiTokenDays)),
});
export type MakeApiToken = z.infer<typeof MakeApiToken>;

export const ApiToken = z.strictObject({
  token: ApiTokenId,
  name,
  desks,
  createdAtMs: timeMs,
  expiresAtMs: timeMs,
  /** By the wall clock in the Netherlands; null until it is used. */
  lastUsedOn: z.nullable(z.iso.date()),
  /** When it was revoked, or came to its end; null while it lives. */
  endedAtMs: z.nullable(timeMs),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** `GET /api/v1/api-tokens`: one's own, newest first, and the desks of which one may make others. */
export const ApiTokens = z.strictObject({ supervised: z.array(DeskId), tokens: z.array(ApiToken) });
export type ApiTokens = z.infer<typeof ApiTokens>;

/** Told apart by its beginning, so that who finds one in a file knows what it is. */
export const ApiTokenSecret = z.string().check(z.regex(/^ekt_[A-Za-z0-9_-]{43}$/));

/** What making one is answered with: the only time that the secret is told. */
export const MadeApiToken = z.strictObject({ ...ApiToken.shape, secret: ApiTokenSecret });
export type MadeApiToken = z.infer<typeof MadeApiToken>;
