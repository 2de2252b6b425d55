import type { Lang } from "../frame/settings.js";

type EnterTexts = Record<
  | "title"
  | "how"
  | "beware"
  | "replaces"
  | "label"
  | "hint"
  | "confirm"
  | "acting"
  | "wrong_code"
  | "unknown"
  | "unreachable"
  | "storage",
  string
>;
type OwnTexts = Record<
  "title" | "how" | "code" | "loading" | "copy" | "copied" | "notCopied" | "secret" | "failed",
  string
>;

/** Loaded with the sheets that they are for, and so apart from the other texts. */
export const codeTexts: Record<Lang, { enter: EnterTexts; own: OwnTexts }> = {
  nl: {
    enter: {
      title: "Verder met een code",
      how: "Heeft u een code van de balie of van uw andere apparaat? Dan gaat u hier verder met dat gesprek.",
      beware:
        "Kreeg u de code van iemand anders? Gebruik hem dan niet. Die persoon kan lezen wat u in het gesprek schrijft.",
      replaces:
        "Op dit apparaat staat al een gesprek. Dat verdwijnt hier als u verdergaat. Wilt u het houden? Sluit dit scherm en kies in het menu eerst “Op een ander apparaat verder”.",
      label: "Uw code",
      hint: "27 tekens. Hoofdletters, streepjes en spaties maken niet uit.",
      confirm: "Ga verder",
      acting: "Het gesprek wordt gezocht…",
      wrong_code: "Deze code klopt niet. Kijk of u een teken bent vergeten of verwisseld.",
      unknown: "Bij deze code hoort geen gesprek meer. Begin een nieuw gesprek, of bel ons.",
      unreachable: "We kunnen geen verbinding maken. Probeer het straks opnieuw.",
      storage:
        "Uw browser kan het gesprek niet bewaren. Probeer het in een gewoon venster, niet in een privévenster.",
    },
    own: {
      title: "Op een ander apparaat verder",
      how: "Open op het andere apparaat de chat op de website van uw gemeente. Kies “Verder met een code” en typ deze code:",
      code: "Uw code",
      loading: "De code wordt gemaakt…",
      copy: "Kopieer de code",
      copied: "De code staat op uw klembord.",
      notCopied: "Kopiëren lukte niet. Schrijf de code over.",
      secret:
        "Geef deze code aan niemand. Wie hem heeft, kan dit hele gesprek lezen en namens u schrijven. Uw gemeente vraagt er nooit om.",
      failed: "Dit lukt nu niet. Probeer het straks opnieuw.",
    },
  },
  en: {
    enter: {
      title: "Continue with a code",
      how: "Do you have a code from the counter or from your other device? Then you go on with that conversation here.",
      beware:
        "Did somebody else give you the code? Then do not use it. That person can read what you write in the conversation.",
      replaces:
        "There is a conversation on this device already. It disappears from here when you go on. Do you want to keep it? Close this screen and first choose “Continue on another device” in the menu.",
      label: "Your code",
      hint: "27 characters. Capitals, hyphens and spaces do not matter.",
      confirm: "Continue",
      acting: "Looking for the conversation…",
      wrong_code: "This code is not right. Check whether you left out or swapped a character.",
      unknown: "There is no conversation with this code any more. Begin a new conversation, or call us.",
      unreachable: "We cannot connect. Try again later.",
      storage: "Your browser cannot keep the conversation. Try it in a normal window, not a private one.",
    },
    own: {
      title: "Continue on another device",
      how: "On the other device, open the chat on the municipality’s website. Choose “Continue with a code” and type this code:",
      code: "Your code",
      loading: "Making the code…",
      copy: "Copy the code",
      copied: "The code is on your clipboard.",
      notCopied: "Copying failed. Write the code down.",
      secret:
        "Do not give this code to anybody. Who has it can read this whole conversation and write in your name. Your municipality never asks for it.",
      failed: "This does not work now. Try again later.",
    },
  },
};
