import type { ArchiveReadingActions, RecordsActions } from "@eigenkanaal/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { searchArchive, type WooSearch, type WooWish } from "./search.js";

/** A search at a time; it ends with the screen. */
export const useWooSearch = (
  list: RecordsActions["list"],
  searchRecords: ArchiveReadingActions["searchRecords"],
) => {
  const [search, setSearch] = useState<WooSearch>({ at: "still" });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const find = useCallback(
    (wish: WooWish) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      // What another search tells no longer counts.
      const tell = (state: WooSearch) => running.current === mine && setSearch(state);
      void searchArchive(wish, { list, searchRecords, signal: mine.signal, tell });
    },
    [list, searchRecords],
  );
  return { search, find, stop: () => running.current?.abort() };
};
