-- What citizens asked to have erased, and what became of it (PROTOCOL.md, Z). Nothing of what was said, and nobody's name: who
-- asked stands there by the pseudonym of the conversation, which leads nowhere once that is gone.
CREATE TABLE erasure_request (
  organisation_id uuid NOT NULL REFERENCES organisation,
  request_id bigint GENERATED ALWAYS AS IDENTITY,
  conversation_pseudonym uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('honoured', 'refused')),
  ground text NOT NULL
    CHECK (ground IN ('not_taken_up', 'term_passed', 'held', 'in_hand', 'term', 'forever', 'no_term')),
  -- By which class it is kept, where that is why, and its last day.
  retention_class text CHECK (retention_class ~ '^[0-9]{1,2}(\.[0-9]{1,2}){1,2}$'),
  kept_through date,
  asked_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, request_id),
  CHECK ((outcome = 'honoured') = (ground IN ('not_taken_up', 'term_passed'))),
  CHECK ((retention_class IS NOT NULL) = (ground IN ('term', 'forever', 'no_term'))),
  CHECK ((kept_through IS NOT NULL) = (ground = 'term'))
);
CREATE INDEX erasure_request_of ON erasure_request (organisation_id, conversation_pseudonym, request_id DESC);
-- A conversation is erased once.
CREATE UNIQUE INDEX erasure_request_honoured ON erasure_request (organisation_id, conversation_pseudonym)
  WHERE outcome = 'honoured';
ALTER TABLE erasure_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON erasure_request
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
-- Both only grow; the time is this database's.
GRANT SELECT, INSERT (organisation_id, conversation_pseudonym, outcome, ground, retention_class, kept_through)
  ON erasure_request TO eigenkanaal_app;

-- Whether anybody of the town ever had it in hand, wrote in it or did anything else with it. One function, so that what is
-- decided and the lock on deleting cannot differ.
CREATE FUNCTION was_taken_up(c conversation) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.conversation_event e
      WHERE e.organisation_id = c.organisation_id AND e.conversation_pseudonym = c.pseudonym
        AND (e.actor = 'agent' OR e.kind = 'assigned'))
    OR EXISTS (SELECT FROM public.message m
      WHERE m.organisation_id = c.organisation_id AND m.conversation_id = c.conversation_id
        AND m.sender_member_id IS NOT NULL)
$$;

-- What is erased for its citizen goes without a list: the request that was honoured stands in its place. The rest is as for
-- all that is destroyed: what is held stays, and its certificate is written before.
CREATE FUNCTION may_be_erased(c conversation) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.erasure_request r
      WHERE r.organisation_id = c.organisation_id AND r.conversation_pseudonym = c.pseudonym
        AND CASE r.ground WHEN 'not_taken_up' THEN NOT public.was_taken_up(c)
          WHEN 'term_passed' THEN c.closed_at IS NOT NULL ELSE false END)
    AND EXISTS (SELECT FROM public.destruction_pending p
      WHERE p.organisation_id = c.organisation_id AND p.conversation_id = c.conversation_id)
$$;
ALTER POLICY only_what_is_approved ON conversation
  USING (may_be_destroyed(conversation) OR may_be_erased(conversation));

-- A certificate of what was erased names no list.
ALTER TABLE destruction_register ALTER COLUMN list_id DROP NOT NULL;
