import {
  ContactResource,
  DeskId,
  Hours,
  LimitSettings,
  Localised,
  type OrganisationId,
  SecondFactorPolicy,
  TopicId,
} from "@eigenkanaal/protocol";
import { z } from "zod";

/**
 * A town's settings as a file describes them. The file may say more: the ceremony's plan reads the desks and their
 * members from the same one (apps/ceremony).
 */
export const TownSettings = z.object({
  /** The part behind the @ of its accounts. */
  domain: z.string(),
  /** From when on names, hours and topics hold. */
  validFrom: z.iso.datetime(),
  contact: ContactResource,
  /** Origins of the town's own pages, which may frame the widget. */
  embeddingOrigins: z.array(z.url()),
  /** Of every desk that has none of its own. */
  hours: Hours,
  /** How much one may ask of the gateway, where it is not as the defaults are. */
  limits: z.optional(LimitSettings),
  /** Whether its people must have a second factor; a town that says nothing asks for it. */
  secondFactor: z._default(SecondFactorPolicy, "required"),
  desks: z.array(z.object({ desk: DeskId, names: Localised, hours: z.optional(Hours) })),
  topics: z.array(
    z.object({
      topic: TopicId,
      desk: DeskId,
      names: Localised,
      /** Its name in the national list of uniform product names (UPL), where it has one. */
      product: z.string().nullable(),
    }),
  ),
});
export type TownSettings = z.infer<typeof TownSettings>;

/** What is to be seeded, and whose it is. */
export type Seed = { databaseUrl: string; organisation: OrganisationId; settings: TownSettings };
