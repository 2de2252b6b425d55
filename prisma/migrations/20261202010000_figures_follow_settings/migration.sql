-- Hours and norms hold from now or later on, so what has been stays as it was counted. What is not over yet does not: by when
-- an answer is due, of who waits or was answered before it was, goes by the hours that are announced.
CREATE FUNCTION note_figures_due_by_setting() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  setting record := coalesce(NEW, OLD);
BEGIN
  -- Whoever computes shares this lock (store/figures.ts): either they have seen this setting, or their figures are seen here.
  PERFORM pg_advisory_xact_lock(hashtextextended('settings/' || setting.organisation_id, 0));
  INSERT INTO public.figure_due (organisation_id, conversation_pseudonym)
    SELECT f.organisation_id, f.conversation_pseudonym FROM public.conversation_figure f
    WHERE f.organisation_id = setting.organisation_id
      AND (f.closed_at IS NULL OR f.closed_at >= setting.valid_from
        OR f.asked_at IS NOT NULL AND (f.norm_due_at IS NULL OR f.norm_due_at >= setting.valid_from));
  RETURN NULL;
END $$;
CREATE TRIGGER figures_due AFTER INSERT OR UPDATE OR DELETE ON desk_setting
  FOR EACH ROW EXECUTE FUNCTION note_figures_due_by_setting();
CREATE TRIGGER figures_due AFTER INSERT OR UPDATE OR DELETE ON topic_setting
  FOR EACH ROW EXECUTE FUNCTION note_figures_due_by_setting();

-- What is still there tells of its closings what their events did not say.
UPDATE conversation_event e SET topic_id = c.topic_id FROM conversation c
  WHERE c.organisation_id = e.organisation_id AND c.pseudonym = e.conversation_pseudonym AND e.kind = 'closed';
