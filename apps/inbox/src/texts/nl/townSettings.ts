import type { Holiday, HoursFault } from "@eigenkanaal/protocol";
import { count } from "../count.js";

/** Words about what the town sets, for its functional administrators. */
export const townSettings = {
  title: "Instellingen van de gemeente",
  open: "Onderwerpen, bureaus en collega's",
  intro: "Voor functioneel beheerders.",
  backToInbox: "Terug naar de inbox",
  rooms: {
    topics: "Onderwerpen",
    desks: "Bureaus",
    members: "Collega's",
    "try-out": "Uitproberen",
    changes: "Wijzigingen",
  },
  loading: "De instellingen worden opgehaald…",
  backToList: "Terug naar de lijst",
  choose: "Kies links wat je wilt bekijken of wijzigen.",
  keep: "Bewaar",
  keeping: "Bezig met bewaren…",
  keptNow: "Bewaard. Dit geldt vanaf nu.",
  keptLater: (from: string) => `Aangekondigd. Dit geldt vanaf ${from}.`,
  offline: "Geen verbinding. Bewaren kan weer als de verbinding er is.",
  missing: "Vul de velden in die gemarkeerd zijn.",
  validFrom: "Wanneer gaat dit in?",
  fromNow: "Nu meteen",
  fromLater: "Later",
  fromLaterHint: "Tot dan blijft alles zoals het nu is. Je kunt het tot dat moment terugtrekken.",
  moment: "Datum en tijd",
  announced: "Aangekondigd",
  announcedFrom: (from: string) => `Vanaf ${from}`,
  announcedShort: (from: string) => `wijzigt op ${from}`,
  startsShort: (from: string) => `begint op ${from}`,
  takeBack: "Trek terug",
  takenBack: "Teruggetrokken. Dit gaat niet door.",
  dutch: "Naam in het Nederlands",
  english: "Naam in het Engels (mag leeg blijven)",

  topics: {
    add: "Nieuw onderwerp",
    newTitle: "Nieuw onderwerp",
    search: "Zoek op naam of woord",
    found: (n: number) => (n === 0 ? "Geen onderwerp gevonden" : count(n, "onderwerp", "onderwerpen")),
    keys: "Pijltjes om te kiezen, Enter om te openen",
    endedBadge: "niet meer te kiezen",
    sensitiveBadge: "gevoelig",
    desk: "Bureau",
    parent: "Staat onder",
    noParent: "Recht onder het bureau",
    words: "Woorden in het Nederlands",
    wordsEnglish: "Woorden in het Engels",
    wordsHint:
      "Eén woord of uitdrukking per regel. Hiermee vindt een inwoner het onderwerp in eigen woorden.",
    norm: "Antwoord binnen (minuten)",
    normHint: "Geteld in openingstijd. 60 is een uur, 480 ongeveer een werkdag.",
    retention: "Hoe lang gesprekken worden bewaard",
    retentionHint: "Volgens de tabel van je gemeente. De termijn begint als een gesprek is afgerond.",
    retentionGeneral: (code: string) => `Zoals algemeen (${code})`,
    retentionClass: (code: string, name: string, term: string) => `${code} ${name}, ${term}`,
    retentionGone: (code: string) => `${code} (staat niet in de tabel)`,
    sensitive: "Gevoelig onderwerp",
    sensitiveHint: "De server hoort dan alleen het bureau, niet waar de vraag over gaat.",
    ownHours: "Eigen openingstijden",
    ownHoursHint: "Zonder eigen tijden gelden die van het bureau.",
    ended: "Niet meer te kiezen",
    endedHint: "Wie het al gekozen had, kan gewoon doorgaan.",
    along: (n: number) => `Neem ${count(n, "onderwerp", "onderwerpen")} eronder mee`,
    alongHint: "Ze gaan mee naar het andere bureau, of zijn ook niet meer te kiezen.",
  },

  desks: {
    hours: "Openingstijden",
    general: "algemeen bureau",
    endedBadge: "buiten gebruik",
    open: (n: number) => count(n, "open gesprek", "open gesprekken"),
    colleagues: (names: string) => `Wie er antwoorden: ${names}.`,
    roster: "Hoe het bureau heet en wie erbij hoort, staat vast in de ceremonie van de sleutelbeheerders.",
    assignment: "Wie pakt een gesprek op?",
    pull: "Collega's pakken zelf op wat wacht",
    push: "Het systeem deelt toe aan wie aan het werk is",
    overflow: "Als niemand op tijd antwoordt",
    noOverflow: "Blijft bij dit bureau",
    overflowTo: (desk: string) => `Gaat naar ${desk}`,
    warnAt: "Waarschuw als zo veel van de antwoordtijd voorbij is (procent)",
    ended: "Buiten gebruik",
    endedHint:
      "Niemand kan er nog heen. Het bureau zelf blijft bestaan: weghalen kan alleen in de ceremonie van de sleutelbeheerders.",
  },

  hours: {
    week: "Per week",
    weekHint: "Schrijf 08:30-17:00, of 08:30-12:00, 13:00-17:00. Leeg is gesloten.",
    days: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    exceptions: "Dagen die anders zijn",
    exceptionDate: "Datum",
    exceptionTimes: "Tijden",
    exceptionHint: "Leeg is gesloten.",
    addException: "Voeg een dag toe",
    removeException: (date: string) => `Verwijder ${date === "" ? "deze dag" : date}`,
    holidays: "Gesloten op feestdagen",
    unreadDay: (day: string) => `De tijden van ${day} zijn niet te lezen. Schrijf ze als 08:30-17:00.`,
    unreadException: (n: number) =>
      `Dag ${n} van de dagen die anders zijn klopt nog niet. Kies een datum en schrijf de tijden als 08:30-17:00.`,
    holidayNames: {
      new_years_day: "Nieuwjaarsdag",
      good_friday: "Goede Vrijdag",
      easter_sunday: "Eerste paasdag",
      easter_monday: "Tweede paasdag",
      kings_day: "Koningsdag",
      liberation_day: "Bevrijdingsdag, elk jaar",
      liberation_day_every_fifth_year: "Bevrijdingsdag, elk vijfde jaar",
      ascension_day: "Hemelvaartsdag",
      friday_after_ascension_day: "Vrijdag na Hemelvaart",
      whit_sunday: "Eerste pinksterdag",
      whit_monday: "Tweede pinksterdag",
      christmas_day: "Eerste kerstdag",
      boxing_day: "Tweede kerstdag",
    } satisfies Record<Holiday, string>,
  },

  members: {
    capacity: "Gesprekken tegelijk",
    capacityHint: "Zo veel gesprekken krijgt iemand hoogstens toegewezen. Zelf oppakken kan altijd.",
    languages: "Talen",
    languagesHint: "Een vraag in een van deze talen gaat het eerst naar wie haar spreekt.",
    noLanguage: "Kies minstens één taal.",
    summary: (capacity: number, languages: string) =>
      `${count(capacity, "gesprek", "gesprekken")} tegelijk · ${languages}`,
  },

  changes: {
    none: "Er is nog niets gewijzigd in deze inbox.",
    shown: "De laatste honderd wijzigingen. Er wordt niets uit verwijderd.",
    kinds: { topic: "Onderwerp", desk: "Bureau", member: "Collega" },
    set: (what: string, from: string) => `${what}: gewijzigd, geldt vanaf ${from}`,
    takenBack: (what: string, from: string) => `${what}: aankondiging voor ${from} teruggetrokken`,
    by: (name: string, at: string) => `${name}, ${at}`,
  },

  obstacles: {
    title: "Dit kan nog niet. Dit staat in de weg:",
    hours: {
      unknown_time_zone: "De tijdzone van de openingstijden bestaat niet.",
      never_opens: "Met deze openingstijden gaat het de komende zestig dagen niet open.",
      closes_before_it_opens: "Op een dag is de sluitingstijd niet later dan de openingstijd.",
      spans_overlap: "Op een dag lopen twee openingstijden door elkaar.",
      day_named_twice: "Bij de dagen die anders zijn staat een datum dubbel.",
    } satisfies Record<HoursFault, string>,
    deskNotInUse: (desk: string) => `Bureau ${desk} is niet in gebruik.`,
    nobodyAnswers: (desk: string) =>
      `Bij ${desk} mag niemand antwoorden. Een vraag zou daar blijven liggen. Kies een ander bureau.`,
    parentNotInUse: (topic: string) => `“${topic}” is dan niet te kiezen. Er kan niets onder staan.`,
    parentAtOtherDesk: (topic: string) =>
      `“${topic}” hoort bij een ander bureau. Kies een onderwerp van hetzelfde bureau.`,
    topicLoop: (topics: string) => `Deze onderwerpen zouden onder elkaar staan: ${topics}.`,
    topicBelow: (topic: string) =>
      `“${topic}” staat eronder en zou achterblijven. Neem het mee, of verplaats het eerst.`,
    topicOfDesk: (topic: string) => `“${topic}” leidt naar dit bureau. Geef het eerst een ander bureau.`,
    overflowLoop: (desks: string) => `Vragen zouden in een kring rondgaan: ${desks}.`,
    overflowNowhere: (desk: string) => `Vragen kunnen niet naar ${desk} gaan als niemand op tijd antwoordt.`,
    overflowOfDesk: (desk: string) =>
      `Vragen van ${desk} gaan hierheen als niemand op tijd antwoordt. Wijzig dat eerst.`,
    openConversations: (n: number) =>
      `Er ${n === 1 ? "is" : "zijn"} nog ${count(n, "open gesprek", "open gesprekken")}. Rond ze af of draag ze over.`,
    retentionUnknown: (code: string) =>
      `Bewaarklasse ${code} staat niet in de tabel van je gemeente. Kies een andere.`,
    generalDesk: "Dit is het algemene bureau. Daar komt alles wat nergens anders past.",
    endsLater:
      "Een bureau gaat meteen buiten gebruik, niet later: nu weet niemand welke gesprekken er dan open zijn.",
  },

  tryOut: {
    intro:
      "Wat gebeurt er met een vraag? Er wordt niets verstuurd en niets bewaard. Toewijzen gaat met dezelfde regels als op de server.",
    topic: "Waar gaat de vraag over?",
    somethingElse: "Iets anders (geen onderwerp)",
    moment: "Wanneer komt de vraag?",
    language: "In welke taal?",
    anyLanguage: "Niet bekend",
    onDuty: "Wie is er dan aan het werk?",
    nobody: "Niemand",
    asNow: "Zoals nu",
    chosen: "Zelf kiezen",
    has: (name: string) => `Gesprekken van ${name}`,
    nobodyAnswers: "Bij dit bureau antwoordt niemand.",
    result: "Zo gaat het",
    steps: {
      chosen: (topic: string) => `Het onderwerp “${topic}” is dan te kiezen.`,
      notChosen: (topic: string) => `Het onderwerp “${topic}” is dan niet te kiezen.`,
      deskOfTopic: (desk: string) => `De vraag gaat naar ${desk}: het bureau van dit onderwerp.`,
      deskGeneral: (desk: string) => `De vraag gaat naar ${desk}, het algemene bureau.`,
      noDesk: "Er is geen bureau waar de vraag heen kan.",
      open: {
        desk: "Het bureau is dan open.",
        topic: "Voor dit onderwerp is het dan open, volgens de eigen tijden.",
      },
      closed: {
        desk: (opens: string) =>
          `Het bureau is dan dicht en gaat open ${opens}. De inwoner hoort dat en kan de vraag wel sturen.`,
        topic: (opens: string) =>
          `Voor dit onderwerp is het dan dicht, volgens de eigen tijden. Het gaat open ${opens}. De inwoner hoort dat en kan de vraag wel sturen.`,
      },
      neverOpens: "op een moment dat nog niet te zien is",
      norm: (minutes: number, due: string) =>
        `Het antwoord wordt verwacht binnen ${minutes} minuten openingstijd: uiterlijk ${due}.`,
      normUnknown: (minutes: number) =>
        `Het antwoord wordt verwacht binnen ${minutes} minuten openingstijd. Wanneer dat is, is nog niet te zien.`,
      defaultNorm:
        "De server kent geen onderwerp van deze vraag. Dan geldt voor collega's een norm van een uur.",
      warn: (at: string) => `Zonder antwoord krijgen de collega's een waarschuwing op ${at}.`,
      overflow: (desk: string, at: string) =>
        `Heeft op ${at} nog niemand de vraag, dan krijgt de inwoner het aanbod om naar ${desk} te gaan. Dat bureau is dan open.`,
      overflowClosed: ({ desk, at, opens }: { desk: string; at: string; opens: string }) =>
        `Heeft op ${at} nog niemand de vraag, dan is ${desk} dicht. Dat bureau gaat open ${opens}. Dan pas krijgt de inwoner het aanbod om daarheen te gaan.`,
      rules: {
        on_duty: "Wie is aan het werk?",
        room: "Wie heeft er nog plaats?",
        answered_before: "Wie antwoordde eerder in dit gesprek?",
        language: "Wie spreekt de taal?",
        fewest_open: "Wie heeft de minste gesprekken?",
        longest_idle: "Wie kreeg het langst geleden iets?",
        lowest_id: "Nog gelijk: een vaste volgorde beslist.",
      },
      left: (names: string) => `Over: ${names}.`,
      nobodyLeft: "Niemand.",
      waived: "Niemand. Daarom telt dit niet mee, want niemand wacht op een voorkeur.",
    },
    ends: {
      assigned: (name: string) => `${name} krijgt de vraag meteen, open of dicht.`,
      pull: "De vraag komt in de wachtrij. Bij dit bureau pakken collega's zelf op wat wacht.",
      nobody_on_duty:
        "De vraag komt in de wachtrij. Wie het eerst aan het werk gaat en plaats heeft, krijgt haar.",
      no_room: "De vraag komt in de wachtrij. Wie het eerst plaats heeft, krijgt haar.",
    },
  },
};
