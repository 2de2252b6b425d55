import type { Lang } from "../frame/settings.js";

type SavingTexts = Record<
  | "title"
  | "how"
  | "beware"
  | "gathering"
  | "failed"
  | "retry"
  | "ready"
  | "readable"
  | "computer"
  | "saved"
  | "stays",
  string
> & { fetched: (messages: number) => string };

/** Loaded with the sheet that they are for, and so apart from the other texts. */
export const savingTexts: Record<Lang, SavingTexts> = {
  nl: {
    title: "Gesprek bewaren",
    how: "U bewaart het hele gesprek als bestand op dit apparaat.",
    beware:
      "Wie dit apparaat gebruikt, kan het bestand lezen: bewaar het dus niet op een computer die u deelt.",
    gathering: "We halen het hele gesprek op.",
    fetched: (messages) => `Tot nu toe: ${messages} ${messages === 1 ? "bericht" : "berichten"}.`,
    failed:
      "We kunnen nu niet het hele gesprek ophalen. Daarom bewaren we nog niets. Kijk of u internet heeft en probeer het opnieuw.",
    retry: "Probeer opnieuw",
    ready: "Het gesprek staat klaar. Hoe wilt u het bewaren?",
    readable: "Leesbaar (om te lezen of te printen)",
    computer: "Voor een computer (JSON)",
    saved: "U vindt het bestand bij uw downloads.",
    stays: "Verwijdert u later het gesprek van dit apparaat? Dan blijft het bestand staan.",
  },
  en: {
    title: "Save this conversation",
    how: "You save the whole conversation as a file on this device.",
    beware: "Who uses this device can read the file: so do not save it on a computer that you share.",
    gathering: "Fetching the whole conversation.",
    fetched: (messages) => `So far: ${messages} ${messages === 1 ? "message" : "messages"}.`,
    failed:
      "We cannot fetch the whole conversation now. So nothing is saved yet. Check your internet connection and try again.",
    retry: "Try again",
    ready: "The conversation is ready. How do you want to save it?",
    readable: "Readable (to read or to print)",
    computer: "For a computer (JSON)",
    saved: "You will find the file with your downloads.",
    stays: "Do you delete the conversation from this device later? Then the file stays.",
  },
};
