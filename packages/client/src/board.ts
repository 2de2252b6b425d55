import { createStore } from "zustand/vanilla";
import { answerOf } from "./account.js";
import type { BoardActions, BoardState } from "./boardViews.js";
import type { Http } from "./http.js";

/** News comes in bursts: what comes within this time of the first is fetched together. With the gateway's own pause, well below a second. */
const withinMs = 250;
/** What time alone changes, as what counts to the last hour, is not told: it is fetched again after so long. */
const everyMs = 30_000;

/** A supervisor's board, as it is now while somebody follows it (PROTOCOL.md U4). `told`: hears the database's clock. */
export const createBoard = ({
  http,
  told,
}: {
  http: Pick<Http, "board">;
  told: (databaseNowMs: number) => void;
}): BoardActions & { hear(): void; clear(): void } => {
  const state = createStore<BoardState>(() => ({ phase: "loading" }));
  let followers = 0;
  /** Counts the times that it was forgotten: what was asked before is then nobody's any more. */
  let forgotten = 0;
  let asking: "no" | "yes" | "again" = "no";
  let due: ReturnType<typeof setTimeout> | undefined;
  let regularly: ReturnType<typeof setInterval> | undefined;

  const ask = async () => {
    clearTimeout(due);
    due = undefined;
    // Its answer may be of before what is asked for now.
    if (asking !== "no") asking = "again";
    if (asking !== "no") return;
    asking = "yes";
    const before = forgotten;
    const answer = answerOf(await http.board());
    const again = (asking as "yes" | "again") === "again";
    asking = "no";
    if (before !== forgotten) return;
    const shown = state.getState();
    if (answer.ok) {
      told(answer.value.nowMs);
      state.setState({ phase: "shown", board: answer.value, failure: null }, true);
    } else if (shown.phase === "shown") state.setState({ ...shown, failure: answer.failure }, true);
    else state.setState({ phase: "failed", failure: answer.failure }, true);
    if (again) hear();
  };

  const hear = () => {
    if (followers > 0) due ??= setTimeout(() => void ask(), withinMs);
  };

  const rest = () => {
    clearTimeout(due);
    clearInterval(regularly);
    due = regularly = undefined;
  };

  return {
    state,
    follow: () => {
      if (followers++ === 0) {
        regularly = setInterval(() => void ask(), everyMs);
        void ask();
      }
      let follows = true;
      return () => {
        if (follows && --followers === 0) rest();
        follows = false;
      };
    },
    refresh: ask,
    hear,
    clear: () => {
      forgotten++;
      clearTimeout(due);
      due = undefined;
      state.setState({ phase: "loading" }, true);
    },
  };
};
