import type pg from "pg";
import { missingMigrations } from "../start/migrate.js";
import type { DatabaseFacts, TownFacts } from "../start/production.js";
import { sqlState } from "./database.js";

/** What a database says of itself and of the pool's login, with what is missing of the migrations under `dir`. */
export const databaseFacts = async (pool: pg.Pool, dir: string): Promise<DatabaseFacts> => ({
  cluster: await clusterOf(pool),
  excessRights: await excessRights(pool),
  missingMigrations: await missingMigrations(pool, dir),
});

/** The number that initdb gave the cluster; copies share it, and so count as one. */
const clusterOf = async (pool: pg.Pool): Promise<string> => {
  try {
    const { rows } = await pool.query<{ id: string }>(
      "SELECT system_identifier::text AS id FROM pg_control_system()",
    );
    return rows[0]?.id ?? "";
  } catch (error) {
    if (sqlState(error) !== "42501") throw error;
    const { rows } = await pool.query<{ place: string }>(
      "SELECT concat_ws(' ', inet_server_addr(), inet_server_port(), pg_postmaster_start_time()) AS place",
    );
    return rows[0]?.place ?? "";
  }
};

/** Of the login and of every role that it may become: attributes, ownership, and memberships beside `eigenkanaal_app`. */
const excessRights = async (pool: pg.Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ excess: string }>(`
    WITH mine AS (SELECT * FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER'))
    SELECT 'superuser' AS excess FROM mine WHERE rolsuper
    UNION SELECT 'bypasses row-level security' FROM mine WHERE rolbypassrls
    UNION SELECT 'makes roles' FROM mine WHERE rolcreaterole
    UNION SELECT 'makes databases' FROM mine WHERE rolcreatedb
    UNION SELECT 'replicates' FROM mine WHERE rolreplication
    UNION SELECT 'owns the database' FROM mine JOIN pg_database d ON d.datdba = mine.oid
      WHERE d.datname = current_database()
    UNION SELECT 'owns tables' FROM mine JOIN pg_class c ON c.relowner = mine.oid
      WHERE c.relnamespace = 'public'::regnamespace
    UNION SELECT 'member of ' || rolname FROM mine WHERE rolname NOT IN (session_user, 'eigenkanaal_app', 'pg_database_owner')
      AND NOT EXISTS (SELECT FROM mine WHERE rolsuper)
    ORDER BY excess`);
  return rows.map(({ excess }) => excess);
};

export const townFacts = async (pool: pg.Pool): Promise<TownFacts[]> => {
  const { rows } = await pool.query<{ domain: string; origins: string[] }>(
    `SELECT domain, coalesce(array_agg(origin) FILTER (WHERE origin IS NOT NULL), '{}') AS origins
     FROM organisation LEFT JOIN embedding_origin USING (organisation_id) GROUP BY domain ORDER BY domain`,
  );
  return rows.map(({ domain, origins }) => ({ domain, embeddingOrigins: origins }));
};
