const found = (n: number) => (n === 1 ? "1 gevonden" : `${n} gevonden`);

/** Words for handing a conversation over. */
export const transfer = {
  button: "Draag over",
  title: "Gesprek overdragen",
  to: "Naar wie?",
  filter: "Typ een naam of bureau",
  found,
  noneFound: "Niets gevonden. Typ een ander deel van de naam.",
  nobody: "Er is niemand anders die dit gesprek kan beantwoorden.",
  colleague: "Collega van dit bureau",
  colleagueNow: (presence: string) => `Collega van dit bureau · ${presence}`,
  deskOpen: "Bureau · nu open",
  deskClosed: "Bureau · gesloten",
  deskOpens: (when: string) => `Bureau · gesloten, open vanaf ${when}`,
  cameFrom: "hier kwam het vandaan",
  closedUntil: (desk: string, when: string) =>
    `${desk} is nu gesloten en gaat weer open op ${when}. Tot dan krijgt de inwoner geen antwoord.`,
  closedForLong: (desk: string) => `${desk} is gesloten. We weten niet wanneer de inwoner antwoord krijgt.`,
  closedConfirm: "De inwoner kan wachten",
  notConfirmed: "Kies een ander bureau, of vink aan dat de inwoner kan wachten.",
  history: (desk: string) => `Wat mag ${desk} lezen?`,
  histories: { along: "Het hele gesprek", left_out: "Alleen vanaf nu" },
  historyHints: {
    along: "De inwoner hoeft niets opnieuw te vertellen.",
    left_out: "Wat er nu staat, blijft bij jouw bureau. Schrijf in de notitie wat ze moeten weten.",
  },
  readAlong: "Ik lees mee tot iemand het oppakt",
  readAlongHint: "De inwoner ziet dat je meeleest.",
  noNote: "Schrijf een notitie. Zonder notitie moet het bureau opnieuw beginnen.",
  noTarget: "Kies eerst naar wie het gesprek gaat.",
  whyFor: (name: string) => `Notitie voor ${name}`,
  whyHint: "Wat moet je collega weten? De inwoner ziet dit niet.",
  whyBack: "Waarom geef je het terug?",
  noReason: "Schrijf waarom. Zonder reden komt het misschien weer bij jou terug.",
  confirm: "Draag gesprek over",
  confirmTo: (name: string) => `Draag over aan ${name}`,
  busy: "Het gesprek wordt overgedragen",
  offline: "Er is geen verbinding. Overdragen kan zodra die terug is. Je notitie blijft hier staan.",
  noteLost:
    "Het gesprek is overgedragen, maar je notitie kon niet worden bewaard. Schrijf die opnieuw als notitie in het gesprek.",

  offeredBy: (name: string) => `${name} draagt dit gesprek aan je over`,
  offeredTo: (name: string) =>
    `Je hebt dit gesprek aan ${name} overgedragen. ${name} heeft het nog niet geaccepteerd.`,
  accept: "Accepteer",
  giveBack: "Geef terug",
  backTitle: (name: string) => `Teruggeven aan ${name}`,
  takeBack: "Neem terug",

  movedTitle: (desk: string) => `Dit gesprek is nu bij ${desk}`,
  movedText: "Je kunt het niet meer lezen. Komt het terug, dan staat het weer in je lijst.",
  transferred: (by: string, from: string, to: string) =>
    `${by} van ${from} heeft het gesprek overgedragen aan ${to}.`,
  overflowed: (from: string, to: string) =>
    `De inwoner koos voor ${to}, omdat ${from} niet op tijd kon antwoorden.`,
  transferredHistory: {
    along: (to: string) => `${to} kan het hele gesprek lezen.`,
    left_out: (to: string) => `${to} kan alleen lezen wat er vanaf nu komt.`,
  },
  readsAlong: (name: string) => `${name} leest mee tot iemand het oppakt.`,
  readerLeft: (name: string) => `${name} leest niet meer mee.`,
  reviewerJoined: (name: string) => `${name} leest mee om de kwaliteit te beoordelen.`,
  unread: {
    public: "Wat hiervoor is geschreven, ging niet mee naar dit bureau. Lees de notitie bij de overdracht.",
    internal: "Eerdere notities gingen niet mee naar dit bureau.",
  },

  given: (by: string, to: string) => `${by} heeft het gesprek overgedragen aan ${to}`,
  returned: (by: string, to: string) => `${by} heeft het gesprek teruggegeven aan ${to}`,
  givenByYou: (to: string) => `Je hebt het gesprek overgedragen aan ${to}`,
  returnedByYou: (to: string) => `Je hebt het gesprek teruggegeven aan ${to}`,
  someone: "een collega",
  youInSentence: "jou",

  youReadAlong: "Je leest mee tot iemand dit gesprek oppakt",
  youReadAlongHint:
    "Je hebt het overgedragen. Antwoorden doet het andere bureau. De inwoner ziet dat je meeleest.",

  rowFrom: (name: string) => `Van ${name}, nog niet geaccepteerd`,
  rowTo: (name: string) => `Aan ${name}, nog niet geaccepteerd`,
  rowToDesk: "Overgedragen, je leest mee",
  ofDesk: (name: string, desk: string) => `${name} van ${desk}`,
};
