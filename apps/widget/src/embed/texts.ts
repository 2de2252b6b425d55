import type { Lang } from "../frame/settings.js";

type EmbedTexts = { ask: string; title: string; answers: (count: number) => string };

/** The few words outside the frame; its own texts load with it. */
export const embedTexts: Record<Lang, EmbedTexts> = {
  nl: {
    ask: "Stel uw vraag",
    title: "Chat met de gemeente",
    answers: (count) => (count === 1 ? "1 nieuw bericht" : `${count} nieuwe berichten`),
  },
  en: {
    ask: "Ask a question",
    title: "Chat with the municipality",
    answers: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  },
};
