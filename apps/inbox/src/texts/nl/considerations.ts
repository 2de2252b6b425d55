import type { TownChoice } from "@eigenkanaal/protocol";

/** Words about what the town weighed. */
export const considerations = {
  choose: "Kies links waar het over gaat.",
  intro: "Wat de gemeente heeft afgewogen, door wie en waarom. Elke wijziging blijft staan.",
  choicesTitle: "Keuzes",
  channelsTitle: "Kanalen waar de gemeente antwoordt",
  noChannels: "Nog geen kanalen genoemd.",
  addChannel: "Kanaal toevoegen",
  newChannel: "Nieuw kanaal",
  undecided: "nog niet besloten",
  yes: "Ja",
  no: "Nee",
  in_use: "In gebruik",
  ended: "Gestopt",
  state: "Wordt het nog gebruikt?",
  choices: {
    archive: {
      name: "Archief leest mee",
      question: "Kunnen archiefmedewerkers bewaarde gesprekken openen?",
    },
    uploads: { name: "Bestanden sturen", question: "Kunnen inwoners bestanden sturen?" },
    reviewers: {
      name: "Kwaliteit",
      question: "Leest een kwaliteitsmedewerker soms mee, zichtbaar voor de inwoner?",
    },
    figures_per_agent: {
      name: "Cijfers per medewerker",
      question: "Ziet een leidinggevende cijfers per medewerker?",
    },
  } satisfies Record<TownChoice, { name: string; question: string }>,
  fields: {
    name: "Naam van het kanaal",
    owner: "Wie is eigenaar?",
    purpose: "Waarvoor gebruiken we het?",
    necessity: "Waarom is het nodig?",
    alternative: "Wat kan een inwoner anders gebruiken?",
  },
  missing: "Vul alles in, ook de reden.",
  keep: "Leg vast",
  keeping: "Bezig met vastleggen…",
  kept: "Vastgelegd.",
  history: "Eerder",
  by: (name: string, at: string) => `${name}, ${at}`,
  annex: "Bewaar als bijlage bij de DPIA",
  annexTitle: (town: string) => `Afwegingen van ${town} over de chat`,
  annexMade: (at: string) => `Gemaakt op ${at}.`,
  annexFile: "afwegingen.html",
  retentionTitle: "Bewaartermijnen",
  retentionColumns: { class: "Klasse", term: "Termijn", ground: "Grond" },
  reason: "Reden",
};
