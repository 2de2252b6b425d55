import { expect } from "@playwright/test";
import { test } from "./journey.js";
import { expectAccessible, openChat, picture, questionField, signIn, visitTown } from "./people.js";

/** A functional administrator changes a topic, tries out what it does, and is refused what would strand another. */

// The administrator is elsewhere: moments are the town's all the same.
test.use({ timezoneId: "America/New_York" });

test("an administrator gives a topic words and a norm, tries them out, and is told what stands in the way", async ({
  browser,
}) => {
  const fatma = await signIn(browser, "Fatma");
  await fatma.keyboard.press("g");
  await fatma.keyboard.press("i");
  await expect(fatma.getByRole("heading", { name: "Instellingen van de gemeente", level: 1 })).toBeFocused();
  await fatma.getByRole("searchbox", { name: "Zoek op naam of woord" }).fill("grofvuil");
  await fatma.keyboard.press("ArrowDown");
  const name = "Grofvuil laten ophalen";
  await fatma.getByRole("link", { name, exact: true }).press("Enter");
  await expect(fatma.getByRole("heading", { name, level: 2 })).toBeFocused();
  const words = fatma.getByRole("textbox", { name: "Woorden in het Nederlands" });
  await words.fill(`${await words.inputValue()}\nwiebelbank`);
  await fatma.getByRole("spinbutton", { name: "Antwoord binnen (minuten)" }).fill("95");
  await fatma.getByRole("button", { name: "Bewaar" }).click();
  await expect(fatma.getByText("Bewaard. Dit geldt vanaf nu.")).toBeVisible();
  await expectAccessible(fatma);
  await picture(fatma, "town-settings-1-saved");

  // Another stands under it.
  await fatma.getByRole("searchbox", { name: "Zoek op naam of woord" }).fill("");
  await fatma.getByRole("link", { name: "Bijstandsuitkering", exact: true }).click();
  await fatma.getByRole("checkbox", { name: /^Niet meer te kiezen/ }).check();
  await fatma.getByRole("button", { name: "Bewaar" }).click();
  await expect(fatma.getByRole("alert")).toContainText("staat eronder en zou achterblijven");
  await picture(fatma, "town-settings-2-refused");

  await fatma.getByRole("link", { name: "Uitproberen" }).click();
  await fatma.getByRole("combobox", { name: "Waar gaat de vraag over?" }).selectOption({ label: name });
  await fatma.getByLabel("Wanneer komt de vraag?").fill("2027-01-11T08:00");
  await fatma.getByRole("combobox", { name: "In welke taal?" }).selectOption("tr");
  const way = fatma.getByRole("region", { name: "Zo gaat het" });
  await expect(way).toContainText("binnen 95 minuten openingstijd: uiterlijk 11 januari om 10:05");
  await expect(way).toContainText("Het bureau is dan dicht en gaat open 11 januari om 08:30");
  await expectAccessible(fatma);
  await picture(fatma, "town-settings-3-tried");

  const citizen = await visitTown(browser);
  await openChat(citizen);
  await questionField(citizen).fill("Wie haalt mijn wiebelbank op?");
  await expect(citizen.chat.getByRole("button", { name: new RegExp(`^${name}`) }).first()).toBeVisible();
});
