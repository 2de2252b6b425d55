-- Every message changes when its conversation was last written in and, most of them, since when somebody waits. An index of either
-- makes PostgreSQL write all of this table's indexes anew for each (no heap-only update). What nobody goes on with is looked for
-- now and then among what is open, which is few.
DROP INDEX conversation_silent;
-- Until there are statistics, as on a town's first day, the planner takes an organisation for a row or two, and an index that begins
-- with it for as good as the primary key: every batch of messages read all conversations that there were.
DROP INDEX conversation_of_key;
CREATE INDEX conversation_of_key ON conversation (citizen_vk);
