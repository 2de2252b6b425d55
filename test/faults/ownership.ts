/**
 * What must never be of a conversation's owner, whatever happened (PROTOCOL.md R3 to R5), as one row for each that is:
 * `abandoned`: a citizen waits for somebody who is off, and has not put it off, or does not answer the desk. `forgotten`: at a desk that pushes it
 * waits while somebody on duty has room. `assigned_twice`: the gateway gave away what somebody had. `never_late`: nobody
 * will look whether it is late, though it could become so, or a moment to look has passed. `late_twice`: a stage came
 * twice in one wait. For the owner of the database; true once the gateways had time for what was last done,
 * `assigned_twice` and `late_twice` always.
 */
export const ownershipViolations = `
  SELECT c.conversation_id AS conversation, 'abandoned' AS violation FROM conversation c
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
    AND EXISTS (SELECT FROM desk_member d JOIN member_presence p USING (organisation_id, member_id)
      WHERE d.organisation_id = c.organisation_id AND d.desk_id = c.desk_id AND 'answer' = ANY (d.rights)
        AND p.state = 'on_duty' AND p.capacity > (SELECT count(*) FROM conversation h
          WHERE h.organisation_id = c.organisation_id AND h.state = 'in_hand' AND h.snooze IS NULL
            AND h.assignee_id = p.member_id))
  UNION ALL
  SELECT c.conversation_id, 'assigned_twice' FROM (
    SELECT organisation_id, conversation_pseudonym, kind,
      lag(kind) OVER (PARTITION BY organisation_id, conversation_pseudonym ORDER BY event_id) AS before
    FROM conversation_event
    WHERE kind IN ('taken', 'assigned', 'returned', 'closed', 'reopened', 'transferred', 'handed_back')
  ) e JOIN conversation c ON c.organisation_id = e.organisation_id AND c.pseudonym = e.conversation_pseudonym
  WHERE e.kind = 'assigned' AND e.before IN ('taken', 'assigned', 'closed')
  UNION ALL
  SELECT c.conversation_id, 'never_late' FROM conversation c
  WHERE (c.waiting_since IS NOT NULL AND c.late_due_at IS NULL
      AND coalesce(c.late_stage, 'none') NOT IN ('passed', 'offered', 'declined'))
    OR c.late_due_at < now() - interval '30 seconds'
  UNION ALL
  SELECT c.conversation_id, 'late_twice' FROM (
    SELECT organisation_id, conversation_pseudonym, kind,
      count(*) FILTER (WHERE kind IN ('agent_answer', 'closed'))
        OVER (PARTITION BY organisation_id, conversation_pseudonym ORDER BY event_id) AS wait
    FROM conversation_event
  ) e JOIN conversation c ON c.organisation_id = e.organisation_id AND c.pseudonym = e.conversation_pseudonym
  WHERE e.kind IN ('norm_warned', 'norm_passed', 'overflow_offered', 'overflow_declined', 'overflowed')
  GROUP BY c.conversation_id, e.kind, e.wait HAVING count(*) > 1`;
