import { count } from "../count.js";
import type { Texts } from "../wording.js";

export const blocking: Texts["blocking"] = {
  fact: "Block",
  none: "None",
  button: "Block resident",
  title: "Block resident",
  reasonQuestion: "Why?",
  reasonHint: "You choose a reason and write nothing: the server may not know what was said.",
  reasons: {
    insults: "Abusive or insulting",
    threats: "Threats",
    sexual: "Sexual messages",
    flooding: "Message after message",
  },
  threatsHint:
    "Immediate danger? Call 112. Always tell your supervisor of a threat: together you can report it to the police.",
  noReason: "Choose a reason.",
  lengthQuestion: "For how long?",
  days: (n) => count(n, "day", "days"),
  otherDays: "Another number of days",
  daysLabel: "Number of days, at most 30",
  wrongDays: "Fill in a whole number from 1 to 30.",
  network: "Also slow down new conversations from this network, for a few hours",
  networkHint:
    "Whoever begins a conversation from this network then has to wait a while first. This affects others too, such as neighbours or people in the same library. The network is kept in the server’s memory only. After a restart it is forgotten.",
  seesTitle: "What does the resident see?",
  sees: (moment) =>
    `That writing is not possible here${moment ? ` until ${moment}` : ""}, and the phone number, the counter and 112. Not your name and not the reason. You and your colleagues can still write.`,
  honest:
    "A block belongs to this conversation. Whoever removes the conversation from the device can begin a new one.",
  confirm: "Block",
  doneTitle: "The resident is blocked",
  notConnected:
    "New conversations are not slowed down. The resident does not have the chat open now, so we do not know which network it is.",
  blockedBy: (until, name) => `Blocked until ${until} by ${name}.`,
  blockedByMe: (until) => `Blocked by you until ${until}.`,
  reasonIs: (reason) => `Reason: ${reason.toLowerCase()}.`,
  until: (moment) => `Until ${moment}`,
  lift: "Lift the block",
  row: "Blocked",
  key: "Block the resident, or lift the block",
  settings: "Blocks",
  listTitle: "Blocks",
  listIntro: "Who cannot write now. A block ends by itself.",
  loading: "Fetching the blocks…",
  nobody: "Nobody is blocked now.",
  since: (moment, name) => `Since ${moment}, by ${name}`,
  sinceMe: (moment) => `Since ${moment}, by you`,
  open: "Open conversation",
  lifted: "The block has been lifted.",
};
