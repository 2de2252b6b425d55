-- Answers that a desk gives often (PROTOCOL.md S1, S2): settings of the town, in its own words.
CREATE TABLE standard_answer (
  organisation_id uuid NOT NULL,
  answer_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
  -- The shape `StandardAnswerText["text"]` of packages/protocol.
  text jsonb NOT NULL,
  PRIMARY KEY (organisation_id, answer_id),
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk
);
CREATE INDEX standard_answer_of ON standard_answer (organisation_id, desk_id);

ALTER TABLE standard_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON standard_answer
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);
GRANT SELECT, INSERT, DELETE, UPDATE (desk_id, title, text) ON standard_answer TO eigenkanaal_app;
