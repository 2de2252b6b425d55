import type { Texts } from "../wording.js";

export const verdict: Texts["verdict"] = {
  fact: "Helped, says the resident",
  given: { yes: "Yes", partly: "Partly", no: "No" },
  remark: "Remark of the resident on this conversation",
  shared: "The supervisor may read this too.",
  listTitle: "Remarks for you",
  listIntro:
    "What residents wrote after a conversation and let you read. You do not read the conversation here. That you look at this goes into the log.",
  loading: "Fetching the remarks…",
  none: "No resident has written anything to you yet.",
  helped: (answer) => `Helped: ${answer.toLowerCase()}`,
  older: "Show older",
  closed: "This remark cannot be opened for you.",
};
