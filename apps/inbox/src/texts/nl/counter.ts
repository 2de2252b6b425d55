/** Words about a conversation that begins at the counter, and about the paper that goes along. */
export const counter = {
  title: "Nieuw gesprek aan de balie",
  open: "Aan de balie",
  intro:
    "Voor iemand die bij je aan de balie staat. Je begint het gesprek en geeft een blad mee met een code. Met die code gaat de inwoner thuis verder in de chat.",
  about: "Onderwerp",
  onlyDesk: (desk: string) => `${desk}: ander onderwerp`,
  question: "Vraag van de inwoner",
  questionHint:
    "Mag leeg blijven. De tekst staat straks klaar in het antwoordveld. Je verstuurt hem zelf, op jouw naam: niets gaat op naam van de inwoner weg.",
  begin: "Begin gesprek",
  beginning: "Het gesprek wordt begonnen…",
  noDesk: "Dit bureau heeft nu geen geldige sleutel. Vraag de sleutelbeheerder.",
  noDesks: "Jij beantwoordt geen bureau. Daarom kun je hier geen gesprek beginnen.",
  sheetTitle: "Uw gesprek met de gemeente",
  sheetTown: (town: string, desk: string) => `${town}, ${desk}`,
  sheetIntro: "Wij zijn een gesprek voor u begonnen. U kunt er thuis mee verder, op uw telefoon of computer.",
  sheetScan: "Scan de QR-code met de camera van uw telefoon.",
  sheetType: (page: string) =>
    `Geen camera? Ga naar ${page}, open de chat en kies “Verder met een code”. Typ dan uw code.`,
  sheetRead: "Lees wat wij schrijven en antwoord in de chat.",
  yourCode: "Uw code",
  qrLabel: "QR-code waarmee de inwoner verdergaat met dit gesprek",
  sheetSecret:
    "Bewaar dit blad goed en geef de code aan niemand. Wie de code heeft, kan uw gesprek lezen en namens u schrijven. Bent u het blad kwijt? Dan kunnen wij de code niet opnieuw geven.",
  sheetPerson: (phone: string, counterUrl: string) =>
    `Liever een mens? Bel ${phone}, of kom langs: ${counterUrl}`,
  once: "Druk het blad nu af. Je ziet de code alleen nu: straks is hij ook op jouw computer weg.",
  print: "Druk het blad af",
  done: "Klaar, naar het gesprek",
  noPage:
    "De gemeente heeft nog geen pagina met de chat ingesteld. Zonder die pagina kan de inwoner niet verder.",
};
