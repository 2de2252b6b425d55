import { randomBytes } from "node:crypto";
import { legalTimeZone } from "@eigenkanaal/domain";
import {
  ApiToken,
  ApiTokenId,
  ApiTokenSecret,
  DeskId,
  type MadeApiToken,
  type MakeApiToken,
  MemberId,
  maxApiTokens,
  OrganisationId,
  type Role,
} from "@eigenkanaal/protocol";
import { sha256 } from "../trust/signatures.js";
import { type Database, databaseNowMs, type Scope } from "./database.js";
import { Prisma } from "./generated/client.js";

const prefix = "ekt_";
/** So long after its end a token is still shown to who made it. */
const shownDays = 30;

type Row = {
  token: string;
  name: string;
  desks: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedOn: Date | null;
  revokedAt: Date | null;
};
const shown = {
  ...{ token: true, name: true, desks: true },
  ...{ createdAt: true, expiresAt: true, lastUsedOn: true, revokedAt: true },
} as const;
const fromRow = ({ createdAt, expiresAt, lastUsedOn, revokedAt, ...row }: Row, nowMs: number): ApiToken => {
  const expiresAtMs = expiresAt.getTime();
  return ApiToken.parse({
    ...row,
    createdAtMs: createdAt.getTime(),
    expiresAtMs,
    lastUsedOn: lastUsedOn?.toISOString().slice(0, 10) ?? null,
    endedAtMs: revokedAt?.getTime() ?? (expiresAtMs <= nowMs ? expiresAtMs : null),
  });
};

/** A fresh token of a member, and for this once its secret; undefined where they have as many that live as anybody may. */
export const makeApiToken = async (
  scope: Scope,
  member: MemberId,
  { name, desks, days }: MakeApiToken,
): Promise<MadeApiToken | undefined> => {
  const { organisation, tx } = scope;
  // Two at once count each other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`api-tokens/${member}`}, 0))`;
  const [live] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::integer FROM api_token
    WHERE organisation_id = ${organisation}::uuid AND member_id = ${member}::uuid AND ${isLive}`;
  if (!live || live.count >= maxApiTokens) return undefined;
  const secret = `${prefix}${randomBytes(32).toString("base64url")}`;
  const [made] = await tx.$queryRaw<{ token: string }[]>`
    INSERT INTO api_token (organisation_id, secret_hash, member_id, name, desk_ids, expires_at)
    VALUES (${organisation}::uuid, ${hashOf(secret)}, ${member}::uuid, ${name}, ${[...new Set(desks)]}::uuid[],
      clock_timestamp() + make_interval(days => ${days}))
    RETURNING token_id AS token`;
  const where = { organisation_token: { organisation, token: made?.token ?? "" } };
  const row = await tx.apiToken.findUniqueOrThrow({ where, select: shown });
  return { ...fromRow(row, await databaseNowMs(scope)), secret };
};

/** A member's own, newest first. */
export const apiTokensOf = async (scope: Scope, member: MemberId): Promise<ApiToken[]> => {
  const { organisation, tx } = scope;
  const rows = await tx.apiToken.findMany({
    where: { organisation, member },
    orderBy: { createdAt: "desc" },
    select: shown,
  });
  const nowMs = await databaseNowMs(scope);
  return rows.map((row) => fromRow(row, nowMs));
};

/** From now on it is worth nothing. False for another's, and for one that ended before. */
export const revokeApiToken = async (
  { organisation, tx }: Scope,
  member: MemberId,
  token: ApiTokenId,
): Promise<boolean> => {
  const revoked = await tx.$executeRaw`UPDATE api_token SET revoked_at = clock_timestamp()
    WHERE organisation_id = ${organisation}::uuid AND member_id = ${member}::uuid AND token_id = ${token}::uuid
      AND ${isLive}`;
  return revoked > 0;
};

/** Removes what ended so long ago that nobody asks for it. */
export const deleteEndedApiTokens = async ({ organisation, tx }: Scope) => {
  await tx.$executeRaw`DELETE FROM api_token WHERE organisation_id = ${organisation}::uuid
    AND least(revoked_at, expires_at) < clock_timestamp() - make_interval(days => ${shownDays})`;
};

/** Whose a secret is, and of which desks; `live`: it has not ended, and who made it is a supervisor whose account is in use. */
export type Bearer = {
  organisation: OrganisationId;
  token: ApiTokenId;
  member: MemberId;
  desks: DeskId[];
  live: boolean;
};

/** The token of a secret, ended or not; undefined where there is none. */
export const bearerOf = async (
  secret: string | undefined,
  { database }: { database: Database },
): Promise<Bearer | undefined> => {
  if (!ApiTokenSecret.safeParse(secret).success || secret === undefined) return undefined;
  const hash = hashOf(secret);
  const [found] = await database.prisma.$queryRaw<{ organisation: string | null }[]>`
    SELECT organisation_of_api_token(${hash}) AS organisation`;
  const town = OrganisationId.safeParse(found?.organisation);
  if (!town.success) return undefined;
  const organisation = town.data;
  const supervisor: Role = "supervisor";
  return database.forOrganisation(organisation, async ({ tx }) => {
    const [row] = await tx.$queryRaw<{ token: string; member: string; desks: string[]; live: boolean }[]>`
      SELECT token_id AS token, member_id AS member, desk_ids AS desks,
        ${isLive} AND disabled_at IS NULL AND ${supervisor} = ANY(roles) AS live
      FROM api_token JOIN member USING (organisation_id, member_id)
      WHERE organisation_id = ${organisation}::uuid AND secret_hash = ${hash}`;
    if (!row) return undefined;
    return {
      organisation,
      token: ApiTokenId.parse(row.token),
      member: MemberId.parse(row.member),
      desks: row.desks.map((desk) => DeskId.parse(desk)),
      live: row.live,
    };
  });
};

/** Writes down the day of a use; true for the first of that day. */
export const noteUse = async (
  { organisation, tx }: Scope,
  { token }: Pick<Bearer, "token">,
): Promise<boolean> => {
  const today = Prisma.sql`(clock_timestamp() AT TIME ZONE ${legalTimeZone})::date`;
  const noted = await tx.$executeRaw`UPDATE api_token SET last_used_on = ${today}
    WHERE organisation_id = ${organisation}::uuid AND token_id = ${token}::uuid
      AND (last_used_on IS NULL OR last_used_on < ${today})`;
  return noted > 0;
};

/** What these desks are called. */
export const deskNames = async (
  { organisation, tx }: Scope,
  desks: readonly DeskId[],
): Promise<{ desk: DeskId; name: string }[]> => {
  const rows = await tx.desk.findMany({
    where: { organisation, desk: { in: [...desks] } },
    select: { desk: true, name: true },
    orderBy: { name: "asc" },
  });
  return rows.map(({ desk, name }) => ({ desk: DeskId.parse(desk), name }));
};

const hashOf = (secret: string) => sha256(Buffer.from(secret, "ascii"));

const isLive = Prisma.sql`revoked_at IS NULL AND expires_at > clock_timestamp()`;
