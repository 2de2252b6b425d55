-- Where a conversation began: in the chat, or at the counter by a colleague who gave the citizen its code (PROTOCOL.md D4).
ALTER TABLE conversation_event ADD COLUMN begun_at text CHECK (begun_at IN ('chat', 'counter')),
  ADD CHECK (begun_at IS NULL OR kind = 'opened');

-- Who has only the key finds its conversation by it (PROTOCOL.md D5).
CREATE INDEX conversation_of_key ON conversation (organisation_id, citizen_vk);
