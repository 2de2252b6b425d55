import type { CitizenClient } from "@eigenkanaal/client";
import { topicOfLink } from "@eigenkanaal/domain";

/**
 * Opens the chat where a link says (`eigenkanaal=<topic>&via=<campaign>`, PROTOCOL.md D1, D2): at its topic, or at the
 * choice where that topic is not there any more. Where this device has a conversation, that stays. The answer is the code
 * of a conversation (`code=…`, D5) to ask about, or null.
 */
export const followLink = (link: string, { state, cameBy, choose }: CitizenClient): string | null => {
  const given = new URLSearchParams(link);
  cameBy(given.get("via"));
  const now = state.getState();
  const town = "town" in now ? now.town : null;
  const topic = topicOfLink(given.get("eigenkanaal") ?? "", town?.topics ?? []);
  if (topic !== undefined) choose(topic.topic);
  return given.get("code");
};
