-- What holds conversations back from destruction (PROTOCOL.md, P): a Woo request, an objection, a complaint, a lawsuit. It says
-- what it concerns, why, by whom and until when; it ends on its day or by hand, and stays in the list of what was.
CREATE TABLE hold (
  organisation_id uuid NOT NULL REFERENCES organisation,
  hold_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('woo', 'objection', 'complaint', 'lawsuit')),
  reference text NOT NULL CHECK (length(btrim(reference)) BETWEEN 1 AND 200),
  reason text NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 2000),
  -- Of these desks and topics, and of these days; empty or null: whichever. What is named in hold_conversation is held
  -- besides. `by_scope` false: only what is named.
  by_scope boolean NOT NULL,
  desks uuid[] NOT NULL DEFAULT '{}',
  topics uuid[] NOT NULL DEFAULT '{}',
  -- Conversations that were open at some time between these moments, the last one not with it.
  from_at timestamptz(3),
  until_at timestamptz(3),
  -- The moment from which it holds nothing any more; null: until it is lifted.
  ends_at timestamptz(3),
  placed_by uuid NOT NULL,
  placed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  lifted_by uuid,
  lifted_at timestamptz(3),
  lift_reason text,
  PRIMARY KEY (organisation_id, hold_id),
  FOREIGN KEY (organisation_id, placed_by) REFERENCES member,
  FOREIGN KEY (organisation_id, lifted_by) REFERENCES member,
  CHECK (from_at < until_at),
  CHECK (by_scope OR (desks = '{}' AND topics = '{}' AND from_at IS NULL AND until_at IS NULL)),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
  CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
);

-- The conversations that a hold names one by one. The row goes with the conversation, which cannot go while it is held.
CREATE TABLE hold_conversation (
  organisation_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, hold_id, conversation_id),
  FOREIGN KEY (organisation_id, hold_id) REFERENCES hold,
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE CASCADE
);
CREATE INDEX hold_of_conversation ON hold_conversation (organisation_id, conversation_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['hold', 'hold_conversation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
-- A hold is placed and lifted once; nothing else of it changes, and none is ever taken out.
GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at, lift_reason) ON hold TO eigenkanaal_app;
GRANT SELECT, INSERT ON hold_conversation TO eigenkanaal_app;

-- The holds that a conversation is under at a moment. One function, so that the list of what is due, the screens and the
-- lock on deleting cannot differ.
CREATE FUNCTION holds_on(c conversation, at_moment timestamptz) RETURNS SETOF hold
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT h.* FROM public.hold h
  WHERE h.organisation_id = c.organisation_id AND h.lifted_at IS NULL AND (h.ends_at IS NULL OR h.ends_at > at_moment)
    AND (EXISTS (SELECT FROM public.hold_conversation n WHERE n.organisation_id = h.organisation_id
        AND n.hold_id = h.hold_id AND n.conversation_id = c.conversation_id)
      OR (h.by_scope
        AND (h.desks = '{}' OR c.desk_id = ANY (h.desks))
        AND (h.topics = '{}' OR c.topic_id = ANY (h.topics))
        AND (h.until_at IS NULL OR c.opened_at < h.until_at)
        AND (h.from_at IS NULL OR c.closed_at IS NULL OR c.closed_at >= h.from_at)))
$$;

-- Whoever deletes, by whatever way: what is held stays. A clock that was set back ends no hold: a lifting is a row, and a
-- hold's own end lies in the future as long as the clock is behind.
CREATE FUNCTION refuse_to_delete_what_is_held() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.holds_on(OLD, clock_timestamp())) THEN
    RAISE EXCEPTION 'conversation % is held', OLD.conversation_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER held_conversations_stay BEFORE DELETE ON conversation
  FOR EACH ROW EXECUTE FUNCTION refuse_to_delete_what_is_held();
