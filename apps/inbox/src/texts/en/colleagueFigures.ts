import { count } from "../count.js";
import type { Texts } from "../wording.js";

export const colleagueFigures: Texts["colleagueFigures"] = {
  title: "My figures",
  intro: "How you answer, at the desks where you answer now. Below stands who sees these figures.",
  offline: "No connection. You see the figures from before.",
  loading: "Counting the figures…",
  period: "Period",
  empty: "You gave no answer in a conversation in this period. Choose another period.",
  noDesks: "You answer at no desk now. So there are no figures.",
  since: (day) =>
    `The oldest conversation that we still have began on ${day}. Of earlier ones we do not know who answered.`,
  noSince: "There are no conversations to count yet.",
  destroyed: (n) =>
    `Of ${count(n, "answered conversation", "answered conversations")} in this period we no longer know who answered: ${n === 1 ? "it is" : "they are"} destroyed.`,

  conversations: "Conversations in which you answered",
  first: "First answers",
  later: "Later answers",
  closed: "Closed by you",
  answers: (n) => count(n, "answer", "answers"),
  counting:
    "An answer counts for whoever sent it, also when the conversation went to a colleague afterwards. A conversation counts in the period in which it began. Times are counted as in the reports. What you do outside conversations is not here.",

  seenBy: {
    title: "Who sees your figures?",
    undecided: "Only you. The town has not decided that your supervisor sees them too.",
    no: (day) => `Only you. The town decided on ${day} that your supervisor does not see them.`,
    yes: (day) =>
      `You, and since ${day} also whoever supervises your desk. Of fewer than five conversations in a period they see nothing. Each time they look is in the audit log.`,
    reason: "The reason",
  },
  notice: {
    title: "Your supervisor sees your figures",
    text: (day) => `The town has decided so. It holds since ${day}.`,
    look: "See my figures",
    read: "I have read this",
  },

  perColleague: {
    tab: "Per colleague",
    intro:
      "How colleagues answer at your desks, by name. Do not compare somebody who had few or hard conversations with another. The colleagues see their own figures too, and know that you see them. That you look is in the audit log.",
    caption: "Figures per colleague, by name",
    tooLong: "Choose a period of at most a year.",
    nobody: "Nobody answers at these desks now.",
    tooFew: "Fewer than five conversations in this period. That is too few to say anything.",
    columns: {
      name: "Colleague",
      conversations: "Conversations with an answer",
      firstCount: "First answers",
      share: "Within the norm",
      firstMedian: "First answer: half faster than",
      firstP90: "First answer: 9 of 10 faster than",
      laterCount: "Later answers",
      laterMedian: "Later answer: half faster than",
      laterP90: "Later answer: 9 of 10 faster than",
      closed: "Closed",
    },
    openTime: "Times are in opening hours.",
    closedTo: {
      title: "This is closed now",
      undecided:
        "The town has not decided whether supervisors see figures per colleague. Without that decision only colleagues themselves see their own.",
      no: (day) =>
        `The town decided on ${day} that supervisors see no figures per colleague. Only colleagues themselves see their own.`,
      where:
        "This is decided under Considerations, at ‘Figures per colleague’. A records officer enters it there, with the reason.",
    },
  },
};
