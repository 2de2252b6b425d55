import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { test } from "./journey.js";
import { expectAccessible, picture, signIn } from "./people.js";

/** A records officer weighs what the town does, by keyboard alone, and takes it along for the assessment. */
test("what the town weighs asks a reason, keeps what was before, and goes along as an annex", async ({
  browser,
}) => {
  const hendrik = await signIn(browser, "Hendrik");
  await hendrik.keyboard.press("g");
  await hendrik.keyboard.press("r");
  await hendrik.getByRole("link", { name: "Afwegingen" }).press("Enter");
  await hendrik.getByRole("link", { name: /^Bestanden sturen/ }).press("Enter");
  await expect(hendrik.getByRole("heading", { name: "Bestanden sturen", level: 2 })).toBeFocused();
  const keep = hendrik.getByRole("button", { name: "Leg vast" });
  await keep.press("Enter");
  await expect(hendrik.getByRole("alert")).toContainText("Vul alles in, ook de reden.");
  await hendrik.getByRole("radio", { name: "Nee" }).press("Space");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Eerst een scan op virussen");
  await keep.press("Enter");
  await expect(hendrik.getByText("Vastgelegd.")).toBeVisible();
  await expect(hendrik.getByRole("link", { name: /^Bestanden sturen Nee/ })).toBeVisible();
  await expectAccessible(hendrik);
  await picture(hendrik, "considerations-1-choice");

  await hendrik.getByRole("link", { name: "Kanaal toevoegen" }).press("Enter");
  for (const [field, words] of [
    ["Naam van het kanaal", "WhatsApp"],
    ["Wie is eigenaar?", "Webcare"],
    ["Waarvoor gebruiken we het?", "Vragen van inwoners"],
    ["Waarom is het nodig?", "Een deel gebruikt niets anders"],
    ["Wat kan een inwoner anders gebruiken?", "Chat, telefoon, balie"],
    ["Reden", "Besluit van het college"],
  ] as const)
    await hendrik.getByRole("textbox", { name: field }).fill(words);
  await keep.press("Enter");
  await expect(hendrik.getByRole("heading", { name: "WhatsApp", level: 2 })).toBeVisible();
  await expect(hendrik.getByText("Vastgelegd.")).toBeVisible();
  await expectAccessible(hendrik);
  await picture(hendrik, "considerations-2-channel");

  const saving = hendrik.waitForEvent("download");
  await hendrik.getByRole("button", { name: "Bewaar als bijlage bij de DPIA" }).press("Enter");
  const annex = await readFile(await (await saving).path(), "utf8");
  expect(annex).toContain("Eerst een scan op virussen");
  expect(annex).toContain("Chat, telefoon, balie");
});
