-- The town's transparency log (PROTOCOL.md K1–K4): the leaves of its certificates and of its days of destruction, in the order
-- in which they came. `log_leaf` stays what the ceremony numbers: certificates alone. A leaf is 42 bytes, "MCE1/leaf", its
-- type and the SHA-256 of what it stands for (packages/crypto/DESIGN.md §2.3, §2.7); it names nobody.
CREATE TABLE transparency_leaf (
  organisation_id uuid NOT NULL REFERENCES organisation,
  index integer NOT NULL CHECK (index >= 0),
  leaf bytea NOT NULL CHECK (octet_length(leaf) = 42),
  PRIMARY KEY (organisation_id, index),
  -- Nothing stands in it twice, whatever was done again after a crash.
  UNIQUE (organisation_id, leaf)
);
ALTER TABLE transparency_leaf ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON transparency_leaf
  USING (organisation_id = nullif(current_setting('eigenkanaal.organisation', true), '')::uuid);

-- Each leaf stands behind the one before it, whoever writes it. Two at once wait for each other.
CREATE FUNCTION continue_the_log() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('log ' || NEW.organisation_id, 0));
  NEW.index := (SELECT coalesce(max(l.index) + 1, 0) FROM public.transparency_leaf l
    WHERE l.organisation_id = NEW.organisation_id);
  RETURN NEW;
END $$;
CREATE TRIGGER leaves_are_numbered BEFORE INSERT ON transparency_leaf
  FOR EACH ROW EXECUTE FUNCTION continue_the_log();

-- The leaf of a day: type 7, of the numbers of its first and last certificate (u32, big-endian) and the root of its tree.
CREATE FUNCTION destruction_leaf(r destruction_root) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT convert_to('MCE1/leaf', 'UTF8') || '\x07'::bytea || sha256(int4send(r.first_seq) || int4send(r.last_seq) || r.root)
$$;

-- The gateway adds the leaf of a day whose root stands there, and nothing else; nobody's application changes what stands.
GRANT SELECT, INSERT (organisation_id, leaf) ON transparency_leaf TO eigenkanaal_app;
CREATE POLICY only_days ON transparency_leaf AS RESTRICTIVE FOR INSERT TO eigenkanaal_app
  WITH CHECK (EXISTS (SELECT FROM destruction_root r WHERE r.organisation_id = transparency_leaf.organisation_id
    AND destruction_leaf(r) = transparency_leaf.leaf));

-- What is there already, in an order that nobody has told yet: certificates, then days.
INSERT INTO transparency_leaf (organisation_id, leaf)
  SELECT organisation_id, leaf FROM log_leaf ORDER BY organisation_id, index;
INSERT INTO transparency_leaf (organisation_id, leaf)
  SELECT r.organisation_id, destruction_leaf(r) FROM destruction_root r ORDER BY r.organisation_id, r.first_seq;
