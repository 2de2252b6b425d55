-- The audit log (PROTOCOL.md, Y): who had access to content or did something to the town, when, from which session and
-- with what result. Never content.
CREATE TABLE audit_line (
  organisation_id uuid NOT NULL,
  line_id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- A member's id, or what acted without one. No key to member: an account that is gone did what it did.
  actor text NOT NULL CHECK (actor IN ('system', 'operator', 'nobody')
    OR actor ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  -- As its owner sees it; never of its token.
  session_id uuid,
  -- As the matrix of roles and acts has it (packages/protocol/src/auditLog.ts).
  act text NOT NULL CHECK (length(act) BETWEEN 1 AND 100),
  object_kind text CHECK (object_kind ~ '^[a-z_]{1,40}$'),
  -- A conversation by its pseudonym: with the conversation goes what it led to.
  object_id text CHECK (length(object_id) BETWEEN 1 AND 100),
  -- One of a few words of the product's own, such as the channel that was read.
  detail text CHECK (detail ~ '^[a-z_]{1,40}$'),
  -- `done`, or the code of the refusal.
  result text NOT NULL CHECK (result ~ '^[a-z_]{1,40}$'),
  -- How often, of what is counted.
  times integer NOT NULL DEFAULT 1 CHECK (times > 0),
  PRIMARY KEY (organisation_id, line_id),
  CHECK (object_id IS NULL OR object_kind IS NOT NULL)
);
-- For who reads it by colleague, by act, or for a period.
CREATE INDEX audit_line_by ON audit_line (organisation_id, actor, line_id);
CREATE INDEX audit_line_of ON audit_line (organisation_id, act, line_id);
CREATE INDEX audit_line_at ON audit_line (organisation_id, at, line_id);

-- The seals, one for each line: SHA-256 over the seal before and the line (apps/gateway/src/audit/chain.ts). No key to
-- the line: that one is gone is what this table is to show.
CREATE TABLE audit_chain (
  organisation_id uuid NOT NULL,
  -- From 1 without gaps.
  position bigint NOT NULL CHECK (position > 0),
  line_id bigint NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  sealed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, position),
  UNIQUE (organisation_id, line_id)
);

-- The application has no right to change either; this refuses the owner too, who would first have to take it away.
CREATE FUNCTION refuse_change_of_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_line', 'audit_chain'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
    EXECUTE format('CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      || 'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_log()', name);
  END LOOP;
END $$;

-- Times are this database's: the application names none.
GRANT SELECT, INSERT (organisation_id, actor, session_id, act, object_kind, object_id, detail, result, times)
  ON audit_line TO eigenkanaal_app;
GRANT SELECT, INSERT (organisation_id, position, line_id, hash) ON audit_chain TO eigenkanaal_app;
