import { count } from "./count.js";
import { secondFactor, session, sessions } from "./en/account.js";
import { auditLog } from "./en/auditLog.js";
import { blocking } from "./en/blocking.js";
import { closing } from "./en/closing.js";
import { colleagueFigures } from "./en/colleagueFigures.js";
import { counter } from "./en/counter.js";
import { destruction } from "./en/destruction.js";
import { late } from "./en/late.js";
import { links } from "./en/links.js";
import { notifications } from "./en/notifications.js";
import { records } from "./en/records.js";
import { reviews } from "./en/reviews.js";
import { search } from "./en/search.js";
import { keys, settings } from "./en/settings.js";
import { bulk, caseNumber, filters, followUp, labels, reopened, snooze } from "./en/sorting.js";
import { standardAnswers } from "./en/standardAnswers.js";
import { supervisor } from "./en/supervisor.js";
import { reports } from "./en/supervisorReports.js";
import { tokens } from "./en/supervisorTokens.js";
import { together } from "./en/together.js";
import { townSettings } from "./en/townSettings.js";
import { transfer } from "./en/transfer.js";
import { verdict } from "./en/verdict.js";
import type { Texts } from "./wording.js";

/** The same words in English, for colleagues who prefer it. */
export const en = {
  code: "en",
  locale: "en-GB",
  product: "Eigenkanaal",
  skipToList: "Skip to the list",
  skipToConversation: "Skip to the conversation",
  starting: "Opening the inbox…",
  close: "Close",
  cancel: "Cancel",
  back: "Back to the list",
  tryAgain: "Try again",
  you: "You",
  documentTitle: (waiting, place) => `${waiting > 0 ? `(${waiting}) ` : ""}${place} · Eigenkanaal`,

  notifications,
  blocking,
  auditLog,
  labels,
  snooze,
  reopened,
  followUp,
  caseNumber,
  filters,
  bulk,
  standardAnswers,
  counter,
  links,
  townSettings,
  destruction,
  records,
  supervisor,
  reviews,
  reports,
  colleagueFigures,

  session,

  lists: {
    landmark: "Lists",
    waiting: "Queue",
    mine: "Mine",
    desk: "Desk",
    snoozed: "Snoozed",
    closed: "Finished",
    filter: "Desk",
    allDesks: "All desks",
    shown: (n) => count(n, "conversation", "conversations"),
    unreadCount: (n) => count(n, "unread conversation", "unread conversations"),
    empty: {
      waiting: {
        title: "Nobody is waiting",
        text: "A new question appears here by itself. Meanwhile, have a look at Mine.",
      },
      mine: {
        title: "You have no conversations",
        text: "Open a conversation in the Queue. Then it is yours.",
      },
      desk: {
        title: "No open conversations",
        text: "Everything at this desk is finished. New questions appear by themselves.",
      },
      snoozed: {
        title: "Nothing snoozed",
        text: "A conversation that you snooze stands here until it comes back.",
      },
      closed: {
        title: "Nothing finished yet",
        text: "You will find a conversation here after you finish it.",
      },
    },
    sort: "Order",
    sorts: {
      longest_wait: "Waiting time",
      newest_activity: "Activity",
      topic: "Topic",
    },
    notAnswering: {
      title: "No conversations for you here",
      text: "You do not answer questions of citizens. Is that wrong? Ask your administrator.",
    },
    loading: "Loading the list",
    older: "Show older",
    failed: "The finished conversations could not be loaded.",
  },

  row: {
    noTopic: "Other question",
    openAndTake: "Open and take",
    open: "Open",
    unread: "unread",
    nobody: "Nobody",
    waitingFor: "Waits",
    warned: "almost late",
    passed: "late",
    answered: "Answered",
    closedAt: (at) => `Finished ${at}`,
    lastActivity: "last message",
  },

  duration: {
    lessThanAMinute: "less than 1 min",
    minutes: (n) => `${n} min`,
    hours: (hours, minutes) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
    days: (n) => count(n, "day", "days"),
  },

  conversation: {
    nothingOpen: "Choose a conversation",
    nothingOpenText: "Open a conversation from the list. If it is still waiting, you take it at once.",
    nothingToOpen: "No conversation open",
    nothingToOpenText: "A conversation that you open is read here.",
    landmark: "Conversation",
    loading: "Opening the conversation",
    refusedTitle: "This conversation cannot be opened",
    messages: "Messages",
    citizen: "Resident",
    note: "Note",
    noteAudience: "colleagues only",
    today: "Today",
    yesterday: "Yesterday",
    newMessages: (n) => count(n, "new message", "new messages"),
    announceCitizen: (text) => `New message from the resident: ${text}`,
    announceMember: (name, text) => `New message from ${name}: ${text}`,
    announceNote: (name, text) => `New note from ${name}: ${text}`,
    typingCitizen: "The resident is typing…",
    typingMember: (name) => `${name} is typing…`,
    closedBy: (name, outcome) => `${name} finished the conversation: ${outcome}`,
    closedByCitizen: "The resident closed the conversation",
    invalidTitle: "Message not valid",
    invalidText:
      "This message was changed or damaged on its way. We do not show it. Ask the resident to send it again.",
    warnings: {
      gap: "Messages are missing from this conversation. Ask whether you have everything and tell your administrator.",
      fork: "One message exists in two versions. Do not rely on this conversation without a phone call, and tell your administrator.",
      withheld:
        "The resident saw a message that we did not receive. Ask about it and tell your administrator.",
    },
    warningLabel: "Attention",
    inNotes: "This is about the notes.",
    discard: "Remove",
    heldFor: (seconds) => `Leaves in ${seconds} ${seconds === 1 ? "second" : "seconds"}`,
    recall: "Take back",
    recalledTooLate: "Too late: this answer has left.",
    delivery: {
      queued: "Waiting for a connection",
      stored: "Sent",
      delivered: "Delivered",
      read: "Read",
      refused: "Not sent",
    },
    empty: "There is no message in this conversation yet.",
    finish: "Finish",
    showDetails: "Show details",
    hideDetails: "Hide details",
  },

  composer: {
    landmark: "Write",
    answerTab: "Answer",
    noteTab: "Note",
    answerLabel: "Answer to the resident",
    noteLabel: "Note, for colleagues only",
    answerPlaceholder: "Write your answer…",
    notePlaceholder: "Write a note for colleagues…",
    sendAnswer: "Send answer",
    saveNote: "Save note",
    noteExplained: "The resident does not see this.",
    answerKeys: "Enter sends · Shift+Enter new line",
    noteKeys: "Enter saves · Shift+Enter new line",
    take: "Take it",
    nobodyHas: "Nobody has this conversation. Take it to answer.",
    colleagueHas: (name) => `${name} is handling this conversation`,
    colleagueHasHint: "You are reading along. You can leave a note for your colleague.",
    closed: "This conversation is finished",
    closedHint: "If the resident writes again, it returns to the Queue.",
    notQueued: "Your message could not be set ready. It is still in the field. Try again.",
    stopped: {
      no_desk:
        "You cannot send anything now. The key of this desk is no longer valid. Ask a key officer for a new one. Your text stays here.",
      untrusted:
        "You cannot send anything now. The certificates do not fit what we saw before. Report this to a key officer. Your text stays here.",
    },
    tooLong: (over) => `Your message is ${over} characters too long. Split it into two messages.`,
  },

  beforeSending: {
    kinds: {
      bsn: "a citizen service number (BSN)",
      iban: "an account number",
      email: "an e-mail address",
      phone: "a phone number",
    },
    question: (kinds) => `Does your answer contain ${kinds}?`,
    advice: "Only send what the resident needs.",
    adjust: "Change it",
    send: "Send anyway",
  },

  finish: {
    title: "Finish conversation",
    question: "How did it end?",
    outcomes: { answered: "Answered", refused: "Refused", no_answer: "No answer possible", spam: "Spam" },
    hints: {
      answered: "The question is answered or solved.",
      refused: "The request was not granted.",
      no_answer: "The question is not for the town, or the resident no longer responds.",
      spam: "Advertising or abuse, not a real question.",
    },
    confirm: "Finish conversation",
  },

  closing,

  search,

  together,

  transfer,
  late,
  verdict,

  details: {
    title: "Details",
    topic: "Topic",
    desk: "Desk",
    status: "Status",
    states: { waiting: "Waits for a colleague", in_hand: "Being handled", closed: "Finished" },
    assignee: "Handled by",
    waitingSince: "Waiting since",
    opened: "Started",
    closed: "Finished on",
    language: "Language",
    readers: "Who can read this",
    readerRoles: {
      citizen: "The resident",
      desk: "Desk",
      archive: "Archive",
      reviewer: "Reviewer",
      handing_over: "Reads along until somebody takes it",
    },
    readersExplained: "Nobody else: not even the people who run the server.",
    number: "Conversation number",
    numberExplained:
      "Does the resident call? Let them read out the number. If it is the same, nobody sits in between.",
    numberUnknown: "Not known yet",
  },

  presence: {
    title: "Availability",
    states: { on_duty: "Working", pause: "Break", wrap_up: "Wrapping up", off: "Away" },
    meanings: {
      on_duty: "You take part. Where a desk assigns conversations, you get them too.",
      pause: "You get nothing new. Your conversations stay yours.",
      wrap_up: "You get nothing new and finish what you have.",
      off: "You are not working. Where somebody waits for your answer, the conversation goes back to the queue.",
    },
    load: (inHand, capacity) => `${inHand} of ${capacity}`,
    loadExplained: (inHand, capacity) =>
      `You have ${count(inHand, "conversation", "conversations")}. You are assigned more until you have ${capacity}. You can always take one yourself.`,
    refused: "That did not work. You are still as it says above. Try again.",
    colleagues: "Colleagues",
    assignment: { pull: "You take conversations yourself", push: "Conversations are assigned" },
    alone: "No colleagues at this desk",
    off: "You are set to Away.",
    offAndAssigned: "You are set to Away. No conversations are assigned to you.",
    startWork: "Start working",
    newForYou: "New for you",
    given: (topic, desk) => `New conversation for you: ${topic}, ${desk}.`,
  },

  settings,

  secondFactor,

  sessions,

  tokens,

  emergency: {
    title: "Somebody is in danger",
    open: "Emergency",
    call: (phone) => `Call ${phone}`,
    steps: [
      "Call 112. Tell them what the resident wrote and name the place, if you know it. Do not wait for a name.",
      "Ask the resident in the conversation: where are you, and is anyone with you? Say that help is coming.",
      "Call your supervisor over. Stay in the conversation until help is there.",
      "We know no more than the conversation says: no name, no address and no IP address. Tell 112 so.",
      "Afterwards, write down what you did in a note, and talk to a colleague.",
    ],
    refer: "No immediate danger? Point to these numbers:",
  },

  keys,

  connection: {
    online: "Connected",
    connecting: "Connecting…",
    offline: "No connection",
    offlineBar: "No connection. You can keep reading and writing. Messages go out as soon as possible.",
  },

  refused: {
    malformed: "The server did not understand this. Reload the page and try again.",
    too_large: "Your message is too long. Split it into two messages.",
    unauthenticated: "You are no longer signed in. Sign in again.",
    invalid_credentials: "Account or passphrase is not right. Check them and try again.",
    invalid_code: "This code is not right, or was used. Wait for the next code in your app and try again.",
    foreign_origin: "This page comes from an unknown address. Open the inbox at your town's own address.",
    forbidden: "You may not do this. Ask your supervisor if you should.",
    blocked: "This is not possible while the resident is blocked.",
    not_found: "This conversation does not exist, or is not for your desks. Go back to the list.",
    id_in_use: "This message clashed with another one. Try again.",
    out_of_order: "Your screen was behind. Reload the page and try again.",
    epoch_taken: "A colleague was just before you. Try again.",
    epoch_superseded: "The keys of this conversation were just renewed. Try again.",
    desk_superseded: "The keys of the desk were just renewed. Try again.",
    returned_too_often:
      "This conversation was already given back three times between these desks. Hand it over to the general desk.",
    already_taken: "A colleague has just taken this conversation. You can read along.",
    conversation_closed: "This conversation is already finished. You can no longer answer in it.",
    in_the_past: "That moment has passed. Choose a later one, or let it hold from now on.",
    obstructed: "This cannot be done yet. Something stands in the way.",
    already_approved: "You have approved this list. Another records officer must do so too.",
    own_list: "You made this list. Other records officers approve it.",
    list_ended: "This list does not wait for approval any more.",
    clock_behind:
      "The database's clock was set back. Nothing is destroyed until it stands right again. Tell the operator.",
    not_asked: "This is not asked any more.",
    not_allowed_by_town:
      "The town has not decided that supervisors see figures per colleague. Load the page again.",
    other_package: "This receipt is of another package. Check its code.",
    reviewers_off: "Your town did not choose that reviewers may read along.",
    nothing_to_review: "No conversation fits this. Choose more widely.",
    reviewer_not_asked: "This colleague is not asked to be let in any more.",
    destroyed:
      "This conversation is destroyed: its retention term had passed. Nothing of it is left on this device either.",
    too_many_requests:
      "That was too often in a row. Wait a moment and try again. If that does not help, wait longer: an hour at most.",
    proof_of_work: "It is busy. Wait a minute and try again.",
    internal: "Something went wrong on our side. Try again in a moment.",
    unavailable: "The server cannot be reached for a moment. Try again soon.",
  },
} satisfies Texts;
