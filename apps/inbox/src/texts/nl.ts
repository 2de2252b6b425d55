import type { Judgement } from "@eigenkanaal/client";
import type { ErrorCode } from "@eigenkanaal/protocol";
import { count } from "./count.js";
import { secondFactor, session, sessions } from "./nl/account.js";
import { auditLog } from "./nl/auditLog.js";
import { blocking } from "./nl/blocking.js";
import { closing } from "./nl/closing.js";
import { colleagueFigures } from "./nl/colleagueFigures.js";
import { counter } from "./nl/counter.js";
import { destruction } from "./nl/destruction.js";
import { late } from "./nl/late.js";
import { links } from "./nl/links.js";
import { notifications } from "./nl/notifications.js";
import { records } from "./nl/records.js";
import { reviews } from "./nl/reviews.js";
import { search } from "./nl/search.js";
import { keys, settings } from "./nl/settings.js";
import { bulk, caseNumber, filters, followUp, labels, reopened, snooze } from "./nl/sorting.js";
import { standardAnswers } from "./nl/standardAnswers.js";
import { supervisor } from "./nl/supervisor.js";
import { reports } from "./nl/supervisorReports.js";
import { tokens } from "./nl/supervisorTokens.js";
import { together } from "./nl/together.js";
import { townSettings } from "./nl/townSettings.js";
import { transfer } from "./nl/transfer.js";
import { verdict } from "./nl/verdict.js";

