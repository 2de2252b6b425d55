-- What citizens make of a conversation that is closed (PROTOCOL.md, Q): in the row while it stands, so that both sides see it, and
-- as events, which outlive the conversation by its pseudonym. Of the events the newest counts.
ALTER TABLE conversation
  ADD COLUMN verdict text CHECK (verdict IN ('yes', 'partly', 'no', 'skipped')),
  ADD CHECK (verdict IS NULL OR state = 'closed');
GRANT UPDATE (verdict) ON conversation TO eigenkanaal_app;

ALTER TABLE conversation_event
  ADD COLUMN verdict text CHECK (verdict IN ('yes', 'partly', 'no')),
  ADD CHECK ((kind = 'verdict_given') = (verdict IS NOT NULL)),
  ADD CHECK (actor = 'citizen' OR kind NOT IN ('verdict_given', 'verdict_skipped'));

-- Two kinds more, whatever kinds there are by now. Who would rather not say gave none.
DO $$
DECLARE
  kinds text;
BEGIN
  SELECT pg_get_constraintdef(oid) INTO STRICT kinds FROM pg_constraint
    WHERE conrelid = 'conversation_event'::regclass AND conname = 'conversation_event_kind_check';
  ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_kind_check;
  EXECUTE 'ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_kind_check '
    || replace(kinds, 'ARRAY[', 'ARRAY[''verdict_given''::text, ''verdict_skipped''::text, ');
END $$;
