-- What the town weighed: by whom, when and why (PROTOCOL.md, J). The newest of a subject holds; nothing is taken out or
-- changed.
CREATE TABLE consideration (
  organisation_id uuid NOT NULL,
  consideration_id bigint GENERATED ALWAYS AS IDENTITY,
  subject text NOT NULL CHECK (subject ~ '^[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?$'),
  decision jsonb NOT NULL,
  reason text NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 2000),
  member_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, consideration_id),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);
CREATE INDEX consideration_of ON consideration (organisation_id, subject, consideration_id DESC);
ALTER TABLE consideration ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON consideration
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
GRANT SELECT, INSERT ON consideration TO eigenkanaal_app;
