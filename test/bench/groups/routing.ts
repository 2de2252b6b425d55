import { measureAssignment } from "../assignment.js";
import { measureDeviceSearch } from "../deviceSearch.js";
import type { Measure } from "../figure.js";
import { measureInboxScreens } from "../inboxScreen.js";
import { measureQueueGrowth } from "../queueGrowth.js";
import { measureTopicSuggestion } from "../topicSuggestion.js";

/** What finding the right desk and the right conversation costs. */
export const measure: Measure = async ({ rounds, connections, report }) => [
  ...(await measureTopicSuggestion({ rounds, report })),
  ...(await measureDeviceSearch(rounds, report)),
  ...(await measureInboxScreens(5 * rounds, report)),
  measureAssignment(5 * rounds, report),
  await measureQueueGrowth(200 * connections, report),
];
