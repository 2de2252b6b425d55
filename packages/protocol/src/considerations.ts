import * as z from "zod/mini";
import { MemberId } from "./ids.js";
import { isStorable } from "./storable.js";
import { timeMs } from "./times.js";

/** What a town weighed about this channel and the others that it uses: by whom, when and why (PROTOCOL.md, J). */

const words = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.refine(isStorable));

/** What every town decides: `archive`: the records officers can open what is kept; `figures_per_agent`: for their supervisor. */
export const TownChoice = z.enum(["archive", "uploads", "reviewers", "figures_per_agent"]);
export type TownChoice = z.infer<typeof TownChoice>;

/** The short name of a choice, or of a channel in which the town answers its citizens. */
export const ConsiderationSubject = z
  .string()
  .check(z.regex(/^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?$/))
  .brand("ConsiderationSubject");
export type ConsiderationSubject = z.infer<typeof ConsiderationSubject>;

/** What was decided. Of a channel, the town's own or a platform's, the five things that are asked of each. */
export const Decision = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("choice"), choice: z.enum(["yes", "no"]) }),
  z.strictObject({
    kind: z.literal("channel"),
    state: z.enum(["in_use", "ended"]),
    name: words(80),
    owner: words(120),
    purpose: words(1000),
    necessity: words(1000),
    /** What a citizen can use instead. */
    alternative: words(1000),
  }),
]);
export type Decision = z.infer<typeof Decision>;

/** `PUT /api/v1/considerations/{subject}`. A choice is of the subjects that there are, a channel of any other. */
export const SetConsideration = z.strictObject({ decision: Decision, reason: words(2000) });
export type SetConsideration = z.infer<typeof SetConsideration>;

export const Consideration = z.strictObject({
  subject: ConsiderationSubject,
  decision: Decision,
  reason: z.string(),
  by: MemberId,
  atMs: timeMs,
});
export type Consideration = z.infer<typeof Consideration>;

/** So many channels can a town name, ended ones too. */
export const maxChannelsInUse = 50;

/** `GET /api/v1/considerations`: the newest of each subject, and all that came before, newest first, up to a thousand. */
export const Considerations = z.strictObject({
  current: z.array(Consideration),
  before: z.array(Consideration),
});
export type Considerations = z.infer<typeof Considerations>;
