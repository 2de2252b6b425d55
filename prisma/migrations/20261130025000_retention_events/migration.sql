-- Who changed what is kept for how long, when and why (PROTOCOL.md, P). The subject is the town itself.
ALTER TABLE setting_event DROP CONSTRAINT setting_event_subject_check;
ALTER TABLE setting_event
  ADD CONSTRAINT setting_event_subject_check CHECK (subject IN ('topic', 'desk', 'member', 'retention')),
  ADD COLUMN reason text CHECK (length(btrim(reason)) BETWEEN 1 AND 1000),
  ADD CHECK ((reason IS NOT NULL) = (subject = 'retention' AND act = 'set'));

-- The archive's list: all that is closed in the town, newest first. No message changes it.
CREATE INDEX conversation_by_closing ON conversation (organisation_id, closed_at DESC, conversation_id DESC)
  WHERE closed_at IS NOT NULL;

-- A function with settings of its own is called for every row; without them it becomes part of the query around it. Its names
-- carry their schema, and the lock on deleting sets the path before it asks.
ALTER FUNCTION holds_on(conversation, timestamptz) RESET search_path;

-- Deleting row by row asks the lock; emptying the table at once would not.
CREATE FUNCTION refuse_to_empty_while_held() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.hold
      WHERE lifted_at IS NULL AND (ends_at IS NULL OR ends_at > clock_timestamp())) THEN
    RAISE EXCEPTION 'there are holds' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER held_conversations_stay_together BEFORE TRUNCATE ON conversation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_empty_while_held();
