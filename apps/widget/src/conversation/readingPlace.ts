import type { Entry } from "@eigenkanaal/client";
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { arrivals } from "./timeline.js";

/** Within this many pixels of the end one counts as reading the newest. */
const endMarginPx = 48;

export type ReadingPlace = {
  list: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** New messages below, while reading back. */
  missed: number;
  /** The newest arrivals, to be announced once. */
  arrived: ReturnType<typeof arrivals>;
  toEnd: () => void;
};

/**
 * Keeps the list where the reader is: at the end it follows new messages, while reading back it stays and counts
 * them. `below` is whatever else can change the list's height at its end.
 */
export const useReadingPlace = (entries: readonly Entry[], below: unknown): ReadingPlace => {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const seenIds = useRef<ReadonlySet<string>>(new Set(entries.map(({ id }) => id)));
  const [missed, setMissed] = useState(0);
  const [arrived, setArrived] = useState<ReturnType<typeof arrivals>>([]);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    setMissed(0);
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, []);

  const onScroll = useCallback(() => {
    if (!list.current) return;
    const { scrollHeight, scrollTop, clientHeight } = list.current;
    atEnd.current = scrollHeight - scrollTop - clientHeight < endMarginPx;
    if (atEnd.current) setMissed(0);
  }, []);

  useLayoutEffect(() => {
    const fresh = arrivals(entries, seenIds.current);
    const justWrote = entries.some(
      (entry) => entry.kind === "text" && entry.own && !seenIds.current.has(entry.id),
    );
    seenIds.current = new Set(entries.map(({ id }) => id));
    if (fresh.length > 0) setArrived(fresh);
    if (atEnd.current || justWrote) toEnd();
    else if (fresh.length > 0) setMissed((count) => count + fresh.length);
  }, [entries, toEnd]);

  useLayoutEffect(() => {
    if (below !== undefined && atEnd.current) toEnd();
  }, [below, toEnd]);

  useEffect(() => {
    if (!list.current) return;
    const follow = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    follow.observe(list.current);
    return () => follow.disconnect();
  }, [toEnd]);

  return { list, onScroll, missed, arrived, toEnd };
};
