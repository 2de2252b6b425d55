-- Each night, in the database of the keys, as a superuser: what was deleted leaves the cluster's files and its write-ahead log.
-- It needs wal_recycle = off there (OPERATING.md, "Backups"). Nobody gets a key while the table is written anew: seconds.
VACUUM (FULL, ANALYZE) conversation_key;
SELECT pg_switch_wal();
CHECKPOINT;
