import { expect, type Page } from "@playwright/test";
import { needlesOf, search } from "../harness/needles.js";
import { deviceStorage, putInStorage } from "./deviceStorage.js";
import { test } from "./journey.js";
import { chooseTopic, expectAccessible, picture, row, saidTo, say, signIn, visitTown } from "./people.js";

/** Two colleagues in one conversation: each sees the other, and a second answer asks first. */

const answerField = (inbox: Page) => inbox.getByRole("textbox", { name: "Antwoord aan de inwoner" });
/** The line at the head of the conversation. */
const viewers = (inbox: Page) => inbox.locator(".viewers");

const give = async (from: Page, to: string) => {
  await from.getByRole("button", { name: "Draag over" }).click();
  const dialog = from.getByRole("dialog", { name: "Gesprek overdragen" });
  await dialog.getByRole("radio", { name: new RegExp(`^${to}`) }).check();
  await dialog.getByRole("button", { name: `Draag over aan ${to}` }).click();
  await expect(dialog).toBeHidden();
};

test("colleagues see who looks and who types, and who began before another answered is asked before sending", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Mantelzorg/);
  await say(citizen, "Kan mijn moeder naar de dagbesteding?");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();

  const fatma = await signIn(browser, "Fatma");
  await row(fatma, /Mantelzorg/).click();
  await expect(saidTo(fatma, "Kan mijn moeder naar de dagbesteding?")).toBeVisible();
  await expect(viewers(fatma)).toHaveCount(0);
  const marieke = await signIn(browser, "Marieke");
  await marieke.keyboard.press("g");
  await marieke.keyboard.press("b");
  await row(marieke, /Mantelzorg.*Fatma/).click();
  await expect(viewers(fatma)).toHaveText("Marieke kijkt mee");
  await expect(viewers(marieke)).toHaveText("Fatma heeft dit gesprek ook open");
  await expect(fatma.getByRole("status").getByText("Marieke kijkt mee")).toHaveCount(1);

  await fatma.keyboard.press("r");
  await fatma.keyboard.type("Ik zoek uit of er een");
  await expect(viewers(marieke)).toHaveText("Fatma typt een antwoord…");
  await expect(citizen.chat.getByText("Fatma typt")).toBeVisible();
  await expectAccessible(marieke);
  await picture(marieke, "together-1-typing");

  // What is being written outlives the page, and is nowhere on the device to be read.
  const keptInTheClear = async () => search(await deviceStorage(fatma), needlesOf("Ik zoek uit"));
  await expect
    .poll(async () => (await deviceStorage(fatma)).some(({ name }) => name.includes("draft/")))
    .toBe(true);
  await fatma.reload();
  await expect(answerField(fatma)).toHaveValue("Ik zoek uit of er een");
  expect(await keptInTheClear()).toEqual([]);
  await putInStorage(fatma, "Ik zoek uit of er een");
  expect((await keptInTheClear()).map(({ place }) => place.split(" ")[0]).toSorted()).toEqual([
    ...["indexedDB", "localStorage", "sessionStorage"],
  ]);

  await give(fatma, "Marieke");
  await marieke.getByRole("button", { name: "Accepteer", exact: true }).click();
  await expect(answerField(marieke)).toBeVisible();
  await marieke.keyboard.press("r");
  await marieke.keyboard.type("Ja, dat kan. Ik stuur u het formulier.");
  await marieke.keyboard.press("Enter");
  await expect(saidTo(citizen, "Ja, dat kan. Ik stuur u het formulier.")).toBeVisible();
  await give(marieke, "Fatma");
  await fatma.getByRole("button", { name: "Accepteer", exact: true }).click();

  await expect(answerField(fatma)).toHaveValue("Ik zoek uit of er een");
  await answerField(fatma).focus();
  await fatma.keyboard.press("End");
  await fatma.keyboard.type(" plek is.");
  await fatma.keyboard.press("Enter");
  const question = fatma.getByRole("group", {
    name: "Marieke heeft intussen geantwoord. Toch versturen?",
  });
  await expect(question.getByRole("region", { name: "Wat er intussen geantwoord is" })).toHaveText(
    "Ja, dat kan. Ik stuur u het formulier.",
  );
  await expectAccessible(fatma);
  await picture(fatma, "together-2-asks");
  // A second Enter, out of habit, goes back to the text.
  await fatma.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(answerField(fatma)).toBeFocused();
  await expect(answerField(fatma)).toHaveValue("Ik zoek uit of er een plek is.");
  await fatma.keyboard.press("Enter");
  await expect(saidTo(citizen, "Ik zoek uit of er een plek is.")).toHaveCount(0);
  await question.getByRole("button", { name: "Toch versturen" }).click();
  await expect(saidTo(citizen, "Ik zoek uit of er een plek is.")).toHaveCount(1);

  // What was begun after it goes without a question.
  await fatma.keyboard.type("Tot zo.");
  await fatma.keyboard.press("Enter");
  await expect(saidTo(citizen, "Tot zo.")).toHaveCount(1);
  await expect(citizen.chat.getByText(/kijkt mee/)).toHaveCount(0);

  // Out of a field, if she is in one, and back to the list.
  await marieke.keyboard.press("Escape");
  await marieke.keyboard.press("Escape");
  await expect(viewers(fatma)).toHaveCount(0);
});
