import { isFreshStep, waitForCodeMs } from "@eigenkanaal/domain";
import {
  type MemberId,
  type PendingSignIn,
  type SecondFactor,
  SecondFactorPolicy,
} from "@eigenkanaal/protocol";
import { stepOfCode } from "../signIn/oneTimeCodes.js";
import { hashRecoveryCode, newRecoveryCodes } from "../signIn/recoveryCodes.js";
import type { Scope } from "./database.js";
import { pendingMs } from "./pendingSignIns.js";
import { openSecret, sealSecret } from "./sealing.js";
import type { FactorKeys } from "./secondFactorKeys.js";

type State = "pending" | "active";
type Trial = { member: MemberId; code: string };
type At = { keys: FactorKeys; nowMs: number };

/** What became of a code. Nothing of it is thrown: what was counted must be committed. */
export type Verdict<Accepted> =
  | ({ is: "accepted" } & Accepted)
  | { is: "wrong" }
  | { is: "too_soon"; retryAfterMs: number };

const policyOf = async ({ organisation, tx }: Scope) =>
  SecondFactorPolicy.parse(
    (await tx.organisation.findUniqueOrThrow({ where: { organisation } })).secondFactor,
  );

const findFactor = ({ organisation, tx }: Scope, member: MemberId, state: State) =>
  tx.secondFactor.findUnique({ where: { organisation_member_state: { organisation, member, state } } });

/** What is still owed after the passphrase (PROTOCOL.md A10). */
export const stepAfterPassphrase = async (
  scope: Scope,
  member: MemberId,
): Promise<PendingSignIn["next"] | "nothing"> => {
  if (await findFactor(scope, member, "active")) return "code";
  return (await policyOf(scope)) === "required" ? "enrolment" : "nothing";
};

/** How a member's own second factor stands. */
export const secondFactorOf = async (scope: Scope, member: MemberId): Promise<SecondFactor> => {
  const factor = await findFactor(scope, member, "active");
  return {
    policy: await policyOf(scope),
    enrolled: factor && {
      sinceMs: factor.createdAt.getTime(),
      recoveryCodesLeft: await recoveryCodesLeft(scope, member),
    },
  };
};

const recoveryCodesLeft = ({ organisation, tx }: Scope, member: MemberId) =>
  tx.recoveryCode.count({ where: { organisation, member, usedAt: null } });

/** Offers a secret that counts once it is confirmed; an earlier offer is void. */
export const offerSecret = async (
  { organisation, tx }: Scope,
  { member, secret }: { member: MemberId; secret: Uint8Array },
  { keys, nowMs }: At,
) => {
  const sealedSecret = sealSecret(keys.sealing, { organisation, member }, secret);
  await tx.secondFactor.deleteMany({ where: { organisation, member, state: "pending" } });
  await tx.secondFactor.create({
    data: { organisation, member, state: "pending", sealedSecret, createdAt: new Date(nowMs) },
  });
};

/** The factor whose turn it is, alone until the transaction ends, unless its wrong codes ask for patience. */
const lockFactor = async (
  scope: Scope,
  { member, state }: { member: MemberId; state: State },
  nowMs: number,
) => {
  const { organisation, tx } = scope;
  const locked = await tx.$queryRaw<unknown[]>`SELECT 1 FROM second_factor
    WHERE organisation_id = ${organisation}::uuid AND member_id = ${member}::uuid AND state = ${state} FOR UPDATE`;
  // One that is there only now, behind the one that the lock waited for, is not locked.
  const factor = locked.length === 0 ? null : await findFactor(scope, member, state);
  const isOver = state === "pending" && factor && factor.createdAt.getTime() <= nowMs - pendingMs;
  if (!factor || isOver) return { is: "wrong" } as const;
  const attempts = { failures: factor.failures, failedAtMs: factor.failedAt?.getTime() ?? null };
  const retryAfterMs = waitForCodeMs(attempts, nowMs);
  return retryAfterMs === 0
    ? ({ is: "ready", factor } as const)
    : ({ is: "too_soon", retryAfterMs } as const);
};

type Factor = Extract<Awaited<ReturnType<typeof lockFactor>>, { is: "ready" }>["factor"];

const failed = async ({ organisation, tx }: Scope, { member, state }: Factor, nowMs: number) => {
  await tx.secondFactor.update({
    where: { organisation_member_state: { organisation, member, state } },
    data: { failures: { increment: 1 }, failedAt: new Date(nowMs) },
  });
  return { is: "wrong" } as const;
};

