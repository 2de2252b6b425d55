import { sep } from "node:path";
import express, { type RequestHandler } from "express";

const aYear = "public, max-age=31536000, immutable";

/**
 * A built app. What the build names by its content hash (`assets/`) may be kept for ever; pages are asked for again
 * each time; the snippet that towns paste (`embed.js`) is loaded from their pages and may be a few minutes old.
 */
export const builtApp = (dir: string): RequestHandler =>
  express.static(dir, {
    index: "index.html",
    redirect: false,
    setHeaders: (response, path) => {
      if (path.includes(`${sep}assets${sep}`)) response.setHeader("Cache-Control", aYear);
      else if (path.endsWith(`${sep}embed.js`)) {
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
      } else response.setHeader("Cache-Control", "no-cache");
    },
  });
