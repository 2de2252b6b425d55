-- What every stored message costs. A foreign key asks for its parent row by row, and locks it: of a message and its
-- event that was more than half of the work, and all towns' events met in their organisation's row.

-- A message is only ever stored in a channel that was read behind the conversation's lock
-- (apps/gateway/src/store/messages.ts). What the key also did, the trigger does: a channel's messages go with it,
-- whoever removes it, as by ON DELETE CASCADE.
ALTER TABLE message DROP CONSTRAINT message_organisation_id_conversation_id_channel_fkey;

CREATE FUNCTION delete_messages_of_channels() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM public.message USING gone
  WHERE message.organisation_id = gone.organisation_id AND message.conversation_id = gone.conversation_id
    AND message.channel = gone.kind;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION delete_messages_of_channels() FROM PUBLIC;
CREATE TRIGGER messages_go_with_their_channel AFTER DELETE ON channel
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION delete_messages_of_channels();

-- An organisation is never removed, and an event's is that of the conversation that it was written beside.
ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_organisation_id_fkey;

-- Room on each page, so that a row changes in its place and no index hears of it (HOT).
ALTER TABLE conversation SET (fillfactor = 70);

-- Led by the pseudonym: the primary key is then the one index by which a planner without statistics finds a
-- conversation, and it does not read the whole organisation instead.
ALTER TABLE conversation DROP CONSTRAINT conversation_organisation_id_pseudonym_key,
  ADD CONSTRAINT conversation_by_pseudonym UNIQUE (pseudonym, organisation_id);

-- Each channel's newest number stands where everything else that a message changes stands: one row instead of two.
ALTER TABLE conversation
  ADD COLUMN public_seq integer NOT NULL DEFAULT 0 CHECK (public_seq >= 0),
  ADD COLUMN internal_seq integer NOT NULL DEFAULT 0 CHECK (internal_seq >= 0);
UPDATE conversation SET
  public_seq = coalesce((SELECT last_seq FROM channel h WHERE h.organisation_id = conversation.organisation_id
    AND h.conversation_id = conversation.conversation_id AND h.kind = 'public'), 0),
  internal_seq = coalesce((SELECT last_seq FROM channel h WHERE h.organisation_id = conversation.organisation_id
    AND h.conversation_id = conversation.conversation_id AND h.kind = 'internal'), 0);
ALTER TABLE channel DROP COLUMN last_seq;
GRANT UPDATE (public_seq, internal_seq) ON conversation TO eigenkanaal_app;
