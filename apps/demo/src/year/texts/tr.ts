import type { Phrases } from "./phrases.js";

export const tr: Phrases = {
  questions: (topic) => [
    `Merhaba, şu konuda bir sorum var: ${topic}. Ne yapmam gerekiyor?`,
    `${topic} konusunda bana yardımcı olabilir misiniz?`,
  ],
  openQuestions: [
    "Belediyeden bir mektup aldım ama anlamadım.",
    "Merhaba, kime sormam gerektiğini bilmiyorum.",
  ],
  replies: ["Kendim gelmem gerekiyor mu?", "Ne kadar sürer?", "Denedim ama olmadı."],
  thanks: ["Çok teşekkür ederim!", "Teşekkürler, anladım."],
  again: ["Yine ben: maalesef olmadı."],
};
