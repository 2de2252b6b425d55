import type { ColleagueView, DestructionActions, SignInFailure } from "@eigenkanaal/client";
import type { DestructionLists, MemberId, RetentionTable } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useState } from "react";
import type { TownNames } from "../queue/names.js";

/** What every part of the screen needs. */
export type DestructionProps = {
  actions: DestructionActions;
  me: MemberId;
  names: TownNames;
  members: readonly ColleagueView[];
  retention: RetentionTable;
};

type DestructionView =
  | { at: "loading" }
  | { at: "failed"; failure: SignInFailure }
  | { at: "shown"; lists: DestructionLists };

/** How often the lists are asked for again while one is carried out. */
const watchMs = 2_000;

/** The lists as the gateway has them, and a way to ask again; by itself while one of them is carried out. */
export const useDestruction = (
  actions: Pick<DestructionActions, "lists">,
): [DestructionView, () => Promise<void>] => {
  const [view, setView] = useState<DestructionView>({ at: "loading" });
  const load = useCallback(async () => {
    const answer = await actions.lists();
    setView(answer.ok ? { at: "shown", lists: answer.value } : { at: "failed", failure: answer.failure });
  }, [actions]);
  useEffect(() => void load(), [load]);
  const running = view.at === "shown" && view.lists.lists.some(({ state }) => state === "approved");
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void load(), watchMs);
    return () => clearInterval(timer);
  }, [running, load]);
  return [view, load];
};
