import { expect } from "@playwright/test";
import { test } from "./journey.js";
import { expectAccessible, openChat, picture, row, saidTo, say, signIn, visitTown } from "./people.js";
import { demoFile } from "./startDemo.js";

test("begun at the counter, printed, gone on with at home by the code and by its link, and answered", async ({
  browser,
}) => {
  // Four browsers, one after the other.
  test.slow();
  const lotte = await signIn(browser, "Lotte");
  await lotte.keyboard.press("b");
  const dialog = lotte.getByRole("dialog", { name: "Nieuw gesprek aan de balie" });
  await dialog
    .getByRole("combobox", { name: "Onderwerp" })
    .selectOption({ label: "Aanslag gemeentelijke belastingen" });
  await dialog
    .getByRole("textbox", { name: "Vraag van de inwoner" })
    .fill("U vroeg aan de balie waarom uw aanslag hoger is.");
  await expectAccessible(lotte);
  await dialog.getByRole("button", { name: "Begin gesprek" }).click();
  const shown = dialog.getByRole("status", { name: "Uw code" });
  await expect(shown).toHaveText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{2}.$/);
  const code = (await shown.textContent()) ?? "";
  await expectAccessible(lotte);
  await picture(lotte, "counter-1-begun");
  await lotte.emulateMedia({ media: "print" });
  await picture(lotte, "counter-2-printed");
  await lotte.emulateMedia({ media: "screen" });
  await dialog.getByRole("button", { name: "Klaar, naar het gesprek" }).click();
  // What was asked is the colleague's to send, in their own name.
  const answer = lotte.getByRole("textbox", { name: "Antwoord aan de inwoner" });
  await expect(answer).toHaveValue("U vroeg aan de balie waarom uw aanslag hoger is.");
  await answer.press("Enter");
  expect(await lotte.content()).not.toContain(code);

  // At home, typed from paper.
  const home = await visitTown(browser);
  await openChat(home);
  await home.chat.getByRole("button", { name: "Verder met een code" }).click();
  const sheet = home.chat.getByRole("dialog", { name: "Verder met een code" });
  await expect(sheet.getByRole("link", { name: /Bel 14 0000/ })).toBeVisible();
  await sheet.getByRole("textbox", { name: "Uw code" }).fill(code.slice(1));
  await sheet.getByRole("button", { name: "Ga verder" }).click();
  await expect(sheet.getByRole("alert")).toContainText("Deze code klopt niet.");
  await expectAccessible(home.page);
  await picture(home.page, "counter-3-typed");
  await sheet.getByRole("textbox", { name: "Uw code" }).fill(code.toLowerCase());
  await sheet.getByRole("button", { name: "Ga verder" }).click();
  await expect(saidTo(home, "U vroeg aan de balie waarom uw aanslag hoger is.")).toBeVisible();
  await say(home, "Klopt. Ik woon nu alleen.");
  await expect(saidTo(lotte, "Klopt. Ik woon nu alleen.")).toBeVisible();

  // On a phone, with the camera: its link, which a person confirms.
  const { urls } = await demoFile();
  const phone = await visitTown(browser);
  await phone.page.goto("about:blank");
  await phone.page.goto(`${urls.site}/#eigenkanaal&code=${encodeURIComponent(code)}`);
  const asked = phone.chat.getByRole("dialog", { name: "Verder met een code" });
  await expect(asked.getByRole("textbox", { name: "Uw code" })).toHaveValue(code);
  expect(phone.page.url()).toBe(`${urls.site}/`);
  await asked.getByRole("button", { name: "Ga verder" }).click();
  await expect(saidTo(phone, "Klopt. Ik woon nu alleen.")).toBeVisible();
  await answer.fill("Dan krijgt u een nieuwe aanslag.");
  await answer.press("Enter");
  for (const device of [home, phone])
    await expect(saidTo(device, "Dan krijgt u een nieuwe aanslag.")).toBeVisible();

  // The same code from the menu of either.
  await phone.chat.getByRole("button", { name: "Meer mogelijkheden" }).click();
  await phone.chat.getByRole("button", { name: "Op een ander apparaat verder" }).click();
  const own = phone.chat.getByRole("dialog", { name: "Op een ander apparaat verder" });
  await expect(own.getByRole("status", { name: "Uw code" })).toHaveText(code);
  await expectAccessible(phone.page);
  await picture(phone.page, "counter-4-own-code");
  await lotte.keyboard.press("Escape");
  await lotte.keyboard.press("g");
  await lotte.keyboard.press("m");
  await expect(row(lotte, /Aanslag gemeentelijke belastingen/)).toBeVisible();
});
