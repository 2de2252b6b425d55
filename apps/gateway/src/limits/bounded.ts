/**
 * For a cache of at most 100,000 entries, the least recent forgotten first. Counted as their size: of a `max`, lru-cache
 * takes the memory for all of them at once, megabytes for each kind of asker.
 */
export const bounded = { maxSize: 100_000, sizeCalculation: () => 1 };
