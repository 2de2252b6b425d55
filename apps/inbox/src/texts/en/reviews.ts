import { count } from "../count.js";
import type { Texts } from "../wording.js";

export const reviews: Texts["reviews"] = {
  title: "Reading along",
  key: "Reading along, when there is something for you",
  loading: "Fetching the reviews",
  offline: "No connection. What stands here may be out of date.",
  toDo: (n) => count(n, "conversation", "conversations"),
  back: "Back to the overview",
  nothing: {
    title: "There is nothing to review",
    text: "When a supervisor asks to have conversations of your desk reviewed, that stands here.",
  },
  notFound: "This review is not there any more.",
  reviewOf: (reviewer, desk) => `${reviewer} reviews ${desk}`,
  askedBy: (name, at) => `Asked by ${name}, ${at}`,
  until: (day) => `until ${day}`,
  ended: (at) => `ended ${at}`,
  closedOn: (day) => `closed ${day}`,

  states: {
    asked: "Asked",
    released: "Released",
    refused: "Not released",
    over: "Done. The next key leaves the reviewer out",
    left_out: "Done. The reviewer no longer reads along",
    gone: "No longer of this desk",
  },
  refusals: { too_personal: "too personal", not_finished: "not finished yet", other: "another reason" },
  refusedBecause: (state, why) => `${state}: ${why}`,

  release: {
    title: "Release",
    intro: "Your supervisor asks whether a reviewer may read these conversations. You decide about each.",
    means: "What releasing means",
    meaning: (reviewer) =>
      `${reviewer} can read everything that was said so far in the conversation with the resident.`,
    seen: "The resident sees in the conversation who reads along, and when that stops.",
    notes: "Internal notes stay closed.",
    choose: "Which conversations?",
    noneAsked: "There is nothing left to decide here.",
    look: "Look at the conversation",
    confirm: (n) => `Release ${count(n, "conversation", "conversations")}`,
    noneChosen: "Choose a conversation first.",
    busy: (done, of) => `${done} of ${of} released`,
    stop: "Stop",
    done: (n) => `${count(n, "conversation was", "conversations were")} released.`,
    number: (number) => `Conversation number ${number}`,
    refuse: "Do not release",
    refuseTitle: "Why not?",
    refuseConfirm: "Do not release",
    refused: "Your choice is kept. Your supervisor sees the reason.",
    failed: (n) => `${count(n, "conversation was", "conversations were")} not released.`,
    failures: {
      untrusted: "The keys of this conversation are not right. Tell the administrator.",
      no_key: "This conversation cannot be opened on this device.",
      no_right: "By the roster this colleague may not review. Ask a key officer.",
    },
  },

  review: {
    title: "To review",
    intro: "Read each conversation and give three verdicts. You only read along; you cannot answer.",
    waiting: "Not released yet",
    open: "Read and review",
    again: "Reviewed. Look again",
    progress: (done, of) => `${done} of ${of} reviewed`,
    finish: "Finish reviewing",
    finishAsk: (open) =>
      open === 0
        ? "You reviewed all of them. After this you can no longer read these conversations."
        : `You have not reviewed ${count(open, "conversation", "conversations")} yet. After this you can no longer read these conversations.`,
    finished: "The review is finished. You no longer read along.",
    reading: "Opening the conversation",
    readOnly: "You read along to review. The resident sees that. You do not see colleagues' notes.",
    unreadable: (n) => `${count(n, "message", "messages")} could not be opened.`,
    noKey: "This conversation is not open for you. Go back and look whether it is still released.",
    aborted: "Opening was stopped. Try again.",
    scoresTitle: "Your verdict",
    scales: {
      answered: "Was the question answered?",
      clear: "Is the answer clear?",
      kind: "Is the tone friendly?",
    },
    save: "Save verdict",
    saved: "Your verdict is kept.",
    incomplete: "Give a verdict for each question.",
  },
  scores: { good: "Good", fair: "Fair", poor: "Poor" },

  quality: {
    intro:
      "Ask a colleague to review a sample of closed conversations. You read nothing; you only see how it stands and the verdicts.",
    ask: "Ask for a review",
    notAllowed: "In your municipality a reviewer may not read along yet.",
    whereDecided:
      "A records officer decides that under Archive, Considerations, at Quality. Once it says yes you can ask for a review here.",
    noDesks:
      "You supervise no desk yet. Ask a key officer to put you on the roster with the right ‘supervise’.",
    noReviewers:
      "Nobody on the roster of this desk may review. Ask a key officer to give somebody the right ‘review’.",
    none: {
      title: "No reviews yet",
      text: "What you ask comes here: how much was released, and the verdicts.",
    },
    form: {
      title: "Ask for a review",
      desk: "Desk",
      from: "Closed from",
      until: "Closed until",
      topic: "Topic",
      anyTopic: "All topics",
      outcome: "How it ended",
      anyOutcome: "All",
      number: "How many conversations at most",
      reviewer: "Who reviews?",
      choose: "Choose",
      reason: "Why?",
      reasonHint: "Colleagues of the desk and the reviewer read this. Name no residents.",
      lastDay: "Last day to read",
      lastDayHint: "At most a month from today.",
      missing: "Fill in everything. Mind the days: begin before the end, and the last day within a month.",
      send: "Ask for the review",
    },
    sent: (n) =>
      `The review is asked for ${count(n, "conversation", "conversations")}. Colleagues of the desk decide now.`,
    end: "End",
    endAsk: "The reviewer can then read nothing more. The verdicts stay.",
    endedNow: "The review has ended.",
    conversations: "Conversations",
    counts: "Verdicts",
    noScores: "No verdicts yet.",
    scale: "Question",
    period: (from, until) => `closed from ${from} until ${until}`,
    summary: (n, released) => `${count(n, "conversation", "conversations")}, ${released} released`,
  },
};
