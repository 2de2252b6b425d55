import { expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  expectAccessible,
  field,
  openChat,
  picture,
  questionField,
  row,
  signIn,
  stepTo,
  visitTown,
} from "./people.js";

test("a citizen asks, a colleague answers, another reads the note; all reload and still read; it is closed", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  const { page, chat } = citizen;
  await expectAccessible(page);
  await picture(page, "01-town");
  await openChat(citizen);
  await questionField(citizen).fill("Mijn gft-container aan de Dorpsstraat is niet geleegd.");
  const suggested = chat.getByRole("button", { name: /^Afval niet opgehaald/ });
  await expect(suggested).toBeVisible();
  await expectAccessible(page);
  await picture(page, "02-choosing");
  await suggested.click();
  await field(citizen).press("Enter");
  await expect(chat.getByText("Verstuurd")).toBeVisible();
  await picture(page, "03-asked");

  const youssef = await signIn(browser, "Youssef");
  await picture(youssef, "04-queue");
  await expectAccessible(youssef);
  await stepTo(youssef, /Afval niet opgehaald/);
  await youssef.keyboard.press("Enter");
  await expect(
    youssef.getByRole("log").getByText("Mijn gft-container aan de Dorpsstraat is niet geleegd."),
  ).toBeVisible();
  await expect(chat.getByText("Gelezen")).toBeVisible();
  await youssef.keyboard.press("r");
  await youssef.keyboard.type("Goedemorgen, ik kijk het even na.");
  await expect(chat.getByText("Youssef typt")).toBeVisible();
  await youssef.keyboard.press("Enter");
  await expect(chat.getByRole("log").getByText("Goedemorgen, ik kijk het even na.")).toBeVisible();
  await youssef.keyboard.press("Escape");
  await youssef.keyboard.press("n");
  await youssef.keyboard.type("Route van dinsdag is overgeslagen.");
  await youssef.keyboard.press("Enter");
  await expect(youssef.getByRole("log").getByText("Route van dinsdag is overgeslagen.")).toBeVisible();
  await expect(youssef.getByText("Gelezen").first()).toBeVisible();
  await expectAccessible(youssef);
  await expectAccessible(page);
  await picture(youssef, "05-answered");
  await picture(page, "06-answered");

  const daan = await signIn(browser, "Daan");
  await daan.keyboard.press("g");
  await daan.keyboard.press("b");
  await row(daan, /Afval niet opgehaald.*Youssef/).click();
  await expect(daan.getByText("Youssef heeft dit gesprek in behandeling")).toBeVisible();
  await expect(daan.getByRole("log").getByText("Route van dinsdag is overgeslagen.")).toBeVisible();
  await picture(daan, "07-colleague");

  for (const inbox of [youssef, daan]) {
    await inbox.reload();
    await expect(
      inbox.getByRole("log").getByText("Mijn gft-container aan de Dorpsstraat is niet geleegd."),
    ).toBeVisible();
    await expect(inbox.getByRole("log").getByText("Route van dinsdag is overgeslagen.")).toBeVisible();
  }
  await page.reload();
  await page.getByRole("button", { name: /Stel uw vraag/ }).click();
  await expect(chat.getByRole("log").getByText("Goedemorgen, ik kijk het even na.")).toBeVisible();
  await expect(chat.getByText("Route van dinsdag is overgeslagen.")).toHaveCount(0);

  await youssef.keyboard.press("e");
  await youssef.getByRole("button", { name: "Rond gesprek af" }).click();
  await expect(chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();
  await picture(page, "08-closed");
  await picture(youssef, "09-closed");
});
