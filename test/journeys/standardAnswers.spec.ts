import { expect } from "@playwright/test";
import { test } from "./journey.js";
import { chooseTopic, expectAccessible, picture, row, saidTo, say, signIn, visitTown } from "./people.js";

test("a colleague writes a standard answer, and another inserts it by the keyboard, fills it in and sends it", async ({
  browser,
}) => {
  const lotte = await signIn(browser, "Lotte");
  await lotte
    .getByRole("navigation", { name: "Lijsten" })
    .getByRole("button", { name: /Instellingen/ })
    .click();
  await lotte.getByRole("button", { name: "Standaardantwoorden" }).click();
  const dialog = lotte.getByRole("dialog", { name: "Standaardantwoorden" });
  await dialog.getByRole("button", { name: "Nieuw antwoord" }).click();
  await dialog.getByRole("button", { name: "Bewaar" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Vul een titel en een Nederlandse tekst in.");
  await dialog.getByRole("textbox", { name: "Titel" }).fill("Aanslag opnieuw");
  await dialog.getByRole("combobox", { name: "Bureau" }).selectOption({ label: "Belastingen" });
  await dialog
    .getByRole("textbox", { name: "Tekst in het Nederlands" })
    .fill("Met {collega} van {bureau}. U krijgt de aanslag vóór [dag].");
  await picture(lotte, "standard-answer-written");
  await dialog.getByRole("button", { name: "Bewaar" }).click();
  await expect(dialog.getByText("Het antwoord is bewaard.")).toBeVisible();
  await expect(dialog.getByText("Aanslag opnieuw", { exact: true })).toBeVisible();
  await expectAccessible(lotte);

  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Afvalstoffenheffing/);
  await say(citizen, "Ik ben mijn aanslag kwijt.");
  const daan = await signIn(browser, "Daan");
  await row(daan, /Afvalstoffenheffing/).click();
  await expect(saidTo(daan, "Ik ben mijn aanslag kwijt.")).toBeVisible();
  await daan.keyboard.press("r");
  await daan.keyboard.press("/");
  const choose = daan.getByRole("dialog", { name: "Kies een standaardantwoord" });
  await expect(choose.getByRole("combobox")).toBeFocused();
  await daan.keyboard.type("aanslag opn");
  await expect(choose.getByRole("option")).toHaveCount(1);
  await picture(daan, "standard-answer-chosen");
  await expectAccessible(daan);
  await daan.keyboard.press("Enter");
  const field = daan.getByRole("textbox", { name: "Antwoord aan de inwoner" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Met Daan van Belastingen. U krijgt de aanslag vóór [dag].");

  // What is left to fill in is asked for once; the cursor has it already.
  await daan.keyboard.press("Enter");
  await expect(daan.getByRole("alert").filter({ hasText: "Vul [dag] nog in." })).toBeVisible();
  await daan.keyboard.type("vrijdag");
  await daan.keyboard.press("Enter");
  await expect(saidTo(citizen, "Met Daan van Belastingen. U krijgt de aanslag vóór vrijdag.")).toBeVisible();
});
