/** Every change of whose a conversation is has one of these events. */
const ownershipKinds = `'opened', 'taken', 'assigned', 'returned', 'closed', 'reopened', 'transferred', 'handed_back', 'overflowed'`;

/** What may hold a conversation less firmly than being assigned it, or ends it. */
const touchingKinds = `${ownershipKinds}, 'snoozed', 'woken'`;

/** Those that are violations only once the gateways had time for what was last done, or while nobody was set to have fewer. */
export const inTime: readonly string[] = ["abandoned", "forgotten", "never_late", "over_capacity"];

/**
 * What must never be of a conversation's owner, whatever happened (PROTOCOL.md R3 to R5), as one row for each that is:
 * `ownerless`: it is open, and in nobody's hand and in no queue, or nobody answers its desk. `abandoned`: a citizen waits for
 * somebody who is off, and has not put it off, or does not answer the desk. `forgotten`: at a desk that pushes it
 * waits while somebody on duty has room. `assigned_twice`: the gateway gave away what somebody had; `taken_twice`: so did
 * who took it. `over_capacity`: the gateway gave somebody more than they can have. `eventless`: it is not as its last
 * event left it, or a message has no event. `never_late`: nobody
 * will look whether it is late, though it could become so, or a moment to look has passed. `late_twice`: a stage came
 * twice in one wait, or a warning or an alert twice at one desk. For the owner of the database; `abandoned`, `forgotten` and `never_late` are true once the gateways had
 * time for what was last done, and `over_capacity` while nobody was set to have fewer; all others always.
 */
