import type { Phrases } from "./phrases.js";

export const pl: Phrases = {
  questions: (topic) => [
    `Dzień dobry, mam pytanie: ${topic}. Co muszę zrobić?`,
    `Czy mogą mi Państwo pomóc? Chodzi o: ${topic}.`,
  ],
  openQuestions: ["Dostałam list z gminy i go nie rozumiem.", "Dzień dobry, nie wiem, kogo zapytać."],
  replies: ["Czy muszę przyjść osobiście?", "Jak długo to potrwa?", "Próbowałem, ale nie działa."],
  thanks: ["Dziękuję bardzo!", "Dziękuję, to jasne."],
  again: ["To znowu ja: niestety się nie udało."],
};
