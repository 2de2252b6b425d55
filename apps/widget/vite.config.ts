import { resolve } from "node:path";
import type { Plugin, Root } from "postcss";
import { defineConfig, type UserConfig } from "vite";

const here = import.meta.dirname;

/**
 * Leaves out the tokens that nothing refers to: of the base theme's two thousand the widget uses a hundred. Own
 * `--ek-*` tokens and all that they refer to stay.
 */
const usedTokensOnly: Plugin = {
  postcssPlugin: "used-tokens-only",
  OnceExit: (root: Root) => {
    const referredTo = new Set<string>();
    let before = -1;
    while (before !== referredTo.size) {
      before = referredTo.size;
      root.walkDecls((declaration) => {
        const token = declaration.prop.startsWith("--") && !declaration.prop.startsWith("--ek-");
        if (token && !referredTo.has(declaration.prop)) return;
        for (const [, name] of declaration.value.matchAll(/var\((--[\w-]+)/g)) if (name) referredTo.add(name);
      });
    }
    root.walkDecls(/^--(?!ek-)/, (declaration) => {
      if (!referredTo.has(declaration.prop)) declaration.remove();
    });
  },
};

/** The widget itself, served at /widget/. */
const app = (page: string, outDir: string): UserConfig => ({
  base: page === "index.html" ? "/widget/" : "./",
  // zustand, in the client's React binding, is all that asks for React.
  resolve: { alias: { react: "preact/compat" } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  css: { postcss: { plugins: [usedTokensOnly] } },
  worker: { format: "es" },
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: resolve(here, page),
    },
  },
});

/** One classic script with a stable name, for the town's page. */
const embed: UserConfig = {
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    lib: {
      entry: resolve(here, "src/embed.ts"),
      formats: ["iife"],
      name: "eigenkanaal",
      fileName: () => "embed.js",
    },
  },
};

export default defineConfig(({ mode }) => {
  if (mode === "embed") return embed;
  return mode === "gallery" ? app("gallery.html", ".pictures/gallery") : app("index.html", "dist/widget");
});
