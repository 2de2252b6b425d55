import { expect } from "@playwright/test";
import { test } from "./journey.js";
import { expectAccessible, picture, signIn } from "./people.js";

/** A supervisor gives a program of the town the figures of a desk, by keyboard alone, and takes them away again. */
test("a key for figures is shown once, lets a program read them, and is worth nothing once it is revoked", async ({
  browser,
}) => {
  const marieke = await signIn(browser, "Marieke");
  await marieke.getByRole("button", { name: /Instellingen/ }).press("Enter");
  await marieke.getByRole("button", { name: "Sleutels voor cijfers" }).press("Enter");
  const dialog = marieke.getByRole("dialog");
  await dialog.getByRole("button", { name: "Maak een sleutel" }).press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Naam" })).toBeFocused();
  await marieke.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Vul een naam in");
  await dialog.getByRole("textbox", { name: "Naam" }).fill("Dashboard");
  await dialog.getByRole("checkbox").first().press("Space");
  await expectAccessible(marieke);
  await picture(marieke, "tokens-1-form");
  await dialog.getByRole("button", { name: "Maak een sleutel" }).press("Enter");

  const shown = dialog.getByRole("textbox", { name: "Sleutel" });
  await expect(shown).toHaveValue(/^ekt_/);
  const secret = await shown.inputValue();
  await expectAccessible(marieke);
  await picture(marieke, "tokens-2-made");
  const read = () =>
    fetch(new URL("/api/v1/figures/desks", marieke.url()), {
      headers: { authorization: `Bearer ${secret}` },
    });
  expect((await (await read()).json()).desks).toHaveLength(1);
  await dialog.getByRole("button", { name: "Ik heb hem bewaard" }).press("Enter");
  await expect(dialog.getByRole("listitem")).toContainText("Dashboard");
  await expect(marieke.locator(`input[value="${secret}"]`)).toHaveCount(0);

  await dialog.getByRole("button", { name: /^Trek in.*Dashboard/ }).press("Enter");
  await dialog.getByRole("button", { name: "Trek in" }).press("Enter");
  await expect(dialog.getByText("De sleutel is ingetrokken.")).toBeVisible();
  await expect(dialog.getByRole("listitem")).toContainText("Gestopt op");
  await picture(marieke, "tokens-3-revoked");
  expect((await read()).status).toBe(401);
});
