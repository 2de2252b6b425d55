import type { SearchActions, SearchFilter, SearchResult } from "@eigenkanaal/client";
import { useEffect, useState } from "react";

/** What is searched for: words as they are typed, and where. */
export type Sought = SearchFilter & { words: string };

/** Between the letters of somebody who types. */
const settleMs = 120;

/** What is found, anew when the words or the index change; `null` while there is nothing to search for. */
export const useFound = (
  { words, desk, state }: Sought,
  { find, done }: Pick<SearchActions, "find"> & { done: number },
) => {
  const [found, setFound] = useState<{ words: string; results: SearchResult[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has been read since can hold the words
  useEffect(() => {
    if (words.trim().length < 2) return setFound(null);
    let wanted = true;
    const timer = setTimeout(() => {
      void find(words, { desk, state }).then((results) => wanted && setFound({ words, results }));
    }, settleMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [words, desk, state, find, done]);
  return found?.words === words || words.trim().length >= 2 ? found : null;
};
