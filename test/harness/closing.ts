import type { Closing } from "@eigenkanaal/client";

/** What a closing says with an outcome: a colleague registers it, here without a topic and with nothing to sum up. */
export const closedAs = (outcome: string) =>
  outcome === "left" ? { outcome } : { outcome, registration: { topic: null, class: null, card: null } };

/** The commonest one. */
export const answered = closedAs("answered");

/** The same through the client. */
export const asAnswered: Closing = {
  outcome: "answered",
  about: { topic: null, retention: null },
  card: null,
};
