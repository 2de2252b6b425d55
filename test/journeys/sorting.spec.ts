import { type Browser, expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import { chooseTopic, expectAccessible, picture, row, saidTo, say, signIn, visitTown } from "./people.js";

/** A colleague's morning by the keyboard alone: sorting, undoing, putting off, going on with what was finished. */

const ask = async (browser: Browser, topic: RegExp, question: string) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, topic);
  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  return citizen;
};

const press = async (inbox: Page, ...keys: string[]) => {
  for (const key of keys) await inbox.keyboard.press(key);
};

/** Goes down the list until the row with this topic has the keyboard. */
const goDownTo = async (inbox: Page, topic: RegExp) => {
  await expect(row(inbox, topic)).toBeVisible();
  for (let steps = 0; steps < 20; steps++) {
    await inbox.keyboard.press("j");
    const focused = await inbox.evaluate(() => document.activeElement?.textContent ?? "");
    if (topic.test(focused)) return;
  }
  throw new Error("not in the list");
};

test("by the keyboard alone two are labelled at once and undone, one is put off until the citizen answers and is back, a finished one goes on, and a colleague reads the case's number", async ({
  browser,
}) => {
  const charging = await ask(browser, /^Laadpaal/, "Kan er een laadpaal in de straat?");
  await ask(browser, /^Gehandicaptenparkeerplaats/, "Wanneer komt het bord?");
  const lotte = await signIn(browser, "Lotte");

  await goDownTo(lotte, /Laadpaal/);
  await press(lotte, "x");
  await goDownTo(lotte, /Gehandicaptenparkeerplaats/);
  await press(lotte, "x", "l");
  const labels = lotte.getByRole("dialog", { name: "Labels van 2 gesprekken" });
  await expect(labels.getByRole("searchbox")).toBeFocused();
  await lotte.keyboard.type("Wijkbeheer");
  await press(lotte, "Enter");
  await expect(labels.getByRole("checkbox", { name: "Wijkbeheer" })).toBeChecked();
  await expectAccessible(lotte);
  await picture(lotte, "sorting-1-labels");
  await labels.getByRole("button", { name: "Bewaar" }).press("Enter");
  await expect(lotte.getByText("Tot dan is er niets veranderd.")).toBeVisible();
  await press(lotte, "z");
  await expect(lotte.getByText("Ongedaan gemaakt. Er is niets veranderd.")).toBeVisible();
  await expect(row(lotte, /Wijkbeheer/)).toHaveCount(0);

  await goDownTo(lotte, /Laadpaal/);
  await press(lotte, "x");
  await goDownTo(lotte, /Gehandicaptenparkeerplaats/);
  await press(lotte, "x", "l");
  await press(lotte, "ArrowDown", "Space");
  await labels.getByRole("button", { name: "Bewaar" }).press("Enter");
  await lotte.getByRole("button", { name: "Doe het nu" }).press("Enter");
  await expect(lotte.getByText("Klaar: 2 gesprekken.")).toBeVisible();
  await expect(row(lotte, /Wijkbeheer/)).toHaveCount(2);
  const daan = await signIn(browser, "Daan");
  await expect(row(daan, /Wijkbeheer/)).toHaveCount(2);

  await press(daan, "f");
  const filter = daan.getByRole("dialog", { name: "Lijst filteren" });
  await filter.getByRole("checkbox", { name: "Wijkbeheer" }).press("Space");
  await daan.keyboard.press("Enter");
  await expect(daan.locator(".list-count")).toHaveText("2 gesprekken");
  await picture(daan, "sorting-2-filtered");
  await daan.getByRole("button", { name: "Haal filter weg: Wijkbeheer" }).press("Enter");

  // Opened, put off until the citizen answers, and back as soon as they do.
  await goDownTo(lotte, /Laadpaal/);
  await press(lotte, "Enter");
  await expect(saidTo(lotte, "Kan er een laadpaal in de straat?")).toBeVisible();
  await press(lotte, "c");
  await expect(lotte.getByRole("textbox", { name: "Nummer van de zaak" })).toBeFocused();
  await lotte.keyboard.type("Z-2026-104418");
  await press(lotte, "Enter");
  await expect(
    lotte.getByText("Jij gaf dit gesprek zaaknummer Z-2026-104418", { exact: false }),
  ).toBeVisible();
  await press(lotte, "r");
  await lotte.keyboard.type("In welke straat woont u?");
  await press(lotte, "Enter");
  await expect(saidTo(charging, "In welke straat woont u?")).toBeVisible();
  await press(lotte, "Escape", "s");
  const snooze = lotte.getByRole("dialog", { name: "Gesprek uitstellen" });
  await expect(snooze.getByRole("radio", { name: /^Over een uur/ })).toBeFocused();
  await snooze.getByRole("radio", { name: /^Tot de inwoner antwoordt/ }).press("Space");
  await expectAccessible(lotte);
  await picture(lotte, "sorting-3-snooze");
  await press(lotte, "Enter");
  await expect(snooze).toBeHidden();
  await press(lotte, "Escape", "g", "m");
  await expect(row(lotte, /Laadpaal/)).toHaveCount(0);
  await press(lotte, "g", "u");
  await expect(row(lotte, /Laadpaal.*Uitgesteld tot de inwoner antwoordt/)).toBeVisible();
  await say(charging, "In de Lindenlaan.");
  await expect(row(lotte, /Laadpaal/)).toHaveCount(0);
  await press(lotte, "g", "m");
  await expect(row(lotte, /Laadpaal.*Terug van uitstel/)).toBeVisible();
  await picture(lotte, "sorting-4-back");

  // Finished, and gone on with by a colleague, who reads the case's number.
  await goDownTo(lotte, /Laadpaal/);
  await press(lotte, "Enter");
  await expect(saidTo(lotte, "In de Lindenlaan.")).toBeVisible();
  await press(lotte, "e", "Enter");
  await expect(charging.chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();
  await press(daan, "g", "a");
  await goDownTo(daan, /Laadpaal/);
  await press(daan, "Enter");
  await expect(
    daan.getByText("Lotte gaf dit gesprek zaaknummer Z-2026-104418", { exact: false }),
  ).toBeVisible();
  await expect(daan.getByRole("region", { name: "Details" }).getByText("Z-2026-104418")).toBeVisible();
  await press(daan, "Escape", "/");
  await daan.keyboard.type("104418");
  const withCase = daan.getByRole("button", { name: /Laadpaal.*Zaaknummer: Z-2026-104418/ });
  await expect(withCase).toBeVisible();
  await picture(daan, "sorting-5-found-by-case");
  await press(daan, "Enter");
  await expect(saidTo(daan, "In de Lindenlaan.")).toBeVisible();
  await expectAccessible(daan);
  await picture(daan, "sorting-5-finished");
  await press(daan, "Escape", "v");
  await expect(daan.getByRole("textbox", { name: "Antwoord aan de inwoner" })).toBeFocused();
  await daan.keyboard.type("De laadpaal komt er in maart.");
  await press(daan, "Enter");
  await expect(saidTo(charging, "De laadpaal komt er in maart.")).toBeVisible();
  await expect(charging.chat.getByRole("textbox", { name: "Uw bericht" })).toBeEditable();
  await picture(charging.page, "sorting-6-follow-up");

  // Both finished at once, with one outcome, and a late answer finds who had it.
  await say(charging, "Dank u wel!");
  await press(daan, "Escape", "Escape", "g", "m");
  await expect(row(daan, /Laadpaal/)).toBeVisible();
  await goDownTo(daan, /Laadpaal/);
  await press(daan, "x", "e");
  const finish = daan.getByRole("dialog", { name: "1 gesprek afronden" });
  await expect(finish.getByText("In 1 gesprek wacht de inwoner nog op antwoord.")).toBeVisible();
  await press(daan, "Enter");
  await expect(daan.getByText("Klaar: 1 gesprek.")).toBeVisible();
  await charging.chat.getByRole("button", { name: "Stel nog een vraag" }).click();
  await say(charging, "Nog één vraag: welke kleur?");
  await expect(row(daan, /Laadpaal.*Heropend, had jij/)).toBeVisible();
  await picture(daan, "sorting-7-reopened");
});
