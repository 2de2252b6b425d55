import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, type Page } from "@playwright/test";
import { rootUrl } from "../harness/root.js";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Of an app: its gallery, as the app's `gallery` script builds it, under the product's content security policy. */
const serve = (page: Page, app: string) => {
  const built = fileURLToPath(new URL(`apps/${app}/.pictures/gallery/`, rootUrl));
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    ...(app === "inbox" ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  return page.route(`${galleryUrl(app)}/**`, (route) => {
    const file = `${built}${new URL(route.request().url()).pathname}`;
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: readFileSync(file),
      contentType: types[extname(file)] ?? "application/octet-stream",
      headers: { "content-security-policy": policy },
    });
  });
};

/** The origin that a gallery has in its tests. */
export const galleryUrl = (app: string) => `http://${app}.localhost`;

/** Playwright's test, in one window for all that a worker draws: to open one for each state costs as much as a look at it. */
export const galleryTest = base.extend<{ page: Page }, { drawer: Page }>({
  drawer: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        timezoneId: "Europe/Amsterdam",
        locale: "nl-NL",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      for (const app of ["inbox", "widget"]) await serve(page, app);
      await use(page);
      await context.close();
    },
    { scope: "worker" },
  ],
  page: async ({ drawer, viewport }, use) => {
    if (viewport) await drawer.setViewportSize(viewport);
    await drawer.emulateMedia({ colorScheme: "light" });
    await use(drawer);
    for (const event of ["console", "pageerror"] as const) drawer.removeAllListeners(event);
    // The inbox forgets by itself what it drew before.
    if (!drawer.url().startsWith(galleryUrl("widget"))) return;
    // What one state keeps is not another's.
    await drawer.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await drawer.goto("about:blank");
  },
});
