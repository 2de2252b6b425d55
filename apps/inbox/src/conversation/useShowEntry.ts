import type { Entry } from "@eigenkanaal/client";
import { type RefObject, useEffect, useRef } from "react";

/** Brings an entry that was searched for into sight, once, as soon as it has been read. */
export const useShowEntry = (
  scrollerRef: RefObject<HTMLElement | null>,
  wanted: string | null,
  entries: readonly Entry[],
) => {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (!wanted || shown.current === wanted || !entries.some(({ id }) => id === wanted)) return;
    shown.current = wanted;
    scrollerRef.current
      ?.querySelector(`[data-entry="${CSS.escape(wanted)}"]`)
      ?.scrollIntoView({ block: "center" });
  }, [scrollerRef, wanted, entries]);
};
