import type { Decision, WooGround } from "../redaction/grounds.js";
import { type TranscriptWords, transcriptWords } from "./transcript.js";

/** The words of what is made public after a request under the Wet open overheid. */
export type PublicationWords = {
  /** Of the transcript with this publication number. */
  transcript: (publication: string) => TranscriptWords;
  grounds: Record<WooGround, string>;
  decisions: Record<Decision, string>;
  parts: Record<"speaker" | "text", string>;
  /** The heads of the inventory: publication number, conversation number, date, subject, masks, grounds, decision. */
  columns: string[];
  /** And of the list of masks: publication number, which mask, line, time, part, articles, grounds. */
  maskColumns: string[];
  inventoryFile: string;
  maskFile: string;
};

export const publicationWords: Record<"nl" | "en", PublicationWords> = {
  nl: {
    transcript: (publication) => ({
      ...transcriptWords.nl,
      title: (organisation) => `${publication}: gesprek met ${organisation}`,
      saved: "Beoordeeld",
      all: (moment) => `Dit is het hele gesprek, zoals het was op ${moment}.`,
      times:
        "Waar een blok met een artikel staat, is iets weggelaten. Het artikel is van de Wet open overheid. Alle tijden zijn Nederlandse tijden.",
      invalid:
        "Dit bericht is ongeldig. Er kon niet worden nagegaan of het echt is. Daarom staat het hier niet.",
      doubts: {
        gap: "Let op: er ontbreekt misschien een bericht.",
        fork: "Let op: van een bericht in dit gesprek bestaan twee versies.",
        withheld: "Let op: er is een bericht gezien dat hier niet is aangekomen.",
      },
    }),
    grounds: {
      "5.1.1.a": "Eenheid van de Kroon",
      "5.1.1.b": "Veiligheid van de Staat",
      "5.1.1.c": "Vertrouwelijke bedrijfsgegevens",
      "5.1.1.d": "Bijzondere of strafrechtelijke persoonsgegevens",
      "5.1.1.e": "Wettelijk identificatienummer, zoals BSN",
      "5.1.2.a": "Betrekkingen met andere landen",
      "5.1.2.b": "Economische of financiële belangen van de overheid",
      "5.1.2.c": "Opsporing en vervolging",
      "5.1.2.d": "Inspectie, controle en toezicht",
      "5.1.2.e": "Persoonlijke levenssfeer",
      "5.1.2.f": "Andere concurrentiegevoelige bedrijfsgegevens",
      "5.1.2.g": "Bescherming van het milieu",
      "5.1.2.h": "Beveiliging van personen en bedrijven",
      "5.1.2.i": "Goed functioneren van de overheid",
      "5.2": "Persoonlijke beleidsopvatting in intern beraad",
    },
    decisions: { public: "openbaar", partial: "deels", refused: "geweigerd" },
    parts: { speaker: "wie", text: "bericht" },
    columns: [
      ...["publicatienummer", "gespreksnummer", "datum", "onderwerp"],
      ...["aantal lakken", "gronden", "besluit"],
    ],
    maskColumns: ["publicatienummer", "lak", "regel", "tijd", "deel", "artikel Woo", "grond"],
    inventoryFile: "inventarislijst.csv",
    maskFile: "laklijst.csv",
  },
  en: {
    transcript: (publication) => ({
      ...transcriptWords.en,
      title: (organisation) => `${publication}: conversation with ${organisation}`,
      saved: "Assessed",
      all: (moment) => `This is the whole conversation, as it was on ${moment}.`,
      times:
        "Where a block with an article stands, something was left out. The article is of the Wet open overheid. All times are Dutch times.",
      invalid:
        "This message is not valid. It could not be checked whether it is real, so it is not shown here.",
      doubts: {
        gap: "Please note: a message may be missing.",
        fork: "Please note: there are two versions of a message in this conversation.",
        withheld: "Please note: a message was seen that did not arrive here.",
      },
    }),
    grounds: {
      "5.1.1.a": "Unity of the Crown",
      "5.1.1.b": "Security of the State",
      "5.1.1.c": "Confidential business data",
      "5.1.1.d": "Special or criminal personal data",
      "5.1.1.e": "Number prescribed by law, such as a BSN",
      "5.1.2.a": "Relations with other countries",
      "5.1.2.b": "Economic or financial interests of the government",
      "5.1.2.c": "Investigation and prosecution",
      "5.1.2.d": "Inspection, control and supervision",
      "5.1.2.e": "Private life",
      "5.1.2.f": "Other competitive business data",
      "5.1.2.g": "Protection of the environment",
      "5.1.2.h": "Security of people and companies",
      "5.1.2.i": "Proper functioning of the government",
      "5.2": "Personal opinion on policy among colleagues",
    },
    decisions: { public: "public", partial: "in part", refused: "refused" },
    parts: { speaker: "who", text: "message" },
    columns: [
      ...["publication number", "conversation number", "date", "subject"],
      ...["masks", "grounds", "decision"],
    ],
    maskColumns: ["publication number", "mask", "line", "time", "part", "article Woo", "ground"],
    inventoryFile: "inventory.csv",
    maskFile: "masks.csv",
  },
};
