import type { Verdict, VerdictAnswer } from "@eigenkanaal/protocol";
import type { Lang } from "../frame/settings.js";

type VerdictTexts = {
  question: string;
  how: string;
  answers: Record<Verdict, string>;
  skip: string;
  said: Record<VerdictAnswer, string>;
  change: string;
  answerAfterAll: string;
  failed: string;
  gone: string;
  remark: {
    offer: string;
    label: string;
    how: string;
    share: string;
    shareHow: string;
    send: string;
    cancel: string;
    sent: string;
    empty: string;
    failed: string;
  };
};

/** Loaded with the question that they are for, and so apart from the other texts. */
export const verdictTexts: Record<Lang, VerdictTexts> = {
  nl: {
    question: "Bent u geholpen?",
    how: "Uw gemeente telt de antwoorden om beter te helpen.",
    answers: { yes: "Ja", partly: "Voor een deel", no: "Nee" },
    skip: "Overslaan",
    said: {
      yes: "Dank u wel. U zei: ja, ik ben geholpen.",
      partly: "Dank u wel. U zei: ik ben voor een deel geholpen.",
      no: "Dank u wel. U zei: nee, ik ben niet geholpen.",
      skipped: "U sloeg de vraag of u geholpen bent over.",
    },
    change: "Antwoord veranderen",
    answerAfterAll: "Toch antwoorden",
    failed: "Dit lukt nu niet. Probeer het straks opnieuw.",
    gone: "Dit kan niet meer.",
    remark: {
      offer: "Schrijf er iets bij",
      label: "Uw opmerking",
      how: "Alleen wie dit gesprek kan lezen, leest uw opmerking. U krijgt er geen antwoord op.",
      share: "De leidinggevende mag dit ook lezen",
      shareHow: "Kruist u dit niet aan? Dan kan de leidinggevende het niet lezen.",
      send: "Verstuur opmerking",
      cancel: "Annuleren",
      sent: "Uw opmerking staat bij het gesprek.",
      empty: "Schrijf eerst uw opmerking.",
      failed: "Uw opmerking is niet verstuurd. De tekst staat er nog. Probeer het straks opnieuw.",
    },
  },
  en: {
    question: "Were you helped?",
    how: "The municipality counts the answers, to help better.",
    answers: { yes: "Yes", partly: "Partly", no: "No" },
    skip: "Skip",
    said: {
      yes: "Thank you. You said: yes, I was helped.",
      partly: "Thank you. You said: I was partly helped.",
      no: "Thank you. You said: no, I was not helped.",
      skipped: "You skipped the question whether you were helped.",
    },
    change: "Change answer",
    answerAfterAll: "Answer after all",
    failed: "This does not work now. Try again later.",
    gone: "This is no longer possible.",
    remark: {
      offer: "Add a remark",
      label: "Your remark",
      how: "Only who can read this conversation can read your remark. It is not answered.",
      share: "The supervisor may read this too",
      shareHow: "If you do not tick this, the supervisor cannot read it.",
      send: "Send remark",
      cancel: "Cancel",
      sent: "Your remark is with the conversation.",
      empty: "Write your remark first.",
      failed: "Your remark was not sent. Your text is still here. Try again later.",
    },
  },
};
