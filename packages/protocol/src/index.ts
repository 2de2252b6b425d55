// Schemas are of zod/mini: with zod's own classes the widget would be 16 kB (gzip) larger. Programs in Node, which use
// those, read both kinds with `z.safeParse(schema, …)`.
import "./noEval.js";

export * from "./apiTokens.js";
export * from "./auditLog.js";
export * from "./blocks.js";
export * from "./board.js";
export * from "./bundle.js";
export * from "./colleagueFigures.js";
export * from "./considerations.js";
export * from "./deposits.js";
export * from "./destruction.js";
export * from "./erasure.js";
export * from "./errors.js";
export * from "./events.js";
export * from "./frames.js";
export * from "./holds.js";
export * from "./ids.js";
export * from "./inHand.js";
export * from "./labels.js";
export * from "./limits.js";
export * from "./links.js";
export * from "./presence.js";
export * from "./reports.js";
export * from "./resources.js";
export * from "./retention.js";
export * from "./retentionSettings.js";
export * from "./reviews.js";
export * from "./search.js";
export * from "./secondFactor.js";
export * from "./standardAnswers.js";
export * from "./storable.js";
export * from "./townSettings.js";
export * from "./transparencyLog.js";
export * from "./verdict.js";
export * from "./viewing.js";
