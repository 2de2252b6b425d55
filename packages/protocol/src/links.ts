import * as z from "zod/mini";

/** Ways into the chat from a letter or an answer elsewhere: what the inbox's links page gets [D1–D4]. */

/** A short code that the town registers for a letter or a place: what is counted, and never a person. */
export const CampaignCode = z
  .string()
  .check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/))
  .brand("CampaignCode");
export type CampaignCode = z.infer<typeof CampaignCode>;

/** So few can hold at once that a code cannot stand for a person. */
export const maxCampaigns = 100;

/** Conversations of one campaign are counted up to here. */
export const maxCounted = 1_000;

/** `GET /api/v1/links`. */
export const Links = z.strictObject({
  /** Where a printed link begins, at the chat's own host; `/<topic>?via=<campaign>` follows. */
  short: z.url(),
  /** The page of the town's website with the chat; null where the town has set none. */
  page: z.nullable(z.url()),
  /** Those that hold now, by code. `opened`: conversations begun through it in the last thirty days, up to `maxCounted`. */
  campaigns: z.array(
    z.strictObject({
      campaign: CampaignCode,
      opened: z.int().check(z.nonnegative(), z.maximum(maxCounted)),
    }),
  ),
});
export type Links = z.infer<typeof Links>;

/** `PUT /api/v1/campaigns/{campaign}`: whether it holds from now on. */
export const CampaignSetting = z.strictObject({ ended: z.boolean() });
export type CampaignSetting = z.infer<typeof CampaignSetting>;
