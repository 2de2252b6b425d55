import type { Texts } from "../wording.js";

export const verdict: Texts["verdict"] = {
  fact: "Helped, says the resident",
  given: { yes: "Yes", partly: "Partly", no: "No" },
  remark: "Remark of the resident on this conversation",
};
