import type { Texts } from "../wording.js";

/** Words for a wait that is longer than the norm. */
export const late: Texts["late"] = {
  passed: "The resident has waited longer than the norm.",
  overflow: {
    offered: (desk) => `As long as nobody takes it, the resident can choose ${desk} instead.`,
    declined: (desk) => `The resident prefers to wait for you over going to ${desk}.`,
  },
  handOver: (desk) => `Hand over to ${desk}`,
};
