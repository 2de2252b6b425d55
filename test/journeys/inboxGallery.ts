import type { Page } from "@playwright/test";
import { settle } from "./axe.js";
import { galleryUrl } from "./gallery.js";

/** Opens one state of the inbox's gallery; where the gallery is open already, it draws that state without loading again. */
export const openInbox = async (page: Page, state: string) => {
  const at = `?state=${state}`;
  if (page.url().startsWith(galleryUrl("inbox")))
    await page.evaluate((detail) => window.dispatchEvent(new CustomEvent("gallery:draw", { detail })), at);
  else await page.goto(`${galleryUrl("inbox")}/gallery.html${at}`);
  await page.locator("html[data-shown]").waitFor();
  await settle(page);
};
