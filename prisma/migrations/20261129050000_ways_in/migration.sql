-- Links that a town registers, to count through which of them conversations begin (PROTOCOL.md D2, D3). Whether a code
-- holds is as of a moment: a change never rewrites the past.
CREATE TABLE campaign (
  organisation_id uuid NOT NULL REFERENCES organisation,
  campaign text NOT NULL CHECK (campaign ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  valid_from timestamptz(3) NOT NULL,
  ended boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organisation_id, campaign, valid_from)
);
ALTER TABLE campaign ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON campaign
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
GRANT SELECT, INSERT ON campaign TO eigenkanaal_app;

ALTER TABLE conversation_event ADD COLUMN campaign text,
  ADD CHECK (campaign IS NULL OR kind = 'opened');
CREATE INDEX conversation_event_campaign ON conversation_event (organisation_id, campaign, at)
  WHERE campaign IS NOT NULL;
