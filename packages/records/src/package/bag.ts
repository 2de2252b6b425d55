/** The texts of a bag: BagIt 1.0, RFC 8493. Paths in it begin at its base folder and have `/` between their parts. */

export const bagDeclaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

export type Digested = { path: string; sha256: string };

/** A path as a manifest writes it: line ends and the percent sign encoded, and only those (RFC 8493 §2.1.3). */
const encodePath = (path: string): string =>
  path.replace(/[%\r\n]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

const decodePath = (text: string): string =>
  text.replace(/%(0A|0D|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A payload or tag manifest, in the order given. */
export const manifestText = (files: readonly Digested[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${encodePath(path)}\n`).join("");

/** What `manifestText` wrote, digests by path; undefined for any other text, or where a path stands twice. */
export function readManifest(text: string): ReadonlyMap<string, string> | undefined {
  const files = [...text.matchAll(/^([0-9a-f]{64}) {2}([^\r\n]+)\n/gm)].map(([, sha256 = "", path = ""]) => ({
    path: decodePath(path),
    sha256,
  }));
  const byPath = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  return manifestText(files) === text && byPath.size === files.length ? byPath : undefined;
}

/** bag-info.txt. A value is one line: line ends in it become spaces. */
export const bagInfo = (fields: readonly (readonly [label: string, value: string])[]): string =>
  fields.map(([label, value]) => `${label}: ${value.replace(/\s+/g, " ").trim()}\n`).join("");

/** The size of a payload as bag-info.txt states it: bytes, a full stop, number of files. */
export const payloadOxum = (files: readonly { bytes: number }[]): string =>
  `${files.reduce((sum, { bytes }) => sum + bytes, 0)}.${files.length}`;

/**
 * A name that is safe as one part of a path on every system that may open the bag (RFC 8493 §5.2 and §6.1).
 * Throws RangeError for any other.
 */
export function fileName(name: string): string {
  const isSafe =
    /^[^/\\:*?"<>|\0]{1,200}$/.test(name) && !/\p{Surrogate}/u.test(name) && !/^\.|[. ]$/.test(name);
  if (!isSafe) throw new RangeError(`not the name of a file: ${JSON.stringify(name)}`);
  return name;
}
