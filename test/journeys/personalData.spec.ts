import { expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  field,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** Who writes personal data is asked once whether that is meant; nothing goes before they say so. */

const withBsn = "Mijn BSN is 123456782 en ik woon op 12.";

test("a citizen is asked about a BSN and adjusts it; a colleague is asked about an address, not the town's own", async ({
  browser,
}) => {
  const citizen = await visitTown(browser, { width: 320, height: 640 });
  const { page, chat } = citizen;
  await chooseTopic(citizen, /^Kapotte stoep/);
  const question = chat.getByRole("group", { name: /Staat uw burgerservicenummer \(BSN\) in uw bericht\?/ });

  await say(citizen, "Ordernummer 123456782 van 23-11-2026.");
  await expect(chat.getByText("Verstuurd")).toBeVisible();
  await expect(question).toHaveCount(0);

  await say(citizen, withBsn);
  await expect(question.getByRole("button", { name: "Aanpassen" })).toBeFocused();
  await expect(field(citizen)).toHaveValue(withBsn);
  await expectAccessible(page);
  await picture(page, "before-sending-320");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(field(citizen)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question.getByRole("button", { name: "Aanpassen" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(citizen)).toBeFocused();
  await page.keyboard.type("niet nodig");
  await page.keyboard.press("Enter");
  await expect(saidTo(citizen, "Mijn BSN is niet nodig en ik woon op 12.")).toBeVisible();
  await expect(saidTo(citizen, withBsn)).toHaveCount(0);

  await say(citizen, withBsn);
  await question.getByRole("button", { name: "Toch versturen" }).click();
  await expect(saidTo(citizen, withBsn)).toBeVisible();
  await expect(field(citizen)).toHaveValue("");

  const sanne = await signIn(browser, "Sanne");
  await row(sanne, /Kapotte stoep/)
    .first()
    .click();
  await expect(saidTo(sanne, withBsn)).toBeVisible();
  const answer = sanne.getByRole("textbox", { name: "Antwoord aan de inwoner" });
  await answer.fill("Mail jan@post.nl of bel 06-12345678.");
  await answer.press("Enter");
  const asked = sanne.getByRole("group", {
    name: /Staan een e-mailadres en een telefoonnummer in je antwoord\?/,
  });
  await expect(asked.getByRole("button", { name: "Aanpassen" })).toBeFocused();
  await expectAccessible(sanne);
  await picture(sanne, "before-sending-inbox");
  await sanne.keyboard.press("Tab");
  await sanne.keyboard.press("Enter");
  await expect(saidTo(citizen, "Mail jan@post.nl of bel 06-12345678.")).toBeVisible();
  await answer.fill("U belt ons op 14 0000.");
  await answer.press("Enter");
  await expect(saidTo(citizen, "U belt ons op 14 0000.")).toBeVisible();
});

test("while what looks for personal data cannot be fetched nothing is sent, and the text stays", async ({
  browser,
}) => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await context.route(/BeforeSending/, (route) => route.abort());
  const citizen = await visitTown({ newContext: async () => context });
  await chooseTopic(citizen, /Uittreksel uit de BRP/);
  await say(citizen, withBsn);
  await expect(citizen.chat.getByText("Uw tekst staat er nog.")).toBeVisible();
  await expect(field(citizen)).toHaveValue(withBsn);
  await context.unroute(/BeforeSending/);
  await field(citizen).press("Enter");
  await expect(citizen.chat.getByRole("group", { name: /burgerservicenummer/ })).toBeVisible();
});
