import type { Decision, Marking } from "@eigenkanaal/records/redaction";
import { count } from "../count.js";

/** Words about a request under the Wet open overheid: what is looked for, left out and handed over. */
export const woo = {
  noKey: "Je hebt geen sleutel van het archief. Zonder die sleutel kun je hier niets openen.",
  onScreenOnly:
    "Wat je zoekt en lakt, staat alleen op dit scherm. Ga je naar een ander tabblad, of vergrendel je de inbox? Dan is het weg. Sla eerst op.",
  choose: "Zoek gesprekken. Open er daarna een om te lakken.",

  asked: "Wat je zoekt",
  words: "Woorden of gespreksnummer",
  wordsHint:
    "Gezocht wordt naar woorden die zo beginnen. Laat het leeg voor alles in de periode. De woorden blijven op dit apparaat.",
  tooShort: "Zoek met een woord van twee letters of meer, of laat het veld leeg.",
  wrongPeriod: "De periode eindigt voor ze begint.",
  from: "Open op of na",
  until: "Open vóór",
  closedOnly: "Gezocht wordt in afgeronde gesprekken.",
  find: "Zoek",
  stop: "Stop met zoeken",
  listing: (n: number, shown: string) =>
    `De lijst wordt opgehaald: ${n === 1 ? "1 gesprek" : `${shown} gesprekken`}…`,
  reading: (read: string, of: string) => `Gelezen: ${read} van ${of}…`,
  found: (n: number, shown: string) => (n === 1 ? "1 gesprek gevonden." : `${shown} gesprekken gevonden.`),
  none: "Niets gevonden.",
  stopped: (read: string, of: string) => `Gestopt: ${read} van ${of} gesprekken zijn gelezen.`,
  unread: (n: number, shown: string) =>
    n === 1
      ? "1 gesprek kon niet worden gelezen. Het is niet doorzocht."
      : `${shown} gesprekken konden niet worden gelezen. Ze zijn niet doorzocht.`,
  results: "Gevonden gesprekken",
  chooseOne: (name: string) => `Kies ${name}`,
  chooseAll: "Kies alle",
  chooseNone: "Kies geen",
  chosen: (n: number) => `${count(n, "gesprek", "gesprekken")} gekozen`,
  hold: "Houd deze vast",
  export: "Bewaar de set",
  progress: {
    unopened: "nog niet bekeken",
    open: (n: number) => `nog ${n} te beslissen`,
    looked: "bekeken, nog niet klaar",
    done: "klaar",
    withheld: "geweigerd",
  },

  opening: "Het gesprek wordt geopend…",
  notOpened: "Het gesprek kon niet worden geopend.",
  internal: "notitie voor collega's",
  cardSummary: (text: string) => `Samenvatting: ${text}`,
  cardPlace: (text: string) => `Plaats: ${text}`,
  cardTopic: (text: string) => `Onderwerp: ${text}`,
  remark: (text: string) => `Opmerking na het afsluiten: ${text}`,
  caseNumber: (number: string) => `Zaaknummer: ${number}`,
  doubtful: "Er ontbreekt misschien iets in dit gesprek. Dat staat ook in wat je bewaart.",
  kinds: {
    bsn: "BSN",
    iban: "rekeningnummer",
    email: "e-mailadres",
    phone: "telefoonnummer",
    plate: "kenteken",
    address: "adres",
    name: "naam",
    by_hand: "met de hand",
  } satisfies Record<Marking["kind"], string>,
  states: {
    suggested: "voorstel",
    confirmed: "gelakt",
    refused: "blijft staan",
  } satisfies Record<Marking["state"], string>,
  patterns:
    "De voorstellen komen uit patronen. Die missen dingen. Lees het hele gesprek, en lak zelf wat ontbreekt.",
  markings: "Lakken",
  noMarkings: "Er zijn geen voorstellen.",
  at: (nth: number, of: number) => `${nth} van ${of}`,
  current: (words: string, kind: string, state: string) => `“${words}”, ${kind}: ${state}`,
  ground: "Grond",
  confirm: "Lak",
  refuse: "Laat staan",
  next: "Volgende",
  previous: "Vorige",
  byHand: "Zelf lakken",
  selection: "Lak de selectie",
  selectionHint: "Selecteer tekst in het gesprek, of vul hieronder woorden in.",
  nothingSelected: "Er is geen tekst geselecteerd.",
  handWords: "Woorden om te lakken",
  handWordsDo: "Lak deze woorden",
  notThere: "Deze woorden staan niet in het gesprek.",
  masked: (n: number) => `${count(n, "plek", "plekken")} gelakt.`,
  conversation: "Gesprek",
  withhold: "Weiger het hele gesprek",
  withholdHint: "Het staat dan alleen op de inventarislijst.",
  finish: "Klaar met dit gesprek",
  finishFirst: (n: number) => `Beslis eerst over ${count(n, "voorstel", "voorstellen")}.`,
  finished: "Klaar. Je kunt het nog wijzigen.",
  reopen: "Toch wijzigen",

  exportTitle: "De set bewaren",
  exportHint:
    "Je krijgt één ZIP: van elk gesprek de gelakte tekst, de lijst van lakken en de inventarislijst. De gesprekken zelf blijven zoals ze zijn.",
  decisions: {
    public: (n: number) => `${count(n, "gesprek", "gesprekken")} openbaar`,
    partial: (n: number) => `${count(n, "gesprek", "gesprekken")} deels openbaar`,
    refused: (n: number) => `${count(n, "gesprek", "gesprekken")} geweigerd`,
  } satisfies Record<Decision, (n: number) => string>,
  unfinished: (n: number) =>
    n === 1
      ? "1 gekozen gesprek is nog niet klaar. Open het en rond het af."
      : `${n} gekozen gesprekken zijn nog niet klaar. Open ze en rond ze af.`,
  nothingChosen: "Kies eerst gesprekken.",
  save: "Bewaar als ZIP",
  saved: "De ZIP staat bij je downloads. Lees de bestanden na voordat je ze verstuurt.",
  notSaved: "Het bewaren is niet gelukt. Kies minder gesprekken en probeer het opnieuw.",
  file: (day: string) => `woo-${day}.zip`,

  holdTitle: "De gekozen gesprekken vasthouden",
  holdHint: "Niemand kan deze gesprekken vernietigen tot iemand het vasthouden opheft.",
  tooMany: (most: string) => `Hoogstens ${most} gesprekken tegelijk. Kies er minder.`,
  toHold: "Bekijk het bij Vasthouden",
};
