import type { ReportPreset, ReportStep } from "@eigenkanaal/domain";
import type { Outcome, ReportWhich, Verdict } from "@eigenkanaal/protocol";
import { count } from "../count.js";

/** Words about reports: what supervisors steer on. */
export const reports = {
  title: "Rapporten",
  offline: "Geen verbinding. Je ziet de cijfers van daarvoor.",
  loading: "De cijfers worden geteld…",
  noDesks: "Je bent van geen enkel bureau coördinator. Vraag je sleutelbeheerder als dat wel zou moeten.",
  empty:
    "In deze periode is geen gesprek begonnen dat hierbij past. Kies een andere periode, of haal een filter weg.",
  behind: (since: string) => `De cijfers zijn bij tot ${since}. Wat daarna gebeurde, wordt nog geteld.`,
  counted: (at: string) => `Geteld op ${at}.`,

  filters: {
    title: "Periode en filters",
    period: "Periode",
    own: "Eigen dagen",
    from: "Van",
    until: "Tot en met",
    wrongPeriod:
      "Kies twee dagen. De eerste dag mag niet na de laatste liggen, en de periode is hoogstens tien jaar.",
    desk: "Bureau",
    anyDesk: "Al jouw bureaus",
    topic: "Onderwerp",
    anyTopic: "Alle onderwerpen",
    entry: "Binnengekomen via",
    anyEntry: "Alle wegen",
    language: "Taal",
    anyLanguage: "Alle talen",
    presets: {
      this_week: "Deze week",
      last_week: "Vorige week",
      this_month: "Deze maand",
      last_month: "Vorige maand",
      this_quarter: "Dit kwartaal",
      last_quarter: "Vorig kwartaal",
      this_year: "Dit jaar",
      last_year: "Vorig jaar",
    } satisfies Record<ReportPreset, string>,
  },

  period: (from: string, until: string) => `${from} tot en met ${until}`,
  comparedWith: (period: string) => `Vergeleken met ${period}`,
  noTopic: "Zonder onderwerp",
  noLanguage: "Taal onbekend",
  entries: { chat: "Chat", counter: "Balie" },
  campaign: (code: string) => `Campagne ${code}`,

  figures: {
    title: "De cijfers",
    volume: "Gesprekken",
    answered: "Beantwoord",
    abandoned: "Afgehaakt",
    reopened: "Heropend",
    transferred: "Overgedragen",
    norm: "Binnen de norm",
    judged: "Oordelen van inwoners",
    helped: "Inwoner zei: ja, geholpen",
    partly: "Inwoner zei: voor een deel geholpen",
    unhelped: "Inwoner zei: nee, niet geholpen",
    helpedShare: "Geholpen",
    first: "Eerste antwoord",
    later: "Latere antwoorden",
    handling: "Behandeltijd",
    resolution: "Doorlooptijd",
    median: "helft sneller dan",
    p90: "9 van de 10 sneller dan",
    open: "in openingstijd",
    calendar: "op de klok",
    previous: (value: string) => `Vorige periode: ${value}`,
    answersIn: (answers: number, conversations: number) =>
      `${count(answers, "antwoord", "antwoorden")} in ${count(conversations, "gesprek", "gesprekken")}`,
    of: (part: string, whole: string) => `${part} van ${whole}`,
  },
  none: "geen",
  duration: {
    short: {
      seconds: (n: number) => `${n} s`,
      minutes: (n: number) => `${n} min`,
      hours: (hours: number, minutes: number) => (minutes === 0 ? `${hours} u` : `${hours} u ${minutes} min`),
      days: (days: number, hours: number) => (hours === 0 ? `${days} d` : `${days} d ${hours} u`),
    },
    /** For who listens. */
    spoken: {
      seconds: (n: number) => count(n, "seconde", "seconden"),
      minutes: (n: number) => count(n, "minuut", "minuten"),
      hours: (hours: number, minutes: number) =>
        minutes === 0 ? `${hours} uur` : `${hours} uur en ${count(minutes, "minuut", "minuten")}`,
      days: (days: number, hours: number) =>
        hours === 0 ? count(days, "dag", "dagen") : `${count(days, "dag", "dagen")} en ${hours} uur`,
    },
  },

  columns: {
    name: "Wat",
    desk: "Bureau",
    topic: "Onderwerp",
    entry: "Via",
    language: "Taal",
    time: "Tijd tot antwoord",
    when: "Wanneer",
    hour: "Uur",
    volume: "Gesprekken",
    answered: "Beantwoord",
    abandoned: "Afgehaakt",
    within: "Op tijd",
    missed: "Te laat",
    share: "Binnen de norm",
    judged: "Oordelen",
    helped: "Ja",
    partly: "Voor een deel",
    unhelped: "Nee",
    helpedShare: "Geholpen",
    median: "Helft sneller dan",
    p90: "9 van de 10 sneller dan",
    figure: "Cijfer",
    value: "Nu",
    previous: "Vorige periode",
    from: "Van",
    to: "Naar",
    moves: "Keer",
  },
  tables: {
    totals: "Kerncijfers",
    distribution: "Hoe lang mensen wachten op het eerste antwoord",
    trend: "Verloop",
    byDesk: "Per bureau",
    byTopic: "Per onderwerp",
    helpedByDesk: "Geholpen volgens de inwoner, per bureau",
    helpedByTopic: "Geholpen volgens de inwoner, per onderwerp",
    byEntry: "Per weg naar binnen",
    byLanguage: "Per taal",
    byHour: "Drukte per uur van de week",
    moves: "Overdrachten tussen bureaus",
  },
  /** Names of a workbook's sheets: at most 31 letters, without : \ / ? * [ ]. */
  sheets: {
    totals: "Kerncijfers",
    distribution: "Wachttijd",
    trend: "Verloop",
    byDesk: "Bureaus",
    byTopic: "Onderwerpen",
    helpedByDesk: "Geholpen per bureau",
    helpedByTopic: "Geholpen per onderwerp",
    byEntry: "Binnengekomen via",
    byLanguage: "Talen",
    byHour: "Uren",
    moves: "Overdrachten",
  },
  distributionHint: "In openingstijd. Klik in de tabel op een aantal om die gesprekken te zien.",
  trendHint: {
    day: "Per dag: het aantal gesprekken, en daaronder welk deel binnen de norm is beantwoord.",
    week: "Per week: het aantal gesprekken, en daaronder welk deel binnen de norm is beantwoord.",
    month: "Per maand: het aantal gesprekken, en daaronder welk deel binnen de norm is beantwoord.",
  } satisfies Record<ReportStep, string>,
  helpedHint: "Wat inwoners zeiden na het afronden. Niet iedereen geeft een oordeel.",
  movesHint:
    "Elke keer dat een gesprek in deze periode naar een ander bureau ging. Een gesprek kan vaker meetellen. Klik op een aantal om die gesprekken te zien.",
  noMoves: "In deze periode ging geen gesprek van of naar een van jouw bureaus.",
  heatHint: "Het aantal gesprekken dat in dat uur begon. Hoe donkerder, hoe drukker.",
  heatCell: (day: string, from: number, n: number) =>
    `${day} ${from} tot ${from + 1} uur: ${count(n, "gesprek", "gesprekken")}`,
  weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
  weekdaysShort: ["ma", "di", "wo", "do", "vr", "za", "zo"],
  hourOf: (day: string, from: number) => `${day} ${from}–${from + 1} uur`,
  asTable: "Toon als tabel",
  hideTable: "Verberg de tabel",
  chartVolume: "Gesprekken",
  chartShare: "Binnen de norm",
  chartNorm: (minutes: string) => `norm ${minutes}`,
  buckets: [
    "minder dan 1 min",
    "1 tot 5 min",
    "5 tot 15 min",
    "15 tot 30 min",
    "30 tot 60 min",
    "1 tot 2 uur",
    "2 tot 4 uur",
    "4 tot 8 uur",
    "8 uur of langer",
  ],

  list: {
    title: "De gesprekken achter dit cijfer",
    back: "Terug naar de cijfers",
    loading: "De gesprekken worden opgehaald…",
    total: (n: number) => count(n, "gesprek", "gesprekken"),
    shown: (shown: number, total: number) => `${shown} van ${count(total, "gesprek", "gesprekken")} getoond.`,
    empty: "Er is geen gesprek dat hierbij hoort.",
    more: "Toon meer",
    caption: "De gesprekken, het nieuwste bovenaan. Wie het was en wat er stond, zie je hier niet.",
    privacy: "Je ziet wanneer en hoe lang. Wat er stond en wie het was, zie je hier niet.",
    which: {
      all: "Alle gesprekken",
      answered: "Beantwoord",
      abandoned: "Afgehaakt",
      within: "Binnen de norm",
      missed: "Te laat",
      reopened: "Heropend",
      transferred: "Overgedragen",
      later: "Met latere antwoorden",
      handled: "Behandeld en afgerond",
      resolved: "Afgerond",
      judged: "Met een oordeel van de inwoner",
      helped: "Geholpen volgens de inwoner",
      partly: "Voor een deel geholpen volgens de inwoner",
      unhelped: "Niet geholpen volgens de inwoner",
    } satisfies Record<ReportWhich, string>,
    columns: {
      opened: "Begonnen",
      desk: "Bureau",
      topic: "Onderwerp",
      entry: "Via",
      first: "Eerste antwoord",
      norm: "Norm",
      outcome: "Uitkomst",
      rest: "Verder",
    },
    notAnswered: "nog geen antwoord",
    nothingAsked: "niets gevraagd",
    within: "op tijd",
    missed: "te laat",
    open: "Nog open",
    outcomes: {
      answered: "Beantwoord",
      refused: "Niet in behandeling",
      no_answer: "Geen antwoord nodig",
      spam: "Spam",
      left: "Inwoner ging weg",
      abandoned: "Stilgevallen",
    } satisfies Record<Outcome, string>,
    reopened: (n: number) => `${count(n, "keer", "keer")} heropend`,
    transfers: (n: number) => `${count(n, "keer", "keer")} overgedragen`,
    later: (n: number) => count(n, "later antwoord", "latere antwoorden"),
    verdicts: {
      yes: "geholpen",
      partly: "voor een deel geholpen",
      no: "niet geholpen",
    } satisfies Record<Verdict, string>,
    moves: {
      title: (from: string, to: string) => `Van ${from} naar ${to}`,
      together: (moves: number) => `Samen gingen ze ${moves} keer.`,
      caption: "De gesprekken die zo gingen, het laatst overgedragen bovenaan.",
      privacy: "Je ziet waarover het ging en hoe vaak. Wat een ander bureau ermee deed, zie je hier niet.",
      columns: {
        moved: "Laatst overgedragen",
        times: "Hoe vaak",
        topic: "Onderwerp",
        entry: "Via",
        opened: "Begonnen",
      },
      times: (n: number) => `${n} keer`,
    },
  },

  export: {
    title: "Bewaren en delen",
    hint: "Precies de cijfers van dit scherm.",
    publication: "Voor publicatie",
    publicationHint:
      "Aantallen over minder dan vijf gesprekken blijven weg, en alles waaruit ze te berekenen zijn. Zo is niemand te herkennen.",
    xlsx: "Excel",
    csv: "CSV",
    page: "Rapport (voor pdf)",
    print: "Druk af",
    failed: "Het bestand kon niet worden gemaakt. Probeer het opnieuw.",
    saved: (name: string) => `Bewaard: ${name}`,
    file: (from: string, until: string) => `rapport-${from}-${until}`,
    csvColumns: ["Onderdeel", "Regel", "Cijfer", "Waarde"],
    minutes: (column: string) => `${column} (minuten)`,
    untold: "minder dan 5",
    reportTitle: (town: string) => `Rapport van ${town}`,
    made: (at: string) => `Gemaakt op ${at}`,
    untoldNote:
      "Een streepje: over minder dan vijf gesprekken, of daaruit te berekenen. Daarom niet getoond.",
    definitions: "Zo is gerekend",
    filtersUsed: "Gefilterd op",
  },

  definitions: {
    title: "Zo rekenen we",
    intro:
      "Alle cijfers komen uit wat er met gesprekken gebeurde: begonnen, beantwoord, overgedragen, afgerond. Niemand leest daarvoor mee. Over één medewerker staan in de rapporten geen cijfers.",
    example: "Voorbeeld",
    entries: [
      {
        term: "Gesprekken",
        meaning:
          "Een gesprek telt één keer: in de periode waarin het begon, bij het bureau dat het eerste antwoord gaf. Is er nog geen antwoord, dan telt het bij het bureau dat het nu heeft.",
        example: "Een gesprek begint op 31 oktober en krijgt op 2 november antwoord. Het telt in oktober.",
      },
      {
        term: "Beantwoord",
        meaning: "Een collega heeft een antwoord gestuurd op wat de inwoner vroeg.",
        example: "Van 100 gesprekken kregen er 92 een antwoord: 92 beantwoord.",
      },
      {
        term: "Afgehaakt",
        meaning: "De inwoner ging weg voordat er een antwoord was, of het gesprek viel daarvoor stil.",
        example: "Iemand vraagt iets om 9.00 uur, sluit het gesprek om 9.05 uur, en had nog geen antwoord.",
      },
      {
        term: "Eerste antwoord",
        meaning:
          "De tijd van het eerste bericht van de inwoner tot het eerste antwoord van een collega. Wordt een gesprek heropend, dan blijft dit het eerste antwoord. ‘In openingstijd’ telt alleen de uren dat het bureau open was. ‘Op de klok’ telt alle uren.",
        example:
          "Vraag op vrijdag om 16.50 uur, bureau dicht om 17.00 uur, open op maandag om 9.00 uur, antwoord om 9.10 uur. In openingstijd: 20 minuten. Op de klok: 64 uur en 20 minuten.",
      },
      {
        term: "Binnen de norm",
        meaning:
          "Het deel dat binnen de norm van het onderwerp een antwoord kreeg. We delen ‘op tijd’ door ‘op tijd’ plus ‘te laat’. Te laat is ook: nog geen antwoord terwijl de norm voorbij is, of pas daarna zonder antwoord afgerond. Wie nog op tijd antwoord kan krijgen, telt nog niet mee. Wie afhaakte binnen de norm ook niet.",
        example: "80 op tijd, 20 te laat, 5 wachten nog binnen de norm. Binnen de norm: 80 van 100, dus 80%.",
      },
      {
        term: "Helft sneller dan, en 9 van de 10 sneller dan",
        meaning:
          "We zetten alle tijden op volgorde. De middelste is ‘helft sneller dan’ (de mediaan). Die op negen tiende is ‘9 van de 10 sneller dan’. Het zijn tijden van echte gesprekken. We nemen nooit een gemiddelde van andere gemiddelden: één heel lang gesprek trekt een gemiddelde scheef.",
        example:
          "Vijf tijden: 2, 4, 6, 30 en 300 minuten. Helft sneller dan: 6 minuten. Het gemiddelde zou 68 minuten zijn.",
      },
      {
        term: "Latere antwoorden",
        meaning:
          "De tijd van een volgende vraag tot het volgende antwoord. Het telt bij het bureau dat dit antwoord gaf.",
        example:
          "De inwoner vraagt na het eerste antwoord nog iets om 10.00 uur en krijgt om 10.12 uur antwoord: 12 minuten.",
      },
      {
        term: "Behandeltijd",
        meaning:
          "De tijd dat een collega het gesprek in behandeling had. Alleen van gesprekken die zijn afgerond.",
        example: "Opgepakt om 9.00 uur, afgerond om 9.25 uur: 25 minuten.",
      },
      {
        term: "Doorlooptijd",
        meaning: "De tijd van het eerste bericht tot de laatste keer dat het gesprek werd afgerond.",
        example: "Vraag op maandag om 9.00 uur, afgerond op dinsdag om 9.00 uur: op de klok 24 uur.",
      },
      {
        term: "Geholpen",
        meaning:
          "Na het afronden vragen we de inwoner: ‘Bent u geholpen?’ Het antwoord is ja, voor een deel of nee. We delen ‘ja’ door alle oordelen. Het laatste oordeel telt. Wie de vraag overslaat, telt niet mee. Gaat het gesprek daarna verder, dan telt het oordeel niet meer. Na spam en bij een blokkade vragen we niets.",
        example:
          "Van 100 gesprekken kregen er 40 een oordeel: 30 ja, 6 voor een deel, 4 nee. Geholpen: 30 van 40, dus 75%.",
      },
      {
        term: "Dagen en uren",
        meaning:
          "Tijden ‘op de klok’ staan vanaf twee dagen in dagen van 24 uur. Tijden ‘in openingstijd’ blijven uren, want het ene bureau is langer open op een dag dan het andere.",
        example:
          "Op de klok: 8 d 2 u is 8 dagen en 2 uur. In openingstijd: 50 u is 50 uur dat het bureau open was.",
      },
      {
        term: "Heropend en overgedragen",
        meaning:
          "Heropend: na het afronden ging het gesprek verder. Overgedragen: het ging minstens één keer naar een ander bureau. Een gesprek telt hier één keer. In de tabel met overdrachten telt elke keer, in de periode waarin die keer was.",
        example:
          "Eén gesprek gaat van Burgerzaken naar Belastingen en terug: één overgedragen gesprek, twee keer in de tabel.",
      },
      {
        term: "Vorige periode",
        meaning: "Evenveel dagen, direct ervoor.",
        example: "Bij 1 tot en met 30 november is dat 2 tot en met 31 oktober.",
      },
      {
        term: "Voor publicatie",
        meaning:
          "In een bestand ‘voor publicatie’ staan geen aantallen over minder dan vijf gesprekken, en niets waaruit je ze kunt berekenen.",
        example: "Van 40 gesprekken zijn er 3 over honden en 37 over paspoorten. Dan blijven 3 én 37 weg.",
      },
    ],
  },
};
