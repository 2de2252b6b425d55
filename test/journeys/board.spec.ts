import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { test } from "./journey.js";
import { chooseTopic, expectAccessible, picture, row, saidTo, say, signIn, visitTown } from "./people.js";

/** A supervisor watches a desk while a citizen asks and a colleague answers. */

const deskName = "Melding openbare ruimte";
/** The columns behind the name of a desk. */
const column = { waiting: 0, longest: 1, atWork: 5, lastHour: 7 };

/** What a browser without a screen and without a speaker does not show: what it says on the desktop, the notes it plays, and of each lock on the screen whether it still holds. */
type Kept = { told: string[]; notes: number; awake: boolean[] };

/** A browser that keeps those. Its tones and its wake lock are real. */
const keeping = (browser: Browser): Pick<Browser, "newContext"> => ({
  newContext: async (options) => {
    const context = await browser.newContext(options);
    await context.grantPermissions(["screen-wake-lock"]);
    await context.addInitScript(() => {
      const kept: Kept = { told: [], notes: 0, awake: [] };
      Object.assign(window, {
        kept,
        Notification: class {
          static readonly permission = "granted";
          static requestPermission(): Promise<string> {
            return Promise.resolve("granted");
          }
          constructor(words: string) {
            kept.told.push(words);
          }
        },
      });
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (when) {
        kept.notes++;
        start.call(this, when);
      };
      const { request } = WakeLock.prototype;
      WakeLock.prototype.request = async function (type) {
        const lock = await request.call(this, type);
        const at = kept.awake.push(true) - 1;
        lock.addEventListener("release", () => {
          kept.awake[at] = false;
        });
        return lock;
      };
    });
    return context;
  },
});
const kept = (page: Page): Promise<Kept> => page.evaluate(() => (window as unknown as { kept: Kept }).kept);

const asks = async (browser: Browser, words: string) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Riool en wateroverlast/);
  await say(citizen, words);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  return citizen;
};

const cell = (desk: Locator, which: keyof typeof column) => desk.getByRole("cell").nth(column[which]);
const numberIn = async (desk: Locator, which: keyof typeof column) =>
  Number.parseInt((await cell(desk, which).locator(".board-figure").textContent()) ?? "", 10);
/** Of the last hour; only ever more while the test runs. */
const answersIn = async (desk: Locator) =>
  Number(/(\d+) antwoord/.exec((await cell(desk, "lastHour").textContent()) ?? "")?.[1] ?? 0);

