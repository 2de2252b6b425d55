import type { Lang } from "../frame/settings.js";

type ErasingTexts = {
  title: string;
  how: string;
  /** What may come of it. */
  may: string;
  mayNot: string;
  remembered: string;
  confirm: string;
  failed: string;
  refused: string;
  held: string;
  inHand: string;
  term: (name: string, day: string) => string;
  forever: (name: string) => string;
  noTerm: string;
  /** By which articles. */
  law: Record<"held" | "in_hand" | "term" | "forever" | "no_term", string>;
  disagree: string;
  here: string;
};

const archiveLaw = "Dat staat in de Archiefwet (artikel 3) en in de AVG (artikel 17, lid 3, onder b).";
const archiveLawEn = "The Archiefwet (article 3) and the GDPR (article 17, paragraph 3, under b) say so.";

/** Loaded with the sheet that they are for, and so apart from the other texts. */
export const erasingTexts: Record<Lang, ErasingTexts> = {
  nl: {
    title: "Gesprek laten wissen?",
    how: "U vraagt uw gemeente om dit gesprek te wissen.",
    may: "Heeft nog niemand bij de gemeente uw vraag opgepakt? Of is de tijd voorbij dat we het moeten bewaren? Dan wissen we het meteen, bij de gemeente en op dit apparaat. Niemand kan het dan nog lezen. U kunt dit niet terugdraaien.",
    mayNot: "Moet de gemeente het gesprek bewaren? Dan blijft het staan. U leest hier meteen waarom.",
    remembered: "We onthouden dat er een verzoek was, zonder uw naam en zonder wat u schreef.",
    confirm: "Vraag om te wissen",
    failed: "Dit lukt nu niet. Kijk of u internet heeft en probeer het opnieuw.",
    refused: "We mogen dit gesprek nu niet wissen.",
    held: "Er loopt een procedure waarvoor dit gesprek nodig is. Zolang die loopt, bewaren we het. Welke procedure dat is, zeggen we hier niet.",
    inHand:
      "De gemeente heeft uw vraag opgepakt. Daarom moet zij het gesprek bewaren. Is het gesprek afgesloten? Dan leest u hier hoe lang.",
    term: (name, day) =>
      `Dit gesprek hoort bij “${name}”. De gemeente moet het bewaren tot en met ${day}. Daarna vernietigt zij het.`,
    forever: (name) => `Dit gesprek hoort bij “${name}”. Zulke gesprekken moet de gemeente altijd bewaren.`,
    noTerm: "Voor dit soort gesprek heeft uw gemeente nog geen termijn. Tot die er is, moet zij het bewaren.",
    law: {
      held: "Dat staat in de AVG (artikel 17, lid 3, onder b en e).",
      in_hand: archiveLaw,
      term: archiveLaw,
      forever: "Dat staat in de Archiefwet (artikel 3) en in de AVG (artikel 17, lid 3, onder b en d).",
      no_term: archiveLaw,
    },
    disagree:
      "Bent u het hier niet mee eens? Dan kunt u bezwaar maken bij uw gemeente, of een klacht indienen bij de Autoriteit Persoonsgegevens.",
    here: "U kunt het gesprek wel van dit apparaat verwijderen.",
  },
  en: {
    title: "Have this conversation erased?",
    how: "You ask your municipality to erase this conversation.",
    may: "Has nobody at the municipality taken up your question yet? Or is the time over that we have to keep it? Then we erase it at once, with the municipality and on this device. Nobody can read it any more then. You cannot undo this.",
    mayNot: "Must the municipality keep the conversation? Then it stays. You read here at once why.",
    remembered: "We remember that there was a request, without your name and without what you wrote.",
    confirm: "Ask to erase it",
    failed: "This does not work now. Check your internet connection and try again.",
    refused: "We may not erase this conversation now.",
    held: "There is a procedure for which this conversation is needed. As long as it lasts, we keep it. We do not say here which procedure that is.",
    inHand:
      "The municipality has taken up your question. So it has to keep the conversation. Once the conversation has ended, you read here for how long.",
    term: (name, day) =>
      `This conversation belongs to “${name}”. The municipality has to keep it until ${day} inclusive. After that it destroys it.`,
    forever: (name) =>
      `This conversation belongs to “${name}”. The municipality always has to keep such conversations.`,
    noTerm:
      "The municipality has no term yet for this kind of conversation. Until it has, it must keep this one.",
    law: {
      held: "The GDPR (article 17, paragraph 3, under b and e) says so.",
      in_hand: archiveLawEn,
      term: archiveLawEn,
      forever: "The Archiefwet (article 3) and the GDPR (article 17, paragraph 3, under b and d) say so.",
      no_term: archiveLawEn,
    },
    disagree:
      "Do you disagree? Then you can object at your municipality, or complain to the Dutch Data Protection Authority.",
    here: "You can remove the conversation from this device.",
  },
};
