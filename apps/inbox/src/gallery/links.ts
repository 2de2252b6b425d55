import { CampaignCode, ConversationId, type Links } from "@eigenkanaal/protocol";
import { morning } from "./morning.js";

/** A town with a page for the chat and two campaigns. */
export const links: Links = {
  short: "https://chat.voorbeeld.example/c/voorbeeld.example",
  page: "https://www.voorbeeld.example/chat",
  campaigns: [
    { campaign: CampaignCode.parse("brief-afval-2026"), opened: 214 },
    { campaign: CampaignCode.parse("poster-bibliotheek"), opened: 1 },
  ],
};

export const administrator = {
  ...morning,
  me: { ...morning.me, roles: ["agent" as const, "functional_administrator" as const] },
};

/** What beginning at the counter is answered with. */
export const begun = {
  ok: true as const,
  conversation: ConversationId.parse("00000009-0000-4000-8000-000000000001"),
  code: "0R40-M30E-2090-0S0R-40M3-0E20-904",
};
