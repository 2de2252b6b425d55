import type { Lang } from "../frame/settings.js";

/** `from` and `to` as they stand within a sentence; `To` and `From` at its beginning. */
type Desks = { from: string; From: string; to: string; To: string };
type OverflowTexts = {
  title: string;
  text: (desks: Desks) => string;
  accept: (desks: Desks) => string;
  decline: (desks: Desks) => string;
  busy: string;
  failed: string;
  gone: string;
};

/** Loaded with the card that they are for, and so apart from the other texts. */
export const overflowTexts: Record<Lang, OverflowTexts> = {
  nl: {
    title: "Het duurt langer dan we willen",
    text: ({ From, To }) =>
      `${From} heeft u nog niet geantwoord. ${To} kan u misschien eerder helpen. Dat bureau kan dan lezen wat u hier schreef.`,
    accept: ({ to }) => `Ja, vraag ${to}`,
    decline: ({ from }) => `Nee, ik wacht op ${from}`,
    busy: "Een ogenblik…",
    failed: "Dit lukt nu niet. Probeer het straks opnieuw. Uw vraag blijft staan.",
    gone: "Dit kan niet meer. Er is al een medewerker met uw vraag bezig.",
  },
  en: {
    title: "This is taking longer than we would like",
    text: ({ From, to }) =>
      `${From} has not answered you yet. Perhaps ${to} can help you sooner. That desk can then read what you wrote here.`,
    accept: ({ to }) => `Yes, ask ${to}`,
    decline: ({ from }) => `No, I will wait for ${from}`,
    busy: "One moment…",
    failed: "This does not work now. Try again later. Your question stays where it is.",
    gone: "This is no longer possible. A member of staff is already looking at your question.",
  },
};
