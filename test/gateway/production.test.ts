import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { freePort, runProgram, startGateway } from "../harness/gateway.js";
import {
  prepareInstallation,
  productionSettings,
  useInstallation,
  withClient,
} from "../harness/installation.js";
import { rootUrl } from "../harness/root.js";
import { importBundle } from "../harness/setting.js";
import { Town } from "../harness/town.js";

const installation = useInstallation();

/** A start in production with these settings changed; undefined takes one away. */
const attempt = async (change: Record<string, string | undefined> = {}) => {
  const env: Record<string, string> = {};
  const all = { ...productionSettings, ...installation.application, LOG_LEVEL: "silent", ...change };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) env[name] = value;
  return runProgram("serve.js", { env });
};
const refused = (...sentences: RegExp[]) => ({
  code: 1,
  output: expect.stringMatching(
    new RegExp(`^${sentences.map(({ source }) => `[^\\n]*${source}[^\\n]*\\n`).join("")}$`),
  ),
});
const start = async () => {
  const { DATABASE_URL, KEY_DATABASE_URL } = installation.application;
  return startGateway({ databaseUrl: DATABASE_URL, keyDatabaseUrl: KEY_DATABASE_URL }, productionSettings);
};

describe("the way to a production", () => {
  test("it does not start before there are roles, nor before the migrations, and says which command is next", async () => {
    const { admin, owner, application } = installation;
    expect(await attempt()).toEqual(refused(/refuses the password in DATABASE_URL/));
    const roles = await runProgram("operator/roles.js", { env: { ...admin, ...owner, ...application } });
    expect(roles).toMatchObject({ code: 0 });
    expect(await attempt()).toEqual(
      refused(/in DATABASE_URL lacks .*npm run migrate/, /in KEY_DATABASE_URL lacks .*npm run migrate/),
    );
    expect(await runProgram("operator/migrate.js", { env: owner })).toEqual({
      code: 0,
      output: expect.stringMatching(/^Applied 2026/),
    });
    const gateway = await start();
    expect(await gateway.stop()).toBe(0);
  });

  test("roles and migrations may be made again; a password that was changed is then the new one", async () => {
    await prepareInstallation(installation);
    expect(await runProgram("operator/migrate.js", { env: installation.owner })).toEqual({
      code: 0,
      output: "Nothing to migrate.\n",
    });
    const { admin, owner, application } = installation;
    const renewed = new URL(application.DATABASE_URL);
    renewed.password = "another";
    const refuses = withClient(renewed.href, async () => "in");
    await expect(refuses).rejects.toThrow(/password/);
    const env = { ...admin, ...owner, ...application, DATABASE_URL: renewed.href };
    expect(await runProgram("operator/roles.js", { env })).toMatchObject({ code: 0 });
    expect(await withClient(renewed.href, async () => "in")).toBe("in");
    await expect(withClient(application.DATABASE_URL, async () => "in")).rejects.toThrow(/password/);
    await prepareInstallation(installation);
  });

  test("the roles are three logins, and no password reaches the server as it is", async () => {
    const { admin, owner, application } = installation;
    const env = { ...admin, ...owner, ...application };
    const same = { ...env, DATABASE_URL: env.OWNER_DATABASE_URL };
    expect(await runProgram("operator/roles.js", { env: same })).toEqual(refused(/must be three logins/));
    const elsewhere = { ...env, DATABASE_URL: env.DATABASE_URL.replace(/\/town_\w+$/, "/other") };
    expect(await runProgram("operator/roles.js", { env: elsewhere })).toEqual(
      refused(/name the same database/),
    );
    const { rows } = await withClient(admin.ADMIN_DATABASE_URL, (client) =>
      client.query<{ rolpassword: string }>("SELECT rolpassword FROM pg_authid WHERE rolname = $1", [
        new URL(env.DATABASE_URL).username,
      ]),
    );
    expect(rows[0]?.rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
  });

  test("the application's login has the application's rights and no others, in a database that is closed to others", async () => {
    const { owner, application } = installation;
    for (const url of Object.values(application))
      await withClient(url, async (client) => {
        for (const sql of [
          "CREATE TABLE mine ()",
          "CREATE TEMP TABLE mine ()",
          `SET ROLE ${new URL(owner.OWNER_DATABASE_URL).username}`,
          "CREATE ROLE mine",
        ])
          await expect(client.query(sql), sql).rejects.toThrow(/permission denied/);
        await client.query("SET ROLE eigenkanaal_app");
      });
    for (const url of Object.values(owner))
      await withClient(url, (client) => client.query("CREATE TABLE mine (); DROP TABLE mine"));
  });
});

describe("an unsafe production", () => {
  test("is refused without https origins on two hosts, a named proxy and an address for weaknesses", async () => {
    expect(
      await attempt({
        WIDGET_ORIGIN: undefined,
        INBOX_ORIGIN: undefined,
        TRUSTED_PROXY: undefined,
        SECURITY_CONTACT: undefined,
      }),
    ).toEqual(
      refused(/WIDGET_ORIGIN/, /INBOX_ORIGIN/, /different hosts/, /TRUSTED_PROXY/, /SECURITY_CONTACT/),
    );
  });

  test.each(["development", "test"])(
    "is refused by `npm run serve` also where the shell says NODE_ENV=%s",
    async (mode) => {
      const { scripts } = JSON.parse(await readFile(new URL("package.json", rootUrl), "utf8"));
      expect(scripts.serve).toBe("node apps/gateway/dist/serve.js");
      const { owner } = installation;
      const unsafe = { NODE_ENV: mode, DATABASE_URL: owner.OWNER_DATABASE_URL };
      expect(await attempt({ NODE_ENV: mode, TRUSTED_PROXY: undefined })).toEqual(refused(/TRUSTED_PROXY/));
      expect(await attempt(unsafe)).toEqual(refused(/in DATABASE_URL may do more/));
    },
  );

  test("is refused with the owner or an administrator as the application", async () => {
    const { owner, admin } = installation;
    expect(await attempt({ DATABASE_URL: owner.OWNER_DATABASE_URL })).toEqual(
      refused(/in DATABASE_URL may do more .*owns tables.*npm run roles/),
    );
    expect(await attempt({ KEY_DATABASE_URL: owner.OWNER_KEY_DATABASE_URL })).toEqual(
      refused(/in KEY_DATABASE_URL may do more .*owns tables.*npm run roles/),
    );
    const root = new URL(admin.ADMIN_DATABASE_URL);
    root.pathname = new URL(owner.OWNER_DATABASE_URL).pathname;
    expect(await attempt({ DATABASE_URL: root.href })).toEqual(refused(/may do more .*superuser/));
  });

  test("is refused with messages and keys in one cluster, also in two databases of it", async () => {
    const { admin, owner, application } = installation;
    const inOne = (url: string) => url.replace(/\/town_(\w+)$/, "/keys_$1");
    const beside = {
      ADMIN_KEY_DATABASE_URL: admin.ADMIN_DATABASE_URL,
      OWNER_KEY_DATABASE_URL: inOne(owner.OWNER_DATABASE_URL),
      KEY_DATABASE_URL: inOne(application.DATABASE_URL),
    };
    await prepareInstallation({
      admin: { ...admin, ADMIN_KEY_DATABASE_URL: beside.ADMIN_KEY_DATABASE_URL },
      owner: { ...owner, OWNER_KEY_DATABASE_URL: beside.OWNER_KEY_DATABASE_URL },
      application: { ...application, KEY_DATABASE_URL: beside.KEY_DATABASE_URL },
    });
    try {
      expect(await attempt({ KEY_DATABASE_URL: beside.KEY_DATABASE_URL })).toEqual(
        refused(/must be two PostgreSQL clusters/),
      );
    } finally {
      const name = new URL(beside.KEY_DATABASE_URL).pathname.slice(1);
      await withClient(admin.ADMIN_DATABASE_URL, (client) => client.query(`DROP DATABASE "${name}"`));
    }
  });

  test("is refused with a demo organisation or a page over http, and starts with a town of its own", async () => {
    const { OWNER_DATABASE_URL } = installation.owner;
    const clear = () =>
      withClient(OWNER_DATABASE_URL, (client) =>
        client.query("TRUNCATE organisation, embedding_origin CASCADE"),
      );
    const demo = await Town.found({ first: ["anna"] });
    expect(await importBundle(demo.bundle(), OWNER_DATABASE_URL)).toMatchObject({ code: 0 });
    expect(await attempt()).toEqual(refused(new RegExp(`demo organisation ${demo.domain}`)));
    await clear();

    const town = await Town.found({ first: ["anna"] }, "proefdorp.nl");
    expect(await importBundle(town.bundle(), OWNER_DATABASE_URL)).toMatchObject({ code: 0 });
    const embed = (origin: string) =>
      withClient(OWNER_DATABASE_URL, (client) =>
        client.query("INSERT INTO embedding_origin VALUES ($1, $2)", [town.organisation, origin]),
      );
    await embed("https://www.proefdorp.nl");
    const gateway = await start();
    expect(await gateway.stop()).toBe(0);
    await embed("http://www.proefdorp.nl");
    expect(await attempt()).toEqual(refused(/embeds the chat at http:/));
    await clear();
  });
});

test("before a stop readyz refuses newcomers while everything is still served, and healthz says that it lives", async () => {
  const { DATABASE_URL, KEY_DATABASE_URL } = installation.application;
  const port = await freePort();
  const gateway = await startGateway(
    { databaseUrl: DATABASE_URL, keyDatabaseUrl: KEY_DATABASE_URL },
    { ...productionSettings, PORT: String(port), DRAIN_MS: "3000" },
  );
  const answer = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return [response.status, await response.json().catch(() => "page")];
  };
  expect(await answer("/readyz")).toEqual([200, { status: "ok" }]);
  const ended = once(gateway.process, "exit");
  gateway.process.kill("SIGTERM");
  await expect.poll(() => answer("/readyz")).toEqual([503, { status: "draining" }]);
  expect(await answer("/healthz")).toEqual([200, { status: "ok" }]);
  expect(await answer("/embed.js")).toEqual([200, "page"]);
  expect(await ended).toEqual([0, null]);
});
