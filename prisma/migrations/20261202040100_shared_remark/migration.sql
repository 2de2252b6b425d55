-- A remark that its citizen lets who supervises the desk read (PROTOCOL.md Q5): sealed to those on the citizen's device, and here
-- under the conversation's own key as well, so that it goes with the conversation, from every backup too.
CREATE TABLE shared_remark (
  organisation_id uuid NOT NULL,
  remark_id bigint GENERATED ALWAYS AS IDENTITY,
  conversation_id uuid NOT NULL,
  -- Whose supervisors it is for: the conversation can go to another desk.
  desk_id uuid NOT NULL,
  sealed_copy bytea NOT NULL CHECK (length(sealed_copy) BETWEEN 1355 AND 65564),
  shared_at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation_id, remark_id),
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk
);
CREATE INDEX shared_remark_of ON shared_remark (organisation_id, conversation_id);
CREATE INDEX shared_remark_at ON shared_remark (organisation_id, desk_id, remark_id DESC);
ALTER TABLE shared_remark ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON shared_remark
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
GRANT SELECT, INSERT ON shared_remark TO eigenkanaal_app;
