import { test as base } from "@playwright/test";

/**
 * Playwright's test, at whose end everybody goes home: every browser that it opened is closed. Whoever stayed would follow
 * all that comes after, and slow it down. Journeys run beside each other in one town: every one asks about a topic that no
 * other asks about, so that its conversation is the only one in the lists with that name.
 */
export const test = base.extend<{ goHome: undefined }>({
  goHome: [
    async ({ browser }, use) => {
      const before = new Set(browser.contexts());
      await use(undefined);
      for (const context of browser.contexts()) if (!before.has(context)) await context.close();
    },
    { auto: true },
  ],
});
