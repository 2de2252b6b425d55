-- What supervisors steer on, kept beside the events and computed from them alone (packages/domain/src/responseTimes.ts): all of
-- it can be thrown away and made again. It outlives the content, and names nobody: the pseudonym leads nowhere once the
-- conversation is destroyed.

-- What the events did not say. The topic as it was chosen at the opening, and as it was registered at a closing.
ALTER TABLE conversation_event
  ADD COLUMN topic_id uuid,
  ADD COLUMN language text,
  ADD CHECK (topic_id IS NULL OR kind IN ('opened', 'closed')),
  ADD CHECK (language IS NULL OR kind = 'opened');
-- From one desk to another: what a matrix of those is counted from.
CREATE INDEX conversation_event_moved ON conversation_event (organisation_id, at) WHERE to_desk_id IS NOT NULL;

-- One conversation. It counts in the period in which it was opened, whatever comes of it later, at `desk_id`: the desk that
-- had it at the first answer, or has it while there is none. Durations in ms; `open`: as the desks that had it were open.
CREATE TABLE conversation_figure (
  organisation_id uuid NOT NULL REFERENCES organisation,
  conversation_pseudonym uuid NOT NULL,
  desk_id uuid NOT NULL,
  topic_id uuid,
  language text,
  campaign text,
  begun_at text NOT NULL CHECK (begun_at IN ('chat', 'counter')),
  opened_at timestamptz(3) NOT NULL,
  -- By the wall clock of the desk.
  opened_on date NOT NULL,
  -- 0 is Monday from midnight to one, 167 Sunday from eleven.
  hour_of_week smallint NOT NULL CHECK (hour_of_week BETWEEN 0 AND 167),
  -- The first message of the citizen; none where a colleague began it and nothing was asked.
  asked_at timestamptz(3),
  answered_at timestamptz(3),
  first_calendar_ms bigint CHECK (first_calendar_ms >= 0),
  first_open_ms bigint CHECK (first_open_ms >= 0),
  norm_minutes integer NOT NULL CHECK (norm_minutes >= 0),
  -- From when on an answer is late; none where the desk does not open long enough for it.
  norm_due_at timestamptz(3),
  closed_at timestamptz(3),
  outcome text,
  -- Left, or given up by rule, before there was an answer.
  abandoned boolean NOT NULL,
  -- Somebody had it in hand.
  handling_calendar_ms bigint NOT NULL CHECK (handling_calendar_ms >= 0),
  handling_open_ms bigint NOT NULL CHECK (handling_open_ms >= 0),
  -- From the first message to the last closing; null while it is open.
  resolution_calendar_ms bigint CHECK (resolution_calendar_ms >= 0),
  resolution_open_ms bigint CHECK (resolution_open_ms >= 0),
  reopened integer NOT NULL CHECK (reopened >= 0),
  transfers integer NOT NULL CHECK (transfers >= 0),
  -- The answers after the first.
  later_responses integer NOT NULL CHECK (later_responses >= 0),
  PRIMARY KEY (organisation_id, conversation_pseudonym),
  CHECK ((answered_at IS NULL) = (first_calendar_ms IS NULL)),
  CHECK ((answered_at IS NULL) = (first_open_ms IS NULL))
);
CREATE INDEX conversation_figure_on ON conversation_figure (organisation_id, desk_id, opened_on);

-- One answer after the first: what the citizen asked after an answer, until the next answer.
CREATE TABLE response_figure (
  organisation_id uuid NOT NULL,
  conversation_pseudonym uuid NOT NULL,
  -- From 1.
  response integer NOT NULL CHECK (response > 0),
  -- The desk that answered.
  desk_id uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  answered_at timestamptz(3) NOT NULL,
  calendar_ms bigint NOT NULL CHECK (calendar_ms >= 0),
  open_ms bigint NOT NULL CHECK (open_ms >= 0),
  PRIMARY KEY (organisation_id, conversation_pseudonym, response),
  FOREIGN KEY (organisation_id, conversation_pseudonym) REFERENCES conversation_figure ON DELETE CASCADE
);

-- Conversations of which something happened since their figures were computed; several rows of one do no harm, and no
-- event waits for whoever computes.
CREATE TABLE figure_due (
  organisation_id uuid NOT NULL,
  due_id bigint GENERATED ALWAYS AS IDENTITY,
  conversation_pseudonym uuid NOT NULL,
  since timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, due_id)
);
CREATE FUNCTION note_figures_due() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.figure_due (organisation_id, conversation_pseudonym)
    SELECT DISTINCT organisation_id, conversation_pseudonym FROM new_events;
  RETURN NULL;
END $$;
CREATE TRIGGER figures_due AFTER INSERT ON conversation_event
  REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION note_figures_due();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['conversation_figure', 'response_figure', 'figure_due'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON conversation_figure, response_figure, figure_due TO eigenkanaal_app;

-- What is still there tells the rest of what its events did not say; what was destroyed before tells it no more.
UPDATE conversation_event e SET topic_id = c.topic_id, language = c.language FROM conversation c
  WHERE c.organisation_id = e.organisation_id AND c.pseudonym = e.conversation_pseudonym AND e.kind = 'opened';
INSERT INTO figure_due (organisation_id, conversation_pseudonym)
  SELECT DISTINCT organisation_id, conversation_pseudonym FROM conversation_event;
