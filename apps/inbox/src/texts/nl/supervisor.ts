import { count } from "../count.js";

/** Words for who supervises desks. */
export const supervisor = {
  landmark: "Coördinatie",
  rooms: { board: "Overzicht", reports: "Rapporten", quality: "Kwaliteit" },
  opening: "De pagina wordt geopend",
  keyBoard: "Overzicht van je bureaus",
  keyReports: "Rapporten",
  keyQuality: "Kwaliteit",
  keyWall: "Muurscherm, in het overzicht",

  board: {
    caption: "Je bureaus op dit moment",
    total: "Alle bureaus",
    columns: {
      desk: "Bureau",
      waiting: "Wachtend",
      longest: "Langste wacht",
      atRisk: "Bijna te laat",
      late: "Te laat",
      inHand: "In behandeling",
      atWork: "Aan het werk",
      free: "Vrije plekken",
      lastHour: "Laatste uur",
    },
    untaken: (n: number) => (n === 0 ? "allemaal opgepakt" : `${n} niet opgepakt`),
    nobodyWaits: "niemand wacht",
    lessThanAMinute: "< 1 min",
    pause: (n: number) => `${n} met pauze`,
    wrapUp: (n: number) => `${n} aan het afronden`,
    free: (free: number, capacity: number) => `${free} van ${capacity}`,
    opened: (n: number) => `${n} nieuw`,
    answers: (n: number, first: number) => `${count(n, "antwoord", "antwoorden")}, waarvan ${first} eerste`,
    over: "Boven je grens",
    live: "Live",
    offline: (age: string) => `Geen verbinding. Deze cijfers zijn ${age} oud.`,
    failing: (age: string) =>
      `De cijfers komen nu niet binnen. Deze zijn ${age} oud. We blijven het proberen.`,
    loading: "De cijfers worden opgehaald",
    explained:
      "Wachtend: inwoners die op antwoord wachten, ook als een collega het gesprek al heeft. Te laat: langer dan de norm, in openingstijd. Vrije plekken: wat collega's die aan het werk zijn nog toegewezen kunnen krijgen. Wie op meer bureaus werkt, telt bij alle bureaus samen één keer.",
    none: {
      title: "Je coördineert nog geen bureau",
      text: "Hier komen de wachttijden van jouw bureaus. Vraag een sleutelbeheerder om je op het rooster van een bureau te zetten met het recht ‘supervise’.",
    },
    summary: (waiting: number, late: number) =>
      `${waiting} ${waiting === 1 ? "inwoner wacht" : "inwoners wachten"}, ${late} te laat.`,
  },

  wall: {
    title: "Muurscherm",
    open: "Muurscherm",
    leave: "Verlaat het muurscherm",
    others: (n: number) => `Nog ${count(n, "bureau", "bureaus")}`,
  },

  alerts: {
    open: "Waarschuw mij",
    title: "Waarschuw mij",
    explained:
      "Gaat een bureau over je grens? Dan hoor je dat één keer, en pas weer als het eronder is geweest. Laat je een veld leeg, dan is er geen grens. Dit werkt zolang het overzicht open is, alleen in deze browser.",
    waitMinutes: "Langste wacht is meer dan (minuten)",
    waiting: "Meer wachtenden dan",
    how: "Hoe",
    sound: "Met een geluid",
    test: "Test geluid",
    played: "Het geluid is afgespeeld. Hoorde je niets? Kijk of het volume aan staat.",
    silent: "Je browser speelde geen geluid af. Sta geluid toe voor deze website en probeer het opnieuw.",
    notify: "Met een melding op het bureaublad",
    save: "Bewaar",
    crossed: (desks: string) => `Boven je grens: ${desks}.`,
    notification: "Een bureau is boven je grens",
  },
};
