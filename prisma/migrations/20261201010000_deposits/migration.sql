-- What left the archive as a package for an e-depot, and the receipt that came back (PROTOCOL.md, P30–P33).

-- A package: by what it was chosen, by whom, what became of it, and the receipt, which is registered once.
CREATE TABLE deposit (
  organisation_id uuid NOT NULL REFERENCES organisation,
  deposit_id uuid NOT NULL,
  selection jsonb NOT NULL,
  chosen integer NOT NULL CHECK (chosen > 0),
  sealed boolean NOT NULL,
  member_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  result text CHECK (result IN ('whole', 'stopped', 'empty')),
  left_out integer CHECK (left_out >= 0),
  -- Of the package's tag manifest.
  sha256 bytea CHECK (octet_length(sha256) = 32),
  ended_at timestamptz(3),
  received_on date,
  receipt_reference text CHECK (length(btrim(receipt_reference)) BETWEEN 1 AND 200),
  receipt_by uuid,
  receipt_at timestamptz(3),
  PRIMARY KEY (organisation_id, deposit_id),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member,
  FOREIGN KEY (organisation_id, receipt_by) REFERENCES member,
  CHECK (num_nulls(result, left_out, ended_at) IN (0, 3)),
  CHECK ((sha256 IS NOT NULL) = (result IS NOT NULL AND result = 'whole')),
  CHECK (num_nulls(received_on, receipt_reference, receipt_by, receipt_at) IN (0, 4)),
  CHECK (receipt_at IS NULL OR sha256 IS NOT NULL)
);
CREATE INDEX deposit_newest ON deposit (organisation_id, at DESC);
CREATE INDEX deposit_received ON deposit (organisation_id) WHERE receipt_at IS NOT NULL;

-- What is in it, each as it was closed then. The row goes with the conversation.
CREATE TABLE deposit_conversation (
  organisation_id uuid NOT NULL,
  deposit_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  closed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation_id, deposit_id, conversation_id),
  FOREIGN KEY (organisation_id, deposit_id) REFERENCES deposit,
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE CASCADE
);
CREATE INDEX deposit_of_conversation ON deposit_conversation (organisation_id, conversation_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['deposit', 'deposit_conversation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT (organisation_id, deposit_id, selection, chosen, sealed, member_id),
  UPDATE (result, left_out, sha256, ended_at, received_on, receipt_reference, receipt_by, receipt_at)
  ON deposit TO eigenkanaal_app;
GRANT SELECT, INSERT ON deposit_conversation TO eigenkanaal_app;

-- Nothing is put into a package that was whole already, and a receipt that is registered stands.
CREATE POLICY before_it_is_whole ON deposit_conversation AS RESTRICTIVE FOR INSERT TO eigenkanaal_app
  WITH CHECK (EXISTS (SELECT FROM deposit d WHERE d.organisation_id = deposit_conversation.organisation_id
    AND d.deposit_id = deposit_conversation.deposit_id AND d.result IS DISTINCT FROM 'whole'));
CREATE POLICY a_receipt_stands ON deposit AS RESTRICTIVE FOR UPDATE TO eigenkanaal_app
  USING (receipt_at IS NULL) WITH CHECK (true);

-- Whether an e-depot has a conversation, as it was closed last: what was said after that it does not have.
CREATE FUNCTION was_received(c conversation) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.deposit_conversation i JOIN public.deposit d USING (organisation_id, deposit_id)
    WHERE i.organisation_id = c.organisation_id AND i.conversation_id = c.conversation_id
      AND i.closed_at = c.closed_at AND d.receipt_at IS NOT NULL)
$$;
