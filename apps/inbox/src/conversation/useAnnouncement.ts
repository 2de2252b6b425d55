import type { Entry } from "@eigenkanaal/client";
import { useEffect, useRef, useState } from "react";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";
import { handoverTitle } from "../transfer/HandoverCard.js";
import { arrivals, type TextEntry } from "./blocks.js";

/** The newest message of somebody else, in the words a screen reader hears once; empty for what was there on opening. */
export const useAnnouncement = (entries: readonly Entry[], names: TownNames): string => {
  const texts = useTexts();
  const before = useRef(entries);
  const [announcement, setAnnouncement] = useState("");
  useEffect(() => {
    const newest = arrivals(before.current, entries).at(-1);
    before.current = entries;
    if (newest?.kind === "text") setAnnouncement(announcementOf(newest, texts));
    if (newest?.kind === "handover")
      setAnnouncement(`${handoverTitle(newest, names, texts)}. ${newest.note.text}`);
  }, [entries, names, texts]);
  return announcement;
};

const announcementOf = ({ author, channel, text }: TextEntry, texts: Texts): string => {
  const words = texts.conversation;
  if (author.role === "citizen") return words.announceCitizen(text);
  return channel === "internal"
    ? words.announceNote(author.alias, text)
    : words.announceMember(author.alias, text);
};
