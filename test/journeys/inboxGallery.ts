import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { settle } from "./axe.js";

const built = fileURLToPath(new URL("../../apps/inbox/.pictures/gallery/", import.meta.url));
const origin = "http://inbox.localhost";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const serve = (page: Page) =>
  page.route(`${origin}/**`, (route) => {
    const file = `${built}${new URL(route.request().url()).pathname}`;
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: readFileSync(file),
      contentType: types[extname(file)] ?? "application/octet-stream",
      headers: { "content-security-policy": policy },
    });
  });

/** Opens one state of the inbox's gallery, served under the content security policy of the product. */
export const openInbox = async (page: Page, state: string) => {
  await serve(page);
  await page.goto("about:blank");
  await page.goto(`${origin}/gallery.html?state=${state}`);
  await page.locator("html[data-shown]").waitFor();
  await settle(page);
};
