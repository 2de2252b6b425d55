import {
  Assignment,
  DeskId,
  type DeskPresence,
  MemberId,
  type MemberPresence,
  Presence,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import { inForce } from "./settings.js";

/** What made somebody's presence another: they said so, or they took a conversation. */
type Cause = "said" | "took";

type PresenceRow = { member: string; state: string; since: Date };

const fromRow = ({ member, state, since }: PresenceRow): MemberPresence => ({
  member: MemberId.parse(member),
  state: Presence.parse(state),
  sinceMs: since.getTime(),
});

/** How a member is; undefined for one who never said. */
export const findPresence = async ({ organisation, tx }: Scope, member: MemberId) => {
  const row = await tx.memberPresence.findUnique({
    where: { organisation_member: { organisation, member } },
  });
  return row ? fromRow(row) : undefined;
};

/** Puts a presence, and an event beside it where it is another than before; undefined where it is the same. */
export const putPresence = async (
  { organisation, tx }: Scope,
  member: MemberId,
  { state, cause }: { state: Presence; cause: Cause },
): Promise<MemberPresence | undefined> => {
  const [row] = await tx.$queryRaw<PresenceRow[]>`WITH put AS (
      INSERT INTO member_presence AS p (organisation_id, member_id, state, since, seen_at)
      VALUES (${organisation}::uuid, ${member}::uuid, ${state}, clock_timestamp(), clock_timestamp())
      ON CONFLICT (organisation_id, member_id) DO UPDATE
        SET state = EXCLUDED.state, since = EXCLUDED.since, seen_at = EXCLUDED.seen_at
        WHERE p.state <> EXCLUDED.state
      RETURNING member_id, state, since
    ), noted AS (
      INSERT INTO presence_event (organisation_id, member_id, state, cause, at)
      SELECT ${organisation}::uuid, member_id, state, ${cause}, since FROM put
    )
    SELECT member_id AS member, state, since FROM put`;
  return row && fromRow(row);
};

/** That members are connected: who is not off has been seen now. */
export const markSeen = async ({ organisation, tx }: Scope, members: readonly MemberId[]) => {
  await tx.memberPresence.updateMany({
    where: { organisation, member: { in: [...members] }, state: { not: "off" } },
    data: { seenAt: new Date(await databaseNowMs({ organisation, tx })) },
  });
};

/** Makes those off whom no gateway has seen for as long as the town waits, and says who they are. */
export const putLost = async ({ organisation, tx }: Scope): Promise<MemberPresence[]> => {
  const rows = await tx.$queryRaw<PresenceRow[]>`WITH lost AS (
      UPDATE member_presence p SET state = 'off', since = clock_timestamp()
      FROM organisation o
      WHERE o.organisation_id = ${organisation}::uuid AND p.organisation_id = o.organisation_id
        AND p.state <> 'off' AND p.seen_at < clock_timestamp() - make_interval(secs => o.absent_after_seconds)
      RETURNING p.member_id, p.state, p.since
    ), noted AS (
      INSERT INTO presence_event (organisation_id, member_id, state, cause, at)
      SELECT ${organisation}::uuid, member_id, state, 'lost', since FROM lost
    )
    SELECT member_id AS member, state, since FROM lost`;
  return rows.map(fromRow);
};

/**
 * Who takes a conversation is at work: who was off, or never said, gets nothing assigned for it, but what they took is
 * not taken from them again (PROTOCOL.md R3). Undefined where they were at work already.
 */
export const putTaking = async (scope: Scope, member: MemberId): Promise<MemberPresence | undefined> => {
  const before = await findPresence(scope, member);
  return before && before.state !== "off"
    ? undefined
    : putPresence(scope, member, { state: "wrap_up", cause: "took" });
};

/** The member's desks, how they hand out what waits, who answers them, and how those are. */
export const deskPresence = async (scope: Scope, member: MemberId): Promise<DeskPresence> => {
  const { organisation, tx } = scope;
  const nowMs = await databaseNowMs(scope);
  const desks = await tx.desk.findMany({
    // At the archive nothing waits for an answer.
    where: { organisation, kind: "desk", members: { some: { member, rights: { has: "answer" } } } },
    include: {
      settings: inForce(nowMs),
      members: { where: { rights: { has: "answer" } }, select: { member: true } },
    },
    orderBy: { name: "asc" },
  });
  const all = [member, ...desks.flatMap(({ members }) => members.map((one) => one.member))];
  const rows = await tx.memberPresence.findMany({ where: { organisation, member: { in: all } } });
  const set = await tx.memberSetting.findFirst({
    where: { organisation, member, ...inForce(nowMs).where },
    orderBy: inForce(nowMs).orderBy,
  });
  const own = rows.find((row) => row.member === member);
  return {
    capacity: set?.capacity ?? own?.capacity ?? defaultCapacity,
    presences: rows.map(fromRow),
    desks: desks.map(({ desk, settings: [setting], members }) => ({
      desk: DeskId.parse(desk),
      assignment: Assignment.parse(setting?.assignment ?? "pull"),
      overflow: setting?.overflow ? DeskId.parse(setting.overflow) : null,
      members: members.map((one) => MemberId.parse(one.member)),
    })),
  };
};

/** As the column has it. */
const defaultCapacity = 4;
