-- Where a citizen who asked for it is told that there is an answer, and of what they were told. Apart from the
-- conversation, which names nobody; the address is sealed under a key of the other cluster. It goes with the
-- conversation, and when that is closed.
CREATE TABLE notice (
  organisation_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- Nonce 12, AES-256-GCM, tag 16.
  sealed_address bytea NOT NULL,
  -- Of the notice; BCP 47. Null: Dutch.
  language text,
  -- The newest answer that a notice was sent of.
  told_seq integer NOT NULL DEFAULT 0 CHECK (told_seq >= 0),
  -- Attempts in a row that came to nothing, and when the next may be.
  failures smallint NOT NULL DEFAULT 0 CHECK (failures >= 0),
  next_attempt_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, conversation_id),
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE CASCADE
);

ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON notice
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);

GRANT SELECT, INSERT, DELETE, UPDATE (sealed_address, language, told_seq, failures, next_attempt_at)
  ON notice TO eigenkanaal_app;

-- The page of the town's website on which the chat stands; null: the root of its first embedding origin.
ALTER TABLE organisation ADD COLUMN chat_url text;
