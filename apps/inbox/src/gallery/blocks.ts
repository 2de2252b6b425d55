import type { BlockActions } from "@eigenkanaal/client";
import { colleagues, minuteMs, nowMs, rowAt } from "./morning.js";

/** Who cannot write now: of a desk of one's own, and of another. */
const row = (index: number) => {
  const { conversation, desk, topic } = rowAt(index);
  return { conversation, desk, topic };
};

export const blocks: Awaited<ReturnType<BlockActions["load"]>> = {
  ok: true,
  value: {
    blocks: [
      {
        ...{ ...row(3), reason: "threats", by: colleagues.sanne.member },
        ...{ atMs: nowMs - 200 * minuteMs, untilMs: nowMs + 1240 * minuteMs },
      },
      {
        ...{ ...row(5), reason: "flooding", by: colleagues.noor.member },
        ...{ atMs: nowMs - 3 * 1440 * minuteMs, untilMs: nowMs + 27 * 1440 * minuteMs },
      },
    ],
  },
};
