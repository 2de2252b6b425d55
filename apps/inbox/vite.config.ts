import { usedSodiumOnly } from "@eigenkanaal/client/vitePlugins";
import { usedTokensOnly } from "@eigenkanaal/theme/usedTokensOnly";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** `vite build` makes the inbox; `vite build --mode gallery` makes only the picture book of its states. */
export default defineConfig(({ mode }) => ({
  base: mode === "gallery" ? "./" : "/",
  plugins: [react()],
  css: { postcss: { plugins: [usedTokensOnly] } },
  worker: { format: "es", plugins: () => [usedSodiumOnly()] },
  build: {
    target: "es2022",
    outDir: mode === "gallery" ? ".pictures/gallery" : "dist",
    emptyOutDir: true,
    // The content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: mode === "gallery" ? "gallery.html" : "index.html" },
  },
}));
