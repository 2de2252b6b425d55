import type { ErrorCode } from "@eigenkanaal/protocol";

/** What only other requests are refused with; a message that the gateway finds no room for now waits. */
type OfNoMessage =
  | "invalid_credentials"
  | "invalid_code"
  | "foreign_origin"
  | "already_taken"
  | "returned_too_often"
  | "in_the_past"
  | "obstructed"
  | "already_approved"
  | "own_list"
  | "list_ended"
  | "other_package"
  | "not_asked"
  | "reviewers_off"
  | "nothing_to_review"
  | "reviewer_not_asked"
  | "not_allowed_by_town"
  | "clock_behind"
  | "destroyed"
  | "proof_of_work";

/** The widget's words in Dutch, at B1; the keys that every language has. */
export const nl = {
  widget: {
    minimise: "Chat sluiten",
    minimiseHint: "Chat sluiten. Uw gesprek blijft bewaard.",
    menu: "Meer mogelijkheden",
    close: "Sluiten",
    back: "Terug naar de onderwerpen",
    cancel: "Annuleren",
    otherLanguage: "English",
    title: "Chat met de gemeente",
  },
  footer: {
    call: (phone: string) => `Bel ${phone}`,
    counter: "Liever aan de balie",
    yourData: "Uw gegevens",
    newTab: "opent in een nieuw tabblad",
  },
  start: {
    greeting: "Stel uw vraag",
    privacy: "Alleen u en uw gemeente kunnen lezen wat u schrijft.",
    privacyMore: "Hoe zit dat?",
    question: "Waar kunnen we u mee helpen?",
    example: "Bijvoorbeeld: mijn container is niet geleegd",
    staysHere: "Wat u hier typt, blijft op dit apparaat tot u het zelf verstuurt.",
    loading: "De onderwerpen worden geladen…",
    suggested: "Gaat het hierover?",
    unsure: "We weten het niet zeker",
    sensitive: "Wij horen alleen welk bureau u kiest.",
    browse: "Of kies zelf een onderwerp",
    withCode: "Verder met een code",
    somethingElse: "Iets anders of ik weet het niet",
    somethingElseHint: "Wij zoeken het juiste bureau erbij.",
  },
  hours: {
    openUntil: (time: string) => `Vandaag open tot ${time} uur`,
    openAllDay: "Vandaag de hele dag open",
    closed: "Nu gesloten",
    allClosed: "Alle bureaus zijn nu gesloten",
    deskClosed: (desk: string) => `${desk} is nu gesloten`,
    topicClosed: "Voor dit onderwerp zijn we nu gesloten",
    readFromToday: (time: string) => `Vanaf ${time} uur lezen we uw bericht.`,
    readFromTomorrow: (time: string) => `Morgen vanaf ${time} uur lezen we uw bericht.`,
    readFromDay: (day: string, time: string) => `${day} vanaf ${time} uur lezen we uw bericht.`,
    readLater: "We lezen uw bericht zodra we weer open zijn.",
    sendNow: "U kunt het nu al sturen.",
    chooseToSee: "Kies een onderwerp. Dan ziet u wanneer we uw bericht lezen.",
    answerToday: (time: string) => `We willen vandaag vóór ${time} uur antwoorden.`,
    answerTomorrow: (time: string) => `We willen morgen vóór ${time} uur antwoorden.`,
    answerDay: (day: string, time: string) => `We willen ${day} vóór ${time} uur antwoorden.`,
    emergency: "Is er direct gevaar?",
  },
  desk: { named: (name: string) => `bureau ${name}`, title: (name: string) => `Bureau ${name}` },
  lock: {
    you: "u",
    archive: "het archief",
    reviewer: "een controleur",
    handingOver: (name: string, desk: string) => `${name} van ${desk}`,
    onlyTheseCanRead: (readers: string) => `Alleen ${readers} kunnen dit lezen`,
  },
  conversation: {
    log: "Berichten",
    today: "vandaag",
    yesterday: "gisteren",
    you: "U",
    member: (alias: string, desk: string) => `${alias} · ${desk}`,
    typing: (alias: string) => `${alias} typt`,
    someoneTyping: "De medewerker typt",
    newMessages: (count: number) => (count === 1 ? "1 nieuw bericht" : `${count} nieuwe berichten`),
    empty: (desk: string) => `Uw vraag gaat naar ${desk}.`,
    emptyHow: "Schrijf wat er is en waar. Wij antwoorden hier.",
    draftReady: "Uw tekst staat klaar. Lees hem na en verstuur hem zelf.",
    waiting:
      "Een medewerker leest uw bericht zo snel mogelijk. U mag deze pagina sluiten en later terugkomen.",
    answered: "Uw vraag is beantwoord.",
    closedByDesk: (alias: string) => `${alias} heeft het gesprek afgesloten.`,
    closedByYou: "U heeft het gesprek afgesloten.",
    transferred: (by: string, to: string) => `${by} heeft uw gesprek overgedragen aan ${to}.`,
    overflowed: (to: string) => `U koos ervoor dat ${to} verder helpt.`,
    transferredHistory: {
      along: "Dat bureau kan het hele gesprek lezen.",
      left_out: "Dat bureau kan alleen lezen wat u vanaf nu schrijft.",
    },
    readsAlong: (name: string) => `${name} leest mee tot een collega het oppakt.`,
    readerLeft: (name: string) => `${name} leest niet meer mee.`,
    reviewerJoined: (name: string) => `${name} leest mee om de kwaliteit te beoordelen.`,
    remark: "Uw opmerking over dit gesprek",
    remarked: (text: string) => `Opmerking over dit gesprek: ${text}`,
    announced: (author: string, text: string) => `${author}: ${text}`,
    invalid:
      "Dit bericht is ongeldig. We kunnen niet nagaan of het echt van uw gemeente is. Daarom laten we het niet zien.",
    from: (author: string, time: string) => `${author}, ${time}:`,
  },
  queue: {
    first: "U bent als eerste aan de beurt.",
    ahead: (n: number) => (n === 1 ? "Er is 1 persoon voor u." : `Er zijn ${n} mensen voor u.`),
    /** What first answers took lately: no promise. */
    minutes: (n: number) => `Een antwoord duurt nu meestal ongeveer ${n} ${n === 1 ? "minuut" : "minuten"}.`,
    hours: (n: number) => `Een antwoord duurt nu meestal ongeveer ${n} uur.`,
    openOnly: "De tijd dat wij dicht zijn, telt niet mee.",
  },
  delivery: { queued: "In de wacht", stored: "Verstuurd", delivered: "Afgeleverd", read: "Gelezen" },
  composer: {
    label: "Uw bericht",
    placeholder: "Typ uw bericht…",
    send: "Versturen",
    bytesLeft: (count: number) => `Er is nog ruimte voor ongeveer ${count} tekens.`,
    tooLong: (count: number) =>
      `Uw bericht is ongeveer ${count} ${count === 1 ? "teken" : "tekens"} te lang. Maak het korter, of stuur het in delen.`,
    notKept: "Er ging iets mis op dit apparaat. Uw tekst staat er nog. Probeer het opnieuw.",
  },
  offline: {
    bar: "Geen verbinding. U kunt gewoon verder typen. Uw bericht gaat mee zodra het kan.",
    connecting: "Verbinden…",
  },
  menu: {
    otherDevice: "Op een ander apparaat verder",
    showsTyping: "Laten zien dat ik typ",
    save: "Gesprek bewaren",
    close: "Gesprek afsluiten",
    erase: "Gesprek laten wissen",
    forget: "Verwijderen van dit apparaat",
  },
  closing: {
    title: "Gesprek afsluiten?",
    how: "U kunt daarna nog alles lezen. Schrijft u later weer, dan gaat het gesprek weer open.",
    confirm: "Afsluiten",
    failed: "Het afsluiten lukt nu niet. Probeer het later opnieuw.",
  },
  forgetting: {
    title: "Verwijderen van dit apparaat?",
    how: "U kunt dit gesprek dan hier niet meer lezen of verder schrijven. U kunt dit niet terugdraaien.",
    keeps: "Uw gemeente bewaart haar eigen kopie, zo lang als de wet dat vraagt.",
    confirm: "Verwijderen",
    failed: "Het verwijderen lukt nu niet. Probeer het opnieuw.",
  },
  renewing: {
    title: "Nieuw gesprek beginnen?",
    how: "Dit gesprek verdwijnt dan van dit apparaat. U kunt het hier niet meer lezen.",
    confirm: "Nieuw gesprek",
  },
  closed: {
    title: "Dit gesprek is afgesloten.",
    askAgain: "Stel nog een vraag",
    askAgainHint: "Schrijft u weer, dan gaat het gesprek weer open.",
    renew: "Nieuw gesprek",
    silent: (days: number) =>
      `Het gesprek is afgesloten omdat er ${days === 1 ? "een dag" : `${days} dagen`} niets is geschreven.`,
    silentHint: "U kunt gewoon verder schrijven.",
  },
  busy: (phone: string | null) =>
    `Het is druk. Uw bericht staat klaar en gaat vanzelf weg. Dat kan een minuut duren.${phone === null ? "" : ` Liever bellen? Bel ${phone}.`}`,
  warning: {
    title: "Let op",
    gap: "Er ontbreekt misschien een bericht.",
    fork: "Van een bericht in dit gesprek bestaan twee versies. Dat hoort niet.",
    withheld: "Uw gemeente heeft een bericht gezien dat hier niet is aangekomen.",
    callToCheck: (phone: string | null) =>
      `Twijfelt u? ${phone === null ? "Bel uw gemeente" : `Bel ${phone}`} om het na te gaan.`,
  },
  unavailable: {
    call: "U kunt ons wel bellen of langskomen.",
    retry: "Probeer opnieuw",
    unreachable: {
      title: "De chat doet het nu even niet",
      how: "We kunnen geen verbinding maken. Dat kan aan ons liggen of aan uw internet.",
    },
    untrusted: {
      title: "We openen deze chat niet",
      how: "We kunnen niet controleren of deze chat echt van uw gemeente is. Typ hier dus niets.",
    },
    no_desk: {
      title: "U kunt nu geen gesprek beginnen",
      how: "De sleutel van uw gemeente is niet meer geldig. Dat lossen we op. Probeer het later opnieuw.",
    },
    storage: {
      title: "Uw browser bewaart niets",
      how: "Voor deze chat moet uw browser een sleutel kunnen bewaren. Dat mag nu niet. Gebruikt u een privévenster? Open deze pagina dan in een gewoon venster.",
    },
  },
  stopped: {
    no_desk:
      "U kunt nu niets versturen. De sleutel van uw gemeente is niet meer geldig. Uw tekst blijft hier staan. Probeer het later opnieuw of bel ons.",
    untrusted:
      "U kunt nu niets versturen. We kunnen niet nagaan of deze chat echt van uw gemeente is. Uw tekst blijft hier staan. Bel ons als dit zo blijft.",
  },
  refused: {
    retry: "Probeer opnieuw",
    discard: "Verwijderen",
    malformed: "Dit bericht is niet goed aangekomen. Herlaad de pagina en stuur het opnieuw.",
    too_large: "Dit bericht is te lang. Stuur het in delen.",
    unauthenticated: "De verbinding is verlopen. Herlaad de pagina en stuur het opnieuw.",
    forbidden: "Dit bericht mag hier niet worden verstuurd. Bel ons als dat niet klopt.",
    blocked: "U kunt hier nu niet schrijven.",
    not_found: "Dit gesprek bestaat niet meer. Begin een nieuw gesprek.",
    id_in_use: "Dit bericht is niet verstuurd. Probeer het opnieuw.",
    out_of_order:
      "Dit bericht is niet verstuurd, omdat er een ander bericht voor hoort. Probeer het opnieuw.",
    epoch_taken: "Dit bericht is niet verstuurd, omdat er iets veranderde. Probeer het opnieuw.",
    epoch_superseded: "Dit bericht is niet verstuurd, omdat er iets veranderde. Probeer het opnieuw.",
    desk_superseded: "Het bureau heeft een nieuwe sleutel. Probeer het opnieuw.",
    conversation_closed: "Dit gesprek is afgesloten. Probeer het opnieuw, dan gaat het weer open.",
    too_many_requests: "U stuurt veel berichten achter elkaar. Wacht een minuut en probeer het opnieuw.",
    internal: "Er ging iets mis bij ons. Probeer het straks opnieuw.",
    unavailable: "De chat is even niet bereikbaar. Probeer het straks opnieuw.",
  } satisfies Record<Exclude<ErrorCode, OfNoMessage> | "retry" | "discard", string>,
};

export type Texts = typeof nl;
