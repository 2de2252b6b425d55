import type { Texts } from "../wording.js";

export const notifications: Texts["notifications"] = {
  mine: "A resident is waiting for your answer",
  waiting: "A new question is waiting",
  passed: "A resident has waited longer than the norm",
  warned: "A resident has waited nearly too long",
  choice: "Desktop notification while you are not looking at the inbox",
  hint: "It says only that there is something, not what or from whom.",
  refused: "Your browser does not allow notifications. Allow them for this website and try again.",
};
