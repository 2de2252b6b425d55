-- What is destroyed, by whose word, and what is left of it (PROTOCOL.md, P10–P19).

-- A list of what is due, as it was proposed. `approvals`: how many officers must approve it, by the town's table of then.
CREATE TABLE destruction_list (
  organisation_id uuid NOT NULL REFERENCES organisation,
  list_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'done', 'withdrawn')),
  -- Null: by the gateway, once a day.
  proposed_by uuid,
  proposed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  approvals smallint NOT NULL CHECK (approvals BETWEEN 1 AND 2),
  proposed_items integer NOT NULL CHECK (proposed_items > 0),
  ended_at timestamptz(3),
  withdrawn_by uuid,
  withdraw_reason text CHECK (length(btrim(withdraw_reason)) BETWEEN 1 AND 1000),
  PRIMARY KEY (organisation_id, list_id),
  FOREIGN KEY (organisation_id, proposed_by) REFERENCES member,
  FOREIGN KEY (organisation_id, withdrawn_by) REFERENCES member,
  CHECK ((state IN ('done', 'withdrawn')) = (ended_at IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_by IS NOT NULL)),
  CHECK ((withdrawn_by IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX destruction_list_open ON destruction_list (organisation_id) WHERE ended_at IS NULL;

-- Who approved: nobody twice.
CREATE TABLE destruction_approval (
  organisation_id uuid NOT NULL,
  list_id uuid NOT NULL,
  member_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, list_id, member_id),
  FOREIGN KEY (organisation_id, list_id) REFERENCES destruction_list,
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

-- What is on a list, as it was registered then. No key to the conversation: its row goes first. Whoever takes an item off
-- says why; what the gateway finds to be otherwise than it was proposed, it leaves out. The row goes with its conversation.
CREATE TABLE destruction_item (
  organisation_id uuid NOT NULL,
  list_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  retention_class text NOT NULL,
  closed_at timestamptz(3) NOT NULL,
  removed_by uuid,
  remove_reason text CHECK (length(btrim(remove_reason)) BETWEEN 1 AND 1000),
  left_out text CHECK (left_out IN ('gone', 'reopened', 'class_changed', 'held', 'not_due')),
  PRIMARY KEY (organisation_id, list_id, conversation_id),
  FOREIGN KEY (organisation_id, list_id) REFERENCES destruction_list,
  FOREIGN KEY (organisation_id, removed_by) REFERENCES member,
  CHECK ((removed_by IS NULL) = (remove_reason IS NULL))
);
CREATE INDEX destruction_item_of ON destruction_item (organisation_id, conversation_id);
CREATE INDEX destruction_item_left ON destruction_item (organisation_id, list_id, conversation_id)
  WHERE removed_by IS NULL AND left_out IS NULL;

-- A conversation whose rows are gone and whose key is to go, with the certificate that will say so. It is written in the
-- transaction that deletes the rows, and goes in the one that writes the register: whatever ends in between is resumed.
CREATE TABLE destruction_pending (
  organisation_id uuid NOT NULL REFERENCES organisation,
  conversation_id uuid NOT NULL,
  certificate text NOT NULL,
  deleted_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, conversation_id)
);

-- What was destroyed: hashes and counts, nothing of what was said and nobody's name. Each certificate's hash is that of the
-- one before it and its own bytes (UTF-8); before the first stand 32 zero bytes. The columns that are sought are the
-- certificate's own words.
CREATE TABLE destruction_register (
  organisation_id uuid NOT NULL REFERENCES organisation,
  seq integer NOT NULL CHECK (seq > 0),
  certificate text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  conversation_id uuid NOT NULL GENERATED ALWAYS AS ((certificate::jsonb ->> 'conversation')::uuid) STORED,
  list_id uuid NOT NULL GENERATED ALWAYS AS ((certificate::jsonb ->> 'list')::uuid) STORED,
  destroyed_at_ms bigint NOT NULL GENERATED ALWAYS AS ((certificate::jsonb ->> 'destroyedAtMs')::bigint) STORED,
  PRIMARY KEY (organisation_id, seq),
  UNIQUE (organisation_id, conversation_id)
);
CREATE INDEX destruction_register_of ON destruction_register (organisation_id, list_id);

-- The Merkle tree of what the register got since the one before, and its root: one a day.
CREATE TABLE destruction_root (
  organisation_id uuid NOT NULL REFERENCES organisation,
  first_seq integer NOT NULL,
  last_seq integer NOT NULL CHECK (last_seq >= first_seq),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, first_seq)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['destruction_list', 'destruction_approval', 'destruction_item', 'destruction_pending',
    'destruction_register', 'destruction_root'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (state, ended_at, withdrawn_by, withdraw_reason) ON destruction_list TO eigenkanaal_app;
GRANT SELECT, INSERT ON destruction_approval TO eigenkanaal_app;
GRANT SELECT, INSERT, DELETE, UPDATE (removed_by, remove_reason, left_out) ON destruction_item TO eigenkanaal_app;
GRANT SELECT, INSERT, DELETE ON destruction_pending TO eigenkanaal_app;
-- Both only grow.
GRANT SELECT, INSERT (organisation_id, certificate) ON destruction_register TO eigenkanaal_app;
GRANT SELECT, INSERT (organisation_id, first_seq, last_seq, root) ON destruction_root TO eigenkanaal_app;

-- Nothing is put on a list that was shown to officers, nobody approves what they asked for themselves, and nothing is
-- approved that is not proposed.
CREATE POLICY before_it_is_shown ON destruction_item AS RESTRICTIVE FOR INSERT TO eigenkanaal_app
  WITH CHECK (NOT EXISTS (SELECT FROM destruction_approval a WHERE a.organisation_id = destruction_item.organisation_id
    AND a.list_id = destruction_item.list_id));
CREATE POLICY four_eyes ON destruction_approval AS RESTRICTIVE FOR INSERT TO eigenkanaal_app
  WITH CHECK (EXISTS (SELECT FROM destruction_list l WHERE l.organisation_id = destruction_approval.organisation_id
    AND l.list_id = destruction_approval.list_id AND l.state = 'proposed'
    AND l.proposed_by IS DISTINCT FROM destruction_approval.member_id));
CREATE POLICY only_of_what_is_gone ON destruction_item AS RESTRICTIVE FOR DELETE TO eigenkanaal_app
  USING (EXISTS (SELECT FROM destruction_register r WHERE r.organisation_id = destruction_item.organisation_id
    AND r.conversation_id = destruction_item.conversation_id));
CREATE POLICY only_of_what_is_registered ON destruction_pending AS RESTRICTIVE FOR DELETE TO eigenkanaal_app
  USING (EXISTS (SELECT FROM destruction_register r WHERE r.organisation_id = destruction_pending.organisation_id
    AND r.conversation_id = destruction_pending.conversation_id));

-- Whether the gateway may delete a conversation: it stands on a list that enough officers approved, it is still what stands
-- there, and its certificate is written. Nothing else that it deletes goes.
CREATE FUNCTION may_be_destroyed(c conversation) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.destruction_item i JOIN public.destruction_list l USING (organisation_id, list_id)
      WHERE i.organisation_id = c.organisation_id AND i.conversation_id = c.conversation_id
        AND i.removed_by IS NULL AND i.left_out IS NULL AND l.state = 'approved'
        AND i.retention_class = c.retention_class AND i.closed_at = c.closed_at
        AND l.approvals <= (SELECT count(*) FROM public.destruction_approval a
          WHERE a.organisation_id = l.organisation_id AND a.list_id = l.list_id))
    AND EXISTS (SELECT FROM public.destruction_pending p
      WHERE p.organisation_id = c.organisation_id AND p.conversation_id = c.conversation_id)
$$;
GRANT DELETE ON conversation TO eigenkanaal_app;
CREATE POLICY only_what_is_approved ON conversation AS RESTRICTIVE FOR DELETE TO eigenkanaal_app
  USING (may_be_destroyed(conversation));

-- Each row continues the one before it, whoever writes it. Two at once would have the same number: one of them fails.
CREATE FUNCTION continue_the_register() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  newest record;
BEGIN
  SELECT r.seq, r.hash INTO newest FROM public.destruction_register r
    WHERE r.organisation_id = NEW.organisation_id ORDER BY r.seq DESC LIMIT 1;
  NEW.seq := coalesce(newest.seq, 0) + 1;
  NEW.hash := sha256(coalesce(newest.hash, decode(repeat('00', 32), 'hex')) || convert_to(NEW.certificate, 'UTF8'));
  RETURN NEW;
END $$;
CREATE TRIGGER certificates_are_chained BEFORE INSERT ON destruction_register
  FOR EACH ROW EXECUTE FUNCTION continue_the_register();

-- An id that was destroyed begins nothing again: its key would be deleted, and its certificate would be of another. Asked
-- behind the insert: what that waited for is seen then.
CREATE FUNCTION refuse_what_was_destroyed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.destruction_pending p
      WHERE p.organisation_id = NEW.organisation_id AND p.conversation_id = NEW.conversation_id)
    OR EXISTS (SELECT FROM public.destruction_register r
      WHERE r.organisation_id = NEW.organisation_id AND r.conversation_id = NEW.conversation_id) THEN
    RAISE EXCEPTION 'conversation % was destroyed', NEW.conversation_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER destroyed_conversations_stay_away AFTER INSERT ON conversation
  FOR EACH ROW EXECUTE FUNCTION refuse_what_was_destroyed();

-- A hold and a deletion in the same moment: one waits for the other, and the deletion then sees the hold.
CREATE FUNCTION holds_wait(organisation uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('hold ' || organisation, 0))
$$;
CREATE FUNCTION wait_for_deletions() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('hold ' || NEW.organisation_id, 0));
  RETURN NEW;
END $$;
CREATE TRIGGER holds_wait_for_deletions BEFORE INSERT ON hold
  FOR EACH ROW EXECUTE FUNCTION wait_for_deletions();
CREATE OR REPLACE FUNCTION refuse_to_delete_what_is_held() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.holds_wait(OLD.organisation_id);
  IF EXISTS (SELECT FROM public.holds_on(OLD, clock_timestamp())) THEN
    RAISE EXCEPTION 'conversation % is held', OLD.conversation_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
