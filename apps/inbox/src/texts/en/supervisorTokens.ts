import { count } from "../count.js";
import type { Texts } from "../wording.js";

export const tokens: Texts["tokens"] = {
  title: "Keys for figures",
  intro:
    "With a key a program, such as Power BI or Excel, fetches the figures of your desks. Never what was said in conversations, and never names.",
  loading: "Your keys are being fetched…",
  none: "You have no keys yet.",
  noDesks: "You supervise no desk yet. Ask a key officer to put you on the roster.",
  make: "Make a key",
  name: "Name",
  nameHint: "What do you use the key for? For example: dashboard of the board.",
  desks: "Of which desks?",
  life: "How long does the key work?",
  days: (days: number) => (days === 365 ? "A year" : count(days, "day", "days")),
  missing: "Fill in a name and choose at least one desk.",
  full: "You have twenty keys already. Revoke one first.",
  made: "Your new key",
  madeExplained:
    "Keep the key where you keep passwords. You see it only now. Whoever has it sees the figures of these desks.",
  secret: "Key",
  copy: "Copy",
  copied: "The key is on your clipboard.",
  notCopied: "Copying failed. Select the key and copy it yourself.",
  kept: "I have kept it",
  until: (day: string) => `Works until ${day}`,
  used: (day: string) => `last used on ${day}`,
  unused: "not used yet",
  ended: (day: string) => `Ended on ${day}`,
  revoke: "Revoke",
  revokeAsk: (name: string) => `Revoke key ‘${name}’? The program then gets no more figures at once.`,
  revoked: "The key is revoked.",
};
