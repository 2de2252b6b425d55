import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

const inPrisma = (path: string) => fileURLToPath(new URL(`../../prisma/${path}`, import.meta.url));

// The command line asks for its native engine even to generate; ours is an npm package and needs no download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= inPrisma("schema-engine.mjs");

/** For Prisma's command line: `generate` in the build, `migrate diff` when a migration is written. */
export default defineConfig({
  schema: inPrisma("schema.prisma"),
  migrations: { path: inPrisma("migrations") },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://127.0.0.1/none" },
});
