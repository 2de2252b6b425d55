import { crossedSince, isOverThreshold } from "@eigenkanaal/domain";
import type { Board, DeskId } from "@eigenkanaal/protocol";
import { useEffect, useMemo, useRef, useState } from "react";
import { tellOnDesktop } from "../../notifications/useNotifications.js";
import { useClock } from "../../queue/clock.js";
import { useTexts } from "../../texts/texts.js";
import { type BoardAlerts, noThreshold } from "./alerts.js";
import { playTone } from "./tone.js";

/**
 * The desks that are over their threshold now, and those of them that came over it last. Of each that does the person is
 * told once, as they chose: by a sound, on the desktop, or only here.
 */
export const useAlerts = (
  desks: Board["desks"],
  { thresholds, sound, notify }: BoardAlerts,
): { over: readonly DeskId[]; crossed: readonly DeskId[] } => {
  const { supervisor: words } = useTexts();
  const key = useClock((nowMs) =>
    desks
      .filter((one) => isOverThreshold(thresholds[one.desk] ?? noThreshold, one, nowMs))
      .map(({ desk }) => desk)
      .join(" "),
  );
  const over = useMemo(() => (key === "" ? [] : (key.split(" ") as DeskId[])), [key]);
  const before = useRef<readonly DeskId[]>(undefined);
  const [crossed, setCrossed] = useState<readonly DeskId[]>([]);
  useEffect(() => {
    const fresh = crossedSince(before.current, over);
    before.current = over;
    if (fresh.length === 0) return;
    setCrossed(fresh);
    if (sound) void playTone();
    if (notify) tellOnDesktop(words.alerts.notification, "eigenkanaal.board");
  }, [over, sound, notify, words]);
  return { over, crossed };
};
