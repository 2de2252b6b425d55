import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { rootUrl } from "../harness/root.js";

const folder = fileURLToPath(new URL(".pictures/", rootUrl));

/**
 * A picture for people to look at, in `.pictures/`: drawn when `PICTURES` is set. It checks nothing, and half of the time
 * that a gallery takes would go to it.
 */
export const draw = async (page: Page, name: string): Promise<void> => {
  if (process.env.PICTURES) await page.screenshot({ path: `${folder}${name}.png` });
};
