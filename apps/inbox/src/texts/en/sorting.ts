import { count } from "../count.js";

const conversations = (n: number) => count(n, "conversation", "conversations");

export const labels = {
  title: "Labels",
  button: "Label",
  choose: "Choose labels",
  pickTitle: (n: number) => (n === 1 ? "Labels of this conversation" : `Labels of ${conversations(n)}`),
  search: "Find a label, or type a new one",
  found: (n: number) => count(n, "label found", "labels found"),
  create: (name: string) => `Make label “${name}”`,
  none: "This desk has no labels yet. Type a name to make the first.",
  noneFound: "No label found.",
  some: "on some",
  ended: "no longer in use",
  tooMany: "A conversation has ten labels at most.",
  loading: "Fetching the labels…",
  keep: "Save",
  intro: "A desk sorts its conversations by labels. In a conversation you choose them with the key l.",
  notSealed: "Put nothing about a resident in a label: labels are not encrypted.",
  add: "New label",
  name: "Name",
  nameHint: "40 characters at most.",
  missing: "Fill in a name.",
  desk: "Desk",
  rename: "Change",
  end: "Stop using",
  use: "Use again",
  kept: "The label is saved.",
  empty: "This desk has no labels yet.",
  full: "This desk has 200 labels already. Use one that is there.",
  unknown: "label",
};

export const snooze = {
  fact: "Snoozed until",
  button: "Snooze",
  title: (n: number) => (n === 1 ? "Snooze conversation" : `Snooze ${conversations(n)}`),
  question: "Until when?",
  times: {
    in_an_hour: "In an hour",
    tomorrow: "Tomorrow at 9:00",
    next_opening: "Next working day",
  },
  moment: "Another moment",
  momentLabel: "Day and time",
  untilAnswer: "Until the resident answers",
  untilAnswerHint: "It comes back as soon as the resident writes.",
  stays: "It stays yours. If the resident writes sooner, it comes back at once.",
  waits: "The resident is waiting for an answer. The waiting time goes on.",
  past: "Choose a moment that is still to come, a year ahead at most.",
  confirm: "Snooze",
  until: (moment: string) => `Snoozed until ${moment}`,
  untilAnswered: "Snoozed until the resident answers",
  wake: "Go on now",
  back: "Back from snooze",
  backSaid: (topic: string, desk: string) => `Back from snooze: ${topic}, ${desk}.`,
};

export const reopened = {
  row: "Reopened",
  rowMine: "Reopened, was yours",
  rowBy: (name: string) => `Reopened, ${name} had it`,
  fact: "Reopened",
  had: (name: string) => `${name} had it before`,
  hadMe: "you had it before",
};

export const followUp = {
  button: "Follow up",
  hint: "Something more to write to the resident? Follow up opens the conversation again, as yours.",
};

export const caseNumber = {
  title: "Case number",
  none: "None",
  set: "Fill in",
  change: "Change",
  label: "Number of the case",
  hint: "Only colleagues of this desk read it. Leave it empty to take it away.",
  tooLong: "A case number has 64 characters at most.",
  keep: "Save",
  copy: "Copy",
  copied: "Copied.",
  notKept: "The case number could not be saved. Try again.",
  given: (name: string, number: string) => `${name} gave this conversation case number ${number}`,
  removed: (name: string) => `${name} took the case number away`,
};

export const filters = {
  button: "Filter",
  title: "Filter the list",
  show: "Show only",
  unread: "Unread",
  late: "Overdue",
  mine: "Mine",
  nobody: "Nobody's",
  labels: "With label",
  topics: "About topic",
  searchTopics: "Find a topic",
  apply: (n: number) => `Show ${conversations(n)}`,
  clear: "Clear filters",
  active: "Filters",
  remove: (name: string) => `Remove filter: ${name}`,
  nothing: {
    title: "Nothing with these filters",
    text: "There may be conversations in this list all the same. Remove a filter to see them.",
  },
};

export const bulk = {
  bar: "Chosen conversations",
  chosenRow: "chosen",
  chosen: (n: number) => `${n} chosen`,
  choose: (topic: string) => `Choose: ${topic}`,
  all: (n: number) => `Choose all ${n}`,
  atMost: (n: number) => `${n} at a time at most`,
  clear: "Clear choice",
  move: "Hand over",
  finish: "Finish",
  oneDesk: "Handing over and labelling is possible with conversations of one desk at a time.",
  moveTitle: (n: number) => `Hand over ${conversations(n)}`,
  finishTitle: (n: number) => `Finish ${conversations(n)}`,
  finishAsk: (n: number) => `You finish ${conversations(n)}. That cannot be undone in one go.`,
  finishWaiting: (n: number) =>
    n === 1
      ? "In 1 conversation the resident is still waiting for an answer."
      : `In ${n} conversations the resident is still waiting for an answer.`,
  finishConfirm: (n: number) => `Finish ${conversations(n)}`,
  held: {
    label: (n: number, seconds: number) => `${conversations(n)} get other labels in ${seconds} s`,
    move: (n: number, seconds: number) => `Handing over ${conversations(n)} begins in ${seconds} s`,
    snooze: (n: number, seconds: number) => `Snoozing ${conversations(n)} begins in ${seconds} s`,
    finish: (n: number, seconds: number) => `Finishing ${conversations(n)} begins in ${seconds} s`,
  },
  heldHint: "Until then nothing has changed.",
  undo: "Undo",
  undone: "Undone. Nothing has changed.",
  now: "Do it now",
  running: (done: number, n: number) => `${done} of ${n} done`,
  stop: "Stop",
  done: (n: number) => `Done: ${conversations(n)}.`,
  stopped: (done: number, left: number) => `Stopped: ${done} done, ${left} not.`,
  failed: (n: number) =>
    n === 1 ? "1 conversation did not succeed:" : `${n} conversations did not succeed:`,
  noteLost: "Handed over, but the note was not saved.",
  close: "Close message",
};
