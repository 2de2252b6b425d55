-- A town's own keys, by what they are for: under them the other cluster holds what a copy of it must not give away.

CREATE TABLE organisation_key (
  organisation_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('second_factor')),
  key bytea NOT NULL CHECK (octet_length(key) = 32),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, purpose)
);

ALTER TABLE organisation_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON organisation_key
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);

GRANT SELECT, INSERT ON organisation_key TO eigenkanaal_app;
