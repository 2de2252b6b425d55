import type { Texts } from "../wording.js";

/** Words about a conversation that begins at the counter, and about the paper that goes along. */
export const counter: Texts["counter"] = {
  title: "New conversation at the counter",
  open: "At the counter",
  intro:
    "For somebody who stands at your counter. You begin the conversation and hand over a sheet with a code. With that code the resident goes on in the chat at home.",
  about: "Topic",
  onlyDesk: (desk) => `${desk}: another topic`,
  question: "The resident’s question",
  questionHint:
    "May stay empty. The text will be ready in the field for your answer. You send it yourself, in your own name: nothing goes out in the resident’s name.",
  begin: "Begin conversation",
  beginning: "Beginning the conversation…",
  noDesk: "This desk has no valid key now. Ask the key officer.",
  noDesks: "You answer no desk, so you cannot begin a conversation here.",
  sheetTitle: "Your conversation with the municipality",
  sheetTown: (town, desk) => `${town}, ${desk}`,
  sheetIntro:
    "We have begun a conversation for you. You can go on with it at home, on your phone or computer.",
  sheetScan: "Scan the QR code with the camera of your phone.",
  sheetType: (page) =>
    `No camera? Go to ${page}, open the chat and choose “Continue with a code”. Then type your code.`,
  sheetRead: "Read what we write and answer in the chat.",
  yourCode: "Your code",
  qrLabel: "QR code with which the resident goes on with this conversation",
  sheetSecret:
    "Keep this sheet safe and give the code to nobody. Who has the code can read your conversation and write in your name. Did you lose the sheet? We cannot give you the code again.",
  sheetPerson: (phone, counterUrl) => `Rather talk to a person? Call ${phone}, or visit us: ${counterUrl}`,
  once: "Print the sheet now. You see the code only now: after this it is gone from your computer too.",
  print: "Print the sheet",
  done: "Done, to the conversation",
  noPage:
    "The municipality has not set a page with the chat yet. Without that page the resident cannot go on.",
};
