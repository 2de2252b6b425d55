import type { Texts } from "../wording.js";

export const standardAnswers: Texts["standardAnswers"] = {
  title: "Standard answers",
  insert: "Standard answer",
  toFillIn: (part) => `Fill in ${part} first. Or send once more: then it goes as it is.`,
  pickTitle: "Choose a standard answer",
  search: "Search the standard answers",
  found: (n) => (n === 1 ? "1 answer found" : `${n} answers found`),
  noneFound: "No answer found. Try another word.",
  none: "Your desks have no standard answers yet. You make them in Settings.",
  loading: "Fetching the standard answers…",
  pickKeys: "Arrows to choose, Enter to insert",
  intro:
    "Answers that your desk often gives. In a conversation you insert them with the key /. You always read them once more before sending.",
  notSealed: "Put nothing about a resident in here: these texts are not encrypted.",
  add: "New answer",
  edit: "Change",
  remove: "Remove",
  removeAsk: (title) => `Remove “${title}”? This cannot be undone.`,
  removed: "The answer has been removed.",
  kept: "The answer has been kept.",
  desk: "Desk",
  name: "Title",
  nameHint: "This is how you find the answer again.",
  dutch: "Text in Dutch",
  english: "Text in English (may stay empty)",
  placeholders: (names) =>
    `These words are filled in by themselves: ${names}. What you put between [square brackets] you fill in when you send it.`,
  keep: "Keep",
  missing: "Fill in a title and a text in Dutch.",
  full: "This desk already has 500 standard answers. Remove one first.",
};
