import type { ReviewRefusal, ReviewScores } from "@eigenkanaal/protocol";
import { count } from "../count.js";

/** Words for looking at a sample of what a desk answered. */
export const reviews = {
  title: "Meelezen",
  key: "Meelezen, als er iets voor je is",
  loading: "De beoordelingen worden opgehaald",
  offline: "Geen verbinding. Wat hier staat, kan verouderd zijn.",
  toDo: (n: number) => count(n, "gesprek", "gesprekken"),
  back: "Terug naar het overzicht",
  nothing: {
    title: "Er is niets te beoordelen",
    text: "Vraagt een coördinator om gesprekken van jouw bureau te beoordelen, dan staat dat hier.",
  },
  notFound: "Deze beoordeling is er niet meer.",
  reviewOf: (reviewer: string, desk: string) => `${reviewer} beoordeelt ${desk}`,
  askedBy: (name: string, at: string) => `Gevraagd door ${name}, ${at}`,
  until: (day: string) => `tot en met ${day}`,
  ended: (at: string) => `geëindigd ${at}`,
  closedOn: (day: string) => `afgerond ${day}`,

  states: {
    asked: "Gevraagd",
    released: "Vrijgegeven",
    refused: "Niet vrijgegeven",
    over: "Klaar. De beoordelaar gaat eruit bij de volgende sleutel",
    left_out: "Klaar. De beoordelaar leest niet meer mee",
    gone: "Niet meer bij dit bureau",
  },
  refusals: {
    too_personal: "te persoonlijk",
    not_finished: "nog niet klaar",
    other: "andere reden",
  } satisfies Record<ReviewRefusal, string>,
  refusedBecause: (state: string, why: string) => `${state}: ${why}`,

  release: {
    title: "Vrijgeven",
    intro: "Je coördinator vraagt of een beoordelaar deze gesprekken mag lezen. Jij beslist per gesprek.",
    means: "Wat vrijgeven betekent",
    meaning: (reviewer: string) =>
      `${reviewer} kan alles lezen wat tot nu toe in het gesprek met de inwoner is gezegd.`,
    seen: "De inwoner ziet in het gesprek wie er meeleest, en wanneer dat stopt.",
    notes: "Interne notities blijven dicht.",
    choose: "Welke gesprekken?",
    noneAsked: "Hier valt niets meer te beslissen.",
    look: "Bekijk gesprek",
    confirm: (n: number) => `Geef ${count(n, "gesprek", "gesprekken")} vrij`,
    noneChosen: "Kies eerst een gesprek.",
    busy: (done: number, of: number) => `${done} van ${of} vrijgegeven`,
    stop: "Stop",
    done: (n: number) => `${count(n, "gesprek is", "gesprekken zijn")} vrijgegeven.`,
    number: (number: string) => `Gespreksnummer ${number}`,
    refuse: "Niet vrijgeven",
    refuseTitle: "Waarom niet?",
    refuseConfirm: "Geef niet vrij",
    refused: "Je keuze is bewaard. Je coördinator ziet de reden.",
    failed: (n: number) => `${count(n, "gesprek is", "gesprekken zijn")} niet vrijgegeven.`,
    failures: {
      untrusted: "De sleutels van dit gesprek kloppen niet. Meld dit aan de beheerder.",
      no_key: "Dit gesprek is op dit apparaat niet te openen.",
      no_right: "Deze collega mag volgens het rooster niet beoordelen. Vraag het een sleutelbeheerder.",
    },
  },

  review: {
    title: "Te beoordelen",
    intro: "Lees elk gesprek en geef drie oordelen. Je leest alleen mee; antwoorden kan niet.",
    waiting: "Nog niet vrijgegeven",
    open: "Lezen en beoordelen",
    again: "Beoordeeld. Bekijk opnieuw",
    progress: (done: number, of: number) => `${done} van ${of} beoordeeld`,
    finish: "Klaar met beoordelen",
    finishAsk: (open: number) =>
      open === 0
        ? "Je hebt alles beoordeeld. Daarna kun je deze gesprekken niet meer lezen."
        : `Je hebt ${count(open, "gesprek", "gesprekken")} nog niet beoordeeld. Daarna kun je deze gesprekken niet meer lezen.`,
    finished: "De beoordeling is klaar. Je leest niet meer mee.",
    reading: "Het gesprek wordt geopend",
    readOnly: "Je leest mee om te beoordelen. De inwoner ziet dat. Notities van collega's zie je niet.",
    unreadable: (n: number) => `${count(n, "bericht", "berichten")} kon je niet openen.`,
    noKey: "Dit gesprek is niet voor jou geopend. Ga terug en kijk of het nog vrijgegeven is.",
    aborted: "Het openen is gestopt. Probeer het opnieuw.",
    scoresTitle: "Jouw oordeel",
    scales: {
      answered: "Is de vraag beantwoord?",
      clear: "Is het antwoord duidelijk?",
      kind: "Is de toon vriendelijk?",
    } satisfies Record<keyof ReviewScores, string>,
    save: "Bewaar oordeel",
    saved: "Je oordeel is bewaard.",
    incomplete: "Geef bij elke vraag een oordeel.",
  },
  scores: { good: "Goed", fair: "Matig", poor: "Slecht" },

  quality: {
    intro:
      "Vraag een collega om een steekproef van afgeronde gesprekken te beoordelen. Jij leest niets; je ziet alleen hoe het ervoor staat en de oordelen.",
    ask: "Vraag een beoordeling",
    notAllowed: "Een beoordelaar mag bij jouw gemeente nog niet meelezen.",
    whereDecided:
      "Een archiefmedewerker legt dat vast onder Archief, Afwegingen, bij Kwaliteit. Staat daar ja, dan kun je hier een beoordeling vragen.",
    noDesks:
      "Je coördineert nog geen bureau. Vraag een sleutelbeheerder om je op het rooster te zetten met het recht ‘supervise’.",
    noReviewers:
      "Op het rooster van dit bureau staat niemand die mag beoordelen. Vraag een sleutelbeheerder om iemand het recht ‘review’ te geven.",
    none: {
      title: "Nog geen beoordelingen",
      text: "Hier komt wat je vraagt: hoeveel er is vrijgegeven, en de oordelen.",
    },
    form: {
      title: "Beoordeling vragen",
      desk: "Bureau",
      from: "Afgerond vanaf",
      until: "Afgerond tot en met",
      topic: "Onderwerp",
      anyTopic: "Alle onderwerpen",
      outcome: "Hoe het eindigde",
      anyOutcome: "Alles",
      number: "Hoeveel gesprekken, hoogstens",
      reviewer: "Wie beoordeelt?",
      choose: "Kies",
      reason: "Waarom?",
      reasonHint: "Collega's van het bureau en de beoordelaar lezen dit. Noem geen inwoners.",
      lastDay: "Laatste dag om te lezen",
      lastDayHint: "Hoogstens een maand vanaf vandaag.",
      missing: "Vul alles in. Let op de dagen: begin voor het einde, en de laatste dag binnen een maand.",
      send: "Vraag beoordeling",
    },
    sent: (n: number) =>
      `De beoordeling is gevraagd voor ${count(n, "gesprek", "gesprekken")}. Collega's van het bureau beslissen nu.`,
    end: "Beëindig",
    endAsk: "De beoordelaar kan dan niets meer lezen. De oordelen blijven staan.",
    endedNow: "De beoordeling is beëindigd.",
    conversations: "Gesprekken",
    counts: "Oordelen",
    noScores: "Nog geen oordelen.",
    scale: "Vraag",
    period: (from: string, until: string) => `afgerond van ${from} tot en met ${until}`,
    summary: (n: number, released: number) => `${count(n, "gesprek", "gesprekken")}, ${released} vrijgegeven`,
  },
};
