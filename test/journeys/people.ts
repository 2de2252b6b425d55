import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type FrameLocator, type Page } from "@playwright/test";
import { lookWithAxe } from "./axe.js";
import { draw } from "./pictures.js";
import { demoFile } from "./startDemo.js";

/** Citizens and colleagues in browsers of their own, at the demo town. */

export const picture = (page: Page, name: string) => draw(page, `journeys/${name}`);

const wcag22 = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No violation of WCAG 2.2 AA that axe can see, in the page and its frames. */
export const expectAccessible = async (page: Page) => {
  if (page.frames().length === 1) {
    const runOnly = { type: "tag" as const, values: wcag22 };
    return expect(await lookWithAxe(page, { runOnly })).toEqual([]);
  }
  const { violations } = await new AxeBuilder({ page }).withTags(wcag22).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
};

export type Citizen = { page: Page; chat: FrameLocator };

/** A browser, or something around it that listens along. */
type Contexts = Pick<Browser, "newContext">;

const chatOf = (page: Page): Citizen => ({ page, chat: page.frameLocator("iframe") });

/** A phone on the town's website, or another screen. */
export const visitTown = async (
  browser: Contexts,
  viewport = { width: 390, height: 844 },
): Promise<Citizen> => openTab(await browser.newContext({ viewport, reducedMotion: "reduce" }));

/** The town's website in one more tab of somebody's browser. */
export const openTab = async (context: BrowserContext): Promise<Citizen> => {
  const { urls } = await demoFile();
  const page = await context.newPage();
  await page.goto(urls.site);
  return chatOf(page);
};

export const openChat = ({ page }: Citizen) => page.getByRole("button", { name: /Stel uw vraag/ }).click();

/** Opens the chat and chooses a topic under its desk, up to the empty conversation. */
export const chooseTopic = async (citizen: Citizen, topic: RegExp) => {
  await openChat(citizen);
  const desk = citizen.chat.locator("details", { has: citizen.page.locator("button", { hasText: topic }) });
  await desk.locator("summary").click();
  await desk.getByRole("button", { name: topic }).click();
  await expect(field(citizen)).toBeEditable();
};

/** Where a citizen says what it is about, before there is a desk. */
export const questionField = ({ chat }: Citizen) =>
  chat.getByRole("textbox", { name: "Waar kunnen we u mee helpen?" });

/** Where a citizen writes. */
export const field = ({ chat }: Citizen) => chat.getByRole("textbox", { name: "Uw bericht" });

export const say = async (citizen: Citizen, words: string) => {
  await field(citizen).fill(words);
  await field(citizen).press("Enter");
};

/** What was said and shown in a conversation, for the citizen or a colleague. */
export const saidTo = (reader: Citizen | Page, words: string) =>
  ("chat" in reader ? reader.chat : reader).getByRole("log").getByText(words, { exact: true });

/** The open conversation is theirs, a moment after its words are there: from then on its keys hand over, block and finish. */
export const isTheirs = (page: Page) =>
  expect(page.getByRole("button", { name: "Rond af", exact: true })).toBeVisible();

export const colleague = async (alias: string) => {
  const found = (await demoFile()).staff.find((one) => one.alias === alias);
  if (!found) throw new Error(`nobody is called ${alias}`);
  return found;
};

/** The inbox in a browser of its own, asking who is there. */
export const visitInbox = async (
  browser: Contexts,
  viewport = { width: 1440, height: 900 },
): Promise<Page> => {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto((await demoFile()).urls.inbox);
  return page;
};

export const passphraseField = (inbox: Page) => inbox.getByLabel("Wachtzin", { exact: true });

/** Fills in account and passphrase and sends them; what comes of it is the caller's to see. */
export const enter = async (
  inbox: Page,
  { account, passphrase }: { account: string; passphrase: string },
) => {
  await inbox.getByRole("textbox", { name: "Account" }).fill(account);
  await passphraseField(inbox).fill(passphrase);
  await inbox.keyboard.press("Enter");
};

export const expectAtWork = (inbox: Page) =>
  expect(inbox.getByRole("navigation", { name: "Lijsten" })).toBeVisible({ timeout: 30_000 });

/** A colleague's browser at the inbox, by the keyboard signed in with account and passphrase. */
export const signIn = async (browser: Contexts, alias: string): Promise<Page> => {
  const inbox = await visitInbox(browser);
  await enter(inbox, await colleague(alias));
  await expectAtWork(inbox);
  return inbox;
};

/** The row of a conversation in the list that is shown. */
export const row = (inbox: Page, name: RegExp) =>
  inbox
    .getByRole("list", { name: /Wachtrij|Van mij|Bureau|Uitgesteld|Afgerond/ })
    .getByRole("button", { name });

/** Goes down the list that is shown, with `j`, until the row with these words has the keyboard. */
export const stepTo = async (inbox: Page, words: RegExp) => {
  await expect(inbox.locator(".row", { hasText: words })).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await inbox.keyboard.press("j");
    if (words.test((await inbox.locator(".row:focus").textContent()) ?? "")) return;
  }
  throw new Error(`no row says ${words}`);
};
