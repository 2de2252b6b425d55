import type { Page } from "@playwright/test";
import axe from "axe-core";

/** Rules of axe that a colour scheme alone can break. */
export const colourRules = ["color-contrast", "link-in-text-block"];

/** Rules of axe that a narrow screen can break: what folds into icons, what shrinks, what comes to scroll. */
export const narrowRules = [
  "aria-hidden-focus",
  "button-name",
  "duplicate-id-aria",
  "link-name",
  "scrollable-region-focusable",
  "target-size",
];

/** What axe finds wrong with the page as it stands, its frames left out; one page is looked at several times. */
export const lookWithAxe = async (page: Page, options: axe.RunOptions) => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async (how) => {
      const { axe: here } = window as unknown as { axe: typeof axe };
      const { violations } = await here.run(document, how);
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
    },
    // What is right needs no list of where.
    { ...options, resultTypes: ["violations" as const] },
  );
};

/** The same, one line per rule; with `rules` it looks at these only. */
export const violationsIn = async (page: Page, rules?: string[]): Promise<string[]> => {
  const violations = await lookWithAxe(page, {
    // Of WCAG 2.2, so axe leaves it out unless it is asked for.
    rules: { "target-size": { enabled: true } },
    ...(rules && { runOnly: { type: "rule", values: rules } }),
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((html) => html.slice(0, 160)).join(" | ")}`);
};

/** How many pixels the page runs off sideways. */
export const sidewaysPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Brings everything that is still moving or still to appear (skeletons, sheets) to where it ends. */
export const settle = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  });
