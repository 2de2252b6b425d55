-- A name for a session that its owner may see and end it by; the token's hash stays between gateway and database.

ALTER TABLE member_session
  ADD COLUMN session_id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD UNIQUE (organisation_id, session_id);
CREATE INDEX member_session_of ON member_session (organisation_id, member_id);
