import * as z from "zod/mini";
import type { Provenance } from "./metadata.js";
import type { LeftOut } from "./plan.js";

const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const ListedFile = z.strictObject({ path: z.string(), bytes: z.int(), sha256: digest });

const Manifest = z.strictObject({
  format: z.literal("eigenkanaal-package"),
  version: z.literal(1),
  package: z.string(),
  organisation: z.string(),
  exported_by: z.strictObject({ alias: z.string(), vk: z.string() }),
  exported_at: z.iso.datetime(),
  conversations: z.array(
    z.strictObject({
      conversation: z.string(),
      number: z.string(),
      /** Of the envelopes as the gateway stores them: SHA-256 over the SHA-256 of each, in the order of storing. */
      head: digest,
      /** What the exporter's device doubted of it. */
      doubts: z.array(z.string()),
      files: z.array(ListedFile),
    }),
  ),
  /** What was chosen and could not go along. */
  left_out: z.array(
    z.strictObject({ conversation: z.string(), number: z.nullable(z.string()), why: z.string() }),
  ),
  /** Of the package as a whole. */
  files: z.array(ListedFile),
});

/** What is in a package, who wrote it and when: manifest.json, which an officer signs. */
export type Manifest = z.infer<typeof Manifest>;
export type ListedFile = z.infer<typeof ListedFile>;

const listed = ({ path, bytes, sha256 }: ListedFile): ListedFile => ({ path, bytes, sha256 });

type Written = {
  written: readonly (Omit<Manifest["conversations"][number], "doubts"> & { doubts: readonly string[] })[];
  leftOut: readonly LeftOut[];
};

/** The text that is signed. The same package gives the same bytes. */
export const manifestJson = (
  of: Provenance & { name: string; exportedBy: { alias: string; vkB64: string } },
  { written, leftOut }: Written,
  files: readonly ListedFile[],
): string => {
  const manifest: Manifest = {
    format: "eigenkanaal-package",
    version: 1,
    package: of.name,
    organisation: of.organisation.name,
    exported_by: { alias: of.exportedBy.alias, vk: of.exportedBy.vkB64 },
    exported_at: new Date(of.exportedAtMs).toISOString(),
    conversations: written.map((one) => ({
      conversation: one.conversation,
      number: one.number,
      head: one.head,
      doubts: [...one.doubts],
      files: one.files.map(listed),
    })),
    left_out: leftOut.map(({ conversation, number, why }) => ({ conversation, number, why })),
    files: files.map(listed),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
};

/** A manifest as read; undefined for any text that is none. */
export function readManifestJson(text: string): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
