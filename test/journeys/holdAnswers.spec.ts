import { expect } from "@playwright/test";
import { test } from "./journey.js";
import { chooseTopic, picture, row, saidTo, say, signIn, visitTown } from "./people.js";

test("who wants to can take an answer back for ten seconds; what is taken back never reaches the citizen", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Evenement organiseren/);
  await say(citizen, "Mag ik een buurtfeest houden?");
  const daan = await signIn(browser, "Daan");
  await daan
    .getByRole("navigation", { name: "Lijsten" })
    .getByRole("button", { name: /Instellingen/ })
    .click();
  await daan.getByRole("checkbox", { name: /Wacht tien seconden/ }).check();
  await daan.keyboard.press("Escape");
  await row(daan, /Evenement organiseren/).click();
  await expect(saidTo(daan, "Mag ik een buurtfeest houden?")).toBeVisible();

  await daan.keyboard.press("r");
  await daan.keyboard.type("Nee dat mag niet");
  await daan.keyboard.press("Enter");
  await expect(daan.getByText(/^Gaat weg over \d+ seconden?$/)).toBeVisible();
  await picture(daan, "answer-held");
  await daan.keyboard.press("Escape");
  await daan.keyboard.press("z");
  const field = daan.getByRole("textbox", { name: "Antwoord aan de inwoner" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Nee dat mag niet");
  await expect(saidTo(daan, "Nee dat mag niet")).toHaveCount(0);

  await field.fill("Ja, vraag het acht weken vooraf aan.");
  await daan.keyboard.press("Enter");
  await expect(daan.getByText(/^Gaat weg over/)).toBeVisible();
  await expect(saidTo(citizen, "Ja, vraag het acht weken vooraf aan.")).toBeVisible();
  await expect(saidTo(citizen, "Nee dat mag niet")).toHaveCount(0);

  // What still waits goes before the conversation is closed.
  await daan.keyboard.type("Veel plezier!");
  await daan.keyboard.press("Enter");
  await daan.keyboard.press("Escape");
  await daan.keyboard.press("e");
  await daan.keyboard.press("Enter");
  await expect(citizen.chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();
  await expect(saidTo(citizen, "Veel plezier!")).toBeVisible();
});
