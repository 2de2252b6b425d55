import {
  CampaignCode,
  type CampaignSetting,
  type Links,
  maxCampaigns,
  maxCounted,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import { inForce } from "./settings.js";

/** Whether the town has registered this code and not ended it. */
export const holdsCampaign = async (scope: Scope, campaign: CampaignCode): Promise<boolean> => {
  const { organisation, tx } = scope;
  const { where, ...newest } = inForce(await databaseNowMs(scope));
  const setting = await tx.campaign.findFirst({ where: { organisation, campaign, ...where }, ...newest });
  return setting !== null && !setting.ended;
};

/** The codes that hold now, each with how many conversations began through it in thirty days, counted up to a bound. */
export const campaignsOf = async ({ organisation, tx }: Scope): Promise<Links["campaigns"]> => {
  const rows = await tx.$queryRaw<{ campaign: string; opened: number }[]>`
    SELECT c.campaign, (SELECT count(*)::int FROM (
        SELECT FROM conversation_event e WHERE e.organisation_id = ${organisation}::uuid AND e.campaign = c.campaign
          AND e.at > now() - interval '30 days' LIMIT ${maxCounted}) AS counted) AS opened
    FROM (SELECT DISTINCT ON (campaign) campaign, ended FROM campaign
      WHERE organisation_id = ${organisation}::uuid AND valid_from <= now()
      ORDER BY campaign, valid_from DESC) c
    WHERE NOT c.ended ORDER BY c.campaign`;
  return rows.map(({ campaign, opened }) => ({ campaign: CampaignCode.parse(campaign), opened }));
};

/** Lets a code hold from now on, or no longer. `full` when as many hold as may. */
export const setCampaign = async (
  scope: Scope,
  campaign: CampaignCode,
  { ended }: CampaignSetting,
): Promise<"set" | "full"> => {
  const { organisation, tx } = scope;
  const held = (await campaignsOf(scope)).map((one) => one.campaign);
  if (held.includes(campaign) !== ended) return "set";
  if (!ended && held.length >= maxCampaigns) return "full";
  const validFrom = new Date(await databaseNowMs(scope));
  await tx.campaign.createMany({
    data: [{ organisation, campaign, validFrom, ended }],
    skipDuplicates: true,
  });
  return "set";
};