/** Words for colleagues: Dutch, *je*, short. */
export const nl = {
  code: "nl",
  locale: "nl-NL",
  product: "Eigenkanaal",
  skipToList: "Naar de lijst",
  skipToConversation: "Naar het gesprek",
  starting: "De inbox wordt geopend…",
  close: "Sluit",
  cancel: "Annuleer",
  back: "Terug naar de lijst",
  tryAgain: "Probeer opnieuw",
  you: "Jij",
  documentTitle: (waiting: number, place: string) =>
    `${waiting > 0 ? `(${waiting}) ` : ""}${place} · Eigenkanaal`,

  notifications,
  blocking,
  auditLog,
  labels,
  snooze,
  reopened,
  followUp,
  caseNumber,
  filters,
  bulk,
  standardAnswers,
  counter,
  links,
  townSettings,
  destruction,
  records,
  supervisor,
  reviews,
  reports,
  colleagueFigures,

  session,

  lists: {
    landmark: "Lijsten",
    waiting: "Wachtrij",
    mine: "Van mij",
    desk: "Bureau",
    snoozed: "Uitgesteld",
    closed: "Afgerond",
    filter: "Bureau",
    allDesks: "Alle bureaus",
    shown: (n: number) => count(n, "gesprek", "gesprekken"),
    unreadCount: (n: number) => count(n, "ongelezen gesprek", "ongelezen gesprekken"),
    empty: {
      waiting: {
        title: "Niemand wacht",
        text: "Een nieuwe vraag verschijnt hier vanzelf. Kijk intussen bij Van mij.",
      },
      mine: {
        title: "Je hebt geen gesprekken",
        text: "Open een gesprek in de Wachtrij. Dan is het van jou.",
      },
      desk: {
        title: "Geen open gesprekken",
        text: "Op dit bureau is alles afgerond. Nieuwe vragen verschijnen vanzelf.",
      },
      snoozed: {
        title: "Niets uitgesteld",
        text: "Stel je een gesprek uit, dan staat het hier tot het terugkomt.",
      },
      closed: {
        title: "Nog niets afgerond",
        text: "Een gesprek dat je afrondt, vind je hier terug.",
      },
    },
    sort: "Volgorde",
    sorts: {
      longest_wait: "Wachttijd",
      newest_activity: "Activiteit",
      topic: "Onderwerp",
    },
    notAnswering: {
      title: "Hier staan geen gesprekken voor jou",
      text: "Je beantwoordt geen vragen van inwoners. Klopt dat niet? Vraag het aan je beheerder.",
    },
    loading: "De lijst wordt geladen",
    older: "Toon oudere",
    failed: "De afgeronde gesprekken konden niet worden geladen.",
  },

  row: {
    noTopic: "Andere vraag",
    openAndTake: "Openen en oppakken",
    open: "Openen",
    unread: "ongelezen",
    nobody: "Niemand",
    waitingFor: "Wacht",
    warned: "bijna te laat",
    passed: "te laat",
    /** No answer is due. */
    answered: "Beantwoord",
    closedAt: (at: string) => `Afgerond ${at}`,
    lastActivity: "laatste bericht",
  },

  duration: {
    lessThanAMinute: "minder dan 1 min",
    minutes: (n: number) => `${n} min`,
    hours: (hours: number, minutes: number) => (minutes === 0 ? `${hours} u` : `${hours} u ${minutes} min`),
    days: (n: number) => count(n, "dag", "dagen"),
  },

  conversation: {
    nothingOpen: "Kies een gesprek",
    nothingOpenText: "Open een gesprek uit de lijst. Wacht het nog, dan pak je het meteen op.",
    nothingToOpen: "Geen gesprek open",
    nothingToOpenText: "Een gesprek dat je opent, lees je hier.",
    landmark: "Gesprek",
    loading: "Het gesprek wordt geopend",
    refusedTitle: "Dit gesprek kan niet open",
    messages: "Berichten",
    citizen: "Inwoner",
    note: "Notitie",
    noteAudience: "alleen collega's",
    today: "Vandaag",
    yesterday: "Gisteren",
    newMessages: (n: number) => count(n, "nieuw bericht", "nieuwe berichten"),
    announceCitizen: (text: string) => `Nieuw bericht van de inwoner: ${text}`,
    announceMember: (name: string, text: string) => `Nieuw bericht van ${name}: ${text}`,
    announceNote: (name: string, text: string) => `Nieuwe notitie van ${name}: ${text}`,
    typingCitizen: "De inwoner typt…",
    typingMember: (name: string) => `${name} typt…`,
    closedBy: (name: string, outcome: string) => `${name} heeft het gesprek afgerond: ${outcome}`,
    closedByCitizen: "De inwoner heeft het gesprek afgesloten",
    invalidTitle: "Bericht ongeldig",
    invalidText:
      "Dit bericht is onderweg veranderd of beschadigd. We laten het niet zien. Vraag de inwoner om het opnieuw te sturen.",
    warnings: {
      gap: "Er ontbreken berichten in dit gesprek. Vraag na of je alles hebt en meld het aan de beheerder.",
      fork: "Van één bericht zijn twee versies. Vertrouw het gesprek niet zonder te bellen en meld het aan de beheerder.",
      withheld: "De inwoner zag een bericht dat wij niet kregen. Vraag het na en meld het aan de beheerder.",
    },
    warningLabel: "Let op",
    inNotes: "Het gaat om de notities.",
    discard: "Verwijder",
    heldFor: (seconds: number) => `Gaat weg over ${seconds} ${seconds === 1 ? "seconde" : "seconden"}`,
    recall: "Haal terug",
    recalledTooLate: "Te laat: dit antwoord is al weg.",
    delivery: {
      queued: "Wacht op verbinding",
      stored: "Verstuurd",
      delivered: "Afgeleverd",
      read: "Gelezen",
      refused: "Niet verstuurd",
    },
    empty: "Er staat nog geen bericht in dit gesprek.",
    finish: "Rond af",
    showDetails: "Toon details",
    hideDetails: "Verberg details",
  },

  composer: {
    landmark: "Schrijven",
    answerTab: "Antwoord",
    noteTab: "Notitie",
    answerLabel: "Antwoord aan de inwoner",
    noteLabel: "Notitie, alleen voor collega's",
    answerPlaceholder: "Schrijf je antwoord…",
    notePlaceholder: "Schrijf een notitie voor collega's…",
    sendAnswer: "Verstuur antwoord",
    saveNote: "Bewaar notitie",
    noteExplained: "De inwoner ziet dit niet.",
    answerKeys: "Enter verstuurt · Shift+Enter nieuwe regel",
    noteKeys: "Enter bewaart · Shift+Enter nieuwe regel",
    take: "Pak op",
    nobodyHas: "Niemand heeft dit gesprek. Pak het op om te antwoorden.",
    colleagueHas: (name: string) => `${name} heeft dit gesprek in behandeling`,
    colleagueHasHint: "Je leest mee. Een notitie voor je collega kan wel.",
    closed: "Dit gesprek is afgerond",
    closedHint: "Schrijft de inwoner opnieuw, dan komt het terug in de Wachtrij.",
    notQueued: "Je bericht kon niet worden klaargezet. Het staat nog in het veld. Probeer het opnieuw.",
    stopped: {
      no_desk:
        "Je kunt nu niets versturen. De sleutel van dit bureau is niet meer geldig. Vraag een sleutelbeheerder om een nieuwe. Je tekst blijft hier staan.",
      untrusted:
        "Je kunt nu niets versturen. De certificaten kloppen niet met wat we eerder zagen. Meld dit bij een sleutelbeheerder. Je tekst blijft hier staan.",
    },
    tooLong: (over: string) => `Je bericht is ${over} tekens te lang. Maak er twee berichten van.`,
  },

  beforeSending: {
    kinds: {
      bsn: "een burgerservicenummer (BSN)",
      iban: "een rekeningnummer",
      email: "een e-mailadres",
      phone: "een telefoonnummer",
    },
    question: (kinds: string, count: number) => `${count === 1 ? "Staat" : "Staan"} ${kinds} in je antwoord?`,
    advice: "Stuur alleen wat de inwoner nodig heeft.",
    adjust: "Aanpassen",
    send: "Toch versturen",
  },

  finish: {
    title: "Gesprek afronden",
    question: "Hoe is het afgelopen?",
    outcomes: {
      answered: "Beantwoord",
      refused: "Afgewezen",
      no_answer: "Geen antwoord mogelijk",
      spam: "Spam",
    } satisfies Record<Judgement, string>,
    hints: {
      answered: "De vraag is beantwoord of opgelost.",
      refused: "Het verzoek is niet ingewilligd.",
      no_answer: "De vraag hoort niet bij de gemeente, of de inwoner reageert niet meer.",
      spam: "Reclame of misbruik, geen echte vraag.",
    } satisfies Record<Judgement, string>,
    confirm: "Rond gesprek af",
  },

  closing,

  search,

  together,

  transfer,
  late,
  verdict,

  details: {
    title: "Details",
    topic: "Onderwerp",
    desk: "Bureau",
    status: "Status",
    states: { waiting: "Wacht op een collega", in_hand: "In behandeling", closed: "Afgerond" },
    assignee: "Behandelaar",
    waitingSince: "Wacht sinds",
    opened: "Begonnen",
    closed: "Afgerond op",
    language: "Taal",
    readers: "Wie kan dit lezen",
    readerRoles: {
      citizen: "De inwoner",
      desk: "Bureau",
      archive: "Archief",
      reviewer: "Controleur",
      handing_over: "Leest mee tot iemand het oppakt",
    },
    readersExplained: "Niemand anders: ook de beheerder van de server niet.",
    number: "Gespreksnummer",
    numberExplained: "Belt de inwoner? Laat het nummer voorlezen. Is het gelijk, dan zit er niemand tussen.",
    numberUnknown: "Nog niet bekend",
  },

  presence: {
    title: "Beschikbaarheid",
    states: { on_duty: "Aan het werk", pause: "Pauze", wrap_up: "Afronden", off: "Afwezig" },
    meanings: {
      on_duty: "Je doet mee. Deelt een bureau gesprekken toe, dan krijg jij ze ook.",
      pause: "Je krijgt niets nieuws. Je gesprekken blijven van jou.",
      wrap_up: "Nawerk. Je krijgt niets nieuws en rondt af wat je hebt.",
      off: "Je werkt niet. Wacht iemand op jouw antwoord? Dan gaat dat gesprek terug naar de wachtrij.",
    },
    load: (inHand: number, capacity: number) => `${inHand} van ${capacity}`,
    loadExplained: (inHand: number, capacity: number) =>
      `Je hebt ${count(inHand, "gesprek", "gesprekken")}. Je krijgt er toegewezen tot je er ${capacity} hebt. Zelf oppakken kan altijd.`,
    refused: "Dit is niet gelukt. Je bent nog zoals hierboven staat. Probeer het opnieuw.",
    colleagues: "Collega's",
    assignment: { pull: "Gesprekken pak je zelf op", push: "Gesprekken worden toegewezen" },
    alone: "Geen collega's op dit bureau",
    off: "Je staat op Afwezig.",
    offAndAssigned: "Je staat op Afwezig. Je krijgt geen gesprekken toegewezen.",
    startWork: "Ga aan het werk",
    newForYou: "Nieuw voor jou",
    given: (topic: string, desk: string) => `Nieuw gesprek voor jou: ${topic}, ${desk}.`,
  },

  settings,

  secondFactor,

  sessions,

  tokens,

  emergency: {
    title: "Iemand is in gevaar",
    open: "Noodhulp",
    call: (phone: string) => `Bel ${phone}`,
    steps: [
      "Bel 112. Vertel wat de inwoner schreef en noem de plaats, als je die weet. Wacht niet op een naam.",
      "Vraag de inwoner in het gesprek: waar bent u, en is er iemand bij u? Zeg dat er hulp komt.",
      "Roep je coördinator. Blijf in het gesprek tot de hulp er is.",
      "Meer dan er in het gesprek staat, weten we niet: geen naam, geen adres en geen IP-adres. Zeg dat ook tegen 112.",
      "Schrijf daarna in een notitie wat je hebt gedaan, en praat met een collega.",
    ],
    refer: "Is er geen direct gevaar? Wijs dan op deze nummers:",
  },

  keys,

  connection: {
    online: "Verbonden",
    connecting: "Verbinding maken…",
    offline: "Geen verbinding",
    offlineBar: "Geen verbinding. Je kunt verder lezen en schrijven. Berichten gaan mee zodra het weer kan.",
  },

  refused: {
    malformed: "De server begreep dit niet. Laad de pagina opnieuw en probeer het nog eens.",
    too_large: "Je bericht is te lang. Maak er twee berichten van.",
    unauthenticated: "Je bent niet meer ingelogd. Log opnieuw in.",
    invalid_credentials: "Account of wachtzin klopt niet. Kijk ze na en probeer het opnieuw.",
    invalid_code:
      "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in je app en probeer het opnieuw.",
    foreign_origin: "Deze pagina komt van een onbekend adres. Open de inbox via het adres van je gemeente.",
    forbidden: "Jij mag dit niet doen. Vraag je coördinator als dat wel zou moeten.",
    blocked: "Dit kan niet zolang de inwoner geblokkeerd is.",
    not_found: "Dit gesprek bestaat niet, of hoort niet bij jouw bureaus. Ga terug naar de lijst.",
    id_in_use: "Dit bericht botste met een ander bericht. Probeer het opnieuw.",
    out_of_order: "Je scherm liep achter. Laad de pagina opnieuw en probeer het nog eens.",
    epoch_taken: "Een collega was je net voor. Probeer het opnieuw.",
    epoch_superseded: "De sleutels van dit gesprek zijn net vernieuwd. Probeer het opnieuw.",
    desk_superseded: "De sleutels van het bureau zijn net vernieuwd. Probeer het opnieuw.",
    returned_too_often:
      "Dit gesprek is al drie keer teruggegeven tussen deze bureaus. Draag het over aan het algemene bureau.",
    already_taken: "Een collega heeft dit gesprek net opgepakt. Je kunt meelezen.",
    conversation_closed: "Dit gesprek is al afgerond. Je kunt er niet meer in antwoorden.",
    in_the_past: "Dit moment is al voorbij. Kies een later moment, of laat het nu ingaan.",
    obstructed: "Dit kan nog niet. Er staat iets in de weg.",
    already_approved: "Jij hebt deze lijst al goedgekeurd. Een andere archiefmedewerker moet dat ook doen.",
    own_list: "Jij hebt deze lijst gemaakt. Andere archiefmedewerkers keuren hem goed.",
    list_ended: "Deze lijst wacht niet meer op goedkeuring.",
    clock_behind:
      "De klok van de database is teruggezet. Tot die weer goed staat, wordt er niets vernietigd. Meld dit aan de beheerder.",
    not_asked: "Hiernaar wordt niet meer gevraagd.",
    not_allowed_by_town:
      "De gemeente heeft niet besloten dat coördinatoren cijfers per medewerker zien. Laad de pagina opnieuw.",
    other_package: "Dit ontvangstbewijs is van een ander pakket. Kijk de controlecode na.",
    reviewers_off: "Je gemeente heeft niet gekozen dat beoordelaars mogen meelezen.",
    nothing_to_review: "Er is geen gesprek dat hierbij past. Kies ruimer.",
    reviewer_not_asked: "Voor deze collega wordt niet meer gevraagd om mee te lezen.",
    destroyed:
      "Dit gesprek is vernietigd: de bewaartermijn was voorbij. Op dit apparaat is er ook niets meer van.",
    too_many_requests:
      "Dat ging te vaak achter elkaar. Wacht even en probeer het opnieuw. Lukt het dan nog niet? Wacht langer, hoogstens een uur.",
    proof_of_work: "Het is druk. Wacht een minuut en probeer het opnieuw.",
    internal: "Er ging iets mis bij ons. Probeer het zo opnieuw.",
    unavailable: "De server is even niet bereikbaar. Probeer het zo opnieuw.",
  } satisfies Record<ErrorCode, string>,
};
