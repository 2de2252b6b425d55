-- Whose citizen cannot write, and until when; by whom and why, for colleagues (PROTOCOL.md B1). In the row itself: the
-- append reads it with the lock that it takes anyway. What has passed stays until it is blocked anew.
ALTER TABLE conversation
  ADD COLUMN blocked_until timestamptz(3),
  ADD COLUMN blocked_by_id uuid,
  ADD COLUMN block_reason text CHECK (block_reason IN ('insults', 'threats', 'sexual', 'flooding')),
  ADD FOREIGN KEY (organisation_id, blocked_by_id) REFERENCES member,
  ADD CHECK ((blocked_until IS NULL) = (blocked_by_id IS NULL)),
  ADD CHECK ((blocked_until IS NULL) = (block_reason IS NULL));
GRANT UPDATE (blocked_until, blocked_by_id, block_reason) ON conversation TO eigenkanaal_app;
-- For the list of what is blocked now: it begins where the present begins. No message changes it.
CREATE INDEX conversation_blocked ON conversation (organisation_id, blocked_until) WHERE blocked_until IS NOT NULL;

-- The register: who blocked, why and until when, and who lifted it. It only grows, and goes with the conversation; the
-- events stay, and name nobody.
CREATE TABLE conversation_block (
  organisation_id uuid NOT NULL,
  block_id bigint GENERATED ALWAYS AS IDENTITY,
  conversation_id uuid NOT NULL,
  act text NOT NULL CHECK (act IN ('blocked', 'lifted')),
  member_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  reason text CHECK (reason IN ('insults', 'threats', 'sexual', 'flooding')),
  until timestamptz(3) CHECK (until > at AND until <= at + interval '31 days'),
  PRIMARY KEY (organisation_id, block_id),
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, member_id) REFERENCES member,
  CHECK ((act = 'blocked') = (reason IS NOT NULL)),
  CHECK ((act = 'blocked') = (until IS NOT NULL))
);
CREATE INDEX conversation_block_of ON conversation_block (organisation_id, conversation_id, block_id);
ALTER TABLE conversation_block ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON conversation_block
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
GRANT SELECT, INSERT ON conversation_block TO eigenkanaal_app;

ALTER TABLE conversation_event ADD COLUMN block_reason text, ADD COLUMN blocked_until timestamptz(3),
  ADD CHECK ((kind = 'blocked') = (block_reason IS NOT NULL)),
  ADD CHECK ((kind = 'blocked') = (blocked_until IS NOT NULL));

-- Two kinds more, whatever kinds there are by now.
DO $$
DECLARE
  kinds text;
BEGIN
  SELECT pg_get_constraintdef(oid) INTO STRICT kinds FROM pg_constraint
    WHERE conrelid = 'conversation_event'::regclass AND conname = 'conversation_event_kind_check';
  ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_kind_check;
  EXECUTE 'ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_kind_check '
    || replace(kinds, 'ARRAY[', 'ARRAY[''blocked''::text, ''block_lifted''::text, ');
END $$;
