-- Figures of one colleague begin at what they did in conversations, and read nothing of what the others of the town did.
CREATE INDEX conversation_actor_of ON conversation_actor (organisation_id, member_id) WHERE member_id IS NOT NULL;
