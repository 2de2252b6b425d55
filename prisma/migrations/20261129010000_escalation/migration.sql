-- Where a desk's questions may go that nobody answers in time, and when its colleagues are warned of one (PROTOCOL.md, O).
ALTER TABLE desk_setting
  -- Another desk of kind `desk`; null where nothing overflows. That none leads round in a circle is checked where it is
  -- set (packages/domain, `overflowFaults`).
  ADD COLUMN overflow_desk_id uuid,
  -- Which part of the norm has passed by then.
  ADD COLUMN warn_at_percent smallint NOT NULL DEFAULT 75 CHECK (warn_at_percent BETWEEN 1 AND 99),
  ADD FOREIGN KEY (organisation_id, overflow_desk_id) REFERENCES desk,
  ADD CHECK (overflow_desk_id <> desk_id);
