-- The application checks at its start that nothing is missing; in production it does not migrate itself. A tool that
-- compares schemas applies migrations without this table.
DO $$
BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON _prisma_migrations TO eigenkanaal_app;
  END IF;
END $$;
