-- Who handed a conversation over, from which desk, and whether somebody there has accepted it; how often it was given
-- back. `reader_id`: who handed it over and reads along until then.
ALTER TABLE conversation
  ADD COLUMN handover_state text CHECK (handover_state IN ('offered', 'accepted')),
  ADD COLUMN handover_by uuid,
  ADD COLUMN handover_from uuid,
  ADD COLUMN handover_returns smallint NOT NULL DEFAULT 0 CHECK (handover_returns >= 0),
  ADD COLUMN reader_id uuid,
  ADD FOREIGN KEY (organisation_id, handover_by) REFERENCES member,
  ADD FOREIGN KEY (organisation_id, handover_from) REFERENCES desk,
  ADD FOREIGN KEY (organisation_id, reader_id) REFERENCES member,
  ADD CHECK ((handover_state IS NULL) = (handover_by IS NULL)),
  ADD CHECK ((handover_state IS NULL) = (handover_from IS NULL)),
  ADD CHECK (state <> 'closed' OR handover_state IS NULL),
  ADD CHECK (reader_id IS NULL OR handover_state = 'offered');
CREATE INDEX conversation_read_along ON conversation (organisation_id, reader_id) WHERE reader_id IS NOT NULL;
GRANT UPDATE (desk_id, handover_state, handover_by, handover_from, handover_returns, reader_id)
  ON conversation TO eigenkanaal_app;

-- The desk that an event led to; `desk_id` is the one where it happened.
ALTER TABLE conversation_event ADD COLUMN to_desk_id uuid,
  ADD CHECK ((kind IN ('transferred', 'handed_back')) = (to_desk_id IS NOT NULL));

-- Two kinds more, whatever kinds there are by now.
DO $$
DECLARE
  kinds text;
BEGIN
  SELECT pg_get_constraintdef(oid) INTO STRICT kinds FROM pg_constraint
    WHERE conrelid = 'conversation_event'::regclass AND conname = 'conversation_event_kind_check';
  ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_kind_check;
  EXECUTE 'ALTER TABLE conversation_event ADD CONSTRAINT conversation_event_kind_check '
    || replace(kinds, 'ARRAY[', 'ARRAY[''transferred''::text, ''handed_back''::text, ');
END $$;
