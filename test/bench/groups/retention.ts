import { measureDestruction } from "../destruction.js";
import type { Measure } from "../figure.js";
import { measureRetentionGrowth } from "../retentionGrowth.js";

/** What destroying costs, and finding what is due. */
export const measure: Measure = async (effort) => [
  ...(await measureDestruction(effort)),
  await measureRetentionGrowth(200 * effort.connections, effort.report),
];
