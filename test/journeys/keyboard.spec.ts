import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./journey.js";
import { colleague, field, picture, questionField, saidTo, stepTo, visitInbox, visitTown } from "./people.js";

/** A whole conversation without a mouse, on both sides: not one click, tap or programmed focus in this file. */

const atMost = 60;

/** Goes on with Tab until the focus is there, as somebody does who cannot point. */
const tabTo = async (page: Page, target: Locator) => {
  for (let presses = 0; presses < atMost; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element.matches(":focus"))) return;
  }
  throw new Error(`${atMost} times Tab did not reach ${target}`);
};

test("question, answer, note, end, lock and unlock by the keyboard alone", async ({ browser }) => {
  const citizen = await visitTown(browser, { width: 1280, height: 800 });
  const { page, chat } = citizen;
  await tabTo(page, page.getByRole("button", { name: "Stel uw vraag" }));
  await picture(page, "keyboard-1-focus");
  await page.keyboard.press("Enter");
  await expect(chat.getByRole("heading", { level: 1, name: "Waar kunnen we u mee helpen?" })).toBeFocused();
  await tabTo(page, questionField(citizen));
  await page.keyboard.type("Ik verhuis op 1 mei.");
  const suggested = chat.getByRole("button", { name: /^Verhuizing doorgeven Bureau Burgerzaken/ });
  await expect(suggested).toBeVisible();
  // On to the choices, without sending anything.
  await page.keyboard.press("Enter");
  await expect(suggested).toBeFocused();
  await picture(page, "keyboard-2-topic");
  await page.keyboard.press("Enter");
  await expect(field(citizen)).toBeFocused();
  await expect(field(citizen)).toHaveValue("Ik verhuis op 1 mei.");
  await page.keyboard.press("Enter");
  await expect(chat.getByText("Verstuurd")).toBeVisible();

  const { account, passphrase } = await colleague("Sanne");
  const sanne = await visitInbox(browser);
  await expect(sanne.getByRole("textbox", { name: "Account" })).toBeFocused();
  await sanne.keyboard.type(account);
  await sanne.keyboard.press("Tab");
  await sanne.keyboard.type(passphrase);
  await sanne.keyboard.press("Enter");
  await expect(sanne.locator(".row").first()).toBeVisible({ timeout: 30_000 });
  await stepTo(sanne, /Verhuizing doorgeven/);
  await sanne.keyboard.press("Enter");
  await expect(sanne.locator("#conversation-title")).toBeFocused();
  await expect(saidTo(sanne, "Ik verhuis op 1 mei.")).toBeVisible();
  await sanne.keyboard.press("r");
  await sanne.keyboard.type("Geef het door vanaf 3 april.");
  await sanne.keyboard.press("Enter");
  await expect(saidTo(citizen, "Geef het door vanaf 3 april.")).toBeVisible();
  await sanne.keyboard.press("Escape");
  await sanne.keyboard.press("n");
  await sanne.keyboard.type("Verhuist binnen de gemeente.");
  await sanne.keyboard.press("Enter");
  await expect(saidTo(sanne, "Verhuist binnen de gemeente.")).toBeVisible();
  await sanne.keyboard.press("Escape");

  await page.keyboard.type("Dank u wel.");
  await page.keyboard.press("Enter");
  await expect(saidTo(sanne, "Dank u wel.")).toBeVisible();
  await sanne.keyboard.press("e");
  await expect(sanne.getByRole("radio", { name: /Beantwoord/ })).toBeFocused();
  await sanne.keyboard.press("ArrowDown");
  await sanne.keyboard.press("ArrowUp");
  await picture(sanne, "keyboard-3-finish");
  await sanne.keyboard.press("Enter");
  await expect(chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();

  await tabTo(sanne, sanne.getByRole("button", { name: /Instellingen/ }));
  await sanne.keyboard.press("Enter");
  await tabTo(sanne, sanne.getByRole("button", { name: "Vergrendel" }));
  await sanne.keyboard.press("Enter");
  await expect(sanne.getByLabel("Wachtzin", { exact: true })).toBeFocused();
  await sanne.keyboard.type(passphrase);
  await sanne.keyboard.press("Enter");
  await expect(saidTo(sanne, "Dank u wel.")).toBeVisible({ timeout: 30_000 });
  await picture(sanne, "keyboard-4-unlocked");

  await tabTo(page, chat.getByRole("button", { name: "Stel nog een vraag" }));
  await page.keyboard.press("Enter");
  await expect(chat.getByRole("textbox", { name: "Uw bericht" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Stel uw vraag" })).toBeFocused();
});
