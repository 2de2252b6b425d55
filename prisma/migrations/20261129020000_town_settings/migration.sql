-- Settings that the town's functional administrators write themselves (PROTOCOL.md, G).

-- How many conversations a colleague can have by assignment, and in which languages, from a moment on. Without one what
-- member_presence says holds.
CREATE TABLE member_setting (
  organisation_id uuid NOT NULL,
  member_id uuid NOT NULL,
  valid_from timestamptz(3) NOT NULL,
  capacity integer NOT NULL CHECK (capacity > 0),
  -- BCP 47.
  languages text[] NOT NULL CHECK (cardinality(languages) > 0),
  PRIMARY KEY (organisation_id, member_id, valid_from),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

-- From `valid_from` on the desk is offered to nobody any more; its colleagues go on answering what comes all the same.
ALTER TABLE desk_setting ADD COLUMN ended boolean NOT NULL DEFAULT false;

-- Who changed which setting and when; nothing is ever taken out.
CREATE TABLE setting_event (
  organisation_id uuid NOT NULL,
  event_id bigint GENERATED ALWAYS AS IDENTITY,
  subject text NOT NULL CHECK (subject IN ('topic', 'desk', 'member')),
  -- The topic, desk or member that the setting is of.
  subject_id uuid NOT NULL,
  act text NOT NULL CHECK (act IN ('set', 'taken_back')),
  -- The moment from which the setting holds, or would have held.
  valid_from timestamptz(3) NOT NULL,
  actor_id uuid NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation_id, event_id),
  FOREIGN KEY (organisation_id, actor_id) REFERENCES member
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['member_setting', 'setting_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
  -- The past is never rewritten, by whatever code: what holds or held is neither added nor taken away.
  FOREACH name IN ARRAY ARRAY['topic_setting', 'desk_setting', 'member_setting'] LOOP
    EXECUTE format('CREATE POLICY not_of_the_past ON %I AS RESTRICTIVE FOR INSERT TO eigenkanaal_app WITH CHECK '
      || '(valid_from >= date_trunc(''milliseconds'', now()))', name);
    EXECUTE format('CREATE POLICY only_announced ON %I AS RESTRICTIVE FOR DELETE TO eigenkanaal_app USING '
      || '(valid_from > now())', name);
  END LOOP;
END $$;

GRANT INSERT ON topic TO eigenkanaal_app;
GRANT INSERT, DELETE ON topic_setting, desk_setting TO eigenkanaal_app;
GRANT SELECT, INSERT, DELETE ON member_setting TO eigenkanaal_app;
GRANT SELECT, INSERT ON setting_event TO eigenkanaal_app;
