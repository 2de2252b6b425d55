import type { QueueItem } from "@eigenkanaal/client";
import { useEffect, useRef } from "react";
import { useTexts } from "../texts/texts.js";
import { newsSince, waitsIn } from "./news.js";

/** Says on the desktop that something came while one looks elsewhere; the words are always the same and tell nothing. */
export const useNotifications = (queue: readonly QueueItem[], enabled: boolean): void => {
  const { notifications } = useTexts();
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    const news = known.current && newsSince(queue, known.current);
    known.current = waitsIn(queue);
    if (news && enabled && !document.hasFocus()) tellOnDesktop(notifications[news], "eigenkanaal");
  }, [queue, enabled, notifications]);
};

/** Says words on the desktop, where that is allowed. The same tag: a newer one takes the place of the one before. */
export const tellOnDesktop = (words: string, tag: string): void => {
  if (!mayNotify()) return;
  const shown = new Notification(words, { tag });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
};

const mayNotify = () => "Notification" in window && Notification.permission === "granted";

/** Asks the person through their browser; false when they, or the browser, do not want it. */
export const askToNotify = async (): Promise<boolean> =>
  "Notification" in window && (await Notification.requestPermission()) === "granted";
