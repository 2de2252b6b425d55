-- Tokens by which programs read the figures of a supervisor's desks (PROTOCOL.md, I20). The secret is told once and stored
-- nowhere: it has 256 random bits, so a plain hash of it tells nothing.
CREATE TABLE api_token (
  organisation_id uuid NOT NULL REFERENCES organisation,
  token_id uuid NOT NULL DEFAULT gen_random_uuid(),
  secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32) UNIQUE,
  -- Who made it: it reaches no desk that they do not supervise any more.
  member_id uuid NOT NULL,
  name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 80),
  desk_ids uuid[] NOT NULL CHECK (cardinality(desk_ids) BETWEEN 1 AND 200),
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz(3) NOT NULL CHECK (expires_at <= created_at + interval '366 days'),
  -- The day is enough to see that it serves nobody any more.
  last_used_on date,
  revoked_at timestamptz(3),
  PRIMARY KEY (organisation_id, token_id),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);
CREATE INDEX api_token_of ON api_token (organisation_id, member_id);
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON api_token
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
GRANT SELECT, DELETE, UPDATE (last_used_on, revoked_at),
  INSERT (organisation_id, secret_hash, member_id, name, desk_ids, expires_at) ON api_token TO eigenkanaal_app;

-- A token names no town: whose it is is all that is told of it outside that town's rows.
CREATE FUNCTION organisation_of_api_token(hash bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT organisation_id FROM public.api_token WHERE secret_hash = hash
$$;
REVOKE EXECUTE ON FUNCTION organisation_of_api_token FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organisation_of_api_token TO eigenkanaal_app;
