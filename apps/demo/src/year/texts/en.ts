import type { Phrases } from "./phrases.js";

export const en: Phrases = {
  questions: (topic) => [
    `Hello, I have a question about: ${topic}. How do I arrange that?`,
    `Hi, could you help me with ${topic}? My Dutch is not very good yet.`,
    `I cannot find it on the website. It is about: ${topic}.`,
  ],
  openQuestions: [
    "Good morning, I am new in town. Who can help me?",
    "I received a letter from the municipality and I do not understand it.",
  ],
  replies: [
    "I tried that, but it does not work.",
    "Do I have to come in person?",
    "How long will it take?",
    "Can I do that in English?",
  ],
  thanks: ["Thank you, that is clear!", "Great, thanks for your help."],
  again: ["It is me again: it did not work after all.", "I have not heard anything yet. Is that normal?"],
};