/** The step of a code that is right and was not used, nor any after it. */
const freshStep = (scope: Scope, factor: Factor, { member, code, keys, nowMs }: Trial & At) => {
  const secret = openSecret(keys.sealing, { organisation: scope.organisation, member }, factor.sealedSecret);
  const step = stepOfCode(secret, code, nowMs);
  const lastStep = factor.lastStep === null ? null : Number(factor.lastStep);
  return step !== undefined && isFreshStep(step, lastStep) ? step : undefined;
};

const takeRecoveryCode = async (
  scope: Scope,
  { member, code, keys, nowMs }: Trial & At,
): Promise<boolean> => {
  const { organisation, tx } = scope;
  const codeHash = hashRecoveryCode(keys.hashing, { member, code });
  const { count } = await tx.recoveryCode.updateMany({
    where: { organisation, member, codeHash, usedAt: null },
    data: { usedAt: new Date(nowMs) },
  });
  if (count === 1) await note(scope, member, "recovery_code_used");
  return count === 1;
};

const note = async ({ organisation, tx }: Scope, member: MemberId, kind: string) => {
  await tx.accountEvent.create({ data: { organisation, member, kind, actor: "member" } });
};

/** Tries a code of the app or a recovery code; either serves once (PROTOCOL.md A11). */
export const tryCode = async (
  scope: Scope,
  { member, code }: Trial,
  { keys, nowMs }: At,
): Promise<Verdict<{ recoveryCodesLeft: number | null }>> => {
  const { organisation, tx } = scope;
  const locked = await lockFactor(scope, { member, state: "active" }, nowMs);
  if (locked.is !== "ready") return locked;
  const { factor } = locked;
  const trial = { member, code, keys, nowMs };
  const byApp = /^\d{6}$/.test(code);
  const step = byApp ? freshStep(scope, factor, trial) : undefined;
  if (byApp ? step === undefined : !(await takeRecoveryCode(scope, trial)))
    return failed(scope, factor, nowMs);
  await tx.secondFactor.update({
    where: { organisation_member_state: { organisation, member, state: "active" } },
    data: { failures: 0, failedAt: null, ...(step !== undefined && { lastStep: BigInt(step) }) },
  });
  return { is: "accepted", recoveryCodesLeft: byApp ? null : await recoveryCodesLeft(scope, member) };
};

/**
 * Makes the offered secret the member's second factor, in place of an earlier one only where it may `replace`; its
 * recovery codes are told here and never again.
 */
export const confirmSecret = async (
  scope: Scope,
  { member, code, replace }: Trial & { replace: "an_earlier_one" | "nothing" },
  { keys, nowMs }: At,
): Promise<Verdict<{ recoveryCodes: string[] }>> => {
  const { organisation, tx } = scope;
  const locked = await lockFactor(scope, { member, state: "pending" }, nowMs);
  if (locked.is !== "ready") return locked;
  // Asked behind the lock: who confirmed elsewhere just now is seen here, and not before.
  if (replace === "nothing" && (await findFactor(scope, member, "active"))) return { is: "wrong" };
  const step = freshStep(scope, locked.factor, { member, code, keys, nowMs });
  if (step === undefined) return failed(scope, locked.factor, nowMs);
  await tx.secondFactor.deleteMany({ where: { organisation, member, state: "active" } });
  await tx.secondFactor.update({
    where: { organisation_member_state: { organisation, member, state: "pending" } },
    data: {
      ...{ state: "active", lastStep: BigInt(step), failures: 0, failedAt: null },
      createdAt: new Date(nowMs),
    },
  });
  const recoveryCodes = newRecoveryCodes();
  await tx.recoveryCode.deleteMany({ where: { organisation, member } });
  await tx.recoveryCode.createMany({
    data: recoveryCodes.map((recoveryCode) => ({
      ...{ organisation, member },
      codeHash: hashRecoveryCode(keys.hashing, { member, code: recoveryCode }),
    })),
  });
  await note(scope, member, "second_factor_enrolled");
  return { is: "accepted", recoveryCodes };
};

/** From now on the passphrase alone signs in. */
export const removeSecondFactor = async (scope: Scope, member: MemberId) => {
  const { organisation, tx } = scope;
  await tx.secondFactor.deleteMany({ where: { organisation, member } });
  await tx.recoveryCode.deleteMany({ where: { organisation, member } });
  await note(scope, member, "second_factor_removed");
};
