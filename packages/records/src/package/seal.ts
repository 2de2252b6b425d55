/** Seals a package as a stream to the key of who receives it; this package knows no cryptography. */
export type Seal = (plain: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** The name of a package's file: a sealed one is no ZIP, and does not look like one. */
export const packageFileName = (name: string, { sealed }: { sealed: boolean }): string =>
  sealed ? `${name}.zip.mce` : `${name}.zip`;
