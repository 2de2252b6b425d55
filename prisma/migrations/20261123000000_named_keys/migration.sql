-- Which key certificates a channel's newest epoch names, and which is a desk's newest: so that an append sees at once
-- whether a key was replaced (PROTOCOL.md M10).

ALTER TABLE desk
  -- The hash of the newest key certificate; derived when one is imported. Null: no key yet.
  ADD COLUMN key_hash bytea CHECK (octet_length(key_hash) = 32);
ALTER TABLE channel
  -- Null before epoch 0. A hash that is unknown counts as replaced.
  ADD COLUMN desk_key_hash bytea CHECK (octet_length(desk_key_hash) = 32),
  ADD COLUMN archive_key_hash bytea CHECK (octet_length(archive_key_hash) = 32);

UPDATE desk SET key_hash = (
  SELECT c.hash FROM certificate c
  WHERE c.organisation_id = desk.organisation_id AND c.type = 'desk' AND c.desk_id = desk.desk_id
  ORDER BY c.version DESC LIMIT 1
);

-- Records are sealed, but the log size that each names tells which keys were the newest then.
UPDATE channel SET
  desk_key_hash = (
    SELECT c.hash FROM certificate c JOIN conversation o USING (organisation_id, desk_id)
    WHERE o.organisation_id = channel.organisation_id AND o.conversation_id = channel.conversation_id
      AND c.type = 'desk' AND c.log_index < channel.log_size
    ORDER BY c.version DESC LIMIT 1
  ),
  archive_key_hash = (
    SELECT c.hash FROM certificate c JOIN desk d USING (organisation_id, desk_id)
    WHERE d.organisation_id = channel.organisation_id AND d.kind = 'archive'
      AND c.type = 'desk' AND c.log_index < channel.log_size
    ORDER BY c.version DESC LIMIT 1
  )
WHERE epoch IS NOT NULL;

GRANT UPDATE (desk_key_hash, archive_key_hash) ON channel TO eigenkanaal_app;
