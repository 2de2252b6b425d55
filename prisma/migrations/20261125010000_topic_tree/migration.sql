-- What a town says of a topic besides its name and desk. A setting that stands is never changed: a later one takes its
-- place. Rights and row-level security are the table's.
ALTER TABLE topic_setting
  -- The topic it stands under; null where it stands right under its desk.
  ADD COLUMN parent_id uuid,
  -- Other words for it, as people say them. The shape `TopicWords` of packages/protocol.
  ADD COLUMN words jsonb NOT NULL DEFAULT '{"nl": []}',
  -- Within how many minutes of its opening hours an answer is expected.
  ADD COLUMN norm_minutes integer NOT NULL DEFAULT 480 CHECK (norm_minutes > 0),
  -- The shape `Hours` of packages/protocol; null where its desk's hours hold.
  ADD COLUMN hours jsonb,
  -- Number of a result in the Selectielijst gemeenten en intergemeentelijke organen 2020; null where none was chosen yet.
  ADD COLUMN retention_class text CHECK (retention_class ~ '^[0-9]{1,2}(\.[0-9]{1,2}){1,2}$'),
  -- That somebody asks about this is nobody's business but the desk's: the gateway is told the desk only.
  ADD COLUMN sensitive boolean NOT NULL DEFAULT false,
  -- From `valid_from` on nobody can choose it any more.
  ADD COLUMN ended boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (organisation_id, parent_id) REFERENCES topic,
  ADD CHECK (parent_id <> topic_id);
