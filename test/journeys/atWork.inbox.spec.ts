import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import { expectAccessible, picture, signIn } from "./people.js";

/** Colleagues who come, pause and go, by the keyboard, in the eyes of each other. */

const presence = (inbox: Page) => inbox.getByRole("button", { name: /^Beschikbaarheid: / });
const shown = (inbox: Page) => inbox.getByRole("dialog", { name: "Beschikbaarheid" });

test("who signs in where one takes questions oneself is at work; a pause and signing out show to the colleagues", async ({
  browser,
}) => {
  const [lotte, daan] = [await signIn(browser, "Lotte"), await signIn(browser, "Daan")];
  for (const inbox of [lotte, daan]) await expect(presence(inbox)).toContainText("Aan het werk");
  await daan.keyboard.press("p");
  await expect(shown(daan).getByText("Lotte, Aan het werk").first()).toBeVisible();

  await lotte.keyboard.press("p");
  await expect(shown(lotte).getByRole("radio", { name: /^Aan het werk/ })).toBeFocused();
  await lotte.keyboard.press("ArrowDown");
  await expect(shown(lotte).getByRole("radio", { name: /^Pauze/ })).toBeChecked();
  await expectAccessible(lotte);
  await picture(lotte, "presence");
  await lotte.keyboard.press("Escape");
  await expect(presence(lotte)).toContainText("Pauze");
  await expect(shown(daan).getByText("Lotte, Pauze").first()).toBeVisible();

  // A reload is no absence.
  await lotte.reload();
  await expect(presence(lotte)).toContainText("Pauze");

  await lotte.getByRole("button", { name: /Instellingen/ }).click();
  await lotte.getByRole("button", { name: "Log uit" }).click();
  await expect(shown(daan).getByText("Lotte, Afwezig").first()).toBeVisible();
  await daan.keyboard.press("Escape");
});
