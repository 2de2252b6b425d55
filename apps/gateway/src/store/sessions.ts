import { MemberId, Role, SessionId, type Sessions } from "@eigenkanaal/protocol";
import type { Member } from "../principals.js";
import type { Database, Scope } from "./database.js";
import { newToken, readToken } from "./tokens.js";

const hourMs = 3_600_000;
/** A session ends after this long, and after that long without use (PROTOCOL.md A8). */
export const sessionMs = 12 * hourMs;
const idleMs = 8 * hourMs;
/** Use is written down at most this often. */
const touchMs = 60_000;

const hashOf = (session: string) => new Uint8Array(Buffer.from(session, "base64url"));

const live = (nowMs: number) => ({
  revokedAt: null,
  createdAt: { gt: new Date(nowMs - sessionMs) },
  lastSeenAt: { gt: new Date(nowMs - idleMs) },
  of: { disabledAt: null },
});

/** A new session, and the value of its cookie. */
export const createSession = async (
  { organisation, tx }: Scope,
  member: MemberId,
): Promise<{ cookie: string; sessionId: SessionId }> => {
  const { value, tokenHash } = newToken(organisation);
  const { session } = await tx.memberSession.create({
    data: { organisation, member, tokenHash },
    select: { session: true },
  });
  return { cookie: value, sessionId: SessionId.parse(session) };
};

/** The member of a cookie's value, or undefined unless its session lives. Reading it is using it. */
export const memberOfSession = async (
  cookie: string | undefined,
  { database, nowMs }: { database: Database; nowMs: number },
): Promise<Member | undefined> => {
  const place = readToken(cookie);
  if (!place) return undefined;
  const { organisation, tokenHash } = place;
  return database.forOrganisation(organisation, async ({ tx }) => {
    const row = await tx.memberSession.findFirst({
      where: { organisation, tokenHash, ...live(nowMs) },
      include: { of: { select: { roles: true } } },
    });
    if (!row) return undefined;
    const session = Buffer.from(tokenHash).toString("base64url");
    if (row.lastSeenAt.getTime() < nowMs - touchMs)
      await touchSessions({ organisation, tx }, [session], nowMs);
    return {
      kind: "member",
      organisation,
      member: MemberId.parse(row.member),
      roles: row.of.roles.map((role) => Role.parse(role)),
      session,
      sessionId: SessionId.parse(row.session),
    };
  });
};

/** Writes down that these sessions are in use. */
export const touchSessions = async ({ organisation, tx }: Scope, sessions: string[], nowMs: number) => {
  await tx.memberSession.updateMany({
    where: { organisation, tokenHash: { in: sessions.map(hashOf) } },
    data: { lastSeenAt: new Date(nowMs) },
  });
};

/** From now on the session's cookie is worth nothing. */
export const revokeSession = async ({ organisation, tx }: Scope, session: string, nowMs: number) => {
  await tx.memberSession.updateMany({
    where: { organisation, tokenHash: hashOf(session) },
    data: { revokedAt: new Date(nowMs) },
  });
};

type Asking = Pick<Member, "member" | "session">;

/** The live sessions of the member who asks, the last used first. */
export const sessionsOf = async (
  { organisation, tx }: Scope,
  { member, session }: Asking,
  nowMs: number,
): Promise<Sessions> => {
  const rows = await tx.memberSession.findMany({
    where: { organisation, member, ...live(nowMs) },
    orderBy: [{ lastSeenAt: "desc" }, { createdAt: "desc" }],
  });
  return {
    sessions: rows.map((row) => ({
      session: SessionId.parse(row.session),
      createdAtMs: row.createdAt.getTime(),
      lastSeenAtMs: row.lastSeenAt.getTime(),
      current: Buffer.from(row.tokenHash).toString("base64url") === session,
    })),
  };
};

/** Revokes one live session of this member, all but the one that asks, or all; the answer is what was revoked. */
export const revokeSessionsOf = async (
  { organisation, tx }: Scope,
  { member, session }: { member: MemberId; session: string | undefined },
  { which, nowMs }: { which: SessionId | "others"; nowMs: number },
): Promise<string[]> => {
  const others = session === undefined ? {} : { NOT: { tokenHash: hashOf(session) } };
  const chosen = which === "others" ? others : { session: which };
  const ended = await tx.memberSession.updateManyAndReturn({
    where: { organisation, member, ...chosen, ...live(nowMs) },
    data: { revokedAt: new Date(nowMs) },
    select: { tokenHash: true },
  });
  return ended.map(({ tokenHash }) => Buffer.from(tokenHash).toString("base64url"));
};

/** Those of the sessions that live. */
export const liveSessions = async (
  { organisation, tx }: Scope,
  sessions: string[],
  nowMs: number,
): Promise<Set<string>> => {
  const rows = await tx.memberSession.findMany({
    where: { organisation, tokenHash: { in: sessions.map(hashOf) }, ...live(nowMs) },
    select: { tokenHash: true },
  });
  return new Set(rows.map(({ tokenHash }) => Buffer.from(tokenHash).toString("base64url")));
};

/** Removes what ended long enough ago to be of no use to anyone. */
export const deleteEndedSessions = async ({ organisation, tx }: Scope, nowMs: number): Promise<number> => {
  const { count } = await tx.memberSession.deleteMany({
    where: { organisation, createdAt: { lt: new Date(nowMs - 2 * sessionMs) } },
  });
  return count;
};
