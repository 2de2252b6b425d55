import type { LabelActions, QueueItem } from "@eigenkanaal/client";
import type { DeskId, Label, LabelId } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../texts/texts.js";

/** What the desks call their labels, those that have ended too. */
export type LabelNames = {
  all: readonly Label[];
  name: (label: LabelId) => string;
  ofDesk: (desk: DeskId) => Label[];
  /** Fetches them again; false when that did not go. */
  reload: () => Promise<boolean>;
};

/** The labels of one's desks, fetched again where a conversation has one that is not known: a colleague just made it. */
export const useLabels = (actions: Pick<LabelActions, "load">, queue: readonly QueueItem[]): LabelNames => {
  const { labels: words } = useTexts();
  const [all, setAll] = useState<readonly Label[]>([]);
  const reload = useCallback(async () => {
    const answer = await actions.load();
    if (answer.ok) setAll(answer.value.labels);
    return answer.ok;
  }, [actions]);
  const names = useMemo(() => new Map(all.map(({ label, name }) => [label, name])), [all]);
  /** What was asked for and is not there is not asked for again. */
  const asked = useRef(new Set<LabelId>());
  const unknown = queue.flatMap(({ labels }) => labels.filter((one) => !names.has(one)));
  const fresh = unknown.some((one) => !asked.current.has(one));
  useEffect(() => {
    void reload();
  }, [reload]);
  useEffect(() => {
    if (!fresh) return;
    for (const one of unknown) asked.current.add(one);
    void reload();
  });
  return useMemo(
    () => ({
      all,
      name: (label) => names.get(label) ?? words.unknown,
      ofDesk: (desk) => all.filter((one) => one.desk === desk),
      reload,
    }),
    [all, names, words, reload],
  );
};
