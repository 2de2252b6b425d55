import { count } from "../count.js";

/** Words about figures of one colleague: one's own, and those that a supervisor sees where the town decided so. */
export const colleagueFigures = {
  title: "Mijn cijfers",
  intro: "Hoe jij antwoordt, op de bureaus waar je nu antwoordt. Onderaan staat wie deze cijfers ziet.",
  offline: "Geen verbinding. Je ziet de cijfers van daarvoor.",
  loading: "De cijfers worden geteld…",
  period: "Periode",
  empty: "In deze periode gaf je geen antwoord in een gesprek. Kies een andere periode.",
  noDesks: "Je antwoordt nu op geen enkel bureau. Daarom zijn er geen cijfers.",
  since: (day: string) =>
    `Het oudste gesprek dat we nog hebben, begon op ${day}. Van eerder weten we niet wie antwoordde.`,
  noSince: "Er zijn nog geen gesprekken om iets over te tellen.",
  destroyed: (n: number) =>
    `Van ${count(n, "beantwoord gesprek", "beantwoorde gesprekken")} uit deze periode weten we niet meer wie antwoordde: ${n === 1 ? "het is" : "ze zijn"} vernietigd.`,

  conversations: "Gesprekken waarin je antwoordde",
  first: "Eerste antwoorden",
  later: "Latere antwoorden",
  closed: "Door jou afgerond",
  answers: (n: number) => count(n, "antwoord", "antwoorden"),
  counting:
    "Een antwoord telt bij wie het stuurde, ook als het gesprek daarna naar een collega ging. Een gesprek telt in de periode waarin het begon. De tijden zijn zo geteld als in de rapporten. Wat je buiten gesprekken doet, staat hier niet.",

  seenBy: {
    title: "Wie ziet jouw cijfers?",
    undecided: "Alleen jij. De gemeente heeft niet besloten dat je coördinator ze ook ziet.",
    no: (day: string) => `Alleen jij. De gemeente besloot op ${day} dat je coördinator ze niet ziet.`,
    yes: (day: string) =>
      `Jij, en sinds ${day} ook wie jouw bureau coördineert. Bij minder dan vijf gesprekken in een periode zien ze niets. Elke keer dat ze kijken, komt in het logboek.`,
    reason: "De reden",
  },
  notice: {
    title: "Je coördinator ziet jouw cijfers",
    text: (day: string) => `De gemeente heeft dat besloten. Het geldt sinds ${day}.`,
    look: "Bekijk mijn cijfers",
    read: "Ik heb dit gelezen",
  },

  perColleague: {
    tab: "Per collega",
    intro:
      "Hoe collega's antwoorden op jouw bureaus, op naam. Wie weinig of moeilijke gesprekken had, vergelijk je niet met een ander. De collega's zien hun eigen cijfers ook, en weten dat jij ze ziet. Dat jij kijkt, komt in het logboek.",
    caption: "Cijfers per collega, op naam",
    tooLong: "Kies een periode van hoogstens een jaar.",
    nobody: "Op deze bureaus antwoordt nu niemand.",
    tooFew: "Minder dan vijf gesprekken in deze periode. Dat is te weinig om iets te zeggen.",
    columns: {
      name: "Collega",
      conversations: "Gesprekken met antwoord",
      firstCount: "Eerste antwoorden",
      share: "Binnen de norm",
      firstMedian: "Eerste antwoord: helft sneller dan",
      firstP90: "Eerste antwoord: 9 van de 10 sneller dan",
      laterCount: "Latere antwoorden",
      laterMedian: "Later antwoord: helft sneller dan",
      laterP90: "Later antwoord: 9 van de 10 sneller dan",
      closed: "Afgerond",
    },
    openTime: "Tijden zijn in openingstijd.",
    closedTo: {
      title: "Dit staat nu dicht",
      undecided:
        "De gemeente heeft niet besloten of coördinatoren cijfers per medewerker zien. Zonder dat besluit ziet alleen een medewerker zelf de eigen cijfers.",
      no: (day: string) =>
        `De gemeente besloot op ${day} dat coördinatoren geen cijfers per medewerker zien. Alleen een medewerker zelf ziet de eigen cijfers.`,
      where:
        "Dit wordt besloten bij Afwegingen, onder ‘Cijfers per medewerker’. Een archiefmedewerker legt het daar vast, met de reden.",
    },
  },
};
