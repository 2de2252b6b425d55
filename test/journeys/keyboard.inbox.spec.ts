import { expect } from "@playwright/test";
import { galleryTest as test } from "./gallery.js";
import { openInbox } from "./inboxGallery.js";

test.use({ viewport: { width: 1440, height: 900 } });

test("j and k move through the list, and Enter opens the row", async ({ page }) => {
  await openInbox(page, "waiting");
  const rows = page.locator(".row");
  await page.keyboard.press("j");
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/waiting\/all\/00000004-/);
  await expect(page.locator(".conversation-instead, .conversation")).toBeVisible();
});

test("in a list of ten thousand only what is in sight is drawn, and the keyboard still reaches every row", async ({
  page,
}) => {
  await openInbox(page, "desk&rows=10000");
  const rows = page.locator(".row");
  expect(await rows.count()).toBeLessThan(60);
  await expect(page.getByText("10000 gesprekken")).toBeVisible();
  const focused = page.locator("li:has(> .row:focus)");
  for (let n = 1; n <= 40; n++) {
    await page.keyboard.press("j");
    await expect(focused).toHaveAttribute("aria-posinset", `${n}`);
  }
  await expect(focused).toHaveAttribute("aria-setsize", "10000");
  await expect(focused).toBeInViewport();
  await page.locator(".rows").evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(page.locator('li[aria-posinset="10000"]')).toBeInViewport();
  await expect(focused).toHaveAttribute("aria-posinset", "40");
  await page.keyboard.press("k");
  await expect(focused).toHaveAttribute("aria-posinset", "39");
  await expect(focused).toBeInViewport();
});

