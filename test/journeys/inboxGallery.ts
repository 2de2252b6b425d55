import type { Page } from "@playwright/test";
import { settle } from "./axe.js";
import { galleryUrl } from "./gallery.js";

/** Opens one state of the inbox's gallery. */
export const openInbox = async (page: Page, state: string) => {
  await page.goto("about:blank");
  await page.goto(`${galleryUrl("inbox")}/gallery.html?state=${state}`);
  await page.locator("html[data-shown]").waitFor();
  await settle(page);
};
