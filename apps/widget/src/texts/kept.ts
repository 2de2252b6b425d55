import type { Lang } from "../frame/settings.js";

export type KeptTexts = {
  until: (day: string) => string;
  forever: string;
  unknown: string;
  /** Said behind those of what is held. */
  longer: string;
  longerWhy: string;
  /** Opens what follows. */
  why: string;
  /** `ground`: the law or the list that says so. */
  class: (name: string, ground: string) => string;
  destroyed: string;
  neverDestroyed: string;
  noTerm: string;
  anew: string;
};

/** Loaded with the line that they are for, and so apart from the other texts. */
export const keptTexts: Record<Lang, KeptTexts> = {
  nl: {
    until: (day) => `Dit gesprek wordt bewaard tot en met ${day}.`,
    forever: "Dit gesprek wordt altijd bewaard.",
    unknown: "Dit gesprek blijft bewaard tot uw gemeente een termijn kiest.",
    longer: "We bewaren het nu langer, omdat er een procedure loopt.",
    longerWhy:
      "Zolang de procedure loopt, mag uw gemeente het niet vernietigen. Welke procedure dat is, zeggen we hier niet.",
    why: "Waarom?",
    class: (name, ground) => `De wet bepaalt hoe lang. Dit gesprek hoort bij “${name}” (${ground}).`,
    destroyed: "Daarna vernietigt uw gemeente het.",
    neverDestroyed: "Zulke gesprekken worden nooit vernietigd.",
    noTerm:
      "De wet bepaalt hoe lang. Voor dit soort gesprek heeft uw gemeente nog geen termijn. Tot die er is, wordt het niet vernietigd.",
    anew: "Schrijft u weer? Dan begint de termijn opnieuw als het gesprek weer wordt afgesloten.",
  },
  en: {
    until: (day) => `This conversation is kept until ${day} inclusive.`,
    forever: "This conversation is always kept.",
    unknown: "This conversation is kept until the municipality chooses a term.",
    longer: "It is kept longer now, because there is a procedure.",
    longerWhy:
      "As long as that lasts, the municipality may not destroy it. We do not say here which procedure that is.",
    why: "Why?",
    class: (name, ground) => `The law says for how long. This conversation belongs to “${name}” (${ground}).`,
    destroyed: "After that the municipality destroys it.",
    neverDestroyed: "Such conversations are never destroyed.",
    noTerm:
      "The law says for how long. The municipality has no term yet for this kind of conversation. Until it has, this one is not destroyed.",
    anew: "Do you write again? Then the term begins anew when the conversation is closed again.",
  },
};
