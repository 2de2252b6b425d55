import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type FrameLocator, type Page } from "@playwright/test";
import { demoFile } from "./startDemo.js";

/** Citizens and colleagues in browsers of their own, at the demo town. */

const pictures = fileURLToPath(new URL("../../.pictures/journeys/", import.meta.url));

export const picture = (page: Page, name: string) => page.screenshot({ path: `${pictures}${name}.png` });

/** No violation of WCAG 2.2 AA that axe can see, in the page and its frames. */
export const expectAccessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
};

export type Citizen = { page: Page; chat: FrameLocator };

/** A phone on the town's website, or another screen. */
export const visitTown = async (
  browser: Browser,
  viewport = { width: 390, height: 844 },
): Promise<Citizen> => {
  const { urls } = await demoFile();
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(urls.site);
  return { page, chat: page.frameLocator("iframe") };
};

/** Opens the chat and chooses a topic, up to the empty conversation. */
export const chooseTopic = async ({ page, chat }: Citizen, topic: RegExp) => {
  await page.getByRole("button", { name: /Stel uw vraag/ }).click();
  await chat.getByRole("button", { name: topic }).click();
  await expect(chat.getByRole("textbox", { name: "Uw bericht" })).toBeEditable();
};

export const say = async ({ chat }: Citizen, words: string) => {
  await chat.getByRole("textbox", { name: "Uw bericht" }).fill(words);
  await chat.getByRole("textbox", { name: "Uw bericht" }).press("Enter");
};

/** A colleague's browser at the inbox, by the keyboard signed in with account and passphrase. */
export const signIn = async (
  browser: Browser,
  alias: string,
  viewport = { width: 1440, height: 900 },
): Promise<Page> => {
  const { urls, staff } = await demoFile();
  const { account, passphrase } = staff.find((one: { alias: string }) => one.alias === alias);
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(urls.inbox);
  await page.getByRole("textbox", { name: "Account" }).fill(account);
  await page.getByLabel("Wachtzin", { exact: true }).fill(passphrase);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "Lijsten" })).toBeVisible({ timeout: 30_000 });
  return page;
};
