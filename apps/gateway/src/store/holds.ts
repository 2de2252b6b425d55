import {
  type ConversationId,
  Hold,
  HoldId,
  HoldKind,
  type Holds,
  type HoldsOf,
  type MemberId,
  type PlaceHold,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import type { Prisma } from "./generated/client.js";

/** What keeps conversations from being destroyed (PROTOCOL.md P7, P8); which ones those are, the database's `holds_on` says. */

/** So many that have ended are shown; all are kept. */
const shownEnded = 100;

const holding = (now: Date) => ({
  liftedAt: null,
  OR: [{ endsAt: null }, { endsAt: { gt: now } }],
});
const withNamed = { named: { select: { conversation: true }, orderBy: { conversation: "asc" } } } as const;
type Row = Prisma.HoldGetPayload<{ include: typeof withNamed }>;

/** Those that hold, with how many conversations each does, and the newest that have ended. */
export const townHolds = async (scope: Scope): Promise<Holds> => {
  const { organisation, tx } = scope;
  const now = new Date(await databaseNowMs(scope));
  const standing = await tx.hold.findMany({
    where: { organisation, ...holding(now) },
    include: withNamed,
    orderBy: [{ placedAt: "desc" }, { hold: "asc" }],
  });
  const ended = await tx.hold.findMany({
    where: { organisation, NOT: holding(now) },
    include: withNamed,
    orderBy: [{ placedAt: "desc" }, { hold: "asc" }],
    take: shownEnded,
  });
  const held = standing.length === 0 ? new Map<string, number>() : await heldBy(scope, now);
  return {
    holding: standing.map((row) => holdOf(row, held.get(row.hold) ?? 0)),
    ended: ended.map((row) => holdOf(row, 0)),
  };
};

/** How many conversations each hold holds at a moment. */
const heldBy = async ({ organisation, tx }: Scope, now: Date): Promise<Map<string, number>> => {
  const rows = await tx.$queryRaw<{ hold: string; held: number }[]>`SELECT h.hold_id AS hold,
      count(*)::integer AS held
    FROM conversation c CROSS JOIN LATERAL holds_on(c, ${now}::timestamptz) h
    WHERE c.organisation_id = ${organisation}::uuid GROUP BY h.hold_id`;
  return new Map(rows.map(({ hold, held }) => [hold, held]));
};

const holdOf = (row: Row, held: number): Hold =>
  Hold.parse({
    ...{ hold: row.hold, kind: row.kind, reference: row.reference, reason: row.reason, held },
    scope: row.byScope
      ? {
          desks: row.desks,
          topics: row.topics,
          fromMs: row.fromAt?.getTime() ?? null,
          untilMs: row.untilAt?.getTime() ?? null,
        }
      : null,
    conversations: row.named.map(({ conversation }) => conversation),
    endsAtMs: row.endsAt?.getTime() ?? null,
    placedBy: row.placedBy,
    placedAtMs: row.placedAt.getTime(),
    lifted:
      row.liftedAt === null
        ? null
        : { by: row.liftedBy, atMs: row.liftedAt.getTime(), reason: row.liftReason },
  });

/** One hold, whether it holds or has ended; undefined when there is none of this id. */
export const findHold = async (scope: Scope, hold: HoldId): Promise<Hold | undefined> => {
  const { organisation, tx } = scope;
  const row = await tx.hold.findUnique({
    where: { organisation_hold: { organisation, hold } },
    include: withNamed,
  });
  if (!row) return undefined;
  const held = await heldBy(scope, new Date(await databaseNowMs(scope)));
  return holdOf(row, held.get(hold) ?? 0);
};

/** Whether the town has every desk, topic and conversation that a hold names. */
export const hasAllNamed = async (
  { organisation, tx }: Scope,
  { scope, conversations }: Pick<PlaceHold, "scope" | "conversations">,
): Promise<boolean> => {
  const [desks, topics, named] = [scope?.desks ?? [], scope?.topics ?? [], conversations].map((ids) => [
    ...new Set<string>(ids),
  ]) as [string[], string[], string[]];
  return (
    (await tx.desk.count({ where: { organisation, kind: "desk", desk: { in: desks } } })) === desks.length &&
    (await tx.topic.count({ where: { organisation, topic: { in: topics } } })) === topics.length &&
    (await tx.conversation.count({ where: { organisation, conversation: { in: named } } })) === named.length
  );
};

export const writeHold = async (
  { organisation, tx }: Scope,
  hold: HoldId,
  { scope, conversations, endsAtMs, by, ...plain }: PlaceHold & { by: MemberId },
) => {
  const atOrNull = (ms: number | null) => (ms === null ? null : new Date(ms));
  await tx.hold.create({
    data: {
      ...{ organisation, hold, ...plain, placedBy: by, byScope: scope !== null },
      ...(scope && {
        desks: scope.desks,
        topics: scope.topics,
        fromAt: atOrNull(scope.fromMs),
        untilAt: atOrNull(scope.untilMs),
      }),
      endsAt: atOrNull(endsAtMs),
    },
  });
  await tx.holdConversation.createMany({
    data: [...new Set(conversations)].map((conversation) => ({ organisation, hold, conversation })),
  });
};

/** Lifts a hold that holds; one that has ended stays as it ended. */
export const liftHold = async (scope: Scope, hold: HoldId, lifting: { reason: string; by: MemberId }) => {
  const { organisation, tx } = scope;
  const now = new Date(await databaseNowMs(scope));
  await tx.hold.updateMany({
    where: { organisation, hold, ...holding(now) },
    data: { liftedBy: lifting.by, liftedAt: now, liftReason: lifting.reason },
  });
};

/** The holds that a conversation is under now, the first that was placed first. */
export const holdsOf = async (scope: Scope, conversation: ConversationId): Promise<HoldsOf> => {
  const { organisation, tx } = scope;
  const now = new Date(await databaseNowMs(scope));
  const rows = await tx.$queryRaw<{ hold: string; kind: string; reference: string; endsAt: Date | null }[]>`
    SELECT h.hold_id AS hold, h.kind, h.reference, h.ends_at AS "endsAt"
    FROM conversation c CROSS JOIN LATERAL holds_on(c, ${now}::timestamptz) h
    WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = ${conversation}::uuid
    ORDER BY h.placed_at, h.hold_id`;
  return {
    holds: rows.map(({ hold, kind, reference, endsAt }) => ({
      ...{ hold: HoldId.parse(hold), kind: HoldKind.parse(kind), reference },
      endsAtMs: endsAt?.getTime() ?? null,
    })),
  };
};
