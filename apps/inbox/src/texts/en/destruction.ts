import { count } from "../count.js";
import type { Texts } from "../wording.js";

const conversations = (n: number) => count(n, "conversation", "conversations");

export const destruction: Texts["destruction"] = {
  intro:
    "Conversations whose retention term has passed. They are destroyed only once enough records officers have approved a list.",
  loading: "Fetching the lists…",
  clockBehind:
    "The database's clock was set back. Nothing is proposed, approved or destroyed until it stands right again. Tell the operator.",
  lists: "Lists",
  none: "There are no lists yet. The server makes one every day, if there is anything to destroy.",
  propose: "Make a list now",
  nothingDue: "There is nothing to destroy now that is not on a list.",
  proposed: (n) => `A new list is ready: ${conversations(n)}. Who makes a list does not approve it.`,
  states: {
    proposed: "Waits for approval",
    approved: "Being carried out",
    done: "Done",
    withdrawn: "Withdrawn",
  },
  listOf: (moment) => `List of ${moment}`,
  byGateway: "Made by the server",
  by: (name) => `Made by ${name}`,
  counts: (of) =>
    [
      conversations(of.proposed),
      of.destroyed > 0 ? `${of.destroyed} destroyed` : "",
      of.left > 0 ? `${of.left} to go` : "",
      of.removed > 0 ? `${of.removed} taken off` : "",
      of.leftOut > 0 ? `${of.leftOut} left out` : "",
    ]
      .filter((words) => words !== "")
      .join(" · "),
  approvals: (given, needed) => `${given} of ${needed} approvals`,
  approvedBy: (names) => `Approved by ${names}.`,
  withdrawnBy: (name, reason) => `Withdrawn by ${name}: ${reason}`,
  progress: (done, all) => `${done} of ${all} destroyed`,
  show: "Look at it",
  back: "Back to the lists",
  approve: "Approve",
  approveLast: (n) => `With your approval ${conversations(n)} will be destroyed. Nobody can undo that.`,
  approveMore: (n, more) =>
    `You approve the destruction of ${conversations(n)}. Then ${count(more, "more approval is", "more approvals are")} needed.`,
  approvedNow: "Your approval is stored.",
  tooFew: (officers, needed) =>
    `A list that you make is approved by ${needed} others. There ${officers === 1 ? "is" : "are"} ${count(officers, "records officer", "records officers")} now: that is too few.`,
  dailySuffices: "You can approve the list that the server makes every day.",
  dailyNeedsMore:
    "There are too few of you for the server's list as well. Ask the administrator for more records officers.",
  ownList: "You made this list. Other records officers approve it.",
  alreadyApproved: "You have approved this list.",
  items: "Conversations on this list",
  noItems: "Nothing is left on this list.",
  item: (desk, day) => `${desk}, finished on ${day}`,
  destroyedDesk: "Being destroyed",
  class: (code, name) => `${code} ${name}`,
  held: "It is held. This conversation will be left out.",
  leftOut: {
    gone: "Left out: the conversation was not there any more.",
    reopened: "Left out: the conversation was opened again.",
    class_changed: "Left out: the conversation got another retention term.",
    held: "Left out: the conversation is held.",
    not_due: "Left out: its retention term has not passed yet.",
  },
  removedBy: (name, reason) => `Taken off by ${name}: ${reason}`,
  remove: "Take off the list",
  removeReason: "Why does this conversation stay?",
  removed: "The conversation is off the list.",
  withdraw: "Withdraw the list",
  withdrawReason: "Why do you withdraw the list?",
  withdrawn: "The list is withdrawn.",
  reasonHint: "Write nothing about the citizen or what was said: the server can read this.",
  noReason: "Write a reason.",
  confirm: "Confirm",
  more: "Show more",
  register: "Register",
  registerIntro:
    "Of each conversation that was destroyed a certificate stays: counts and check numbers, nothing of what was said.",
  registerNone: "Nothing has been destroyed yet.",
  certificate: (seq) => `Certificate ${seq}`,
  certificateText: (of) =>
    `${[of.desk, of.klass].filter((one) => one !== null).join(", ")}. ${of.closed === null ? "D" : `Finished on ${of.closed}, d`}estroyed on ${of.destroyed}. ${count(of.messages, "message", "messages")}.`,
  erased: {
    not_taken_up: "Its citizen asked to have it erased, before anybody took up the question.",
    term_passed: "Its citizen asked to have it erased, after its term.",
  },
  hash: "Check number",
  check: "Check",
  checking: "Checking…",
  stands: (index, size) =>
    `Right. The certificate follows on the one before, and is number ${index} of ${size} of that day.`,
  inLog: (town, index, size) => `That day stands in the log of ${town}, at place ${index} of ${size}.`,
  worked: "This device worked it out itself.",
  checkpoint: "Keep how the log stands",
  checkpointIntro:
    "Keep these three lines somewhere else. If the log is made anew later, the operator can tell with them.",
  noTreeYet:
    "Right so far: the certificate follows on the one before. The check of the day itself can be done tomorrow.",
  broken: "Wrong. The register was changed. Tell the operator at once.",
};
