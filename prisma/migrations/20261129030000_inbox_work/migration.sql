-- What colleagues keep of conversations for their own work (PROTOCOL.md, W).

-- The words by which a desk sorts its conversations: the town's own. One that has ended stays where it is on.
CREATE TABLE label (
  organisation_id uuid NOT NULL,
  label_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  state text NOT NULL CHECK (state IN ('in_use', 'ended')),
  PRIMARY KEY (organisation_id, label_id),
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk
);
CREATE INDEX label_of ON label (organisation_id, desk_id);

ALTER TABLE label ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON label
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
-- Never taken out, and never another desk's: conversations name them.
GRANT SELECT, INSERT, UPDATE (name, state) ON label TO eigenkanaal_app;

ALTER TABLE conversation
  -- In the row itself: a list of ten thousand is read without a second table, and a message reads one row as before.
  ADD COLUMN labels uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(labels) <= 10),
  -- Put off by who has it in hand, until a moment or until the citizen writes.
  ADD COLUMN snooze text CHECK (snooze IN ('moment', 'answer')),
  ADD COLUMN snoozed_until timestamptz(3),
  -- Of one that was closed before: since when it is open again, and who had it when it was closed.
  ADD COLUMN reopened_at timestamptz(3),
  ADD COLUMN had_by_id uuid,
  ADD FOREIGN KEY (organisation_id, had_by_id) REFERENCES member,
  ADD CHECK (snooze IS NULL OR state = 'in_hand'),
  ADD CHECK ((snooze IS NOT DISTINCT FROM 'moment') = (snoozed_until IS NOT NULL)),
  ADD CHECK (reopened_at IS NULL OR state <> 'closed'),
  ADD CHECK (had_by_id IS NULL OR state = 'closed' OR reopened_at IS NOT NULL);
GRANT UPDATE (labels, snooze, snoozed_until, reopened_at, had_by_id) ON conversation TO eigenkanaal_app;
-- For those whose moment has come. No message changes it, but the one that ends it.
CREATE INDEX conversation_snoozed ON conversation (organisation_id, snoozed_until) WHERE snoozed_until IS NOT NULL;

-- Three kinds more, whatever kinds there are by now.
DO $$
DECLARE
  kinds text;
BEGIN
  SELECT pg_get_constraintdef(oid) INTO STRICT kinds FROM pg_constraint
    WHERE conrelid = 'conversation_event'::regclass AND conname = 'conversation_event_kind_check';
  ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_kind_check;
  EXECUTE 'ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_kind_check '
    || replace(kinds, 'ARRAY[', 'ARRAY[''labelled''::text, ''snoozed''::text, ''woken''::text, ');
END $$;
