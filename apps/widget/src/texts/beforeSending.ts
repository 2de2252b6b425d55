import type { PersonalDataKind } from "@eigenkanaal/domain";
import type { Lang } from "../frame/settings.js";

type BeforeSendingTexts = {
  question: (kinds: PersonalDataKind[]) => string;
  advice: (kinds: PersonalDataKind[]) => string;
  adjust: string;
  send: string;
};

const listed = (words: string[], lang: Lang): string =>
  new Intl.ListFormat(lang, { type: "conjunction" }).format(words);

const named: Record<Lang, Record<PersonalDataKind, string>> = {
  nl: {
    bsn: "uw burgerservicenummer (BSN)",
    iban: "een rekeningnummer",
    email: "een e-mailadres",
    phone: "een telefoonnummer",
  },
  en: {
    bsn: "your citizen service number (BSN)",
    iban: "an account number",
    email: "an e-mail address",
    phone: "a phone number",
  },
};

/** Loaded with the question that they are for, and so apart from the other texts. */
export const beforeSendingTexts: Record<Lang, BeforeSendingTexts> = {
  nl: {
    question: (kinds) =>
      `${kinds.length === 1 ? "Staat" : "Staan"} ${listed(
        kinds.map((kind) => named.nl[kind]),
        "nl",
      )} in uw bericht?`,
    advice: (kinds) =>
      kinds.includes("bsn")
        ? "Stuur uw BSN alleen als wij erom vragen."
        : "Stuur alleen wat nodig is voor uw vraag.",
    adjust: "Aanpassen",
    send: "Toch versturen",
  },
  en: {
    question: (kinds) =>
      `Does your message contain ${listed(
        kinds.map((kind) => named.en[kind]),
        "en",
      )}?`,
    advice: (kinds) =>
      kinds.includes("bsn")
        ? "Only send your BSN when we ask for it."
        : "Only send what is needed for your question.",
    adjust: "Change it",
    send: "Send anyway",
  },
};
