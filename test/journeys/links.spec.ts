import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import { expectAccessible, field, picture, row, saidTo, say, signIn } from "./people.js";
import { demoFile } from "./startDemo.js";

/** A link in a letter, from the colleague who makes it to the conversation that is counted. */

const openLinks = async (inbox: Page) => {
  await inbox.keyboard.press("g");
  await inbox.keyboard.press("l");
  return inbox.getByRole("dialog", { name: "Links en QR-codes" });
};

test("a link from a letter opens the chat on the town's own page at its topic, and its campaign is counted", async ({
  browser,
}) => {
  const fatma = await signIn(browser, "Fatma");
  const dialog = await openLinks(fatma);
  await dialog.getByRole("textbox", { name: "Naam van de nieuwe campagne" }).fill("Brief 1");
  await fatma.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("kleine letters");
  await dialog.getByRole("textbox", { name: "Naam van de nieuwe campagne" }).fill("brief-rioolheffing");
  await fatma.keyboard.press("Enter");
  await expect(dialog.getByText("De campagne is toegevoegd.")).toBeVisible();
  await dialog
    .getByRole("combobox", { name: "Onderwerp" })
    .selectOption({ label: "Bezwaar tegen een aanslag of WOZ-waarde" });
  await dialog.getByRole("combobox", { name: "Campagne" }).selectOption("brief-rioolheffing");
  await expect(dialog.getByRole("img", { name: /QR-code/ })).toBeVisible();
  await expectAccessible(fatma);
  await picture(fatma, "links-1-made");
  await fatma.emulateMedia({ media: "print" });
  await picture(fatma, "links-2-printed");
  await fatma.emulateMedia({ media: "screen" });
  const link = (await dialog.getByRole("status", { name: "Link" }).textContent()) ?? "";
  expect(link).toMatch(/\/c\/voorbeeld\.example\/bezwaar-[a-z-]+-[0-9a-f]{8}\?via=brief-rioolheffing$/);

  // On a phone, with the camera.
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(link);
  const citizen = { page, chat: page.frameLocator("iframe") };
  await expect(field(citizen)).toBeEditable();
  await expect(citizen.chat.getByText("Bureau Belastingen", { exact: true })).toBeVisible();
  const { urls } = await demoFile();
  // What the link said is gone from the address.
  expect(page.url()).toBe(`${urls.site}/`);
  await expectAccessible(page);
  await picture(page, "links-3-opened");
  await say(citizen, "Ik kreeg een brief over mijn woning.");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  await context.close();

  await dialog.getByRole("button", { name: "Sluit" }).click();
  const again = await openLinks(fatma);
  await expect(again.getByRole("listitem").filter({ hasText: "brief-rioolheffing" })).toContainText(
    "1 gesprek in 30 dagen",
  );
  // An answer goes as to any other conversation.
  const daan = await signIn(browser, "Daan");
  await row(daan, /Bezwaar/).click();
  await expect(saidTo(daan, "Ik kreeg een brief over mijn woning.")).toBeVisible();
});

test("a link of a topic that is no more opens the chat at the choice, with a person one tap away", async ({
  browser,
}) => {
  const { urls } = await demoFile();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${urls.widget}/c/voorbeeld.example/opgeheven-ffffffff?via=onbekend`);
  const chat = page.frameLocator("iframe");
  await expect(chat.getByRole("heading", { name: "Waar kunnen we u mee helpen?" })).toBeVisible();
  await expect(chat.getByRole("link", { name: /14 0000/ })).toBeVisible();
  await expect(chat.getByRole("link", { name: /balie/ })).toBeVisible();
});
