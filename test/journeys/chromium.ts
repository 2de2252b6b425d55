import { existsSync } from "node:fs";
import packaged from "@sparticuz/chromium";

// Chromium without windows first: the same engine, and nothing drawn around a page that nobody sees.
const places = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/**
 * A Chromium to test in: CHROMIUM_PATH, else this machine's own, else the one that comes inside an npm package. Of that
 * package only the binary: its default flags switch web security off.
 */
export const chromiumPath = async (): Promise<string> =>
  process.env["CHROMIUM_PATH"] ?? places.find(existsSync) ?? packaged.executablePath();
