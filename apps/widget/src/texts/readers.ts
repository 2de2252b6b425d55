import type { Lang } from "../frame/settings.js";

type ReadersTexts = Record<
  | "title"
  | "you"
  | "youHint"
  | "deskEmpty"
  | "archive"
  | "archiveHint"
  | "reviewer"
  | "handingOverHint"
  | "nobodyElse"
  | "check"
  | "number"
  | "numberLater"
  | "organisation"
  | "organisationHow",
  string
> & {
  deskHint: (members: string) => string;
  reviewerHint: (name: string) => string;
  checkHow: (phone: string | null) => string;
};

/** Loaded with the sheet that they are for, and so apart from the other texts. */
export const readersTexts: Record<Lang, ReadersTexts> = {
  nl: {
    title: "Wie kan dit lezen?",
    you: "U",
    youHint: "Alleen op dit apparaat, in deze browser.",
    deskHint: (members) => `Medewerkers: ${members}.`,
    deskEmpty: "De medewerkers van dit bureau.",
    archive: "Het archief van uw gemeente",
    archiveHint: "Bewaart het gesprek zo lang als de wet dat vraagt.",
    reviewer: "Een controleur van uw gemeente",
    reviewerHint: (name) => `${name} beoordeelt of u goed geholpen bent, en leest mee tot dat klaar is.`,
    handingOverHint: "Heeft uw gesprek overgedragen en leest mee tot een collega het oppakt.",
    nobodyElse: "Anderen niet. Ook het bedrijf dat de chat laat werken niet.",
    check: "Zelf controleren",
    checkHow: (phone) =>
      `${phone === null ? "Bel uw gemeente" : `Bel ${phone}`} en vraag de medewerker om het gespreksnummer voor te lezen. Is het hetzelfde als hier? Dan leest niemand anders mee.`,
    number: "Gespreksnummer",
    numberLater: "Dat nummer komt hier te staan als u uw eerste bericht heeft gestuurd.",
    organisation: "Organisatienummer",
    organisationHow: "Dit nummer staat ook op de brieven van uw gemeente.",
  },
  en: {
    title: "Who can read this?",
    you: "You",
    youHint: "Only on this device, in this browser.",
    deskHint: (members) => `Staff: ${members}.`,
    deskEmpty: "The staff of this desk.",
    archive: "Your municipality’s archive",
    archiveHint: "Keeps the conversation for as long as the law requires.",
    reviewer: "A reviewer of your municipality",
    reviewerHint: (name) => `${name} looks whether you were helped well, and reads along until that is done.`,
    handingOverHint: "Handed your conversation over and reads along until a colleague takes it.",
    nobodyElse: "Nobody else. Not even the company that runs the chat.",
    check: "Check for yourself",
    checkHow: (phone) =>
      `${phone === null ? "Call your municipality" : `Call ${phone}`} and ask for the conversation number to be read out. Is it the same as here? Then nobody else is reading along.`,
    number: "Conversation number",
    numberLater: "That number will be shown here after you send your first message.",
    organisation: "Organisation number",
    organisationHow: "This number is also printed on your municipality’s letters.",
  },
};
