import { MemberId, type PendingSignIn } from "@eigenkanaal/protocol";
import type { Database, Scope } from "./database.js";
import { newToken, readToken, type TokenPlace } from "./tokens.js";

/** Long enough to find a phone and put an app on it (PROTOCOL.md A10). */
export const pendingMs = 15 * 60_000;

type Next = PendingSignIn["next"];

/** A sign-in whose passphrase was right and that owes its next step. */
export type Pending = TokenPlace & { member: MemberId };

/** Begins one; the answer is its cookie's value. */
export const createPendingSignIn = async (
  { organisation, tx }: Scope,
  { member, next }: { member: MemberId; next: Next },
): Promise<string> => {
  const { value, tokenHash } = newToken(organisation);
  await tx.pendingSignIn.create({ data: { organisation, member, tokenHash, next } });
  return value;
};

/** The one of a cookie's value that owes this very step; undefined when it is over, owes another, or its member left. */
export const findPendingSignIn = async (
  { cookie, next }: { cookie: string | undefined; next: Next },
  { database, nowMs }: { database: Database; nowMs: number },
): Promise<Pending | undefined> => {
  const place = readToken(cookie);
  if (!place) return undefined;
  const { organisation, tokenHash } = place;
  const row = await database.forOrganisation(organisation, ({ tx }) =>
    tx.pendingSignIn.findFirst({
      where: {
        ...{ organisation, tokenHash, next },
        createdAt: { gt: new Date(nowMs - pendingMs) },
        of: { disabledAt: null },
      },
    }),
  );
  return row ? { ...place, member: MemberId.parse(row.member) } : undefined;
};

/** It serves, now and never again. False when it has served already. */
export const takePendingSignIn = async (
  { organisation, tx }: Scope,
  { tokenHash }: Pending,
): Promise<boolean> =>
  (await tx.pendingSignIn.deleteMany({ where: { organisation, tokenHash } })).count === 1;

/** Removes those that are over. */
export const deleteOverduePendingSignIns = async ({ organisation, tx }: Scope, nowMs: number) => {
  await tx.pendingSignIn.deleteMany({
    where: { organisation, createdAt: { lt: new Date(nowMs - pendingMs) } },
  });
};
