/**
 * Lists and sets that grow as values: adding gives a new one and leaves the old as it was. They are kept in chunks of
 * at least doubling size and share those that did not change, so that n additions cost n log n, where copying would
 * cost n². Looking something up walks at most log n chunks.
 */
export type GrowingList<T> = { readonly length: number; readonly chunks: readonly (readonly T[])[] };
export type GrowingSet = readonly ReadonlySet<string>[];

export const emptyList: GrowingList<never> = { length: 0, chunks: [] };
export const emptySet: GrowingSet = [];

/** The list with one more at its end. */
export function appended<T>({ length, chunks }: GrowingList<T>, value: T): GrowingList<T> {
  let added: readonly T[] = [value];
  let kept = chunks.length;
  for (let last = chunks[kept - 1]; last && last.length <= added.length; last = chunks[kept - 1]) {
    added = [...last, ...added];
    kept--;
  }
  return { length: length + 1, chunks: [...chunks.slice(0, kept), added] };
}

/** The value at an index; undefined outside the list. */
export function valueAt<T>({ chunks }: GrowingList<T>, index: number): T | undefined {
  let offset = index;
  for (const chunk of chunks) {
    if (offset < chunk.length) return chunk[offset];
    offset -= chunk.length;
  }
  return undefined;
}

/** The list with another value at an index inside it. */
export function replacedAt<T>(list: GrowingList<T>, index: number, value: T): GrowingList<T> {
  let offset = index;
  const chunks = list.chunks.map((chunk) => {
    const isHere = offset >= 0 && offset < chunk.length;
    const changed = isHere ? chunk.with(offset, value) : chunk;
    offset -= chunk.length;
    return changed;
  });
  return { ...list, chunks };
}

/** The set with one more. */
export function including(set: GrowingSet, value: string): GrowingSet {
  const added = new Set([value]);
  const kept = [...set];
  for (let last = kept.at(-1); last && last.size <= added.size; last = kept.at(-1)) {
    for (const one of last) added.add(one);
    kept.pop();
  }
  return [...kept, added];
}

export const isIn = (set: GrowingSet, value: string): boolean => set.some((one) => one.has(value));
