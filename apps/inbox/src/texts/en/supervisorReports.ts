import { count } from "../count.js";
import type { Texts } from "../wording.js";

export const reports: Texts["reports"] = {
  title: "Reports",
  offline: "No connection. You see the figures from before.",
  loading: "Counting the figures…",
  noDesks: "You supervise no desk. Ask your key officer if you should.",
  empty: "No conversation that fits began in this period. Choose another period, or take a filter away.",
  behind: (since) => `The figures are up to ${since}. What happened after that is still being counted.`,
  counted: (at) => `Counted on ${at}.`,

  filters: {
    title: "Period and filters",
    period: "Period",
    own: "Own dates",
    from: "From",
    until: "Up to and including",
    wrongPeriod: "Choose two days. The first may not be after the last, and a period is at most ten years.",
    desk: "Desk",
    anyDesk: "All your desks",
    topic: "Topic",
    anyTopic: "All topics",
    entry: "Came in by",
    anyEntry: "Every way",
    language: "Language",
    anyLanguage: "All languages",
    presets: {
      this_week: "This week",
      last_week: "Last week",
      this_month: "This month",
      last_month: "Last month",
      this_quarter: "This quarter",
      last_quarter: "Last quarter",
      this_year: "This year",
      last_year: "Last year",
    },
  },

  period: (from, until) => `${from} to ${until}`,
  comparedWith: (period) => `Compared with ${period}`,
  noTopic: "Without a topic",
  noLanguage: "Language unknown",
  entries: { chat: "Chat", counter: "Counter" },
  campaign: (code) => `Campaign ${code}`,

  figures: {
    title: "The figures",
    volume: "Conversations",
    answered: "Answered",
    abandoned: "Gave up",
    reopened: "Reopened",
    transferred: "Handed over",
    norm: "Within the norm",
    judged: "Replies of residents",
    helped: "The resident said: yes, helped",
    partly: "The resident said: helped in part",
    unhelped: "The resident said: no, not helped",
    helpedShare: "Helped",
    first: "First answer",
    later: "Later answers",
    handling: "Handling time",
    resolution: "Time to resolution",
    median: "half are faster than",
    p90: "9 in 10 are faster than",
    open: "in opening hours",
    calendar: "by the clock",
    previous: (value) => `Period before: ${value}`,
    answersIn: (answers, conversations) =>
      `${count(answers, "answer", "answers")} in ${count(conversations, "conversation", "conversations")}`,
    of: (part, whole) => `${part} of ${whole}`,
  },
  none: "none",
  duration: {
    short: {
      seconds: (n) => `${n} s`,
      minutes: (n) => `${n} min`,
      hours: (hours, minutes) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
      days: (days, hours) => (hours === 0 ? `${days} d` : `${days} d ${hours} h`),
    },
    spoken: {
      seconds: (n) => count(n, "second", "seconds"),
      minutes: (n) => count(n, "minute", "minutes"),
      hours: (hours, minutes) =>
        minutes === 0
          ? count(hours, "hour", "hours")
          : `${count(hours, "hour", "hours")} and ${count(minutes, "minute", "minutes")}`,
      days: (days, hours) =>
        hours === 0
          ? count(days, "day", "days")
          : `${count(days, "day", "days")} and ${count(hours, "hour", "hours")}`,
    },
  },

  columns: {
    name: "What",
    desk: "Desk",
    topic: "Topic",
    entry: "By",
    language: "Language",
    time: "Time to the answer",
    when: "When",
    hour: "Hour",
    volume: "Conversations",
    answered: "Answered",
    abandoned: "Gave up",
    within: "In time",
    missed: "Late",
    share: "Within the norm",
    judged: "Replies",
    helped: "Yes",
    partly: "In part",
    unhelped: "No",
    helpedShare: "Helped",
    median: "Half are faster than",
    p90: "9 in 10 are faster than",
    figure: "Figure",
    value: "Now",
    previous: "Period before",
    from: "From",
    to: "To",
    moves: "Times",
  },
  tables: {
    totals: "Key figures",
    distribution: "How long people wait for the first answer",
    trend: "Over time",
    byDesk: "By desk",
    byTopic: "By topic",
    helpedByDesk: "Helped, as residents say, by desk",
    helpedByTopic: "Helped, as residents say, by topic",
    byEntry: "By way in",
    byLanguage: "By language",
    byHour: "How busy each hour of the week is",
    moves: "Moves between desks",
  },
  sheets: {
    totals: "Key figures",
    distribution: "Waiting time",
    trend: "Over time",
    byDesk: "Desks",
    byTopic: "Topics",
    helpedByDesk: "Helped by desk",
    helpedByTopic: "Helped by topic",
    byEntry: "Came in by",
    byLanguage: "Languages",
    byHour: "Hours",
    moves: "Moves",
  },
  distributionHint: "In opening hours. Click a number in the table to see those conversations.",
  trendHint: {
    day: "Per day: the number of conversations, and below it the share answered within the norm.",
    week: "Per week: the number of conversations, and below it the share answered within the norm.",
    month: "Per month: the number of conversations, and below it the share answered within the norm.",
  },
  helpedHint: "What residents said once it was finished. Not everybody says it.",
  movesHint:
    "Each time a conversation went to another desk in this period. One conversation can count more than once. Click a number to see those conversations.",
  noMoves: "In this period no conversation went from or to one of your desks.",
  heatHint: "The number of conversations that began in that hour. The darker, the busier.",
  heatCell: (day, from, n) => `${day} ${from} to ${from + 1}: ${count(n, "conversation", "conversations")}`,
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  weekdaysShort: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
  hourOf: (day, from) => `${day} ${from}–${from + 1}`,
  asTable: "Show as a table",
  hideTable: "Hide the table",
  chartVolume: "Conversations",
  chartShare: "Within the norm",
  chartNorm: (minutes) => `norm ${minutes}`,
  buckets: [
    "less than 1 min",
    "1 to 5 min",
    "5 to 15 min",
    "15 to 30 min",
    "30 to 60 min",
    "1 to 2 hours",
    "2 to 4 hours",
    "4 to 8 hours",
    "8 hours or longer",
  ],

  list: {
    title: "The conversations behind this figure",
    back: "Back to the figures",
    loading: "Fetching the conversations…",
    total: (n) => count(n, "conversation", "conversations"),
    shown: (shown, total) => `${shown} of ${count(total, "conversation", "conversations")} shown.`,
    empty: "No conversation belongs to this.",
    more: "Show more",
    caption: "The conversations, the newest first. Who it was and what was said is not shown here.",
    privacy: "You see when and how long. What was said and who it was is not shown here.",
    which: {
      all: "All conversations",
      answered: "Answered",
      abandoned: "Gave up",
      within: "Within the norm",
      missed: "Late",
      reopened: "Reopened",
      transferred: "Handed over",
      later: "With later answers",
      handled: "Handled and finished",
      resolved: "Finished",
      judged: "The resident said whether they were helped",
      helped: "Helped, as the resident says",
      partly: "Helped in part, as the resident says",
      unhelped: "Not helped, as the resident says",
    },
    columns: {
      opened: "Began",
      desk: "Desk",
      topic: "Topic",
      entry: "By",
      first: "First answer",
      norm: "Norm",
      outcome: "Outcome",
      rest: "Further",
    },
    notAnswered: "no answer yet",
    nothingAsked: "nothing was asked",
    within: "in time",
    missed: "late",
    open: "Still open",
    outcomes: {
      answered: "Answered",
      refused: "Not dealt with",
      no_answer: "No answer needed",
      spam: "Spam",
      left: "The resident left",
      abandoned: "Fell silent",
    },
    reopened: (n) => `reopened ${count(n, "time", "times")}`,
    transfers: (n) => `handed over ${count(n, "time", "times")}`,
    later: (n) => count(n, "later answer", "later answers"),
    verdicts: { yes: "helped", partly: "helped in part", no: "not helped" },
    moves: {
      title: (from, to) => `From ${from} to ${to}`,
      together: (moves) => `Together they went ${count(moves, "time", "times")}.`,
      caption: "The conversations that went so, the one handed over last first.",
      privacy: "You see what it was about and how often. What another desk did with it is not shown here.",
      columns: {
        moved: "Handed over last",
        times: "How often",
        topic: "Topic",
        entry: "By",
        opened: "Began",
      },
      times: (n) => count(n, "time", "times"),
    },
  },

  export: {
    title: "Save and share",
    hint: "Exactly the figures of this screen.",
    publication: "For publication",
    publicationHint:
      "Counts about fewer than five conversations are left out, and all from which they follow. So nobody can be recognised.",
    xlsx: "Excel",
    csv: "CSV",
    page: "Report (for PDF)",
    print: "Print",
    failed: "The file could not be made. Try again.",
    saved: (name) => `Saved: ${name}`,
    file: (from, until) => `report-${from}-${until}`,
    csvColumns: ["Part", "Row", "Figure", "Value"],
    minutes: (column) => `${column} (minutes)`,
    untold: "fewer than 5",
    reportTitle: (town) => `Report of ${town}`,
    made: (at) => `Made on ${at}`,
    untoldNote:
      "A dash: about fewer than five conversations, or giving such a count away. So it is not shown.",
    definitions: "How this was counted",
    filtersUsed: "Filtered by",
  },

  definitions: {
    title: "How we count",
    intro:
      "All figures come from what happened to conversations: begun, answered, handed over, finished. Nobody reads along for it. There are no figures of single colleagues here.",
    example: "Example",
    entries: [
      {
        term: "Conversations",
        meaning:
          "A conversation counts once: in the period in which it began, at the desk that gave the first answer. While there is no answer it counts at the desk that has it now.",
        example: "A conversation begins on 31 October and is answered on 2 November. It counts in October.",
      },
      {
        term: "Answered",
        meaning: "A colleague sent an answer to what the resident asked.",
        example: "Of 100 conversations 92 were answered: 92 answered.",
      },
      {
        term: "Gave up",
        meaning: "The resident left before there was an answer, or the conversation fell silent before it.",
        example: "Somebody asks something at 9:00, closes the conversation at 9:05, and had no answer yet.",
      },
      {
        term: "First answer",
        meaning:
          "The time from the resident's first message to a colleague's first answer. When a conversation is reopened this stays the first answer. 'In opening hours' counts only the hours in which the desk was open. 'By the clock' counts all hours.",
        example:
          "A question on Friday at 16:50, the desk closes at 17:00 and opens on Monday at 9:00, the answer comes at 9:10. In opening hours: 20 minutes. By the clock: 64 hours and 20 minutes.",
      },
      {
        term: "Within the norm",
        meaning:
          "The share that was answered within the norm of the topic: 'in time' divided by 'in time' plus 'late'. Late is also: no answer yet while the norm has passed, or finished without one after that. Who can still be answered in time does not count yet. Who gave up within the norm does not either.",
        example: "80 in time, 20 late, 5 still waiting within the norm. Within the norm: 80 of 100, so 80%.",
      },
      {
        term: "Half are faster than, and 9 in 10 are faster than",
        meaning:
          "We put all times in order. The middle one is 'half are faster than' (the median). The one at nine tenths is '9 in 10 are faster than'. They are times of real conversations. We never take means of means: one very long conversation pulls a mean askew.",
        example:
          "Five times: 2, 4, 6, 30 and 300 minutes. Half are faster than: 6 minutes. The mean would be 68 minutes.",
      },
      {
        term: "Later answers",
        meaning:
          "The time from a next question to the next answer. It counts at the desk that gave that answer.",
        example:
          "After the first answer the resident asks something at 10:00 and is answered at 10:12: 12 minutes.",
      },
      {
        term: "Handling time",
        meaning:
          "The time during which a colleague had the conversation in hand. Only of conversations that are finished.",
        example: "Taken at 9:00, finished at 9:25: 25 minutes.",
      },
      {
        term: "Time to resolution",
        meaning: "The time from the first message to the last time that the conversation was finished.",
        example: "A question on Monday at 9:00, finished on Tuesday at 9:00: 24 hours by the clock.",
      },
      {
        term: "Helped",
        meaning:
          "Once it is finished we ask the resident: 'Were you helped?' They answer yes, in part or no. We divide 'yes' by all who said something. What they said last counts. Who skips the question does not count. When the conversation goes on afterwards, what was said counts no more. After spam, and while somebody is blocked, we ask nothing.",
        example:
          "Of 100 conversations 40 residents said something: 30 yes, 6 in part, 4 no. Helped: 30 of 40, so 75%.",
      },
      {
        term: "Days and hours",
        meaning:
          "Times 'by the clock' are in days of 24 hours from two days on. Times 'in opening hours' stay hours, for one desk is open longer in a day than another.",
        example:
          "By the clock: 8 d 2 h is 8 days and 2 hours. In opening hours: 50 h is 50 hours in which the desk was open.",
      },
      {
        term: "Reopened and handed over",
        meaning:
          "Reopened: it went on after it was finished. Handed over: it went to another desk at least once. A conversation counts once here. In the table of moves each time counts, in the period of that time.",
        example:
          "One conversation goes from Civil affairs to Taxes and back: one conversation handed over, two in the table.",
      },
      {
        term: "Period before",
        meaning: "As many days, right before.",
        example: "For 1 to 30 November that is 2 to 31 October.",
      },
      {
        term: "For publication",
        meaning:
          "A file 'for publication' has no counts about fewer than five conversations, and nothing from which they follow.",
        example:
          "Of 40 conversations 3 are about dogs and 37 about passports. Then both 3 and 37 are left out.",
      },
    ],
  },
};