test("a supervisor sees a question come, wait and be answered without a reload, is told once of a limit, and watches it on the wall", async ({
  browser,
}) => {
  const marieke = await signIn(keeping(browser), "Marieke");
  const youssef = await signIn(browser, "Youssef");
  await marieke.evaluate(() => Object.assign(window, { sameDocument: true }));
  await marieke.keyboard.press("g");
  await marieke.keyboard.press("o");
  await expect(marieke.getByRole("heading", { name: "Overzicht", level: 1 })).toBeFocused();
  const table = marieke.getByRole("table", { name: "Je bureaus op dit moment" });
  const desk = table.getByRole("row").filter({ hasText: deskName });
  await expect(desk).toBeVisible();
  await expect(table.getByRole("row").filter({ hasText: "Alle bureaus" })).toBeVisible();
  await expect(marieke.getByText("Live", { exact: true })).toBeVisible();
  await expect.poll(() => numberIn(desk, "atWork")).toBeGreaterThan(0);
  await expectAccessible(marieke);
  await picture(marieke, "board-1");

  const before = {
    waiting: await numberIn(desk, "waiting"),
    opened: await numberIn(desk, "lastHour"),
    answers: await answersIn(desk),
  };
  await marieke.getByRole("button", { name: "Waarschuw mij" }).focus();
  await marieke.keyboard.press("Enter");
  const dialog = marieke.getByRole("dialog", { name: "Waarschuw mij" });
  await dialog
    .getByRole("group", { name: deskName })
    .getByRole("spinbutton", { name: "Meer wachtenden dan" })
    .fill(String(before.waiting));
  const notes = async () => (await kept(marieke)).notes;
  await dialog.getByRole("button", { name: "Test geluid" }).press("Enter");
  await expect(dialog.getByRole("status").filter({ hasText: /geluid/ })).toBeVisible();
  expect(await notes()).toBe(2);
  const sound = dialog.getByRole("checkbox", { name: "Met een geluid" });
  await sound.press("Space");
  await expect(sound).toBeChecked();
  const notify = dialog.getByRole("checkbox", { name: "Met een melding op het bureaublad" });
  await notify.press("Space");
  await expect(notify).toBeChecked();
  await expectAccessible(marieke);
  await picture(marieke, "board-2-limits");
  await dialog.getByRole("button", { name: "Bewaar" }).press("Enter");
  await expect(dialog).toBeHidden();

  const told = async () => (await kept(marieke)).told;
  const question = "Het water in de straat loopt niet weg.";
  const citizen = await asks(browser, question);
  await expect.poll(() => numberIn(desk, "lastHour")).toBeGreaterThan(before.opened);
  await expect.poll(() => numberIn(desk, "waiting")).toBeGreaterThan(before.waiting);
  await expect(cell(desk, "longest")).not.toContainText("niemand wacht");
  await expect(desk).toContainText("Boven je grens");
  await expect.poll(told).toEqual(["Een bureau is boven je grens"]);
  await expect.poll(notes).toBe(4);
  await picture(marieke, "board-3-over");
  // One more of them is no news.
  await asks(browser, "En bij de buren ook niet.");
  await expect.poll(() => numberIn(desk, "waiting")).toBeGreaterThan(before.waiting + 1);
  expect(await told()).toEqual(["Een bureau is boven je grens"]);
  expect(await notes()).toBe(4);

  await row(youssef, /Riool en wateroverlast/)
    .first()
    .press("Enter");
  await expect(youssef.getByRole("log")).toBeVisible();
  await youssef.keyboard.press("r");
  await youssef.keyboard.type("Er komt vandaag iemand langs.");
  await youssef.keyboard.press("Enter");
  await expect(saidTo(youssef, "Er komt vandaag iemand langs.")).toBeVisible();
  await expect.poll(() => answersIn(desk)).toBeGreaterThan(before.answers);

  await marieke.keyboard.press("w");
  const wall = marieke.getByRole("dialog", { name: "Muurscherm" });
  await expect(wall.getByRole("row").filter({ hasText: "Alle bureaus" })).toBeVisible();
  await expect(wall.getByText("Live", { exact: true })).toBeVisible();
  const size = await wall
    .getByRole("cell")
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(
    0.06 * (await marieke.evaluate(() => Math.min(innerWidth, innerHeight))),
  );
  expect(await wall.evaluate((element) => getComputedStyle(element).cursor)).toBe("none");
  await expectAccessible(marieke);
  await picture(marieke, "board-4-wall");
  const awake = async () => (await kept(marieke)).awake;
  await expect.poll(awake).toEqual([true]);
  await marieke.keyboard.press("Escape");
  await expect(wall).toBeHidden();
  await expect.poll(awake).toEqual([false]);

  await marieke.context().setOffline(true);
  await expect(marieke.getByText(/^Geen verbinding\. Deze cijfers zijn/)).toBeVisible();
  await picture(marieke, "board-5-offline");
  await marieke.context().setOffline(false);
  await expect(marieke.getByText("Live", { exact: true })).toBeVisible();

  await marieke.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(marieke);
  expect(await marieke.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await picture(marieke, "board-6-narrow");
  expect(await marieke.evaluate(() => (window as unknown as { sameDocument: boolean }).sameDocument)).toBe(
    true,
  );
  await expect(citizen.chat.getByRole("log")).toBeVisible();
});

test("who supervises nothing has no entry to it, and is refused", async ({ browser }) => {
  const daan = await signIn(browser, "Daan");
  await expect(daan.getByRole("link", { name: "Overzicht" })).toHaveCount(0);
  await daan.keyboard.press("g");
  await daan.keyboard.press("o");
  await expect(daan).toHaveURL(/#\/waiting$|\/$/);
  const refused = await daan.request.get(`${new URL(daan.url()).origin}/api/v1/board`);
  expect([refused.status(), (await refused.json()).code]).toEqual([403, "forbidden"]);
});
