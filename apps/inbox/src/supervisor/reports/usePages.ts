import type { SignInFailure } from "@eigenkanaal/client";
import { useCallback, useEffect, useRef, useState } from "react";

type Page = { total: number; conversations: readonly unknown[]; next: string | null };
type Answer<P> = { ok: true; value: P } | { ok: false; failure: SignInFailure };

type Pages<P extends Page> = {
  at: "loading" | "shown" | SignInFailure;
  /** The page that came last: what it says of the whole is the newest. */
  last: P | null;
  /** Those of all pages so far. */
  conversations: readonly P["conversations"][number][];
};
const nothing = { at: "loading", last: null, conversations: [] } as const;

/**
 * A list page by page, and a way to ask for the next one, or once more for one that did not come. `ask` stays the same function for as
 * long as it is the same list.
 */
export const usePages = <P extends Page>(
  ask: (before: string | undefined) => Promise<Answer<P>>,
): [Pages<P>, () => void] => {
  const [pages, setPages] = useState<Pages<P>>(nothing);
  const asked = useRef(0);
  const load = useCallback(
    async (before: Pages<P>) => {
      const turn = ++asked.current;
      setPages({ ...before, at: "loading" });
      const answer = await ask(before.last?.next ?? undefined);
      if (turn !== asked.current) return;
      if (!answer.ok) return setPages({ ...before, at: answer.failure });
      const { value } = answer;
      setPages({
        at: "shown",
        last: value,
        conversations: [...before.conversations, ...value.conversations],
      });
    },
    [ask],
  );
  useEffect(() => void load(nothing), [load]);
  return [pages, () => void load(pages)];
};
