-- Samples of closed conversations that a colleague looks at, at a supervisor's wish (PROTOCOL.md, Q10 to Q16). Nothing here lets
-- anybody read: a colleague of the desk does, by an epoch that names the reviewer.
CREATE TABLE review (
  organisation_id uuid NOT NULL,
  review_id uuid NOT NULL DEFAULT gen_random_uuid(),
  desk_id uuid NOT NULL,
  -- What it was drawn from: closed in this period, and of this topic and outcome where those are given.
  topic_id uuid,
  outcome text,
  from_at timestamptz(3) NOT NULL,
  to_at timestamptz(3) NOT NULL,
  reviewer_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 200),
  asked_by uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  ends_at timestamptz(3) NOT NULL,
  -- By hand; without it, it ends by its last moment.
  ended_at timestamptz(3),
  PRIMARY KEY (organisation_id, review_id),
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk,
  FOREIGN KEY (organisation_id, reviewer_id) REFERENCES member,
  FOREIGN KEY (organisation_id, asked_by) REFERENCES member,
  CHECK (from_at < to_at)
);
CREATE INDEX review_of_desk ON review (organisation_id, desk_id, asked_at DESC);
CREATE INDEX review_by ON review (organisation_id, reviewer_id);

-- One conversation of a sample. When that is destroyed the row no longer names it, and what was counted and scored stays.
CREATE TABLE review_conversation (
  organisation_id uuid NOT NULL,
  review_id uuid NOT NULL,
  -- In the order in which they were drawn, which says nothing.
  place smallint NOT NULL CHECK (place > 0),
  conversation_id uuid,
  closed_at timestamptz(3) NOT NULL,
  topic_id uuid,
  -- Since when the newest epoch of its public channel names the reviewer for this review; null while it does not.
  released_at timestamptz(3),
  refusal text CHECK (refusal IN ('too_personal', 'not_finished', 'other')),
  answered text CHECK (answered IN ('good', 'fair', 'poor')),
  clear text CHECK (clear IN ('good', 'fair', 'poor')),
  kind text CHECK (kind IN ('good', 'fair', 'poor')),
  PRIMARY KEY (organisation_id, review_id, place),
  UNIQUE (organisation_id, review_id, conversation_id),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review,
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE SET NULL (conversation_id),
  CHECK (num_nulls(answered, clear, kind) IN (0, 3)),
  CHECK (released_at IS NULL OR refusal IS NULL)
);
CREATE INDEX review_conversation_of ON review_conversation (organisation_id, conversation_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['review', 'review_conversation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT (organisation_id, desk_id, topic_id, outcome, from_at, to_at, reviewer_id, reason, asked_by, ends_at),
  UPDATE (ended_at) ON review TO eigenkanaal_app;
GRANT SELECT, INSERT (organisation_id, review_id, place, conversation_id, closed_at, topic_id),
  UPDATE (released_at, refusal, answered, clear, kind) ON review_conversation TO eigenkanaal_app;
