import type { Delivered, Doubt } from "../transcript.js";

/** The words of a conversation on paper or in a file, beside what was said. */
export type TranscriptWords = {
  /** BCP 47, of these words. */
  lang: string;
  /** How it writes dates. */
  locale: string;
  title: (organisation: string) => string;
  about: string;
  organisation: string;
  desk: string;
  topic: string;
  began: string;
  ended: string;
  notEnded: string;
  number: string;
  saved: string;
  moment: (date: string, time: string) => string;
  /** That nothing stored until then is missing. */
  all: (moment: string) => string;
  times: string;
  messages: string;
  none: string;
  you: string;
  colleague: (alias: string, desk: string | undefined) => string;
  unknown: string;
  clock: (time: string) => string;
  invalid: string;
  delivery: Record<Delivered, string>;
  doubts: Record<Doubt, string>;
  unsent: string;
  unsentHow: string;
  /** What the name of a file begins with: letters only. */
  file: string;
};

export const transcriptWords: Record<"nl" | "en", TranscriptWords> = {
  nl: {
    lang: "nl",
    locale: "nl-NL",
    title: (organisation) => `Uw gesprek met ${organisation}`,
    about: "Over dit gesprek",
    organisation: "Gemeente",
    desk: "Bureau",
    topic: "Onderwerp",
    began: "Begonnen",
    ended: "Afgesloten",
    notEnded: "nog niet",
    number: "Gespreksnummer",
    saved: "Bewaard",
    moment: (date, time) => `${date} om ${time} uur`,
    all: (moment) => `Dit is het hele gesprek, zoals het was op ${moment}.`,
    times: "Alle tijden zijn Nederlandse tijden.",
    messages: "Berichten",
    none: "In dit gesprek staan geen berichten.",
    you: "U",
    colleague: (alias, desk) => (desk === undefined ? alias : `${alias} (bureau ${desk})`),
    unknown: "Onbekend",
    clock: (time) => `${time} uur`,
    invalid:
      "Dit bericht is ongeldig. We konden niet nagaan of het echt van uw gemeente is. Daarom staat het hier niet.",
    delivery: { stored: "Verstuurd", delivered: "Afgeleverd", read: "Gelezen" },
    doubts: {
      gap: "Let op: er ontbreekt misschien een bericht.",
      fork: "Let op: van een bericht in dit gesprek bestaan twee versies. Dat hoort niet.",
      withheld: "Let op: uw gemeente heeft een bericht gezien dat hier niet is aangekomen.",
    },
    unsent: "Nog niet verstuurd",
    unsentHow: "Deze berichten stonden alleen op uw apparaat. Uw gemeente heeft ze niet gekregen.",
    file: "gesprek",
  },
  en: {
    lang: "en",
    locale: "en-GB",
    title: (organisation) => `Your conversation with ${organisation}`,
    about: "About this conversation",
    organisation: "Municipality",
    desk: "Desk",
    topic: "Topic",
    began: "Began",
    ended: "Closed",
    notEnded: "not yet",
    number: "Conversation number",
    saved: "Saved",
    moment: (date, time) => `${date} at ${time}`,
    all: (moment) => `This is the whole conversation, as it was on ${moment}.`,
    times: "All times are Dutch times.",
    messages: "Messages",
    none: "There are no messages in this conversation.",
    you: "You",
    colleague: (alias, desk) => (desk === undefined ? alias : `${alias} (${desk} desk)`),
    unknown: "Unknown",
    clock: (time) => time,
    invalid:
      "This message is not valid. We could not check that it really came from your municipality, so it is not shown here.",
    delivery: { stored: "Sent", delivered: "Delivered", read: "Read" },
    doubts: {
      gap: "Please note: a message may be missing.",
      fork: "Please note: there are two versions of a message in this conversation. That should not happen.",
      withheld: "Please note: your municipality has seen a message that did not arrive here.",
    },
    unsent: "Not sent yet",
    unsentHow: "These messages were on your device only. Your municipality did not receive them.",
    file: "conversation",
  },
};
