import { type TranscriptWords, transcriptWords } from "./transcript.js";

/**
 * The words of what goes to an archive. Always Dutch, as its metadata are, and told to who was neither side: the citizen is
 * no "you" here.
 */

const both: TranscriptWords = {
  ...transcriptWords.nl,
  title: (organisation) => `Gesprek van een inwoner met ${organisation}`,
  saved: "Overgebracht",
  all: (moment) => `Dit is alles wat in dit gesprek te lezen is, zoals het was op ${moment}.`,
  you: "Inwoner",
  invalid:
    "Dit bericht kon niet worden geopend, of was niet wat het zei te zijn. Daarom staat het hier niet. De reden staat in manifest.json.",
  doubts: {
    gap: "Let op: er ontbreekt misschien een bericht.",
    fork: "Let op: van een bericht in dit gesprek bestaan twee versies. Dat hoort niet.",
    withheld: "Let op: iemand heeft een bericht gezien dat hier niet is aangekomen.",
  },
};

/** Of what citizen and colleagues said to each other, and of what colleagues said among themselves. */
export const archiveWords: Record<"public" | "internal", TranscriptWords> = {
  public: both,
  internal: {
    ...both,
    title: (organisation) => `Notities van collega's bij een gesprek, ${organisation}`,
    none: "Bij dit gesprek staan geen notities.",
    messages: "Notities",
  },
};

type Closing = "answered" | "refused" | "no_answer" | "spam" | "left";

/** What is no message, as a line of its own. */
export const archiveLines = {
  closed: {
    answered: "Gesprek afgerond: beantwoord",
    refused: "Gesprek afgerond: verzoek afgewezen",
    no_answer: "Gesprek afgerond: geen antwoord meer gekregen",
    spam: "Gesprek afgerond: spam",
    left: "De inwoner heeft het gesprek beëindigd",
  } satisfies Record<Closing, string>,
  transferred: (by: string, from: string, to: string) => `${by} gaf het gesprek van ${from} aan ${to}`,
  overflowed: (from: string, to: string) => `De inwoner koos ${to}, omdat ${from} niet op tijd antwoordde`,
  readerLeft: (name: string) => `${name} leest niet meer mee`,
  reviewerJoined: (name: string) => `${name} leest mee om de kwaliteit te beoordelen`,
  handover: (note: string) => `Bij het overdragen: ${note}`,
  remark: (text: string) => `Opmerking na het afsluiten: ${text}`,
  case: (number: string) => (number === "" ? "Zaaknummer weggehaald" : `Zaaknummer: ${number}`),
  registration: ({ summary, place, topic }: { summary: string; place: string; topic: string }) =>
    [
      `Samenvatting: ${summary}`,
      ...(place === "" ? [] : [`Plaats: ${place}`]),
      ...(topic === "" ? [] : [`Onderwerp: ${topic}`]),
    ].join("\n"),
};
