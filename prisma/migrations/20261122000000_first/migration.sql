-- Every table carries its organisation and shows its rows only under that organisation's setting (row-level
-- security). The owner migrates, imports and seeds; the gateway speaks as eigenkanaal_app, which has no more
-- than the grants at the end of this file.

-- Towns -------------------------------------------------------------------------------------------------------

CREATE TABLE organisation (
  organisation_id uuid PRIMARY KEY,
  name text NOT NULL,
  -- The part behind the @ of this town's accounts.
  domain text NOT NULL UNIQUE,
  root_vk bytea NOT NULL UNIQUE CHECK (octet_length(root_vk) = 32),
  phone text NOT NULL,
  counter_url text NOT NULL,
  privacy_url text NOT NULL
);

-- The origins of the town's own pages, which may frame the widget.
CREATE TABLE embedding_origin (
  organisation_id uuid NOT NULL REFERENCES organisation,
  origin text NOT NULL UNIQUE,
  PRIMARY KEY (organisation_id, origin)
);

CREATE TABLE organisation_secret (
  organisation_id uuid PRIMARY KEY REFERENCES organisation,
  -- Keys the stretching parameters of accounts that do not exist (PROTOCOL.md A6).
  parameters_key bytea NOT NULL CHECK (octet_length(parameters_key) = 32)
);

-- Trust: what the ceremony signed -----------------------------------------------------------------------------

CREATE TABLE certificate (
  organisation_id uuid NOT NULL REFERENCES organisation,
  -- SHA-256(LP("MCE1/cert") ‖ payload).
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  log_index integer NOT NULL CHECK (log_index >= 0),
  type text NOT NULL CHECK (type IN ('officer', 'policy', 'roster', 'desk', 'revoke')),
  payload bytea NOT NULL,
  -- [{"vk": base64url, "signature": base64url}]
  signatures jsonb NOT NULL,
  not_before timestamptz(3) NOT NULL,
  not_after timestamptz(3) NOT NULL,
  -- Of rosters and desk keys: whose, and the how-manieth.
  desk_id uuid,
  version integer,
  -- Of a desk key: the roster that it was made under.
  roster_hash bytea,
  -- Of a revocation: the certificate that it ends.
  revoked_hash bytea,
  PRIMARY KEY (organisation_id, hash),
  UNIQUE (organisation_id, log_index),
  CHECK ((type IN ('roster', 'desk')) = (desk_id IS NOT NULL)),
  CHECK ((desk_id IS NULL) = (version IS NULL)),
  CHECK ((type = 'desk') = (roster_hash IS NOT NULL)),
  CHECK ((type = 'revoke') = (revoked_hash IS NOT NULL))
);
CREATE UNIQUE INDEX certificate_version ON certificate (organisation_id, type, desk_id, version);

CREATE TABLE log_leaf (
  organisation_id uuid NOT NULL REFERENCES organisation,
  index integer NOT NULL CHECK (index >= 0),
  leaf bytea NOT NULL,
  PRIMARY KEY (organisation_id, index)
);

-- What the town offers; settings are valid from a moment on, so that a change never rewrites the past ------------

CREATE TABLE desk (
  organisation_id uuid NOT NULL REFERENCES organisation,
  desk_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('desk', 'archive')),
  name text NOT NULL,
  general boolean NOT NULL,
  PRIMARY KEY (organisation_id, desk_id),
  CHECK (NOT (general AND kind = 'archive'))
);

CREATE TABLE desk_setting (
  organisation_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  valid_from timestamptz(3) NOT NULL,
  -- {"nl": …, "en": …}
  name jsonb NOT NULL,
  -- Opening hours, the shape `Hours` of packages/protocol.
  hours jsonb NOT NULL,
  PRIMARY KEY (organisation_id, desk_id, valid_from),
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk
);

CREATE TABLE topic (
  organisation_id uuid NOT NULL REFERENCES organisation,
  topic_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, topic_id)
);

CREATE TABLE topic_setting (
  organisation_id uuid NOT NULL,
  topic_id uuid NOT NULL,
  valid_from timestamptz(3) NOT NULL,
  desk_id uuid NOT NULL,
  name jsonb NOT NULL,
  PRIMARY KEY (organisation_id, topic_id, valid_from),
  FOREIGN KEY (organisation_id, topic_id) REFERENCES topic,
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk
);

-- People who answer -------------------------------------------------------------------------------------------

CREATE TABLE member (
  organisation_id uuid NOT NULL REFERENCES organisation,
  member_id uuid NOT NULL,
  -- The part before the @.
  account text NOT NULL,
  name text NOT NULL,
  alias text NOT NULL,
  roles text[] NOT NULL,
  vk bytea NOT NULL CHECK (octet_length(vk) = 32),
  root_pin bytea NOT NULL CHECK (octet_length(root_pin) = 72),
  -- scrypt: salt 16 ‖ hash 32.
  auth_hash bytea NOT NULL CHECK (octet_length(auth_hash) = 48),
  disabled_at timestamptz(3),
  PRIMARY KEY (organisation_id, member_id),
  UNIQUE (organisation_id, account)
);

