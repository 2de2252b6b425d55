import * as z from "zod/mini";
import { base64Url } from "./bytes.js";

/** The town's transparency log, for anyone. Rules: PROTOCOL.md, K1–K4. */

/** `GET /api/v1/organisations/{rootVk}/log/leaves/{index}`: an entry of 42 bytes and its path to the checkpoint's root. */
export const LogInclusion = z.strictObject({
  checkpoint: z.string(),
  leaf: base64Url(42),
  path: z.array(base64Url(32)),
});
export type LogInclusion = z.infer<typeof LogInclusion>;

/** `GET /api/v1/organisations/{rootVk}/log/consistency/{size}`: that the log of so many entries is the start of the checkpoint's. */
export const LogConsistency = z.strictObject({ checkpoint: z.string(), path: z.array(base64Url(32)) });
export type LogConsistency = z.infer<typeof LogConsistency>;
