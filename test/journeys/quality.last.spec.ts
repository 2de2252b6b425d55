import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  isTheirs,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** A sample of what was answered: decided about, asked for, let in where the citizen sees it, read, judged and closed again. */

const topic = "Verkeer en bereikbaarheid";
const question = "Waarom is de Dorpsstraat nog steeds dicht?";
const answer = "De straat gaat vrijdag weer open.";
const joined = "Marieke leest mee om de kwaliteit te beoordelen.";
const left = "Marieke leest niet meer mee.";

const decide = async (hendrik: Page, choice: "Ja" | "Nee") => {
  await hendrik.getByRole("radio", { name: choice }).press("Space");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Besluit van het college");
  await hendrik.getByRole("button", { name: "Leg vast" }).press("Enter");
  await expect(hendrik.getByText("Vastgelegd.")).toBeVisible();
};

const toQuality = async (marieke: Page) => {
  await marieke.keyboard.press("g");
  await marieke.keyboard.press("k");
  await expect(marieke.getByRole("heading", { name: "Kwaliteit", level: 1 })).toBeFocused();
};

test("a reviewer is let into a closed conversation where its citizen sees it, judges it, and is left out again", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, new RegExp(`^${topic}`));
  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const youssef = await signIn(browser, "Youssef");
  await row(youssef, new RegExp(topic)).press("Enter");
  await expect(saidTo(youssef, question)).toBeVisible();
  await youssef.keyboard.press("r");
  await youssef.keyboard.type(answer);
  await youssef.keyboard.press("Enter");
  await expect(saidTo(citizen, answer)).toBeVisible();
  await youssef.keyboard.press("Escape");
  await isTheirs(youssef);
  await youssef.keyboard.press("e");
  await youssef.getByRole("radio", { name: /^Beantwoord/ }).press("Space");
  await youssef.keyboard.press("Enter");
  await expect(youssef.getByText("Dit gesprek is afgerond").first()).toBeVisible();
  const reviews = youssef.getByRole("link", { name: /^Meelezen/ });
  await expect(reviews).toHaveCount(0);

  // Where the town did not say yes, it says what stands in the way and who decides.
  const marieke = await signIn(browser, "Marieke");
  await toQuality(marieke);
  await expect(marieke.getByText("Een beoordelaar mag bij jouw gemeente nog niet meelezen.")).toBeVisible();
  await expect(marieke.getByRole("button", { name: "Vraag een beoordeling" })).toHaveCount(0);
  await expectAccessible(marieke);
  await picture(marieke, "quality-1-off");
  const hendrik = await signIn(browser, "Hendrik");
  await hendrik.keyboard.press("g");
  await hendrik.keyboard.press("r");
  await hendrik.getByRole("link", { name: "Afwegingen" }).press("Enter");
  await hendrik.getByRole("link", { name: /^Kwaliteit/ }).press("Enter");
  await decide(hendrik, "Ja");

  await marieke.reload();
  await marieke.getByRole("button", { name: "Vraag een beoordeling" }).press("Enter");
  const form = marieke.locator(".review-form");
  await form.getByLabel("Bureau", { exact: true }).selectOption("Melding openbare ruimte");
  await form.getByRole("button", { name: "Vraag beoordeling" }).press("Enter");
  await expect(form.getByRole("alert")).toContainText("Vul alles in.");
  await form.getByLabel("Wie beoordeelt?").selectOption("Marieke");
  await form.getByLabel("Waarom?").fill("Vaste steekproef");
  await form.getByLabel("Onderwerp", { exact: true }).selectOption(topic);
  await expectAccessible(marieke);
  await picture(marieke, "quality-2-asking");
  await form.getByRole("button", { name: "Vraag beoordeling" }).press("Enter");
  await expect(marieke.getByText(/^De beoordeling is gevraagd voor 1 gesprek\./)).toBeVisible();
  const asked = marieke.locator(".review-asked", { hasText: "Vaste steekproef" });
  await asked.getByText("Gesprekken", { exact: true }).click();
  await expect(asked.getByRole("listitem").filter({ hasText: topic })).toContainText("Gevraagd");
  await expectAccessible(marieke);
  await picture(marieke, "quality-3-asked");

  // A colleague of the desk finds it in the rail, reads what it means, and lets the reviewer in.
  await youssef.reload();
  await expect(reviews).toContainText("1");
  await youssef.keyboard.press("g");
  await youssef.keyboard.press("v");
  await youssef.getByRole("link", { name: /Vaste steekproef/ }).press("Enter");
  await expect(youssef.getByText(/kan alles lezen wat tot nu toe/)).toBeVisible();
  await expect(youssef.getByText("Interne notities blijven dicht.")).toBeVisible();
  await expect(youssef.getByRole("checkbox", { name: new RegExp(topic) })).toBeChecked();
  await expectAccessible(youssef);
  await picture(youssef, "quality-4-request");
  await youssef.getByRole("button", { name: "Geef 1 gesprek vrij" }).press("Enter");
  await expect(youssef.getByText("1 gesprek is vrijgegeven.")).toBeVisible();
  await expect(youssef.getByText(/^Gespreksnummer \d{5}/)).toBeVisible();
  await expectAccessible(youssef);
  await picture(youssef, "quality-5-released");

  const log = citizen.chat.getByRole("log");
  await expect(log.getByText(joined)).toBeVisible();
  await citizen.chat.getByRole("button", { name: /kunnen dit lezen/ }).click();
  const readers = citizen.chat.getByRole("dialog", { name: "Wie kan dit lezen?" });
  await expect(readers.getByText(/^Marieke beoordeelt of u goed geholpen bent/)).toBeVisible();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "quality-6-readers");
  await citizen.page.keyboard.press("Escape");

  await marieke.reload();
  await expect(marieke.getByRole("link", { name: /^Meelezen/ })).toContainText("1");
  await marieke.keyboard.press("g");
  await marieke.keyboard.press("v");
  await marieke.getByRole("link", { name: /Vaste steekproef/ }).press("Enter");
  await marieke.getByRole("link", { name: /^Lezen en beoordelen/ }).press("Enter");
  await expect(saidTo(marieke, question)).toBeVisible();
  await expect(saidTo(marieke, answer)).toBeVisible();
  const scores = marieke.getByRole("form", { name: "Jouw oordeel" });
  await scores.getByRole("group", { name: "Is de vraag beantwoord?" }).getByLabel("Goed").press("Space");
  await scores.getByRole("button", { name: "Bewaar oordeel" }).press("Enter");
  await expect(scores.getByRole("alert")).toContainText("Geef bij elke vraag een oordeel.");
  await scores.getByRole("group", { name: "Is het antwoord duidelijk?" }).getByLabel("Matig").press("Space");
  await scores.getByRole("group", { name: "Is de toon vriendelijk?" }).getByLabel("Goed").press("Space");
  await scores.getByRole("button", { name: "Bewaar oordeel" }).press("Enter");
  await expect(scores.getByText("Je oordeel is bewaard.")).toBeVisible();
  await expectAccessible(marieke);
  await picture(marieke, "quality-7-reading");
  const reading = marieke.url();

  await marieke.getByRole("link", { name: "Terug naar het overzicht" }).press("Enter");
  await marieke.getByRole("button", { name: "Klaar met beoordelen" }).press("Enter");
  await expect(marieke.getByText(/Je hebt alles beoordeeld\./)).toBeVisible();
  await marieke.locator("[data-purpose=finish]").press("Enter");
  await expect(marieke.getByText("De beoordeling is klaar. Je leest niet meer mee.")).toBeVisible();
  await marieke.goto(reading);
  await marieke.reload();
  await expect(marieke.getByText("Deze beoordeling is er niet meer.")).toBeVisible();
  await expect(saidTo(marieke, question)).toHaveCount(0);

  // The next epoch leaves her out, by a colleague's client and nobody's hand.
  await youssef.reload();
  await expect(log.getByText(left)).toBeVisible();
  await expect(citizen.chat.getByRole("button", { name: /controleur.*kunnen dit lezen/ })).toHaveCount(0);

  await toQuality(marieke);
  const done = marieke.locator(".review-asked", { hasText: "Vaste steekproef" });
  await expect(done.getByRole("row", { name: "Is het antwoord duidelijk? 0 1 0" })).toBeVisible();
  await done.getByText("Gesprekken", { exact: true }).click();
  await expect(done.getByRole("listitem").filter({ hasText: topic })).toContainText(
    "Klaar. De beoordelaar leest niet meer mee",
  );
  await expectAccessible(marieke);
  await picture(marieke, "quality-8-scores");
  await decide(hendrik, "Nee");
});
