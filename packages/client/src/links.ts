import { answerOf } from "./account.js";
import type { Http } from "./http.js";
import type { LinkActions } from "./views.js";

/** What links to the chat are made of, and the codes that are counted (PROTOCOL.md D3). */
export const createLinks = ({ http }: { http: Pick<Http, "links" | "setCampaign"> }): LinkActions => ({
  load: async () => answerOf(await http.links()),
  setCampaign: async (campaign, ended) => answerOf(await http.setCampaign(campaign, { ended })),
});
