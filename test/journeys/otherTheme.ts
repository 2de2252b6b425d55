import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

const tokens = readFileSync(new URL("otherTheme.css", import.meta.url), "utf8");
const forest = "rgb(29, 92, 63)";

/** Loads another town's tokens into the open page, as a stylesheet of its own origin: the content security policy holds. */
export const wearOtherTheme = async (page: Page): Promise<void> => {
  const url = `${new URL(page.url()).origin}/theme.css`;
  await page.route(url, (route) => route.fulfill({ contentType: "text/css", body: tokens }));
  await page.addStyleTag({ url });
};

/** The town's colour is where one acts, with the corners that it gives its buttons. */
export const expectOtherTheme = async (page: Page): Promise<void> => {
  const button = page.locator(".nl-button--primary:not(.nl-button--negative, .nl-button--disabled)").first();
  await expect(button).toHaveCSS("background-color", forest);
  await expect(button).toHaveCSS("border-start-start-radius", "999px");
};
