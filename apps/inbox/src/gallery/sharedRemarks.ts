import type { SharedRemarkActions } from "@eigenkanaal/client";
import { minuteMs, nowMs, rowAt } from "./morning.js";

/** What two citizens let a supervisor read, and what was sealed to another. */
const told = (index: number, agoMin: number) => {
  const { desk, topic } = rowAt(index);
  return { remark: 100 - index, desk, topic, atMs: nowMs - agoMin * minuteMs };
};

export const sharedRemarks: Awaited<ReturnType<SharedRemarkActions["load"]>> = {
  ok: true,
  value: {
    remarks: [
      {
        ...told(3, 40),
        verdict: "no",
        text: "Ik moest drie keer hetzelfde vertellen. Daarna kreeg ik een link.",
      },
      { ...told(5, 1_500), verdict: "yes", text: "Sanne was heel vriendelijk. Dank u wel." },
      { ...told(9, 4_000), verdict: null, text: null },
    ],
    more: true,
  },
};
