import { count } from "../count.js";

/** Words about the keys by which a town's own programs read figures. */
export const tokens = {
  title: "Sleutels voor cijfers",
  intro:
    "Met een sleutel haalt een programma, zoals Power BI of Excel, de cijfers van jouw bureaus op. Nooit wat er in gesprekken staat, en nooit namen.",
  loading: "Je sleutels worden opgehaald…",
  none: "Je hebt nog geen sleutels.",
  noDesks: "Je coördineert nog geen bureau. Vraag een sleutelbeheerder om je op het rooster te zetten.",
  make: "Maak een sleutel",
  name: "Naam",
  nameHint: "Waar gebruik je de sleutel voor? Bijvoorbeeld: dashboard van de directie.",
  desks: "Van welke bureaus?",
  life: "Hoe lang werkt de sleutel?",
  days: (days: number) => (days === 365 ? "Een jaar" : count(days, "dag", "dagen")),
  missing: "Vul een naam in en kies ten minste één bureau.",
  full: "Je hebt al twintig sleutels. Trek er eerst een in.",
  made: "Je nieuwe sleutel",
  madeExplained:
    "Bewaar de sleutel waar je wachtwoorden bewaart. Je ziet hem alleen nu. Wie hem heeft, ziet de cijfers van deze bureaus.",
  secret: "Sleutel",
  copy: "Kopieer",
  copied: "De sleutel staat op je klembord.",
  notCopied: "Kopiëren lukte niet. Selecteer de sleutel en kopieer hem zelf.",
  kept: "Ik heb hem bewaard",
  until: (day: string) => `Werkt tot ${day}`,
  used: (day: string) => `laatst gebruikt op ${day}`,
  unused: "nog niet gebruikt",
  ended: (day: string) => `Gestopt op ${day}`,
  revoke: "Trek in",
  revokeAsk: (name: string) =>
    `Sleutel ‘${name}’ intrekken? Het programma krijgt dan meteen geen cijfers meer.`,
  revoked: "De sleutel is ingetrokken.",
};
