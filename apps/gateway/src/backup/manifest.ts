import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/**
 * What a backup says of itself, in `manifest.json` beside its files. Each table is one file, `<table>.copy.gz`: the text
 * format of PostgreSQL's COPY with the columns in this order, gzipped, so that `zcat` and `psql` read it without us.
 */
export const Manifest = z.strictObject({
  format: z.literal("eigenkanaal-backup-1"),
  kind: z.enum(["messages", "keys"]),
  /** By the database's clock, when the moment of which the backup is began. */
  madeAt: z.iso.datetime(),
  /** The server's version, for whoever looks. */
  postgresql: z.string(),
  /** The schema: the migrations in the order in which they were applied. */
  migrations: z.array(
    z.strictObject({
      name: z.string().regex(/^\w+$/),
      checksum: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_][a-z0-9_]*$/),
      columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)).min(1),
      rows: z.number().int().min(0),
      /** Of the file as it lies there. */
      bytes: z.number().int().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** True is written last, when everything else is on the disk. */
  finished: z.boolean(),
});
export type Manifest = z.output<typeof Manifest>;
export type DumpedTable = Manifest["tables"][number];

export const manifestFile = "manifest.json";

export const fileOf = ({ name }: Pick<DumpedTable, "name">) => `${name}.copy.gz`;

/** The manifest in this folder; undefined when it has none of ours. */
export const readManifest = async (dir: string): Promise<Manifest | undefined> => {
  try {
    return Manifest.safeParse(JSON.parse(await readFile(join(dir, manifestFile), "utf8"))).data;
  } catch {
    return undefined;
  }
};
