-- What is kept for how long (PROTOCOL.md, P). The table as it holds from a moment on, with who set it and why; without one
-- the product's own holds. What was is never rewritten.
CREATE TABLE retention_setting (
  organisation_id uuid NOT NULL REFERENCES organisation,
  valid_from timestamptz(3) NOT NULL,
  retention jsonb NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  -- Null: it came with the town.
  member_id uuid,
  set_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, valid_from),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);
ALTER TABLE retention_setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON retention_setting
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
CREATE POLICY not_of_the_past ON retention_setting AS RESTRICTIVE FOR INSERT TO eigenkanaal_app
  WITH CHECK (valid_from >= date_trunc('milliseconds', now()));
CREATE POLICY only_announced ON retention_setting AS RESTRICTIVE FOR DELETE TO eigenkanaal_app
  USING (valid_from > now());
GRANT SELECT, INSERT, DELETE ON retention_setting TO eigenkanaal_app;

-- The class by which a closed conversation is kept, and the internal message that sums it up. When its term has passed
-- follows from the class, the table and the day on which it was closed: nothing has to be rewritten when a term changes.
ALTER TABLE conversation ADD COLUMN retention_class text, ADD COLUMN card_message_id uuid;
-- What was closed before there were classes was a request for information.
UPDATE conversation SET retention_class = '6.1.3' WHERE state = 'closed';
ALTER TABLE conversation
  ADD CHECK (retention_class ~ '^[0-9]{1,2}(\.[0-9]{1,2}){1,2}$'),
  ADD CHECK ((state = 'closed') = (retention_class IS NOT NULL)),
  ADD CHECK (card_message_id IS NULL OR state = 'closed');
GRANT UPDATE (topic_id, retention_class, card_message_id) ON conversation TO eigenkanaal_app;
-- For what is due: it begins with what was closed first, and no message changes it.
CREATE INDEX conversation_kept ON conversation (organisation_id, retention_class, closed_at)
  WHERE closed_at IS NOT NULL;
-- For what nobody waits for and nobody writes in.
CREATE INDEX conversation_silent ON conversation (organisation_id, last_activity_at)
  WHERE closed_at IS NULL AND waiting_since IS NULL;

-- Two outcomes more.
ALTER TABLE conversation DROP CONSTRAINT conversation_outcome_check;
ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_outcome_check;
ALTER TABLE conversation ADD CONSTRAINT conversation_outcome_check
  CHECK (outcome IN ('answered', 'refused', 'no_answer', 'spam', 'left', 'abandoned'));
ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_outcome_check
  CHECK (outcome IN ('answered', 'refused', 'no_answer', 'spam', 'left', 'abandoned'));
