-- What its citizen said of the closing that stands, the newest of it; null while it is open, where nothing was said, and where
-- they would rather not.
ALTER TABLE conversation_figure
  ADD COLUMN verdict text CHECK (verdict IN ('yes', 'partly', 'no')),
  ADD CHECK (verdict IS NULL OR closed_at IS NOT NULL);
INSERT INTO figure_due (organisation_id, conversation_pseudonym)
  SELECT DISTINCT organisation_id, conversation_pseudonym FROM conversation_event WHERE kind = 'verdict_given';
