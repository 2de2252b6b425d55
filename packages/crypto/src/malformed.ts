/** What the strict readers of this package throw inside; it never leaves the package. */
export class Malformed extends Error {}

/** Runs a strict reader; undefined when it met anything but exactly what it expects. */
export function strictly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
