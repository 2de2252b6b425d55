import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { YearOf } from "./plan.js";

const YearFile = z.object({
  seed: z.string(),
  endMs: z.int().positive(),
  conversations: z.int().positive(),
});

/**
 * The year that this data folder began with, kept in a file so that it can be gone on with on another day; a new one where there
 * is none yet.
 */
export const yearOf = async (path: string, wanted: YearOf): Promise<YearOf> => {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text !== undefined) return YearFile.parse(JSON.parse(text));
  await writeFile(path, `${JSON.stringify(wanted, null, 2)}\n`, { flag: "wx" });
  return wanted;
};
