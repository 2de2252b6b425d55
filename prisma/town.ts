import { hoursFaults } from "@eigenkanaal/domain";
import {
  Assignment,
  ContactResource,
  DeskId,
  HoursSetting,
  Language,
  LimitSettings,
  Localised,
  type OrganisationId,
  SecondFactorPolicy,
  StandardAnswer,
  TopicId,
} from "@eigenkanaal/protocol";
import { z } from "zod";

const CommaSeparated = z.string().transform((words) =>
  words
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== ""),
);

/** Hours at which somebody can come to be answered; the issues of others are codes of `hoursFaults`. */
const SoundHours = HoursSetting.check(({ value, issues }) => {
  for (const fault of hoursFaults(value)) issues.push({ code: "custom", message: fault, input: value });
});

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
  /** What colleagues do when somebody is in danger, step by step, where the town has its own. */
  emergencyProcedure: z.optional(z.array(Localised)),
  /** The page with the chat, at one of the embedding origins; without one, the root of the first of those. */
  chatPage: z.optional(z.url()),
  /** Origins of the town's own pages, which may frame the widget. */
  embeddingOrigins: z.array(z.url()),
  /** Of every desk that has none of its own. */
  hours: SoundHours,
  /** How much one may ask of the gateway, where it is not as the defaults are. */
  limits: z.optional(LimitSettings),
  /** Whether its people must have a second factor; a town that says nothing asks for it. */
  secondFactor: z._default(SecondFactorPolicy, "required"),
  /** Whom no gateway has seen for so long is off. */
  absentAfterSeconds: z._default(z.int().positive(), 120),
  desks: z.array(
    z.object({
      desk: DeskId,
      names: Localised,
      hours: z.optional(SoundHours),
      /** How it hands out what waits. */
      assignment: z._default(Assignment, "pull"),
      /** Another desk, where questions may go that nobody answers in time. */
      overflow: z._default(z.nullable(DeskId), null),
      /** Which part of the norm has passed when its colleagues are warned. */
      warnAtPercent: z._default(z.int().min(1).max(99), 75),
    }),
  ),
  /** How many conversations colleagues can be assigned, and in which languages, where it is not as it was. */
  members: z._default(
    z.array(
      z.object({
        account: z.string(),
        capacity: z.optional(z.int().positive()),
        languages: z.optional(z.array(Language).min(1)),
      }),
    ),
    [],
  ),
  /** What its desks answer often, to begin with: what stands is never rewritten. */
  standardAnswers: z.optional(z.array(StandardAnswer)),
  topics: z.array(
    z.object({
      topic: TopicId,
      desk: DeskId,
      /** The topic it stands under, where it does not stand right under its desk. */
      under: z.optional(TopicId),
      names: Localised,
      /** Its name in the national list of uniform product names (UPL), where it has one; one of its words too. */
      product: z.string().nullable(),
      /** What people call it besides its name, separated by commas. */
      words: z._default(z.object({ nl: CommaSeparated, en: z.optional(CommaSeparated) }), { nl: [] }),
      /** Within how many minutes of opening hours an answer is expected. */
      normMinutes: z._default(z.int().positive(), 480),
      /** Its own, where its desk's do not hold. */
      hours: z.optional(SoundHours),
      /** The number of a result in the Selectielijst 2020. */
      retention: z.optional(z.string()),
      /** The gateway hears of the desk only. */
      sensitive: z._default(z.boolean(), false),
      /** It cannot be chosen any more from `validFrom` on. */
      ended: z._default(z.boolean(), false),
    }),
  ),
});
export type TownSettings = z.infer<typeof TownSettings>;

/** What is to be seeded, and whose it is. */
export type Seed = { databaseUrl: string; organisation: OrganisationId; settings: TownSettings };
