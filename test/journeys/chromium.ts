import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where this machine has a Chromium: CHROMIUM_PATH, or one of the usual places. Throws with what to do. */
export const chromiumPath = (): string => {
  const asked = process.env["CHROMIUM_PATH"];
  const found = asked ?? places.find(existsSync);
  if (!found)
    throw new Error("No Chromium found. Install it (Debian: apt install chromium) or set CHROMIUM_PATH.");
  return found;
};
