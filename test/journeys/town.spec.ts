import { expect, type Page, type Route } from "@playwright/test";
import { test } from "./journey.js";
import {
  type Citizen,
  chooseTopic,
  expectAccessible,
  openChat,
  picture,
  saidTo,
  say,
  visitTown,
} from "./people.js";
import { demoFile } from "./startDemo.js";

/** The town's website with the chat's one script tag in it: what it asks for, keeps, runs and shows. */

const narrow = { width: 320, height: 640 };

/** What the browser keeps for an origin, by asking the browser there. */
const keptIn = (page: Page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: "caches" in window ? await caches.keys() : [],
  }));
const nothing = { cookies: "", localStorage: [], sessionStorage: [], databases: [], caches: [] };

/** The same for the chat's origin, seen from a plain file of it in a tab of its own. */
const keptByChat = async ({ page }: Citizen) => {
  const other = await page.context().newPage();
  await other.goto(`${(await demoFile()).urls.widget}/embed.js`);
  const kept = await keptIn(other);
  await other.close();
  return kept;
};

/** A person can be reached from here, and nothing runs off the screen. */
const expectHumane = async ({ page, chat }: Citizen, words: { call: RegExp; counter: RegExp }) => {
  await expect(chat.getByRole("link", { name: words.call }).last()).toHaveAttribute("href", "tel:140000");
  await expect(chat.getByRole("link", { name: words.call }).last()).toBeInViewport();
  await expect(chat.getByRole("link", { name: words.counter }).last()).toBeInViewport();
  for (const frame of page.frames())
    expect(
      await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      frame.url(),
    ).toBe(0);
  await expectAccessible(page);
};
const dutch = { call: /^Bel 14 0000/, counter: /Liever aan de balie/ };
const english = { call: /^Call 14 0000/, counter: /Visit us instead/ };

test("nothing but the script is asked of the chat host, and nothing is kept, before the citizen sends", async ({
  browser,
}) => {
  const { urls } = await demoFile();
  const citizen = await visitTown(browser);
  const { page } = citizen;
  const asked: string[] = [];
  page.context().on("request", (request) => {
    if (request.url().startsWith(urls.widget)) asked.push(new URL(request.url()).pathname);
  });
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByRole("button", { name: "Stel uw vraag" })).toBeVisible();
  expect(asked).toEqual(["/embed.js"]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await keptIn(page)).toEqual(nothing);
  expect(await keptByChat(citizen)).toEqual(nothing);

  await chooseTopic(citizen, /^Schulden/);
  expect(asked).toContain("/widget/");
  expect(await keptByChat(citizen)).toEqual(nothing);

  await say(citizen, "Ik heb een vraag over mijn schulden.");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  expect((await keptByChat(citizen)).databases).toContain("eigenkanaal-keys");
  expect(await keptIn(page)).toEqual(nothing);
  expect(await page.context().cookies()).toEqual([]);
});

test("a changed script does not run; the page stays whole", async ({ browser }) => {
  const { urls } = await demoFile();
  const citizen = await visitTown(browser);
  const { page } = citizen;
  const script = await (await fetch(`${urls.widget}/embed.js`)).text();
  const serving = (body: string) => (route: Route) =>
    route.fulfill({
      body,
      contentType: "text/javascript",
      headers: { "access-control-allow-origin": "*", "cache-control": "no-store" },
    });

  await page.route(`${urls.widget}/embed.js`, serving(script));
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByRole("button", { name: "Stel uw vraag" })).toBeVisible();

  await page.unroute(`${urls.widget}/embed.js`);
  await page.route(`${urls.widget}/embed.js`, serving(`${script}\ndocument.title = "changed";`));
  const refusal = page.waitForEvent("console", (message) => message.text().includes("integrity"));
  await page.reload({ waitUntil: "networkidle" });
  await refusal;
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Stel uw vraag" })).toHaveCount(0);
  await expect(page).not.toHaveTitle("changed");
  await picture(page, "town-1-no-chat");
});

test("a chat host with another root key than the town's page names is not trusted", async ({ browser }) => {
  const { urls, rootVk } = await demoFile();
  const citizen = await visitTown(browser, narrow);
  const otherRoot = "A".repeat(rootVk.length);
  const otherPage = `${urls.site}/?other-root`;
  // A page that the test hands out itself counts as from the internet, which Chromium keeps away from this machine.
  await citizen.page.context().grantPermissions(["local-network-access"], { origin: urls.site });
  await citizen.page.route(otherPage, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(rootVk, otherRoot) });
  });
  await citizen.page.goto(otherPage);
  await openChat(citizen);
  await expect(citizen.chat.getByRole("heading", { name: "We openen deze chat niet" })).toBeVisible();
  await expect(citizen.chat.getByRole("textbox")).toHaveCount(0);
  await expectHumane(citizen, dutch);
  await picture(citizen.page, "town-2-untrusted");

  await citizen.page.unroute(otherPage);
  await citizen.page.goto(otherPage);
  await openChat(citizen);
  await expect(citizen.chat.getByRole("heading", { name: "Waar kunnen we u mee helpen?" })).toBeVisible();
});

test("without the chat host one still hears how to reach a person", async ({ browser }) => {
  const { urls } = await demoFile();
  const citizen = await visitTown(browser, narrow);
  await citizen.page.route(`${urls.widget}/api/**`, (route) => route.abort());
  await openChat(citizen);
  await expect(citizen.chat.getByRole("heading", { name: "De chat doet het nu even niet" })).toBeVisible();
  await expectHumane(citizen, dutch);
  await picture(citizen.page, "town-3-unreachable");
});

test("on a screen of 320 px every screen is whole and leads to a person, in Dutch and in English", async ({
  browser,
}) => {
  const citizen = await visitTown(browser, narrow);
  const { page, chat } = citizen;
  await expectAccessible(page);
  await picture(page, "town-4-narrow-site");
  await openChat(citizen);
  await expect(chat.getByRole("button", { name: /Iets anders/ })).toBeVisible();
  await expectHumane(citizen, dutch);
  await picture(page, "town-5-narrow-choosing");

  await chat.getByRole("button", { name: "Hoe zit dat?" }).click();
  await expectAccessible(page);
  await picture(page, "town-6-narrow-privacy");
  await page.keyboard.press("Escape");

  await chat.getByRole("button", { name: "English" }).click();
  await expect(chat.locator("html")).toHaveAttribute("lang", "en");
  await expectHumane(citizen, english);
  await picture(page, "town-7-narrow-english");
  await chat.locator("summary", { hasText: "Work and income" }).click();
  await expectHumane(citizen, english);
  await picture(page, "town-7-narrow-topics");
  await chat.getByRole("button", { name: "Debts" }).click();
  await expect(chat.getByRole("textbox", { name: "Your message" })).toBeEditable();
  await expectHumane(citizen, english);
  await picture(page, "town-8-narrow-empty");
  await chat.getByRole("textbox", { name: "Your message" }).fill("Where do I send the letter?");
  await chat.getByRole("button", { name: "Send" }).click();
  await expect(saidTo(citizen, "Where do I send the letter?")).toBeVisible();
  await expect(chat.getByText("Sent", { exact: true })).toBeVisible();
  await expectHumane(citizen, english);
  await picture(page, "town-9-narrow-sent");

  await chat.getByRole("button", { name: /can read this/ }).click();
  await expect(chat.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "town-10-narrow-readers");
  await page.keyboard.press("Escape");
  await chat.getByRole("button", { name: "More options" }).click();
  await chat.getByRole("button", { name: "Nederlands" }).click();
  await expectHumane(citizen, dutch);
});