CREATE TABLE key_slot (
  organisation_id uuid NOT NULL,
  member_id uuid NOT NULL,
  type smallint NOT NULL CHECK (type BETWEEN 1 AND 3),
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  ops integer NOT NULL,
  mem_bytes integer NOT NULL,
  slot bytea NOT NULL CHECK (octet_length(slot) = 72),
  PRIMARY KEY (organisation_id, member_id, slot),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

-- Who the newest roster of a desk names; derived when a roster is imported.
CREATE TABLE desk_member (
  organisation_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  member_id uuid NOT NULL,
  rights text[] NOT NULL,
  PRIMARY KEY (organisation_id, desk_id, member_id),
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk,
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);
CREATE INDEX desk_member_of ON desk_member (organisation_id, member_id);

CREATE TABLE desk_key (
  organisation_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  epoch integer NOT NULL CHECK (epoch > 0),
  member_id uuid NOT NULL,
  alg smallint NOT NULL CHECK (alg IN (1, 2)),
  wrap bytea NOT NULL,
  PRIMARY KEY (organisation_id, desk_id, epoch, member_id),
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk,
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);
CREATE INDEX desk_key_of ON desk_key (organisation_id, member_id);

CREATE TABLE member_session (
  organisation_id uuid NOT NULL,
  -- SHA-256 of the token in the cookie.
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  member_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at timestamptz(3),
  PRIMARY KEY (organisation_id, token_hash),
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

-- Conversations -----------------------------------------------------------------------------------------------

CREATE TABLE conversation (
  organisation_id uuid NOT NULL REFERENCES organisation,
  conversation_id uuid NOT NULL,
  -- What the events call this conversation; destroyed with this row, so that they lead nowhere afterwards.
  pseudonym uuid NOT NULL,
  desk_id uuid NOT NULL,
  topic_id uuid,
  campaign text,
  language text,
  citizen_vk bytea NOT NULL CHECK (octet_length(citizen_vk) = 32),
  citizen_assurance text NOT NULL DEFAULT 'none'
    CHECK (citizen_assurance IN ('none', 'email', 'substantial', 'high')),
  state text NOT NULL CHECK (state IN ('waiting', 'in_hand', 'closed')),
  assignee_id uuid,
  outcome text CHECK (outcome IN ('answered', 'no_answer', 'spam', 'left')),
  opened_at timestamptz(3) NOT NULL,
  waiting_since timestamptz(3),
  closed_at timestamptz(3),
  last_activity_at timestamptz(3) NOT NULL,
  citizen_seq integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, conversation_id),
  UNIQUE (organisation_id, pseudonym),
  FOREIGN KEY (organisation_id, desk_id) REFERENCES desk,
  FOREIGN KEY (organisation_id, topic_id) REFERENCES topic,
  FOREIGN KEY (organisation_id, assignee_id) REFERENCES member,
  CHECK ((state = 'in_hand') = (assignee_id IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  CHECK (waiting_since IS NULL OR state <> 'closed')
);
-- The queue reads these two: the open ones of a desk whatever is closed, the closed ones a page at a time.
CREATE INDEX conversation_open ON conversation (organisation_id, desk_id) WHERE closed_at IS NULL;
CREATE INDEX conversation_closed ON conversation (organisation_id, desk_id, closed_at DESC)
  WHERE closed_at IS NOT NULL;

CREATE TABLE channel (
  organisation_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('public', 'internal')),
  -- The id inside the channel's sealed bytes; of the internal one known from its epoch 0 on.
  crypto_id uuid,
  last_seq integer NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
  -- The newest epoch and the log size that its record names.
  epoch integer,
  log_size integer,
  PRIMARY KEY (organisation_id, conversation_id, kind),
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE CASCADE,
  CHECK ((epoch IS NULL) = (crypto_id IS NULL)),
  CHECK ((epoch IS NULL) = (log_size IS NULL)),
  CHECK (kind = 'internal' OR crypto_id = conversation_id),
  CHECK (last_seq = 0 OR epoch IS NOT NULL)
);

CREATE TABLE conversation_epoch (
  organisation_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  channel text NOT NULL,
  epoch integer NOT NULL CHECK (epoch >= 0),
  -- nonce 12 ‖ AES-256-GCM of the record under the conversation's key in the other cluster ‖ tag 16.
  sealed_record bytea NOT NULL,
  stored_at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation_id, conversation_id, channel, epoch),
  FOREIGN KEY (organisation_id, conversation_id, channel) REFERENCES channel ON DELETE CASCADE
);

CREATE TABLE message (
  organisation_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  channel text NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  message_id uuid NOT NULL,
  class smallint NOT NULL CHECK (class IN (1, 3)),
  epoch integer NOT NULL,
  -- Exactly one: the citizen's key or the colleague.
  sender_vk bytea CHECK (octet_length(sender_vk) = 32),
  sender_member_id uuid,
  sender_ref uuid NOT NULL,
  sender_seq integer NOT NULL CHECK (sender_seq >= 0),
  envelope bytea NOT NULL,
  stored_at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation_id, conversation_id, channel, seq),
  FOREIGN KEY (organisation_id, conversation_id, channel) REFERENCES channel ON DELETE CASCADE,
  CHECK ((sender_vk IS NULL) <> (sender_member_id IS NULL))
);
-- Led by the message's own id: the planner, before it has statistics, must find no other index as good for it.
CREATE UNIQUE INDEX message_by_id ON message (organisation_id, message_id, conversation_id, channel);
CREATE UNIQUE INDEX message_in_chain ON message (organisation_id, conversation_id, channel, sender_ref, sender_seq);

