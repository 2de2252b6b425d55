import type { QueueItem } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { chooseAll, extend, nothingChosen, toggle, within } from "./selection.js";

/** Which of the rows are chosen; what leaves the list is not chosen any more. */
export const useSelection = (rows: readonly QueueItem[]) => {
  const [kept, setKept] = useState(nothingChosen);
  const ids = useMemo(() => rows.map(({ conversation }) => conversation), [rows]);
  const selection = useMemo(() => within(kept, ids), [kept, ids]);
  // One function for all rows, so that none draws again because it changed.
  const newest = useRef({ ids, selection });
  useEffect(() => {
    newest.current = { ids, selection };
  });
  const choose = useCallback((conversation: ConversationId, how: "one" | "range") => {
    const { selection: now, ids: all } = newest.current;
    setKept(how === "one" ? toggle(now, conversation) : extend(now, all, conversation));
  }, []);
  /** From one row to the next, both chosen. */
  const choosePast = useCallback((from: ConversationId, to: ConversationId) => {
    const { selection: now, ids: all } = newest.current;
    setKept(extend(now.chosen.size === 0 ? toggle(nothingChosen, from) : now, all, to));
  }, []);
  return {
    chosen: selection.chosen,
    items: useMemo(
      () => rows.filter(({ conversation }) => selection.chosen.has(conversation)),
      [rows, selection],
    ),
    choose,
    choosePast,
    all: useCallback(() => setKept(chooseAll(newest.current.ids)), []),
    clear: useCallback(() => setKept(nothingChosen), []),
  };
};
export type ChosenRows = ReturnType<typeof useSelection>;
