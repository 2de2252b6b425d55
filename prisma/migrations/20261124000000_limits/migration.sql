-- How much one may ask of the gateway, as the town sets it; what it does not set has a default.
CREATE TABLE limit_setting (
  organisation_id uuid NOT NULL REFERENCES organisation,
  valid_from timestamptz(3) NOT NULL,
  -- The shape `LimitSettings` of packages/protocol.
  limits jsonb NOT NULL,
  PRIMARY KEY (organisation_id, valid_from)
);

ALTER TABLE limit_setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON limit_setting
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
GRANT SELECT ON limit_setting TO eigenkanaal_app;
