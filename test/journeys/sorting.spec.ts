import { type Browser, expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  picture,
  row,
  saidTo,
  say,
  signIn,
  stepTo,
  visitTown,
} from "./people.js";

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

test("by the keyboard alone two are labelled at once and undone, one is put off until the citizen answers and is back, a finished one goes on, and a colleague reads the case's number", async ({
  browser,
}) => {
  const fined = await ask(browser, /^Parkeerbon/, "Waarom kreeg ik een bon?");
  await ask(browser, /^Parkeren: blauwe zone/, "Tot hoe laat geldt de zone?");
  const lotte = await signIn(browser, "Lotte");

  await stepTo(lotte, /Parkeerbon/);
  await press(lotte, "x");
  await stepTo(lotte, /blauwe zone/);
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

  await stepTo(lotte, /Parkeerbon/);
  await press(lotte, "x");
  await stepTo(lotte, /blauwe zone/);
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
  await stepTo(lotte, /Parkeerbon/);
  await press(lotte, "Enter");
  await expect(saidTo(lotte, "Waarom kreeg ik een bon?")).toBeVisible();
  await press(lotte, "c");
  await expect(lotte.getByRole("textbox", { name: "Nummer van de zaak" })).toBeFocused();
  await lotte.keyboard.type("Z-2026-104418");
  await press(lotte, "Enter");
  await expect(
    lotte.getByText("Jij gaf dit gesprek zaaknummer Z-2026-104418", { exact: false }),
  ).toBeVisible();
  // Colleagues may hear of it before its own field has closed.
  await expect(lotte.getByRole("textbox", { name: "Nummer van de zaak" })).toBeHidden();
  await press(lotte, "r");
  await lotte.keyboard.type("Hoe laat stond u daar?");
  await press(lotte, "Enter");
  await expect(saidTo(fined, "Hoe laat stond u daar?")).toBeVisible();
  await press(lotte, "Escape", "s");
  const snooze = lotte.getByRole("dialog", { name: "Gesprek uitstellen" });
  await expect(snooze.getByRole("radio", { name: /^Over een uur/ })).toBeFocused();
  await snooze.getByRole("radio", { name: /^Tot de inwoner antwoordt/ }).press("Space");
  await expectAccessible(lotte);
  await picture(lotte, "sorting-3-snooze");
  await press(lotte, "Enter");
  await expect(snooze).toBeHidden();
  await press(lotte, "Escape", "g", "m");
  await expect(row(lotte, /Parkeerbon/)).toHaveCount(0);
  await press(lotte, "g", "u");
  await expect(row(lotte, /Parkeerbon.*Uitgesteld tot de inwoner antwoordt/)).toBeVisible();
  await say(fined, "Om half negen.");
  await expect(row(lotte, /Parkeerbon/)).toHaveCount(0);
  await press(lotte, "g", "m");
  await expect(row(lotte, /Parkeerbon.*Terug van uitstel/)).toBeVisible();
  await picture(lotte, "sorting-4-back");

  // Finished, and gone on with by a colleague, who reads the case's number.
  await stepTo(lotte, /Parkeerbon/);
  await press(lotte, "Enter");
  await expect(saidTo(lotte, "Om half negen.")).toBeVisible();
  await press(lotte, "e", "Enter");
  await expect(fined.chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();
  await press(daan, "g", "a");
  await stepTo(daan, /Parkeerbon/);
  await press(daan, "Enter");
  await expect(
    daan.getByText("Lotte gaf dit gesprek zaaknummer Z-2026-104418", { exact: false }),
  ).toBeVisible();
  await expect(daan.getByRole("region", { name: "Details" }).getByText("Z-2026-104418")).toBeVisible();
  await press(daan, "Escape", "/");
  await daan.keyboard.type("104418");
  const withCase = daan.getByRole("button", { name: /Parkeerbon.*Zaaknummer: Z-2026-104418/ });
  await expect(withCase).toBeVisible();
  await picture(daan, "sorting-5-found-by-case");
  await press(daan, "Enter");
  await expect(saidTo(daan, "Om half negen.")).toBeVisible();
  await expectAccessible(daan);
  await picture(daan, "sorting-5-finished");
  await press(daan, "Escape", "v");
  await expect(daan.getByRole("textbox", { name: "Antwoord aan de inwoner" })).toBeFocused();
  await daan.keyboard.type("De bon vervalt.");
  await press(daan, "Enter");
  await expect(saidTo(fined, "De bon vervalt.")).toBeVisible();
  await expect(fined.chat.getByRole("textbox", { name: "Uw bericht" })).toBeEditable();
  await picture(fined.page, "sorting-6-follow-up");

  // Both finished at once, with one outcome, and a late answer finds who had it.
  await say(fined, "Dank u wel!");
  await press(daan, "Escape", "Escape", "g", "m");
  await expect(row(daan, /Parkeerbon/)).toBeVisible();
  await stepTo(daan, /Parkeerbon/);
  await press(daan, "x", "e");
  const finish = daan.getByRole("dialog", { name: "1 gesprek afronden" });
  await expect(finish.getByText("In 1 gesprek wacht de inwoner nog op antwoord.")).toBeVisible();
  await press(daan, "Enter");
  await expect(daan.getByText("Klaar: 1 gesprek.")).toBeVisible();
  await fined.chat.getByRole("button", { name: "Stel nog een vraag" }).click();
  await say(fined, "Nog één vraag: krijg ik een brief?");
  await expect(row(daan, /Parkeerbon.*Heropend, had jij/)).toBeVisible();
  await picture(daan, "sorting-7-reopened");
});
