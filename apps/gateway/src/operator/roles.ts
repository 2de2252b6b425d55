import pg from "pg";
import { type ClusterUrls, readClusterUrls } from "../config.js";
import { endWith, explain, type Setting } from "../start/startupFailure.js";
import { scramVerifier } from "./scram.js";

/**
 * `npm run roles`: makes in both clusters what the owner's and the application's addresses name: their logins with these
 * passwords, and the database; and where there is an address for backups, a login that reads everything and writes nothing.
 * Repeated it sets the passwords anew and changes nothing else. Exit code 1 and one sentence when it cannot.
 */

const group = "eigenkanaal_app";
const nothingMore = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";

type Login = { name: string; password: string; database: string };

const loginOf = (databaseUrl: string): Login => {
  const { username, password, pathname } = new URL(databaseUrl);
  return {
    name: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
};

type Logins = { admin: Login; owner: Login; application: Login; backup: Login | undefined };

/** What keeps the addresses of one cluster from being those of its logins; undefined when nothing does. */
const faultOf = ({ admin, owner, application, backup }: Logins): string | undefined => {
  if ([owner, application].some(({ name, password }) => name === "" || password === ""))
    return "The owner's and the application's addresses must each name a user and a password.";
  if (owner.database === "" || owner.database !== application.database)
    return "The owner's and the application's addresses must name the same database.";
  // What is made here may do little; an administrator that was named as owner would lose its rights.
  if (new Set([admin.name, owner.name, application.name, group]).size < 4)
    return `Administrator, owner and application must be three logins, none of them ${group}.`;
  if (!backup) return undefined;
  if (backup.name === "" || backup.password === "" || backup.database !== owner.database)
    return "The address for backups must name a user, a password and the same database.";
  // It would lose its rights, or keep rights that a backup does not need.
  if ([admin.name, owner.name, application.name, group].includes(backup.name))
    return "The login for backups must be one of its own.";
  return undefined;
};

const makeRoles = async (
  admin: string,
  { owner, application, backup }: Pick<Logins, "owner" | "application" | "backup">,
) => {
  const id = pg.escapeIdentifier;
  const database = id(owner.database);
  await connected(admin, async (client) => {
    const exists = async (table: "pg_roles" | "pg_database", column: string, name: string) =>
      (await client.query(`SELECT FROM ${table} WHERE ${column} = $1`, [name])).rowCount === 1;
    const ensureRole = async (name: string) => {
      if (!(await exists("pg_roles", "rolname", name))) await client.query(`CREATE ROLE ${id(name)}`);
    };
    for (const name of [group, owner.name, application.name]) await ensureRole(name);
    await client.query(`ALTER ROLE ${group} NOLOGIN ${nothingMore}`);
    for (const { name, password } of [owner, application]) {
      const verifier = pg.escapeLiteral(scramVerifier(password));
      await client.query(`ALTER ROLE ${id(name)} LOGIN ${nothingMore} PASSWORD ${verifier}`);
      await client.query(`GRANT ${group} TO ${id(name)}`);
    }
    if (!(await exists("pg_database", "datname", owner.database)))
      await client.query(`CREATE DATABASE ${database} OWNER ${id(owner.name)}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${id(application.name)}`);
    if (!backup) return;
    await ensureRole(backup.name);
    const verifier = pg.escapeLiteral(scramVerifier(backup.password));
    // All towns' rows, and those of tables to come; and no way to write one.
    await client.query(
      `ALTER ROLE ${id(backup.name)} LOGIN ${nothingMore.replace("NOBYPASSRLS", "BYPASSRLS")} PASSWORD ${verifier}`,
    );
    await client.query(`GRANT pg_read_all_data TO ${id(backup.name)}`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${id(backup.name)}`);
  });
  const inside = new URL(admin);
  inside.pathname = `/${encodeURIComponent(owner.database)}`;
  await connected(inside.href, async (client) => {
    // A cluster that was upgraded from before version 15 lets everybody make tables.
    await client.query("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    await client.query(`GRANT CREATE ON SCHEMA public TO ${id(owner.name)}`);
  });
};

const connected = async (databaseUrl: string, work: (client: pg.Client) => Promise<void>) => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

const prepareCluster = async (urls: ClusterUrls, setting: Setting): Promise<void> => {
  const owner = loginOf(urls.owner);
  const application = loginOf(urls.application);
  const backup = urls.backup === undefined ? undefined : loginOf(urls.backup);
  const fault = faultOf({ admin: loginOf(urls.admin), owner, application, backup });
  if (fault) endWith([fault]);
  try {
    await makeRoles(urls.admin, { owner, application, backup });
  } catch (error) {
    if (error instanceof RangeError) endWith([error.message]);
    endWith([explain(error, setting).message]);
  }
  process.stdout.write(
    `The database ${owner.database} belongs to ${owner.name} and serves ${application.name}.\n`,
  );
  if (backup) process.stdout.write(`Backups of ${owner.database} are made as ${backup.name}.\n`);
};

const clusters = readClusterUrls(process.env);
if (!clusters.ok) endWith(clusters.faults);
else {
  await prepareCluster(clusters.config.messages, "ADMIN_DATABASE_URL");
  await prepareCluster(clusters.config.keys, "ADMIN_KEY_DATABASE_URL");
}
