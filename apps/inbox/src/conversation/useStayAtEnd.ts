import type { Entry } from "@eigenkanaal/client";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { arrivals } from "./blocks.js";

const nearEndPx = 48;

/** Keeps a scroller at its end while the reader is there (or just wrote), else counts what came in below. */
export const useStayAtEnd = (entries: readonly Entry[]) => {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef<readonly Entry[]>([]);
  const [below, setBelow] = useState(0);

  const toEnd = useCallback(() => {
    scrollerRef.current?.scrollTo({ top: scrollerRef.current.scrollHeight });
    atEnd.current = true;
    setBelow(0);
  }, []);

  useEffect(() => {
    // Without it Safari gives the keyboard no way into a scroller.
    if (scrollerRef.current) scrollerRef.current.tabIndex = 0;
  }, []);

  useLayoutEffect(() => {
    const wrote =
      entries.filter((entry) => isOwn(entry)).length > before.current.filter((entry) => isOwn(entry)).length;
    const came = arrivals(before.current, entries).length;
    before.current = entries;
    if (atEnd.current || wrote) toEnd();
    else if (came > 0) setBelow((earlier) => earlier + came);
  }, [entries, toEnd]);

  const onScroll = useCallback(() => {
    const element = scrollerRef.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    if (atEnd.current) setBelow(0);
  }, []);

  return { scrollerRef, onScroll, below, toEnd };
};

const isOwn = (entry: Entry): boolean => entry.kind === "text" && entry.own;
