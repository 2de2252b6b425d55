import type { ConversationSummary, HoldState, Reply } from "@eigenkanaal/protocol";
import { createTownNews } from "./townNews.js";

type Surroundings = {
  ask: () => Promise<Reply<HoldState>>;
  changed: () => void;
};

/** Whether one's closed conversation is kept longer than its term, for a procedure: asked for when it may be otherwise [Z5]. */
export const createKeptLonger = ({ ask, changed }: Surroundings) => {
  let state: "open" | "closed" = "open";
  let held = false;
  const become = (now: boolean) => {
    if (held === now) return;
    held = now;
    changed();
  };
  const look = async () => {
    if (state === "open") return;
    const reply = await ask();
    // Meanwhile it may have been opened again.
    if (reply.ok && state === "closed") become(reply.value.held);
  };
  const news = createTownNews(() => void look());
  return {
    view: () => held,
    follow: (summary: ConversationSummary) => {
      state = summary.closedAtMs === null ? "open" : "closed";
      if (state === "open") become(false);
      else void look();
    },
    hear: news.hear,
    look,
    stop: () => {
      news.stop();
      state = "open";
      held = false;
    },
  };
};
