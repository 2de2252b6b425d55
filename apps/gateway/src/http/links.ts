import { CampaignCode, CampaignSetting, type Links, Refusal } from "@eigenkanaal/protocol";
import { Router } from "express";
import { noteAct } from "../store/auditLines.js";
import { campaignsOf, setCampaign } from "../store/campaigns.js";
import type { Database } from "../store/database.js";
import { chatPage } from "../store/organisations.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";

type Dependencies = { database: Database; origin: string; chatOrigin: string };

/** What the inbox makes links of: `/api/v1/links` and `/api/v1/campaigns` (PROTOCOL.md D3). */
export const links = ({ chatOrigin, ...dependencies }: Dependencies): Router => {
  const { database } = dependencies;
  return Router()
    .use(["/links", "/campaigns"], noStore)
    .get("/links", async (request, response) => {
      const { organisation } = await requireMember(request, dependencies);
      response.json(
        await database.forOrganisation(organisation, async (scope): Promise<Links> => {
          const { domain, url } = await chatPage(scope);
          return {
            short: `${chatOrigin}/c/${domain}`,
            page: url("#").replace(/#$/, "") || null,
            campaigns: await campaignsOf(scope),
          };
        }),
      );
    })
    .put("/campaigns/:campaign", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const campaign = CampaignCode.safeParse(request.params.campaign);
      if (!campaign.success) throw new Refusal("malformed");
      const setting = readBody(CampaignSetting, request.body);
      await database.forOrganisation(by.organisation, async (scope) => {
        if ((await setCampaign(scope, campaign.data, setting)) === "full") throw new Refusal("too_large");
        const object = { kind: "campaign", id: campaign.data } as const;
        await noteAct(scope, by, { act: "PUT /api/v1/campaigns/:campaign", object });
      });
      response.status(204).end();
    });
};
