import type { Lang } from "../frame/settings.js";

type PrivacyTexts = Record<
  | "title"
  | "lead"
  | "storedTitle"
  | "stored"
  | "longTitle"
  | "long"
  | "readTitle"
  | "read"
  | "nameTitle"
  | "name"
  | "more",
  string
>;

/** Loaded with the sheet that they are for, and so apart from the other texts. */
export const privacyTexts: Record<Lang, PrivacyTexts> = {
  nl: {
    title: "Uw gegevens",
    lead: "Uw berichten gaan op slot voordat ze uw apparaat verlaten. Alleen u en uw gemeente hebben de sleutel.",
    storedTitle: "Wat bewaren we?",
    stored:
      "Zolang u niets stuurt: niets. Na uw eerste bericht bewaart uw browser een sleutel. Zo kunt u later verder lezen. Uw gemeente bewaart het gesprek, op slot.",
    longTitle: "Hoe lang?",
    long: "Op uw apparaat: tot u het verwijdert. Bij uw gemeente: zo lang als de wet dat vraagt.",
    readTitle: "Wie kan het lezen?",
    read: "Het bureau dat u kiest, en het archief van uw gemeente. Het bedrijf dat de chat laat werken, kan niets lezen.",
    nameTitle: "Moet u uw naam geven?",
    name: "Nee. Stuur ook geen burgerservicenummer (BSN) als wij daar niet om vragen.",
    more: "Lees de hele privacyverklaring",
  },
  en: {
    title: "Your data",
    lead: "Your messages are locked before they leave your device. Only you and your municipality have the key.",
    storedTitle: "What do we keep?",
    stored:
      "As long as you send nothing: nothing. After your first message your browser keeps a key, so that you can read on later. Your municipality keeps the conversation, locked.",
    longTitle: "For how long?",
    long: "On your device: until you remove it. With your municipality: for as long as the law requires.",
    readTitle: "Who can read it?",
    read: "The desk you choose, and your municipality’s archive. The company that runs the chat cannot read anything.",
    nameTitle: "Do you have to give your name?",
    name: "No. And do not send your citizen service number (BSN) unless we ask for it.",
    more: "Read the full privacy statement",
  },
};
