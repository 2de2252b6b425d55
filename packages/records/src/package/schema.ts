import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of the schema (nationaalarchief.nl/mdto), where a copy is at hand. */
const folder = process.env.MDTO_XSD;

/** Why documents cannot be held against the schema here; undefined where they can. */
export const notChecked: string | undefined = folder
  ? spawnSync("xmllint", ["--version"]).error && "not checked: there is no xmllint"
  : "not checked: MDTO_XSD names no folder with the schema";

/** Throws with what xmllint says unless every document is valid. */
export function requireValid(documents: readonly string[]): void {
  const dir = mkdtempSync(join(tmpdir(), "mdto-"));
  try {
    const files = documents.map((text, i) => {
      const file = join(dir, `${i}.xml`);
      writeFileSync(file, text);
      return file;
    });
    const schema = join(folder ?? "", "MDTO-XML1.0.2.xsd");
    execFileSync("xmllint", ["--nonet", "--noout", "--schema", schema, ...files], { stdio: "pipe" });
  } finally {
    rmSync(dir, { recursive: true });
  }
}