test("a list is put in the order one asks for, and can show what is unread alone", async ({ page }) => {
  await openInbox(page, "desk");
  const topics = () => page.locator(".row-topic").allTextContents();
  await page.getByRole("combobox", { name: "Volgorde" }).selectOption({ label: "Onderwerp" });
  await expect(page.locator(".list-count")).toHaveText("23 gesprekken");
  const sorted = await topics();
  expect(sorted).toEqual(sorted.toSorted(new Intl.Collator("nl").compare));
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog", { name: "Lijst filteren" });
  await expect(dialog.getByRole("checkbox", { name: "Ongelezen" })).toBeFocused();
  await page.keyboard.press("Space");
  await dialog.getByRole("checkbox", { name: "Te laat" }).press("Space");
  await expect(dialog.getByRole("button", { name: "Toon 3 gesprekken" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator(".list-count")).toHaveText("3 gesprekken");
  expect(await page.locator(".row:not(.row-unread)").count()).toBe(0);
  await page.getByRole("button", { name: "Haal filter weg: Te laat" }).press("Enter");
  await expect(page.getByRole("button", { name: "Filter", exact: true })).toBeFocused();
  await expect(page.locator(".list-count")).not.toHaveText("3 gesprekken");
  await page.reload();
  await expect(page.getByRole("button", { name: "Haal filter weg: Ongelezen" })).toBeVisible();
});

test("x and Shift with the arrows choose in a list of ten thousand, letters then are for those, Escape lets go", async ({
  page,
}) => {
  await openInbox(page, "desk&rows=10000");
  for (const key of ["j", "j", "x", "Shift+ArrowDown", "Shift+ArrowDown"]) await page.keyboard.press(key);
  const bar = page.getByRole("region", { name: "Gekozen gesprekken" });
  await expect(bar.getByText("3 gekozen")).toBeVisible();
  await expect(bar.getByRole("button", { name: "Draag over" })).toBeDisabled();
  await page.keyboard.press("e");
  const finish = page.getByRole("dialog", { name: "3 gesprekken afronden" });
  await expect(finish.getByText("In 3 gesprekken wacht de inwoner nog op antwoord.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+X");
  await expect(bar.getByText("200 gekozen · Hoogstens 200 tegelijk")).toBeVisible();
  expect(await page.locator(".row").count()).toBeLessThan(60);
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  for (const at of [1, 3])
    await page
      .locator(".row")
      .nth(at)
      .click({ modifiers: ["Shift"] });
  await expect(bar.getByText("3 gekozen")).toBeVisible();
});

test("a waiting row says that opening takes it, and a row of a colleague does not", async ({ page }) => {
  await openInbox(page, "desk");
  await expect(
    page.getByRole("button", { name: /^Openen en oppakken, ongelezen: Container niet geleegd/ }).first(),
  ).toBeVisible();
  await expect(
    page.getByRole("button", { name: /^Openen, ongelezen: Paspoort.*Sanne Bakker/ }),
  ).toBeVisible();
});

test("opening a waiting row takes it, and tells when a colleague was first; opening one in hand takes nothing", async ({
  page,
}) => {
  await openInbox(page, "take-refused");
  const refusal = page.getByRole("alert").filter({ hasText: "Een collega heeft dit gesprek net opgepakt." });
  await expect(refusal).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page
    .getByRole("button", { name: /^Openen, .*Sanne Bakker/ })
    .first()
    .click();
  await expect(page.getByText("Sanne Bakker heeft dit gesprek in behandeling")).toBeVisible();
  await expect(refusal).toHaveCount(0);

  await page
    .getByRole("button", { name: /^Openen en oppakken/ })
    .first()
    .click();
  await expect(refusal).toBeVisible();
});

test("! and a button open what to do when somebody is in danger, at any width, also over a conversation", async ({
  page,
}) => {
  await openInbox(page, "answer");
  const dialog = page.getByRole("dialog", { name: "Iemand is in gevaar" });
  await page.keyboard.press("Shift+!");
  await expect(dialog.getByRole("link", { name: "Bel 112" })).toBeFocused();
  await expect(dialog.getByRole("link", { name: "0800-2000" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.setViewportSize({ width: 320, height: 640 });
  await openInbox(page, "answer");
  await page.getByRole("button", { name: "Noodhulp" }).click();
  await expect(dialog).toBeVisible();
});

test("F8 opens it in the middle of an answer, and over a dialog; what was written stays", async ({
  page,
}) => {
  await openInbox(page, "answer");
  const emergency = page.getByRole("dialog", { name: "Iemand is in gevaar" });
  await page.keyboard.press("r");
  await page.keyboard.type("Blijf aan de lijn!");
  await expect(emergency).toHaveCount(0);
  await page.keyboard.press("F8");
  await expect(emergency.getByRole("link", { name: "Bel 112" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Antwoord aan de inwoner" })).toHaveValue(
    "Blijf aan de lijn!",
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("F8");
  await expect(emergency).toBeVisible();
});

test("the finished list offers older conversations while there may be any", async ({ page }) => {
  await openInbox(page, "closed-more");
  await page.getByRole("button", { name: "Toon oudere" }).click();
  await expect(page.getByRole("button", { name: "Toon oudere" })).toHaveCount(0);
  await expect(page.locator(".row")).toHaveCount(2);
});

test("r goes to the answer, n to the note; letters in the field are only letters", async ({ page }) => {
  await openInbox(page, "answer");
  await expect(page.locator("#conversation-title")).toBeFocused();
  await page.keyboard.press("r");
  const answer = page.getByRole("textbox", { name: "Antwoord aan de inwoner" });
  await expect(answer).toBeFocused();
  await page.keyboard.type("gewoon een jas?");
  await expect(answer).toHaveValue("gewoon een jas?");
  await expect(page.locator("dialog")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.locator("#conversation-title")).toBeFocused();
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Notitie, alleen voor collega's" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Bewaar notitie" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Verstuur antwoord" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await expect(answer).toHaveValue("gewoon een jas?");
});

test("Enter sends and empties the field, Shift+Enter only breaks the line", async ({ page }) => {
  await openInbox(page, "answer");
  await page.keyboard.press("r");
  const answer = page.getByRole("textbox", { name: "Antwoord aan de inwoner" });
  await page.keyboard.type("Eerste regel");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("tweede regel");
  await expect(answer).toHaveValue("Eerste regel\ntweede regel");
  await page.keyboard.press("Control+Enter");
  await expect(answer).toHaveValue("");
  await page.keyboard.type("Nog een");
  await page.keyboard.press("Enter");
  await expect(answer).toHaveValue("");
});

test("e asks who has the conversation how it ended, and does nothing for who only reads along", async ({
  page,
}) => {
  await openInbox(page, "answer");
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: "Gesprek afronden" })).toBeVisible();
  await expect(page.getByRole("radio", { name: /Beantwoord/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await openInbox(page, "colleague");
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("letters go to the lists, and no longer once they are switched off; Escape still goes back", async ({
  page,
}) => {
  await openInbox(page, "answer");
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(page).toHaveURL(/#\/waiting$/);
  await expect(page.locator("#list-title")).toBeFocused();

  await page.keyboard.press("Shift+?");
  const letters = page.getByRole("checkbox", { name: /Toetsen van één letter/ });
  await letters.uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page).toHaveURL(/#\/waiting$/);

  await page.locator(".row").first().click();
  await expect(page).toHaveURL(/#\/waiting\/all\//);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/#\/waiting$/);
});

test("t hands a conversation over: typing narrows, arrows choose, and what is missing is said", async ({
  page,
}) => {
  await openInbox(page, "answer");
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "Gesprek overdragen" });
  await expect(dialog.getByRole("searchbox", { name: "Typ een naam of bureau" })).toBeFocused();
  await page.keyboard.type("niemand");
  await expect(dialog.getByText("Niets gevonden.")).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("meer");
  await page.keyboard.press("ArrowDown");
  const wil = dialog.getByRole("radio", { name: /^Wil van der Meer-Oosterbaan/ });
  await expect(wil).toBeFocused();
  await expect(wil).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(
    dialog.getByRole("textbox", { name: "Notitie voor Wil van der Meer-Oosterbaan" }),
  ).toBeFocused();
  await page.keyboard.type("Kijk jij?");
  await page.keyboard.press("Tab");
  await expect(
    dialog.getByRole("button", { name: "Draag over aan Wil van der Meer-Oosterbaan" }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
});
