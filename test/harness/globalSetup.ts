import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@eigenkanaal/postgres";
import type { TestProject } from "vitest/node";
import { makeTemplate, type Template } from "./template.js";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    template: Template;
  }
}

/** One real PostgreSQL for all protocol tests of a run; every test file makes databases of its own in it. */
export const setup = async (project: TestProject) => {
  const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-test-"));
  // Run as root, the server has an account of its own, which must be able to reach its folder.
  await chmod(dir, 0o711);
  const postgres = await startPostgres({ dataDir: join(dir, "data") });
  const postgresUrl = process.env.TEST_DATABASE_URL ?? postgres.url;
  const { drop, ...template } = await makeTemplate(postgresUrl);
  project.provide("postgresUrl", postgresUrl);
  project.provide("template", template);
  return async () => {
    await drop();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
};
