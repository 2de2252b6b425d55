import { fileURLToPath } from "node:url";

/** Where the migrations stand: `migrations` of the main database, `keys/migrations` of the key cluster. */
export const migrationsDir = (name: "migrations" | "keys/migrations"): string =>
  fileURLToPath(new URL(`../../../../prisma/${name}`, import.meta.url));
