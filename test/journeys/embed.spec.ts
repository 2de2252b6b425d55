import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";

/**
 * The snippet on a town's page with a policy as strict as towns have them: what it fetches and when, where focus goes,
 * and whom it listens to. Build it first: the `build` script of apps/widget.
 */

const built = fileURLToPath(new URL("../../apps/widget/dist", import.meta.url));
const town = "http://town.localhost";
const chat = "http://chat.localhost";
const rootB64 = "A".repeat(43);

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};
const townPolicy = [
  "default-src 'none'",
  `script-src ${chat}`,
  `frame-src ${chat}`,
  "style-src 'none'",
  "require-trusted-types-for 'script'",
].join("; ");
const chatPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  `frame-ancestors ${town}`,
  "require-trusted-types-for 'script'",
  "trusted-types eigenkanaal",
].join("; ");

/** A town's page with the snippet, and the chat host with an unknown organisation. Returns what the host was asked. */
const visit = async (
  page: Page,
  { path = "/", data = `data-root="${rootB64}" data-phone="14 0000"` } = {},
) => {
  const asked: string[] = [];
  await page.route(`${chat}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    const file = `${built}${pathname.endsWith("/") ? `${pathname}index.html` : pathname}`;
    if (!existsSync(file)) return route.fulfill({ status: 404, json: { code: "not_found" } });
    return route.fulfill({
      body: readFileSync(file),
      contentType: types[extname(file)] ?? "application/octet-stream",
      headers: { "content-security-policy": chatPolicy, "access-control-allow-origin": "*" },
    });
  });
  await page.route(`${town}/**`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "content-security-policy": townPolicy },
      body: `<!doctype html><html lang="nl"><title>Gemeente</title><h1>Gemeente</h1><a href="#chat">Chat</a>
        <script src="${chat}/embed.js" crossorigin="anonymous" ${data} async></script></html>`,
    }),
  );
  await page.goto(town + path);
  return asked;
};

const button = (page: Page) => page.getByRole("button", { name: /Stel uw vraag/ });
const frame = (page: Page) => page.frameLocator("iframe[title='Chat met de gemeente']");
const panel = (page: Page) => page.locator("iframe");

test("nothing but the snippet is fetched and nothing is stored before the chat is opened", async ({
  page,
  context,
}) => {
  const asked = await visit(page);
  await expect(button(page)).toBeVisible();
  await page.waitForTimeout(300);
  expect(asked).toEqual(["/embed.js"]);
  expect((await context.storageState()).origins).toEqual([]);
  expect(await context.cookies()).toEqual([]);

  await button(page).click();
  await expect(frame(page).getByRole("heading", { level: 1 })).toBeVisible();
  expect(asked).toContain("/widget/");
});

test("focus goes in on opening, and back to the button on Esc; the frame lives on", async ({ page }) => {
  const asked = await visit(page);
  await button(page).click();
  await expect(frame(page).getByRole("heading", { level: 1 })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(button(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeVisible();
  await expect(frame(page).getByRole("heading", { level: 1 })).toBeFocused();
  expect(asked.filter((path) => path === "/widget/")).toHaveLength(1);
});

test("a link to #chat opens it, each time", async ({ page }) => {
  await visit(page, { path: "/#chat" });
  await expect(panel(page)).toBeVisible();
  await frame(page)
    .getByRole("button", { name: /Chat sluiten/ })
    .click();
  await expect(panel(page)).toBeHidden();
  await page.getByRole("link", { name: "Chat" }).click();
  await expect(panel(page)).toBeVisible();
});

test("an organisation that the host does not know is not trusted, nor a page without a root key", async ({
  page,
}) => {
  await visit(page, { path: "/#chat" });
  await expect(frame(page).getByRole("heading", { name: "We openen deze chat niet" })).toBeVisible();
  await expect(frame(page).getByRole("link", { name: "Bel 14 0000" }).first()).toHaveAttribute(
    "href",
    "tel:140000",
  );

  await visit(page, { path: "/?again#chat", data: "" });
  await expect(frame(page).getByRole("heading", { name: "We openen deze chat niet" })).toBeVisible();
});

test("messages count only from the frame, and only of the known form", async ({ page }) => {
  await visit(page);
  await button(page).click();
  await expect(frame(page).getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => window.postMessage({ type: "minimise" }, "*"));
  const inFrame = page.frames().find((each) => each.url().includes("/widget/"));
  await inFrame?.evaluate(() => window.parent.postMessage({ type: "unread", count: "2" }, "*"));
  await page.waitForTimeout(100);
  await expect(panel(page)).toBeVisible();
  await expect(page.locator("eigenkanaal-chat button")).not.toHaveAttribute("aria-label");

  await inFrame?.evaluate(() => window.parent.postMessage({ type: "unread", count: 2 }, "*"));
  await inFrame?.evaluate(() => window.parent.postMessage({ type: "minimise" }, "*"));
  await expect(panel(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Stel uw vraag, 2 nieuwe berichten" })).toBeVisible();
});

test("on a phone the chat fills the screen, on a wide one it is a panel", async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 700 });
  await visit(page, { path: "/#chat" });
  expect(await panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 400, height: 700 });
  await page.setViewportSize({ width: 1200, height: 900 });
  expect(await panel(page).boundingBox()).toMatchObject({ width: 400, height: 720 });
});
