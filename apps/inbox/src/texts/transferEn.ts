import type { Texts } from "./wording.js";

export const transferEn: Texts["transfer"] = {
  button: "Hand over",
  title: "Hand conversation over",
  to: "To whom?",
  filter: "Type a name",
  found: (n) => `${n} found`,
  noneFound: "Nobody found. Type another part of the name.",
  nobody: "There is nobody else who can answer this conversation.",
  colleague: "Colleague of this desk",
  noTarget: "First choose who gets the conversation.",
  whyFor: (name) => `Note for ${name}`,
  whyHint: "What should your colleague know? The resident does not see this.",
  whyBack: "Why do you give it back?",
  noReason: "Write why. Without a reason it may come back to you.",
  confirm: "Hand conversation over",
  confirmTo: (name) => `Hand over to ${name}`,
  busy: "The conversation is being handed over",
  offline: "There is no connection. You can hand over once it is back. Your note stays here.",
  noteLost:
    "The conversation was handed over, but your note could not be kept. Write it again as a note in the conversation.",

  offeredBy: (name) => `${name} hands this conversation over to you`,
  offeredTo: (name) => `You handed this conversation over to ${name}. ${name} has not accepted it yet.`,
  accept: "Accept",
  giveBack: "Give back",
  backTitle: (name) => `Give back to ${name}`,
  takeBack: "Take back",

  movedTitle: (desk) => `This conversation is now with ${desk}`,
  movedText: "You can no longer read it. If it comes back, it is in your list again.",
  transferred: (by, from, to) => `${by} of ${from} handed the conversation over to ${to}.`,
  transferredHistory: {
    along: (to) => `${to} can read the whole conversation.`,
    left_out: (to) => `${to} can only read what comes from now on.`,
  },
  readsAlong: (name) => `${name} reads along until somebody takes it.`,
  readerLeft: (name) => `${name} no longer reads along.`,
  unread: {
    public: "What was written before did not go along to this desk. Read the note of the handover.",
    internal: "Earlier notes did not go along to this desk.",
  },

  given: (by, to) => `${by} handed the conversation over to ${to}`,
  returned: (by, to) => `${by} gave the conversation back to ${to}`,
  someone: "a colleague",
  youInSentence: "you",

  rowFrom: (name) => `From ${name}, not accepted yet`,
  rowTo: (name) => `To ${name}, not accepted yet`,
};
