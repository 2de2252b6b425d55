export { createDatabase, dropDatabase } from "./database.js";
export { type PostgresOptions, type RunningPostgres, startPostgres } from "./startPostgres.js";
export { PostgresUnavailable, type PostgresUnavailableCode } from "./unavailable.js";
