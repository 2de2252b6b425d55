import { count } from "../count.js";

/** Words about closing a conversation: what it is registered with, and how long it is kept from then on. */
export const closing = {
  topic: "Onderwerp",
  noTopic: "Geen onderwerp",
  sensitiveTopic: (topic: string) => `${topic} (gevoelig)`,
  sensitiveHint: "Dit onderwerp hoort de server niet. Die hoort alleen hoe lang het gesprek wordt bewaard.",
  place: "Plaats (mag leeg blijven)",
  placeHint: "Wijk of adres, alleen voor collega's.",
  placeTooLong: (over: string) => `De plaats is ${over} tekens te lang. Maak haar korter.`,
  summary: "Samenvatting",
  summaryHint: "Alleen voor collega's. Hiermee vinden zij het gesprek terug. Ctrl+Enter rondt af.",
  summaryForAll: "Samenvatting voor alle",
  summaryForAllHint:
    "Alleen voor collega's. Laat je dit leeg? Dan krijgt elk gesprek het begin van zijn eigen vraag.",
  summaryMissing: "Schrijf in één zin waar het over ging.",
  summaryTooLong: (over: string) => `De samenvatting is ${over} tekens te lang. Maak haar korter.`,
  personalData: (kinds: string, n: number) =>
    `${n === 1 ? "Staat" : "Staan"} ${kinds} in wat je hier invult?`,
  personalDataAdvice: "Een collega vindt het gesprek ook zonder. Zet er alleen in wat nodig is.",
  finishAnyway: "Toch afronden",
  sending: "Het gesprek wordt afgerond…",
  offline: "Afronden kan nu niet: geen verbinding. Wat je hebt ingevuld, blijft staan.",

  keptUntil: (date: string, retention: string) => `Wordt bewaard tot en met ${date} · ${retention}`,
  keptForever: (retention: string) => `Wordt altijd bewaard · ${retention}`,
  keptUnknown: (code: string) => `Wordt niet vernietigd tot iemand een termijn kiest · klasse ${code}`,
  keptOnceClosed: "Hoe lang dit gesprek wordt bewaard, staat na het afronden bij Details.",
  retention: (name: string, code: string, term: string) => `${name} (${code}, ${term})`,
  retentionForever: (name: string, code: string) => `${name} (${code})`,
  years: (n: number) => count(n, "jaar", "jaar"),
  months: (n: number) => count(n, "maand", "maanden"),
  days: (n: number) => count(n, "dag", "dagen"),
  forever: "altijd bewaard",

  facts: {
    kept: "Bewaard",
    until: (date: string) => `tot en met ${date}`,
    forever: "altijd",
    unknown: "tot iemand een termijn kiest",
    unknownClass: (code: string) => `klasse ${code}`,
    summary: "Samenvatting",
    place: "Plaats",
  },
  registeredByYou: "Jij registreerde dit gesprek",
  registered: (name: string) => `${name} registreerde dit gesprek`,
};
