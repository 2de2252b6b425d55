import { resolve } from "node:path";
import { usedSodiumOnly } from "@eigenkanaal/client/vitePlugins";
import { usedModifiersOnly } from "@eigenkanaal/theme/usedModifiersOnly";
import { usedTokensOnly } from "@eigenkanaal/theme/usedTokensOnly";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const here = import.meta.dirname;

/** The line is a WebSocket and nothing else: engine.io's other ways of carrying it stay out. */
const webSocketOnly: Plugin = {
  name: "web-socket-only",
  transform: {
    filter: { id: /\/engine\.io-client\/build\/esm\/transports\/[\w.-]+\.js$/ },
    handler: (code, id) => ({
      code: id.endsWith("/index.js")
        ? 'import { WS } from "./websocket.node.js"; export const transports = { websocket: WS };'
        : code,
      map: null,
      moduleSideEffects: false,
    }),
  },
};

/** The client's chunk brings no chunk or stylesheet of its own to fetch ahead: what Vite has for that stays out. */
const noPreload: Plugin = {
  name: "no-preload",
  enforce: "pre",
  load: {
    filter: { id: /^\0vite\/preload-helper\.js$/ },
    handler: () => "export const __vitePreload = (load) => load();",
  },
};

/** The widget itself, served at /widget/. */
const app = (page: string, outDir: string): UserConfig => ({
  base: page === "index.html" ? "/widget/" : "./",
  plugins: [noPreload, webSocketOnly],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  css: { postcss: { plugins: [usedModifiersOnly(resolve(here, "src")), usedTokensOnly] } },
  worker: { format: "es", plugins: () => [usedSodiumOnly()] },
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // What the first screen needs beside the entry is named in the page, so that it is fetched at once, not in turn.
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
