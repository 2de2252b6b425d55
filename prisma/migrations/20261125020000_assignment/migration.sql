-- Who is at work, and conversations that are assigned to them (PROTOCOL.md, R).

-- How a desk hands out what waits.
ALTER TABLE desk_setting
  ADD COLUMN assignment text NOT NULL DEFAULT 'pull' CHECK (assignment IN ('pull', 'push'));

-- Whom no gateway has seen for so long is off: longer than a reload or a short loss of the line.
ALTER TABLE organisation
  ADD COLUMN absent_after_seconds integer NOT NULL DEFAULT 120 CHECK (absent_after_seconds > 0);

-- How a colleague is now; no row: never said, and off. The gateway writes no capacity and no languages: those are the
-- town's.
CREATE TABLE member_presence (
  organisation_id uuid NOT NULL,
  member_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'off' CHECK (state IN ('on_duty', 'pause', 'wrap_up', 'off')),
  since timestamptz(3) NOT NULL DEFAULT now(),
  -- By any gateway to which they are connected.
  seen_at timestamptz(3) NOT NULL DEFAULT now(),
  last_assigned_at timestamptz(3),
  -- How many conversations they can have in hand by assignment.
  capacity integer NOT NULL DEFAULT 4 CHECK (capacity > 0),
  -- BCP 47.
  languages text[] NOT NULL DEFAULT '{nl}',
  PRIMARY KEY (organisation_id, member_id),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
)
-- Signs of life change rows in their place.
WITH (fillfactor = 70);

-- Who has something in hand is at work, until no gateway has seen them for long enough.
INSERT INTO member_presence (organisation_id, member_id, state)
  SELECT DISTINCT organisation_id, assignee_id, 'wrap_up' FROM conversation WHERE state = 'in_hand';

-- How colleagues were, for who was on duty when. Nothing is ever taken out.
CREATE TABLE presence_event (
  organisation_id uuid NOT NULL,
  event_id bigint GENERATED ALWAYS AS IDENTITY,
  member_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('on_duty', 'pause', 'wrap_up', 'off')),
  -- Said by themselves, gone without a word, or at work because they took a conversation.
  cause text NOT NULL CHECK (cause IN ('said', 'lost', 'took')),
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation_id, event_id),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

-- Assigned and returned by the gateway; the pseudonym is that of the colleague whose it became or was.
ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_kind_check,
  ADD CONSTRAINT conversation_event_kind_check CHECK (kind IN (
    'opened', 'taken', 'citizen_message', 'agent_answer', 'internal_note', 'epoch_published', 'closed', 'reopened',
    'assigned', 'returned'
  ));
ALTER TABLE conversation_event DROP CONSTRAINT conversation_event_actor_check,
  ADD CONSTRAINT conversation_event_actor_check CHECK (actor IN ('citizen', 'agent', 'gateway'));

-- What waits without an owner, and what somebody has in hand. Of columns that messages leave as they are: a row that
-- an index hears of changes at twice the cost.
CREATE INDEX conversation_waiting ON conversation (organisation_id, desk_id) WHERE state = 'waiting';
CREATE INDEX conversation_in_hand ON conversation (organisation_id, assignee_id) WHERE state = 'in_hand';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['member_presence', 'presence_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT (organisation_id, member_id, state, since, seen_at),
  UPDATE (state, since, seen_at, last_assigned_at) ON member_presence TO eigenkanaal_app;
GRANT SELECT, INSERT ON presence_event TO eigenkanaal_app;
