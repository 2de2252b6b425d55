import { expect } from "@playwright/test";
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

/** A records officer: what is kept for how long, what a change would do, and what is held against destroying. */

test("a records officer is refused a term that is too short, lengthens one after seeing what it does, and holds what a colleague then sees is held", async ({
  browser,
}) => {
  const topic = "Container of steiger op straat";
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, new RegExp(`^${topic}`));
  await say(citizen, "Mag ik een steiger neerzetten?");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const daan = await signIn(browser, "Daan");
  await row(daan, new RegExp(topic)).press("Enter");
  await expect(saidTo(daan, "Mag ik een steiger neerzetten?")).toBeVisible();
  await isTheirs(daan);
  await daan.keyboard.press("e");
  await daan.getByRole("radio", { name: /^Beantwoord/ }).press("Space");
  await daan.keyboard.press("Enter");
  await expect(daan.getByText("Dit gesprek is afgerond").first()).toBeVisible();

  const hendrik = await signIn(browser, "Hendrik");
  await hendrik.keyboard.press("g");
  await hendrik.keyboard.press("r");
  await expect(hendrik.getByRole("heading", { name: "Archief", level: 1 })).toBeFocused();
  await hendrik.getByRole("link", { name: /^6\.1\.3 Vraag om informatie/ }).press("Enter");
  await expect(hendrik.getByRole("heading", { name: "6.1.3 Vraag om informatie", level: 2 })).toBeFocused();
  const look = hendrik.getByRole("button", { name: "Bekijk wat dit doet" });
  await hendrik.getByRole("textbox", { name: "Jaren" }).fill("0");
  await hendrik.getByRole("textbox", { name: "Maanden" }).fill("11");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Besluit van het college");
  await look.press("Enter");
  await expect(hendrik.getByRole("alert")).toContainText("korter dan mag. De Selectielijst zegt: 1 jaar.");
  await expectAccessible(hendrik);
  await picture(hendrik, "records-1-too-short");

  await hendrik.getByRole("textbox", { name: "Jaren" }).fill("1");
  await hendrik.getByRole("textbox", { name: "Maanden" }).fill("6");
  await look.press("Enter");
  const whatIf = hendrik.getByRole("region", { name: "Als je dit wijzigt" });
  await expect(whatIf).toContainText(/langer bewaard\. Vernietigen kan dan vanaf (vandaag|.+ 20\d\d)\./);
  await expect(whatIf.getByRole("row")).not.toHaveCount(0);
  await expectAccessible(hendrik);
  await picture(hendrik, "records-2-what-if");
  await hendrik.getByRole("button", { name: "Wijzig", exact: true }).press("Enter");
  await expect(hendrik.getByText("Gewijzigd. Dit geldt vanaf nu.")).toBeVisible();
  await expect(hendrik.getByRole("link", { name: /^6\.1\.3 .+1 jaar en 6 maanden/ })).toBeVisible();

  await hendrik.getByRole("link", { name: "Vasthouden" }).press("Enter");
  await hendrik.getByRole("link", { name: "Houd gesprekken vast" }).press("Enter");
  await expect(hendrik.getByRole("heading", { name: "Gesprekken vasthouden", level: 2 })).toBeFocused();
  const place = hendrik.getByRole("button", { name: "Houd vast" });
  await place.press("Enter");
  await expect(hendrik.getByRole("alert")).toContainText("Vul het kenmerk en de reden in");
  await hendrik.getByRole("textbox", { name: "Kenmerk" }).fill("Woo 2026-14");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Verzoek over steigers");
  await hendrik.locator("summary", { hasText: "Onderwerpen" }).click();
  await hendrik.getByRole("checkbox", { name: topic }).check();
  await expectAccessible(hendrik);
  await picture(hendrik, "records-3-hold");
  await place.press("Enter");
  await expect(hendrik.getByText("Er wordt 1 gesprek vastgehouden.")).toBeVisible();
  await expect(hendrik.getByRole("list", { name: "Afgeronde gesprekken" }).getByRole("listitem")).toHaveCount(
    1,
  );
  await expectAccessible(hendrik);
  await picture(hendrik, "records-4-held");

  await daan.reload();
  await expect(daan.getByText("Woo-verzoek Woo 2026-14")).toBeVisible();
  await expect(daan.getByText("tot het wordt opgeheven")).toBeVisible();
  await picture(daan, "records-5-details");

  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Het verzoek is afgehandeld");
  await hendrik.getByRole("button", { name: "Hef op" }).press("Enter");
  await expect(hendrik.getByText("Opgeheven.")).toBeVisible();
  await expect(hendrik.getByText("Het verzoek is afgehandeld")).toBeVisible();
  await daan.reload();
  // The question, and what the conversation was registered with, which begins as the question.
  await expect(saidTo(daan, "Mag ik een steiger neerzetten?")).toHaveCount(2);
  await expect(daan.getByText("Woo-verzoek Woo 2026-14")).toHaveCount(0);
});
