import * as z from "zod/mini";
import { ConversationId, MemberId } from "./ids.js";

/** Who looks at a conversation, among the colleagues who have it open. Rules: PROTOCOL.md, V. */

/** How often who looks says so, and how long the others believe it: two may be lost. */
export const lookEveryMs = 20_000;
export const believeLookMs = 45_000;

/** `arrived`: looks from now on, and asks who else does. */
const Looking = z.enum(["arrived", "looking", "left"]);

export const LookAt = z.strictObject({ conversation: ConversationId, state: Looking });
export type LookAt = z.infer<typeof LookAt>;

/** A colleague looks at a conversation that the listener has loaded, or no longer does. */
export const Viewer = z.strictObject({ conversation: ConversationId, member: MemberId, state: Looking });
export type Viewer = z.infer<typeof Viewer>;
