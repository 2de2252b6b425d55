-- How far a wait has come against its norm, and when a gateway looks at it next (PROTOCOL.md, O; packages/domain,
-- `lateness.ts`). A new row is looked at at once. No wait is without a next look but one of which nothing more comes.
ALTER TABLE conversation
  ADD COLUMN late_stage text CHECK (late_stage IN ('warned', 'passed', 'offered', 'declined')),
  ADD COLUMN late_due_at timestamptz(3) DEFAULT now(),
  -- The desk that the citizen was offered.
  ADD COLUMN overflow_desk_id uuid,
  ADD FOREIGN KEY (organisation_id, overflow_desk_id) REFERENCES desk,
  ADD CHECK (waiting_since IS NOT NULL OR late_stage IS NULL),
  ADD CHECK (waiting_since IS NULL OR late_due_at IS NOT NULL OR late_stage IN ('passed', 'offered', 'declined')),
  ADD CHECK (late_stage IS DISTINCT FROM 'offered' OR state = 'waiting'),
  ADD CHECK ((overflow_desk_id IS NOT NULL) = (coalesce(late_stage, '') IN ('offered', 'declined')));
UPDATE conversation SET late_due_at = NULL WHERE waiting_since IS NULL;
-- Few messages change it: a moment that stands is left to stand.
CREATE INDEX conversation_late_due ON conversation (organisation_id, late_due_at) WHERE late_due_at IS NOT NULL;
GRANT UPDATE (late_stage, late_due_at, overflow_desk_id) ON conversation TO eigenkanaal_app;

-- Beside their kinds, what a citizen was offered and chose leads to a desk too.
DO $$
DECLARE
  name text;
  kinds text;
BEGIN
  SELECT conname INTO STRICT name FROM pg_constraint
    WHERE conrelid = 'conversation_event'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%to_desk_id%';
  EXECUTE format('ALTER TABLE conversation_event DROP CONSTRAINT %I', name);
  ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_to_desk_check CHECK (
    (kind IN ('transferred', 'handed_back', 'overflow_offered', 'overflowed')) = (to_desk_id IS NOT NULL));

  SELECT pg_get_constraintdef(oid) INTO STRICT kinds FROM pg_constraint
    WHERE conrelid = 'conversation_event'::regclass AND conname = 'conversation_event_kind_check';
  ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_kind_check;
  EXECUTE 'ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_kind_check '
    || replace(kinds, 'ARRAY[', 'ARRAY[''norm_warned''::text, ''norm_passed''::text, ''overflow_offered''::text, '
      || '''overflow_declined''::text, ''overflowed''::text, ');
END $$;
