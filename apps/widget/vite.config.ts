import { resolve } from "node:path";
import { usedSodiumOnly } from "@eigenkanaal/client/vitePlugins";
import { usedModifiersOnly } from "@eigenkanaal/theme/usedModifiersOnly";
import { usedTokensOnly } from "@eigenkanaal/theme/usedTokensOnly";
import { defineConfig, type UserConfig } from "vite";

const here = import.meta.dirname;

/** The widget itself, served at /widget/. */
const app = (page: string, outDir: string): UserConfig => ({
  base: page === "index.html" ? "/widget/" : "./",
  // zustand, in the client's React binding, is all that asks for React.
  resolve: { alias: { react: "preact/compat" } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  css: { postcss: { plugins: [usedModifiersOnly(resolve(here, "src")), usedTokensOnly] } },
  worker: { format: "es", plugins: () => [usedSodiumOnly()] },
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
