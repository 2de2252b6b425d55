import type { Phrases } from "./phrases.js";

export const nl: Phrases = {
  questions: (topic) => [
    `Goedemiddag, ik heb een vraag over: ${topic}. Hoe regel ik dat?`,
    `Hallo, kunt u mij helpen met ${topic}?`,
    `Ik kom er op de website niet uit. Het gaat om: ${topic}.`,
    `${topic}: wat moet ik daarvoor doen en wat kost het?`,
    `Ik wacht nog op bericht over: ${topic}. Weet u hoe het ermee staat?`,
  ],
  openQuestions: [
    "Goedemorgen, ik weet niet goed bij wie ik moet zijn met mijn vraag.",
    "Ik kreeg een brief van de gemeente en ik begrijp hem niet helemaal.",
    "Kan ik hier ook een vraag stellen voor mijn moeder? Zij heeft geen computer.",
  ],
  replies: [
    "Dat heb ik geprobeerd, maar het lukt niet.",
    "Moet ik daarvoor langskomen?",
    "Hoe lang duurt dat ongeveer?",
    "Het gaat om de Dorpsstraat, bij nummer 12.",
    "En wat als ik de datum niet haal?",
    "Ik heb het formulier net ingevuld.",
  ],
  thanks: [
    "Dank u wel, dat is duidelijk!",
    "Fijn, bedankt voor de hulp.",
    "Top, dan weet ik genoeg.",
    "Oké, bedankt.",
  ],
  again: [
    "Ik ben het nog even: het is toch niet gelukt.",
    "Ik heb nog geen bericht gekregen. Hoe kan dat?",
    "Nog één vraag over hetzelfde.",
  ],
};
