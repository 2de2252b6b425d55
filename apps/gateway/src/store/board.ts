import { type AtWork, staffingOf } from "@eigenkanaal/domain";
import { type Board, DeskId, MemberId } from "@eigenkanaal/protocol";
import { z } from "zod";
import { databaseNowMs, type Scope } from "./database.js";

const hourMs = 3_600_000;

/**
 * How it is at these desks now, in the order of their names (PROTOCOL.md U1, U2). Of conversations only the open ones are
 * read, of events those of the last hour, by their own indexes: what is closed costs nothing, however much it is.
 */
export const boardOf = async (scope: Scope, supervised: DeskId[]): Promise<Board> => {
  const { organisation, tx } = scope;
  const nowMs = await databaseNowMs(scope);
  const found = await tx.desk.findMany({
    // At the archive nothing waits for an answer.
    where: { organisation, kind: "desk", desk: { in: supervised } },
    select: { desk: true },
    orderBy: { name: "asc" },
  });
  const desks = found.map(({ desk }) => DeskId.parse(desk));
  if (desks.length === 0) return { nowMs, desks: [], everyone: staffingOf([]) };
  const open = await openAt(scope, desks);
  const lastHour = await happenedAt(scope, desks, new Date(nowMs - hourMs));
  const atWork = await atWorkAt(scope, desks);
  return {
    nowMs,
    desks: desks.map((desk) => ({
      desk,
      ...(open.get(desk) ?? noneOpen),
      staffing: staffingOf(atWork.filter((one) => one.desk === desk)),
      lastHour: lastHour.get(desk) ?? nothingHappened,
    })),
    everyone: staffingOf(atWork),
  };
};

type Open = Pick<
  Board["desks"][number],
  "waiting" | "untaken" | "longestSinceMs" | "atRisk" | "late" | "inHand"
>;
const noneOpen: Open = { waiting: 0, untaken: 0, longestSinceMs: null, atRisk: 0, late: 0, inHand: 0 };

const openAt = async ({ organisation, tx }: Scope, desks: readonly DeskId[]): Promise<Map<string, Open>> => {
  const rows = await tx.$queryRaw<
    (Omit<Open, "longestSinceMs"> & { desk: string; longestSince: Date | null })[]
  >`SELECT desk_id AS desk, count(waiting_since)::int AS waiting,
      count(waiting_since) FILTER (WHERE state = 'waiting')::int AS untaken, min(waiting_since) AS "longestSince",
      count(waiting_since) FILTER (WHERE late_stage = 'warned')::int AS "atRisk",
      count(waiting_since) FILTER (WHERE late_stage IN ('passed', 'offered', 'declined'))::int AS late,
      count(*) FILTER (WHERE state = 'in_hand')::int AS "inHand"
    FROM conversation
    WHERE organisation_id = ${organisation}::uuid AND desk_id = ANY (${desks}::uuid[]) AND closed_at IS NULL
    GROUP BY desk_id`;
  return new Map(
    rows.map(({ desk, longestSince, ...counts }) => [
      desk,
      { ...counts, longestSinceMs: longestSince?.getTime() ?? null },
    ]),
  );
};

type LastHour = Board["desks"][number]["lastHour"];
const nothingHappened: LastHour = { opened: 0, answers: 0, firstAnswers: 0 };

/** What was opened and answered since; a first answer is the first that came after what its citizen asked. */
const happenedAt = async (
  { organisation, tx }: Scope,
  desks: readonly DeskId[],
  since: Date,
): Promise<Map<string, LastHour>> => {
  const rows = await tx.$queryRaw<(LastHour & { desk: string })[]>`SELECT e.desk_id AS desk,
      count(*) FILTER (WHERE e.kind = 'opened')::int AS opened,
      count(*) FILTER (WHERE e.kind = 'agent_answer')::int AS answers,
      count(*) FILTER (WHERE e.event_id = f.first)::int AS "firstAnswers"
    FROM conversation_event e
    LEFT JOIN LATERAL (SELECT min(a.event_id) AS first FROM conversation_event a
      WHERE a.organisation_id = e.organisation_id AND a.conversation_pseudonym = e.conversation_pseudonym
        AND a.kind = 'agent_answer' AND a.event_id > (SELECT min(q.event_id) FROM conversation_event q
          WHERE q.organisation_id = e.organisation_id AND q.conversation_pseudonym = e.conversation_pseudonym
            AND q.kind = 'citizen_message')) f ON e.kind = 'agent_answer'
    WHERE e.organisation_id = ${organisation}::uuid AND e.desk_id = ANY (${desks}::uuid[]) AND e.at > ${since}
      AND e.kind IN ('opened', 'agent_answer')
    GROUP BY e.desk_id`;
  return new Map(rows.map(({ desk, ...counts }) => [desk, counts]));
};

const StateAtWork = z.enum(["on_duty", "pause", "wrap_up"]);

/** Who answers these desks and is at work, a row for each of their desks: for counting, and told to nobody. */
const atWorkAt = async ({ organisation, tx }: Scope, desks: readonly DeskId[]): Promise<AtWork[]> => {
  const rows = await tx.$queryRaw<
    { desk: string; member: string; state: string; capacity: number; open: number }[]
  >`SELECT d.desk_id AS desk, p.member_id AS member, p.state, coalesce(s.capacity, p.capacity) AS capacity,
      (SELECT count(*) FROM conversation c WHERE c.organisation_id = p.organisation_id AND c.assignee_id = p.member_id
        AND c.state = 'in_hand' AND c.snooze IS NULL)::int AS open
    FROM desk_member d JOIN member_presence p USING (organisation_id, member_id)
    LEFT JOIN LATERAL (SELECT capacity FROM member_setting o
      WHERE o.organisation_id = p.organisation_id AND o.member_id = p.member_id AND o.valid_from <= clock_timestamp()
      ORDER BY o.valid_from DESC LIMIT 1) s ON true
    WHERE d.organisation_id = ${organisation}::uuid AND d.desk_id = ANY (${desks}::uuid[])
      AND 'answer' = ANY (d.rights) AND p.state <> 'off'`;
  return rows.map(({ desk, member, state, ...load }) => ({
    ...load,
    desk: DeskId.parse(desk),
    member: MemberId.parse(member),
    state: StateAtWork.parse(state),
  }));
};
