-- The second factor of members (PROTOCOL.md A10 to A13). Secrets are sealed and recovery codes hashed under a key of
-- the other cluster: this one alone gives neither.

-- A town that is there already decides itself; a new one begins safe.
ALTER TABLE organisation
  ADD COLUMN second_factor text NOT NULL DEFAULT 'offered' CHECK (second_factor IN ('offered', 'required'));
ALTER TABLE organisation ALTER COLUMN second_factor SET DEFAULT 'required';

-- Whose passphrase was right and who owes the next step; opens nothing else.
CREATE TABLE pending_sign_in (
  organisation_id uuid NOT NULL,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  member_id uuid NOT NULL,
  next text NOT NULL CHECK (next IN ('code', 'enrolment')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, token_hash),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

CREATE TABLE second_factor (
  organisation_id uuid NOT NULL,
  member_id uuid NOT NULL,
  -- A member who renews has both for a moment.
  state text NOT NULL CHECK (state IN ('pending', 'active')),
  -- nonce 12 ‖ AES-256-GCM of the 20 bytes that the app holds too ‖ tag 16.
  sealed_secret bytea NOT NULL CHECK (octet_length(sealed_secret) = 48),
  -- Of the newest code that was used (RFC 6238 §5.2).
  last_step bigint,
  failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, member_id, state),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member,
  CHECK ((failures = 0) = (failed_at IS NULL))
);

CREATE TABLE recovery_code (
  organisation_id uuid NOT NULL,
  member_id uuid NOT NULL,
  -- HMAC-SHA-256.
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  used_at timestamptz(3),
  PRIMARY KEY (organisation_id, member_id, code_hash),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

-- What happened to an account, for whoever must explain it later; nothing is ever taken out.
CREATE TABLE account_event (
  organisation_id uuid NOT NULL,
  event_id bigint GENERATED ALWAYS AS IDENTITY,
  member_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN (
    'second_factor_enrolled', 'second_factor_removed', 'second_factor_reset', 'recovery_code_used'
  )),
  actor text NOT NULL CHECK (actor IN ('member', 'operator')),
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, event_id),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['pending_sign_in', 'second_factor', 'recovery_code', 'account_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, DELETE ON pending_sign_in TO eigenkanaal_app;
GRANT SELECT, INSERT, DELETE, UPDATE (state, last_step, failures, failed_at, created_at)
  ON second_factor TO eigenkanaal_app;
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON recovery_code TO eigenkanaal_app;
GRANT SELECT, INSERT ON account_event TO eigenkanaal_app;
