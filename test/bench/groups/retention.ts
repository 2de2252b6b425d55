import { measureDestruction } from "../destruction.js";
import { measureExporting } from "../exporting.js";
import type { Measure } from "../figure.js";
import { measureRetentionGrowth } from "../retentionGrowth.js";

/** What destroying costs, finding what is due, and making a package of what is kept. */
export const measure: Measure = async (effort) => [
  ...(await measureDestruction(effort)),
  await measureRetentionGrowth(200 * effort.connections, effort.report),
  await measureExporting(effort.connections / 5, effort),
];
