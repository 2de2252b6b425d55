import { concat } from "../package/bytes.js";
import { dosTime, emptyZip, withEntry, zipEnd, zipFile } from "../package/zip.js";
import type { PublishedFile } from "./publication.js";

/** These files as one ZIP, in their order. Throws `PackageTooLarge` where they do not fit in one. */
export const zipOf = (files: readonly PublishedFile[], atMs: number): Uint8Array => {
  const time = dosTime(atMs);
  let size = emptyZip;
  const written = files.map((file) => {
    const zipped = zipFile(file, time);
    size = withEntry(size, zipped.entry);
    return zipped;
  });
  return concat([
    ...written.map(({ zipped }) => zipped),
    zipEnd(
      written.map(({ entry }) => entry),
      time,
    ),
  ]);
};
