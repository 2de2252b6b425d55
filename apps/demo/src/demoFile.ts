import { chmod, rename, rm, writeFile } from "node:fs/promises";
import { z } from "zod";

/** What `ceremony letters` prints, as far as the demo needs it. */
export const Letters = z.object({
  organisation: z.string(),
  name: z.string(),
  rootVk: z.string(),
  organisationNumber: z.string(),
  letters: z.array(
    z.object({
      account: z.string(),
      passphrase: z.string(),
      recoveryKit: z.string(),
      name: z.string(),
      alias: z.string(),
      roles: z.array(z.string()),
      desks: z.array(z.object({ desk: z.string(), name: z.string(), rights: z.array(z.string()) })),
    }),
  ),
});
export type Letters = z.infer<typeof Letters>;

/** `demo.json`: all that a person or a test needs to use the running demo. It holds secrets of made-up people. */
export type DemoFile = Omit<Letters, "letters"> & {
  readonly urls: { readonly widget: string; readonly site: string; readonly inbox: string };
  readonly staff: Letters["letters"];
};

/** Writes it for its owner alone (0600), whole or not at all. */
export async function writeDemoFile(path: string, demo: DemoFile): Promise<void> {
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  await writeFile(draft, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  await chmod(draft, 0o600);
  await rename(draft, path);
}