export const ownershipViolations = `
  WITH capacity AS (
    SELECT p.organisation_id, p.member_id, p.state, coalesce((SELECT s.capacity FROM member_setting s
      WHERE s.organisation_id = p.organisation_id AND s.member_id = p.member_id AND s.valid_from <= now()
      ORDER BY s.valid_from DESC LIMIT 1), p.capacity) AS capacity
    FROM member_presence p
  ), whose AS (
    SELECT c.conversation_id, e.organisation_id, e.event_id, e.kind, e.actor, e.actor_pseudonym, e.desk_id, e.to_desk_id,
      lag(e.event_id) OVER earlier AS before,
      row_number() OVER (PARTITION BY e.organisation_id, e.conversation_pseudonym ORDER BY e.event_id DESC) AS age
    FROM conversation_event e JOIN conversation c
      ON c.organisation_id = e.organisation_id AND c.pseudonym = e.conversation_pseudonym
    WHERE e.kind IN (${ownershipKinds})
    WINDOW earlier AS (PARTITION BY e.organisation_id, e.conversation_pseudonym ORDER BY e.event_id)
  ), left_so AS (
    SELECT w.*, CASE
      WHEN kind IN ('taken', 'assigned') THEN '{in_hand}'::text[]
      WHEN kind = 'closed' THEN '{closed}'
      WHEN kind = 'reopened' AND actor = 'agent' OR kind = 'transferred' AND to_desk_id = desk_id THEN '{in_hand}'
      WHEN kind = 'handed_back' THEN '{in_hand,waiting}'
      ELSE '{waiting}' END AS states
    FROM whose w
  ), held AS (
    SELECT e.organisation_id, e.event_id, e.kind, a.member_id, c.conversation_id,
      lead(e.event_id) OVER (PARTITION BY e.organisation_id, e.conversation_pseudonym ORDER BY e.event_id) AS until
    FROM conversation_event e
    JOIN conversation c ON c.organisation_id = e.organisation_id AND c.pseudonym = e.conversation_pseudonym
    JOIN conversation_actor a ON a.organisation_id = e.organisation_id AND a.pseudonym = e.actor_pseudonym
    WHERE e.kind IN (${touchingKinds})
  )
  SELECT c.conversation_id AS conversation, 'ownerless' AS violation FROM conversation c
  WHERE (c.state = 'in_hand') <> (c.assignee_id IS NOT NULL)
    OR c.state <> 'closed' AND NOT EXISTS (SELECT FROM desk k JOIN desk_member d USING (organisation_id, desk_id)
      WHERE k.organisation_id = c.organisation_id AND k.desk_id = c.desk_id AND k.kind = 'desk'
        AND 'answer' = ANY (d.rights))
  UNION ALL
  SELECT c.conversation_id, 'abandoned' FROM conversation c
  WHERE c.state = 'in_hand' AND c.waiting_since IS NOT NULL
    AND (c.snooze IS NULL AND NOT EXISTS (SELECT FROM member_presence p WHERE p.organisation_id = c.organisation_id
        AND p.member_id = c.assignee_id AND p.state <> 'off')
      OR NOT EXISTS (SELECT FROM desk_member d WHERE d.organisation_id = c.organisation_id AND d.desk_id = c.desk_id
        AND d.member_id = c.assignee_id AND 'answer' = ANY (d.rights)))
  UNION ALL
  SELECT c.conversation_id, 'forgotten' FROM conversation c
  WHERE c.state = 'waiting' AND c.waiting_since IS NOT NULL
    AND 'push' = (SELECT s.assignment FROM desk_setting s WHERE s.organisation_id = c.organisation_id
      AND s.desk_id = c.desk_id AND s.valid_from <= now() ORDER BY s.valid_from DESC LIMIT 1)
    AND EXISTS (SELECT FROM desk_member d JOIN capacity p USING (organisation_id, member_id)
      WHERE d.organisation_id = c.organisation_id AND d.desk_id = c.desk_id AND 'answer' = ANY (d.rights)
        AND p.state = 'on_duty' AND p.capacity > (SELECT count(*) FROM conversation h
          WHERE h.organisation_id = c.organisation_id AND h.state = 'in_hand' AND h.snooze IS NULL
            AND h.assignee_id = p.member_id))
  UNION ALL
  SELECT e.conversation_id, e.kind || '_twice' FROM left_so e JOIN left_so l
    ON l.organisation_id = e.organisation_id AND l.event_id = e.before
  WHERE e.kind IN ('taken', 'assigned') AND NOT 'waiting' = ANY (l.states)
    AND NOT (e.kind = 'taken' AND l.kind = 'transferred')
  UNION ALL
  SELECT e.conversation_id, 'over_capacity' FROM held e JOIN capacity p USING (organisation_id, member_id)
  WHERE e.kind = 'assigned' AND p.capacity < (SELECT count(*) FROM held h WHERE h.organisation_id = e.organisation_id
    AND h.member_id = e.member_id AND h.kind = 'assigned' AND h.event_id <= e.event_id
    AND coalesce(h.until > e.event_id, true))
  UNION ALL
  SELECT c.conversation_id, 'eventless' FROM conversation c
  LEFT JOIN left_so l ON l.organisation_id = c.organisation_id AND l.conversation_id = c.conversation_id AND l.age = 1
  LEFT JOIN conversation_actor a ON a.organisation_id = l.organisation_id AND a.pseudonym = l.actor_pseudonym
  WHERE coalesce(NOT c.state = ANY (l.states), true)
    OR l.kind IN ('taken', 'assigned') AND a.member_id IS DISTINCT FROM c.assignee_id
  UNION ALL
  SELECT c.conversation_id, 'eventless' FROM conversation c
  WHERE (SELECT count(*) FROM message m WHERE m.organisation_id = c.organisation_id
      AND m.conversation_id = c.conversation_id AND m.class = 1)
    <> (SELECT count(*) FROM conversation_event e WHERE e.organisation_id = c.organisation_id
      AND e.conversation_pseudonym = c.pseudonym AND e.kind IN ('citizen_message', 'agent_answer', 'internal_note'))
  UNION ALL
  SELECT c.conversation_id, 'never_late' FROM conversation c
  WHERE (c.waiting_since IS NOT NULL AND c.late_due_at IS NULL
      AND coalesce(c.late_stage, 'none') NOT IN ('passed', 'offered', 'declined'))
    OR c.late_due_at < now() - interval '30 seconds'
  UNION ALL
  SELECT c.conversation_id, 'late_twice' FROM (
    SELECT organisation_id, conversation_pseudonym, kind,
      count(*) FILTER (WHERE kind IN ('agent_answer', 'closed')) OVER earlier AS wait,
      CASE WHEN kind IN ('norm_warned', 'norm_passed') THEN
        count(*) FILTER (WHERE kind IN ('transferred', 'handed_back') AND to_desk_id <> desk_id) OVER earlier
      END AS stay
    FROM conversation_event
    WINDOW earlier AS (PARTITION BY organisation_id, conversation_pseudonym ORDER BY event_id)
  ) e JOIN conversation c ON c.organisation_id = e.organisation_id AND c.pseudonym = e.conversation_pseudonym
  WHERE e.kind IN ('norm_warned', 'norm_passed', 'overflow_offered', 'overflow_declined', 'overflowed')
  GROUP BY c.conversation_id, e.kind, e.wait, e.stay HAVING count(*) > 1`;
