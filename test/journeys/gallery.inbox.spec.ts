import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { openInbox } from "./inboxGallery.js";

/**
 * Every state of the inbox, drawn from fixtures under the content security policy of the product: accessible,
 * nothing cut off sideways, no violation of the policy. Build it first: `vite build --mode gallery` in apps/inbox.
 */

const pictures = fileURLToPath(new URL("../../.pictures/inbox/", import.meta.url));

/** The pictures that the gallery can draw, by its own list. */
const states = [
  ...readFileSync(new URL("../../apps/inbox/src/gallery/screens.ts", import.meta.url), "utf8").matchAll(
    /^ {2}"?([a-z-]+)"?: (?:outside|list|at)\(/gm,
  ),
].flatMap(([, name]) => name ?? []);

const sizes = [
  { width: 320, height: 640 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];

test.use({ timezoneId: "Europe/Amsterdam", locale: "nl-NL", reducedMotion: "reduce" });

for (const state of states) {
  test(`the inbox is accessible and whole: ${state}`, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error")
        complaints.push(
          `${message.text()} ${message.location().url}:${message.location().lineNumber}:${message.location().columnNumber}`,
        );
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    for (const colorScheme of ["light", "dark"] as const) {
      for (const size of sizes) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize(size);
        await openInbox(page, state);
        await page.screenshot({ path: `${pictures}${state}.${size.width}.${colorScheme}.png` });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect
          .soft(
            violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
            ),
            `${state} at ${size.width} px, ${colorScheme}`,
          )
          .toEqual([]);
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(sideways, `${state} at ${size.width} px scrolls sideways`).toBe(0);
      }
    }
    expect(complaints).toEqual([]);
  });
}