-- Who acted in a conversation, under which pseudonym; goes with the conversation. While it lives, a member's own
-- response times are found through it; afterwards an event's pseudonym is a random number that nothing explains.
CREATE TABLE conversation_actor (
  organisation_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  pseudonym uuid NOT NULL,
  -- Null: the citizen.
  member_id uuid,
  PRIMARY KEY (organisation_id, conversation_id, pseudonym),
  UNIQUE NULLS NOT DISTINCT (organisation_id, conversation_id, member_id),
  FOREIGN KEY (organisation_id, conversation_id) REFERENCES conversation ON DELETE CASCADE,
  FOREIGN KEY (organisation_id, member_id) REFERENCES member
);

-- What happened, for every figure that a supervisor sees. No key to conversation or member, on purpose.
CREATE TABLE conversation_event (
  organisation_id uuid NOT NULL REFERENCES organisation,
  event_id bigint GENERATED ALWAYS AS IDENTITY,
  conversation_pseudonym uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN (
    'opened', 'taken', 'citizen_message', 'agent_answer', 'internal_note', 'epoch_published', 'closed', 'reopened'
  )),
  desk_id uuid NOT NULL,
  actor text NOT NULL CHECK (actor IN ('citizen', 'agent')),
  actor_pseudonym uuid NOT NULL,
  outcome text CHECK (outcome IN ('answered', 'no_answer', 'spam', 'left')),
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation_id, event_id),
  CHECK ((kind = 'closed') = (outcome IS NOT NULL))
);
CREATE INDEX conversation_event_at ON conversation_event (organisation_id, desk_id, at);
CREATE INDEX conversation_event_of ON conversation_event (organisation_id, conversation_pseudonym);

-- The second wall ----------------------------------------------------------------------------------------------

-- These two map an origin, a domain or a root key to its organisation, before one is known.
ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
CREATE POLICY anyone ON organisation USING (true);
ALTER TABLE embedding_origin ENABLE ROW LEVEL SECURITY;
CREATE POLICY anyone ON embedding_origin USING (true);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'organisation_secret', 'certificate', 'log_leaf', 'desk', 'desk_setting', 'topic', 'topic_setting', 'member',
    'key_slot', 'desk_member', 'desk_key', 'member_session', 'conversation', 'channel', 'conversation_epoch',
    'message', 'conversation_actor', 'conversation_event'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    -- A setting that was local to a finished transaction reads as '', which is no organisation either.
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;

-- Two databases of one cluster may create the role at the same moment; a role that exists is as good.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'eigenkanaal_app') THEN
    CREATE ROLE eigenkanaal_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'eigenkanaal_app', 'MEMBER') THEN
    GRANT eigenkanaal_app TO CURRENT_USER;
  END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO eigenkanaal_app;
-- Read only: a running gateway adds no key, no colleague and no desk.
GRANT SELECT ON organisation, embedding_origin, organisation_secret, certificate, log_leaf, desk, desk_setting,
  topic, topic_setting, member, key_slot, desk_member, desk_key TO eigenkanaal_app;
GRANT SELECT, INSERT, DELETE, UPDATE (last_seen_at, revoked_at) ON member_session TO eigenkanaal_app;
GRANT SELECT, INSERT,
  UPDATE (state, assignee_id, outcome, waiting_since, closed_at, last_activity_at, citizen_seq)
  ON conversation TO eigenkanaal_app;
GRANT SELECT, INSERT, UPDATE (crypto_id, last_seq, epoch, log_size) ON channel TO eigenkanaal_app;
GRANT SELECT, INSERT ON conversation_epoch, message, conversation_actor, conversation_event TO eigenkanaal_app;
