import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const modifier = /\bnl-[a-z-]+--[a-z0-9-]+/g;

/**
 * A PostCSS step for an interface that writes the classes of NL Design System itself: leaves out the rules of variants
 * (`nl-button--pressed`) that no `.tsx` below `sourceDir` names. To run before the tokens are sifted.
 *
 * @param {string} sourceDir
 * @returns {import("postcss").Plugin}
 */
export const usedModifiersOnly = (sourceDir) => {
  const sources = readdirSync(sourceDir, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".tsx"),
  );
  const used = new Set(
    sources.flatMap((name) => readFileSync(join(sourceDir, name), "utf8").match(modifier) ?? []),
  );
  const applies = (selector) =>
    (selector.replaceAll(/:not\([^)]*\)/g, "").match(modifier) ?? []).every((name) => used.has(name));
  return {
    postcssPlugin: "used-modifiers-only",
    OnceExit: (root) => {
      root.walkRules(/nl-/, (rule) => {
        const selectors = rule.selectors.filter(applies);
        if (selectors.length === 0) rule.remove();
        else if (selectors.length < rule.selectors.length) rule.selectors = selectors;
      });
    },
  };
};
