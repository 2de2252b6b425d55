-- The key cluster: one key per conversation, under which the other cluster holds its epoch records. Destroying a
-- row here destroys the conversation in every backup of the other cluster.

CREATE TABLE conversation_key (
  organisation_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  key bytea NOT NULL CHECK (octet_length(key) = 32),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  -- When the conversation was seen to exist; what stays unbound is swept.
  bound_at timestamptz(3),
  PRIMARY KEY (organisation_id, conversation_id)
);
CREATE INDEX conversation_key_unbound ON conversation_key (organisation_id, created_at) WHERE bound_at IS NULL;

ALTER TABLE conversation_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON conversation_key
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);

-- Two databases of one cluster may create the role at the same moment; a role that exists is as good.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'eigenkanaal_app') THEN
    CREATE ROLE eigenkanaal_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'eigenkanaal_app', 'MEMBER') THEN
    GRANT eigenkanaal_app TO CURRENT_USER;
  END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO eigenkanaal_app;
GRANT SELECT, INSERT, DELETE, UPDATE (created_at, bound_at) ON conversation_key TO eigenkanaal_app;
