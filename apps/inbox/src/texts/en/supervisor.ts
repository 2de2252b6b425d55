import { count } from "../count.js";
import type { Texts } from "../wording.js";

export const supervisor: Texts["supervisor"] = {
  landmark: "Supervision",
  rooms: { board: "Overview", reports: "Reports", quality: "Quality" },
  opening: "Opening the page",
  keyBoard: "Overview of your desks",
  keyReports: "Reports",
  keyQuality: "Quality",
  keyWall: "Wall screen, in the overview",

  board: {
    caption: "Your desks at this moment",
    total: "All desks",
    columns: {
      desk: "Desk",
      waiting: "Waiting",
      longest: "Longest wait",
      atRisk: "Nearly late",
      late: "Late",
      inHand: "In hand",
      atWork: "At work",
      free: "Free places",
      lastHour: "Last hour",
    },
    untaken: (n) => (n === 0 ? "all taken" : `${n} not taken`),
    nobodyWaits: "nobody waits",
    lessThanAMinute: "< 1 min",
    pause: (n) => `${n} on a break`,
    wrapUp: (n) => `${n} wrapping up`,
    free: (free, capacity) => `${free} of ${capacity}`,
    opened: (n) => `${n} new`,
    answers: (n, first) => `${count(n, "answer", "answers")}, ${first} of them first`,
    over: "Over your limit",
    live: "Live",
    offline: (age) => `No connection. These figures are ${age} old.`,
    failing: (age) => `The figures cannot be had now. These are ${age} old. We keep trying.`,
    loading: "Fetching the figures",
    explained:
      "Waiting: people who wait for an answer, also when a colleague has the conversation already. Late: longer than the norm, in opening hours. Free places: what colleagues at work can still be assigned. Who works at several desks counts once at all desks together.",
    none: {
      title: "You supervise no desk yet",
      text: "The waiting times of your desks come here. Ask a key officer to put you on the roster of a desk with the right ‘supervise’.",
    },
    summary: (waiting, late) => `${waiting} ${waiting === 1 ? "person waits" : "people wait"}, ${late} late.`,
  },

  wall: {
    title: "Wall screen",
    open: "Wall screen",
    leave: "Leave the wall screen",
    others: (n) => `${count(n, "other desk", "other desks")}`,
  },

  alerts: {
    open: "Alert me",
    title: "Alert me",
    explained:
      "Does a desk go over your limit? You are told once, and again only after it was below. Where you leave a field empty there is no limit. This works as long as the overview is open, in this browser only.",
    waitMinutes: "Longest wait is over (minutes)",
    waiting: "More people waiting than",
    how: "How",
    sound: "With a sound",
    test: "Test the sound",
    played: "The sound was played. Heard nothing? Look whether the volume is on.",
    silent: "Your browser played no sound. Allow sound for this website and try again.",
    notify: "With a notification on the desktop",
    save: "Save",
    crossed: (desks) => `Over your limit: ${desks}.`,
    notification: "A desk is over your limit",
  },
};
