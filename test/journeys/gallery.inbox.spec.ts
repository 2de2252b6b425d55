import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { colourRules, narrowRules, settle, sidewaysPx, violationsIn } from "./axe.js";
import { galleryTest as test } from "./gallery.js";
import { openInbox } from "./inboxGallery.js";
import { expectOtherTheme, wearOtherTheme } from "./otherTheme.js";
import { draw } from "./pictures.js";

/**
 * Every state of the inbox, drawn from fixtures under the content security policy of the product: accessible,
 * nothing cut off sideways, no violation of the policy. Build it first: the `gallery` script of apps/inbox.
 */

/** The pictures that the gallery can draw, by its own list. */
const states = [
  ...readFileSync(new URL("../../apps/inbox/src/gallery/screens.ts", import.meta.url), "utf8").matchAll(
    /^ {2}"?([a-z-]+)"?: (?:outside|list|at)\(/gm,
  ),
].flatMap(([, name]) => name ?? []);

test.describe.configure({ mode: "parallel" });

const sizes = {
  phone: { width: 320, height: 640 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1440, height: 900 },
};

/** A picture at every size, in the dark as well where all panes show; at any size nothing may run off sideways. */
const look = async (page: Page, state: string, size: { width: number; height: number }) => {
  await page.setViewportSize(size);
  const schemes = size === sizes.desktop ? (["dark", "light"] as const) : (["light"] as const);
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    await draw(page, `inbox/${state}.${size.width}.${colorScheme}`);
  }
  expect.soft(await sidewaysPx(page), `${state} scrolls sideways at ${size.width} px`).toBe(0);
};

test("the gallery has states to look at", () => {
  expect(states.length).toBeGreaterThan(30);
});

for (const state of states) {
  test(`the inbox is accessible and whole: ${state}`, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => complaints.push(error.message));

    // All of axe once, where all three panes show; in the dark only what a colour can break.
    await page.setViewportSize(sizes.desktop);
    await openInbox(page, state);
    await look(page, state, sizes.desktop);
    expect.soft(await violationsIn(page), `${state} at 1440 px`).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect.soft(await violationsIn(page, colourRules), `${state} in the dark`).toEqual([]);

    // Opened anew, for a phone starts with the details folded; there only what a narrow screen can break.
    await page.setViewportSize(sizes.phone);
    await openInbox(page, state);
    await look(page, state, sizes.phone);
    expect.soft(await violationsIn(page, narrowRules), `${state} at 320 px`).toEqual([]);
    await look(page, state, sizes.tablet);

    expect(complaints).toEqual([]);
  });
}

for (const state of ["signed-out", "answer", "finish"]) {
  test(`the inbox wears another town's tokens, and stays accessible: ${state}`, async ({ page }) => {
    await page.setViewportSize(sizes.desktop);
    await openInbox(page, state);
    await wearOtherTheme(page);
    await expectOtherTheme(page);
    await look(page, `other-theme-${state}`, sizes.desktop);
    expect(await violationsIn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violationsIn(page, colourRules), "in the dark").toEqual([]);
    // These tokens are no other state's.
    await page.goto("about:blank");
  });
}
