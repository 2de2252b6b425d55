import type { Lang } from "../frame/settings.js";

type NoticeTexts = Record<
  "title" | "offer" | "label" | "how" | "confirm" | "cancel" | "asked" | "withdraw" | "invalid" | "failed",
  string
>;

/** Loaded with the form that they are for, and so apart from the other texts. */
export const noticeTexts: Record<Lang, NoticeTexts> = {
  nl: {
    title: "Bericht per e-mail",
    offer: "Mail mij als er antwoord is",
    label: "Uw e-mailadres",
    how: "De server van uw gemeente kan dit adres lezen, anders kan hij u niet mailen. De medewerkers zien het niet. In de e-mail staat niets over uw vraag. Na het gesprek verwijderen we uw adres.",
    confirm: "Mail mij",
    cancel: "Annuleren",
    asked: "U krijgt een e-mail als er antwoord is.",
    withdraw: "Toch geen e-mail",
    invalid: "Vul een heel e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.",
    failed: "Dit lukt nu niet. Probeer het straks opnieuw.",
  },
  en: {
    title: "Notice by e-mail",
    offer: "E-mail me when there is an answer",
    label: "Your e-mail address",
    how: "The municipality’s server can read this address, or it could not e-mail you. Its staff do not see it. The e-mail says nothing about your question. After the conversation we delete your address.",
    confirm: "E-mail me",
    cancel: "Cancel",
    asked: "You will get an e-mail when there is an answer.",
    withdraw: "No e-mail after all",
    invalid: "Enter a whole e-mail address, for example name@example.com.",
    failed: "This does not work now. Try again later.",
  },
};
