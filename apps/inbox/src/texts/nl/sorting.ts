import { count } from "../count.js";

const conversations = (n: number) => count(n, "gesprek", "gesprekken");

/** Words about sorting one's work: labels, putting off, going on, case numbers. */

export const labels = {
  title: "Labels",
  button: "Label",
  choose: "Kies labels",
  pickTitle: (n: number) => (n === 1 ? "Labels van dit gesprek" : `Labels van ${conversations(n)}`),
  search: "Zoek een label, of typ een nieuw",
  found: (n: number) => count(n, "label gevonden", "labels gevonden"),
  create: (name: string) => `Maak label “${name}”`,
  none: "Dit bureau heeft nog geen labels. Typ een naam om het eerste te maken.",
  noneFound: "Geen label gevonden.",
  some: "op een deel",
  ended: "niet meer in gebruik",
  tooMany: "Een gesprek heeft hoogstens tien labels.",
  loading: "De labels worden opgehaald…",
  keep: "Bewaar",
  intro: "Met labels sorteert een bureau zijn gesprekken. In een gesprek kies je ze met de toets l.",
  notSealed: "Zet niets over een inwoner in een label: labels zijn niet versleuteld.",
  add: "Nieuw label",
  name: "Naam",
  nameHint: "Hoogstens 40 tekens.",
  missing: "Vul een naam in.",
  desk: "Bureau",
  rename: "Wijzig",
  end: "Niet meer gebruiken",
  use: "Weer gebruiken",
  kept: "Het label is bewaard.",
  empty: "Dit bureau heeft nog geen labels.",
  full: "Dit bureau heeft al 200 labels. Gebruik er een dat er al is.",
  unknown: "label",
};

export const snooze = {
  fact: "Uitgesteld tot",
  button: "Stel uit",
  title: (n: number) => (n === 1 ? "Gesprek uitstellen" : `${conversations(n)} uitstellen`),
  question: "Tot wanneer?",
  times: {
    in_an_hour: "Over een uur",
    tomorrow: "Morgen om 9 uur",
    next_opening: "Volgende werkdag",
  },
  moment: "Een ander moment",
  momentLabel: "Dag en tijd",
  untilAnswer: "Tot de inwoner antwoordt",
  untilAnswerHint: "Het komt terug zodra de inwoner schrijft.",
  stays: "Het blijft van jou. Schrijft de inwoner eerder, dan komt het meteen terug.",
  waits: "De inwoner wacht op antwoord. De wachttijd loopt door.",
  past: "Kies een moment dat nog moet komen, hoogstens een jaar verder.",
  confirm: "Stel uit",
  until: (moment: string) => `Uitgesteld tot ${moment}`,
  untilAnswered: "Uitgesteld tot de inwoner antwoordt",
  wake: "Ga nu verder",
  back: "Terug van uitstel",
  backSaid: (topic: string, desk: string) => `Terug van uitstel: ${topic}, ${desk}.`,
};

export const reopened = {
  row: "Heropend",
  rowMine: "Heropend, had jij",
  rowBy: (name: string) => `Heropend, had ${name}`,
  fact: "Heropend",
  had: (name: string) => `eerder bij ${name}`,
  hadMe: "eerder bij jou",
};

export const followUp = {
  button: "Vervolg",
  hint: "Wil je de inwoner nog iets schrijven? Met Vervolg is het gesprek weer open en van jou.",
};

export const caseNumber = {
  title: "Zaaknummer",
  none: "Geen",
  set: "Vul in",
  change: "Wijzig",
  label: "Nummer van de zaak",
  hint: "Alleen collega's van dit bureau lezen het. Laat leeg om het weg te halen.",
  tooLong: "Een zaaknummer is hoogstens 64 tekens.",
  keep: "Bewaar",
  copy: "Kopieer",
  copied: "Gekopieerd.",
  notKept: "Het zaaknummer kon niet worden bewaard. Probeer het opnieuw.",
  given: (name: string, number: string) => `${name} gaf dit gesprek zaaknummer ${number}`,
  removed: (name: string) => `${name} haalde het zaaknummer weg`,
};

export const filters = {
  button: "Filter",
  title: "Lijst filteren",
  show: "Laat alleen zien",
  unread: "Ongelezen",
  late: "Te laat",
  mine: "Van mij",
  nobody: "Van niemand",
  labels: "Met label",
  topics: "Over onderwerp",
  searchTopics: "Zoek een onderwerp",
  apply: (n: number) => `Toon ${conversations(n)}`,
  clear: "Wis filters",
  active: "Filters",
  remove: (name: string) => `Haal filter weg: ${name}`,
  nothing: {
    title: "Niets met deze filters",
    text: "Er kunnen wel gesprekken in deze lijst staan. Haal een filter weg om ze te zien.",
  },
};

export const bulk = {
  bar: "Gekozen gesprekken",
  chosenRow: "gekozen",
  chosen: (n: number) => `${n} gekozen`,
  choose: (topic: string) => `Kies: ${topic}`,
  all: (n: number) => `Kies alle ${n}`,
  atMost: (n: number) => `Hoogstens ${n} tegelijk`,
  clear: "Wis keuze",
  move: "Draag over",
  finish: "Rond af",
  oneDesk: "Overdragen en labelen kan met gesprekken van één bureau tegelijk.",
  moveTitle: (n: number) => `${conversations(n)} overdragen`,
  finishTitle: (n: number) => `${conversations(n)} afronden`,
  finishAsk: (n: number) => `Je rondt ${conversations(n)} af. Dat kun je niet in één keer ongedaan maken.`,
  finishWaiting: (n: number) =>
    n === 1
      ? "In 1 gesprek wacht de inwoner nog op antwoord."
      : `In ${n} gesprekken wacht de inwoner nog op antwoord.`,
  finishConfirm: (n: number) => `Rond ${conversations(n)} af`,
  held: {
    label: (n: number, seconds: number) => `${conversations(n)} krijgen andere labels over ${seconds} s`,
    move: (n: number, seconds: number) => `${conversations(n)} overdragen begint over ${seconds} s`,
    snooze: (n: number, seconds: number) => `${conversations(n)} uitstellen begint over ${seconds} s`,
    finish: (n: number, seconds: number) => `${conversations(n)} afronden begint over ${seconds} s`,
  },
  heldHint: "Tot dan is er niets veranderd.",
  undo: "Ongedaan maken",
  undone: "Ongedaan gemaakt. Er is niets veranderd.",
  now: "Doe het nu",
  running: (done: number, n: number) => `${done} van ${n} gedaan`,
  stop: "Stop",
  done: (n: number) => `Klaar: ${conversations(n)}.`,
  stopped: (done: number, left: number) => `Gestopt: ${done} gedaan, ${left} niet.`,
  failed: (n: number) => (n === 1 ? "1 gesprek lukte niet:" : `${n} gesprekken lukten niet:`),
  noteLost: "Overgedragen, maar de notitie is niet bewaard.",
  close: "Sluit melding",
};
