-- The figures of the conversations that a desk had opened on one day, packed: a report of years reads so many days and no row of
-- a conversation. All of it is made of conversation_figure and response_figure and can be thrown away; nothing in it names a
-- conversation.

-- What conversations are told apart by in a report, each under a number of its own: desks, topics, languages, ways in. `none` is
-- what has no topic or no known language.
CREATE TABLE figure_key (
  organisation_id uuid NOT NULL REFERENCES organisation,
  key_id integer GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  PRIMARY KEY (organisation_id, key_id),
  UNIQUE (organisation_id, key)
);

CREATE TABLE figure_day (
  organisation_id uuid NOT NULL REFERENCES organisation,
  desk_id uuid NOT NULL,
  opened_on date NOT NULL,
  -- As pack_figures says; null while its rows are to be packed anew, since when is beside it.
  figures bytea,
  stale_since timestamptz,
  PRIMARY KEY (organisation_id, desk_id, opened_on),
  CHECK ((figures IS NULL) = (stale_since IS NOT NULL))
-- A day of a usual desk stays in its row, as it is: times do not shrink, and what lies elsewhere has to be fetched.
) WITH (toast_tuple_target = 8160);
ALTER TABLE figure_day ALTER COLUMN figures SET STORAGE EXTERNAL;
CREATE INDEX figure_day_stale ON figure_day (organisation_id, opened_on) WHERE stale_since IS NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['figure_key', 'figure_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_organisation ON %I USING '
      || '(organisation_id = nullif(current_setting(''eigenkanaal.organisation'', true), '''')::uuid)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT (organisation_id, key) ON figure_key TO eigenkanaal_app;
GRANT SELECT, INSERT, UPDATE (figures, stale_since) ON figure_day TO eigenkanaal_app;

CREATE FUNCTION figure_entry(begun_at text, campaign text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN begun_at = 'counter' THEN 'counter' WHEN campaign IS NULL THEN 'chat' ELSE 'via:' || campaign END
$$;

-- Milliseconds in six bytes.
CREATE FUNCTION packed_ms(ms bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT substring(int8send(coalesce(ms, 0)) FROM 3) $$;

-- The same rows give the same bytes. All numbers are big-endian; packages/domain/src/packedFigures.ts reads them.
--   a day: layout (1 byte), desk (key, 4), days since 1970 (4), how many conversations (4), and those;
--   a conversation: bits (4, as below), norm in minutes (4), topic, language, way in (keys, 4 each), how many later answers (4), six
--     times of six bytes, each in opening hours and by the calendar (first answer, in hand, resolution), by when it is due (unix
--     ms, 6) where that still decides, and those answers: desk (key, 4), opening hours (6), calendar (6).
-- Null where a number of a key is missing, which the triggers below see to.
CREATE FUNCTION pack_figures(day figure_day) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN count(*) = count(c.packed) THEN
    '\x01'::bytea || (SELECT int4send(key_id) FROM public.figure_key
        WHERE organisation_id = day.organisation_id AND key = day.desk_id::text)
      || int4send(day.opened_on - date '1970-01-01') || int4send(count(*)::int)
      || coalesce(string_agg(c.packed, ''::bytea ORDER BY c.opened_at, c.conversation_pseudonym), ''::bytea) END
  FROM (
    SELECT f.opened_at, f.conversation_pseudonym,
      int4send(f.hour_of_week
          | ((f.answered_at IS NOT NULL)::int << 8)
          | (f.abandoned::int << 9)
          | ((f.reopened > 0)::int << 10)
          | ((f.transfers > 0)::int << 11)
          -- What is still open is not handled to its end.
          | ((f.closed_at IS NOT NULL AND f.handling_calendar_ms > 0)::int << 12)
          | ((f.resolution_calendar_ms IS NOT NULL)::int << 13)
          | (norm.state << 14)
          | (CASE f.verdict WHEN 'yes' THEN 1 WHEN 'partly' THEN 2 WHEN 'no' THEN 3 ELSE 0 END << 16))
        || int4send(f.norm_minutes)
        || int4send(topic.key_id) || int4send(language.key_id) || int4send(entry.key_id) || int4send(later.count)
        || packed_ms(f.first_open_ms) || packed_ms(f.first_calendar_ms)
        || packed_ms(f.handling_open_ms) || packed_ms(f.handling_calendar_ms)
        || packed_ms(f.resolution_open_ms) || packed_ms(f.resolution_calendar_ms)
        || CASE norm.state WHEN 3 THEN packed_ms((extract(epoch FROM f.norm_due_at) * 1000)::bigint) ELSE ''::bytea END
        || later.packed AS packed
    FROM public.conversation_figure f
    -- 1: in time; 2: late; 3: late once it is due; 0: there is nothing to be late for.
    CROSS JOIN LATERAL (SELECT CASE WHEN f.asked_at IS NULL THEN 0
      WHEN f.norm_due_at < coalesce(f.answered_at, f.closed_at) THEN 2 WHEN f.answered_at IS NOT NULL THEN 1
      WHEN f.closed_at IS NULL AND f.norm_due_at IS NOT NULL THEN 3 ELSE 0 END AS state) norm
    LEFT JOIN public.figure_key topic
      ON topic.organisation_id = f.organisation_id AND topic.key = coalesce(f.topic_id::text, 'none')
    LEFT JOIN public.figure_key language
      ON language.organisation_id = f.organisation_id AND language.key = coalesce(f.language, 'none')
    LEFT JOIN public.figure_key entry
      ON entry.organisation_id = f.organisation_id AND entry.key = public.figure_entry(f.begun_at, f.campaign)
    CROSS JOIN LATERAL (SELECT count(*)::int AS count, CASE WHEN count(*) = count(desk.key_id) THEN
        coalesce(string_agg(int4send(desk.key_id) || packed_ms(r.open_ms) || packed_ms(r.calendar_ms), ''::bytea
          ORDER BY r.response), ''::bytea) END AS packed
      FROM public.response_figure r
      LEFT JOIN public.figure_key desk ON desk.organisation_id = r.organisation_id AND desk.key = r.desk_id::text
      WHERE r.organisation_id = f.organisation_id AND r.conversation_pseudonym = f.conversation_pseudonym) later
    WHERE f.organisation_id = day.organisation_id AND f.desk_id = day.desk_id AND f.opened_on = day.opened_on
  ) c
$$;

-- Whoever writes figures, in the same transaction: what was packed of a day that they are of no longer stands.
CREATE FUNCTION note_days_stale() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.figure_key (organisation_id, key)
    SELECT DISTINCT f.organisation_id, k.key FROM changed f, LATERAL (VALUES (f.desk_id::text),
      (coalesce(f.topic_id::text, 'none')), (coalesce(f.language, 'none')), (figure_entry(f.begun_at, f.campaign))) k (key)
    WHERE NOT EXISTS (SELECT FROM public.figure_key s WHERE s.organisation_id = f.organisation_id AND s.key = k.key)
    ORDER BY 1, 2 ON CONFLICT DO NOTHING;
  INSERT INTO public.figure_day AS d (organisation_id, desk_id, opened_on, stale_since)
    SELECT organisation_id, desk_id, opened_on, clock_timestamp()
    FROM (SELECT DISTINCT organisation_id, desk_id, opened_on FROM changed ORDER BY 1, 2, 3) c
    ON CONFLICT (organisation_id, desk_id, opened_on) DO UPDATE SET figures = NULL, stale_since = excluded.stale_since;
  RETURN NULL;
END $$;
CREATE FUNCTION note_days_stale_by_response() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.figure_key (organisation_id, key)
    SELECT DISTINCT r.organisation_id, r.desk_id::text FROM changed r
    WHERE NOT EXISTS (SELECT FROM public.figure_key s
      WHERE s.organisation_id = r.organisation_id AND s.key = r.desk_id::text)
    ORDER BY 1, 2 ON CONFLICT DO NOTHING;
  INSERT INTO public.figure_day AS d (organisation_id, desk_id, opened_on, stale_since)
    SELECT organisation_id, desk_id, opened_on, clock_timestamp()
    FROM (SELECT DISTINCT f.organisation_id, f.desk_id, f.opened_on FROM changed r
      JOIN public.conversation_figure f USING (organisation_id, conversation_pseudonym) ORDER BY 1, 2, 3) c
    ON CONFLICT (organisation_id, desk_id, opened_on) DO UPDATE SET figures = NULL, stale_since = excluded.stale_since;
  RETURN NULL;
END $$;
CREATE TRIGGER days_stale_by_insert AFTER INSERT ON conversation_figure
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_days_stale();
CREATE TRIGGER days_stale_by_delete AFTER DELETE ON conversation_figure
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_days_stale();
-- The day that it was of, and the one that it is of now.
CREATE TRIGGER days_stale_by_update_of AFTER UPDATE ON conversation_figure
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_days_stale();
CREATE TRIGGER days_stale_by_update_to AFTER UPDATE ON conversation_figure
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_days_stale();
-- Nobody takes away an answer alone: it goes with its conversation.
CREATE TRIGGER days_stale_by_insert AFTER INSERT ON response_figure
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_days_stale_by_response();
CREATE TRIGGER days_stale_by_update AFTER UPDATE ON response_figure
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_days_stale_by_response();

-- What stands already is packed by the gateway that leads.
INSERT INTO figure_key (organisation_id, key)
  SELECT DISTINCT organisation_id, key FROM (
    SELECT f.organisation_id, k.key FROM conversation_figure f, LATERAL (VALUES (f.desk_id::text),
      (coalesce(f.topic_id::text, 'none')), (coalesce(f.language, 'none')), (figure_entry(f.begun_at, f.campaign))) k (key)
    UNION ALL SELECT organisation_id, desk_id::text FROM response_figure) k;
INSERT INTO figure_day (organisation_id, desk_id, opened_on, stale_since)
  SELECT organisation_id, desk_id, opened_on, now() FROM (
    SELECT DISTINCT organisation_id, desk_id, opened_on FROM conversation_figure) f;

-- The newest first, of all desks: the first page of a list.
CREATE INDEX conversation_figure_newest ON conversation_figure (organisation_id, opened_at, conversation_pseudonym);
