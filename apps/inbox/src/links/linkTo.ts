import type { TopicView } from "@eigenkanaal/client";
import { linkFragment, topicCode, topicInLink } from "@eigenkanaal/domain";
import type { CampaignCode, Links } from "@eigenkanaal/protocol";

/**
 * The link that opens the chat at a topic, or at the choice, and counts for a campaign. Of a sensitive topic it leads
 * straight to the town's page, with the topic behind the `#`, so that no server hears which one it is; what was printed
 * for it would tell too, so it counts for none. Null where the town has no page with the chat.
 */
export const linkTo = (
  { short, page }: Pick<Links, "short" | "page">,
  { topic, campaign }: { topic: TopicView | null; campaign: CampaignCode | null },
): string | null => {
  if (page === null) return null;
  if (topic?.sensitive) return `${page}${linkFragment({ topic: topicCode(topic.topic) })}`;
  const path = topic === null ? "" : `/${topicInLink(topic)}`;
  return `${short}${path}${campaign === null ? "" : `?via=${campaign}`}`;
};
