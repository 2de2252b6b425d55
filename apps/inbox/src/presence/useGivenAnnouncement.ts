import type { QueueItem } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { useEffect, useRef, useState } from "react";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";

/** A conversation that has just become one's own, or is back from being put off, in the words that a screen reader hears once. */
export const useGivenAnnouncement = (queue: readonly QueueItem[], names: TownNames): string => {
  const texts = useTexts();
  const told = useRef(new Set<ConversationId>());
  const [announcement, setAnnouncement] = useState("");
  useEffect(() => {
    const given = queue.filter((item) => item.given || item.back);
    const fresh = given.findLast(({ conversation }) => !told.current.has(conversation));
    told.current = new Set(given.map(({ conversation }) => conversation));
    const say = fresh?.back ? texts.snooze.backSaid : texts.presence.given;
    if (fresh) setAnnouncement(say(names.topic(fresh.topic), names.desk(fresh.desk)));
  }, [queue, names, texts]);
  return announcement;
};
