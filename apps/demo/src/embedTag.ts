import { createHash } from "node:crypto";

/**
 * The one script tag that a town pastes. It carries the hash of the script, so that a changed one does not run
 * (Subresource Integrity), and the organisation's root key, so that the chat's host cannot choose whom to trust.
 */
export function embedTag(of: { chatOrigin: string; script: Uint8Array; rootVk: string }): string {
  const integrity = `sha384-${createHash("sha384").update(of.script).digest("base64")}`;
  const source = `src="${of.chatOrigin}/embed.js" integrity="${integrity}" crossorigin="anonymous"`;
  return `<script ${source} data-root="${of.rootVk}" async></script>`;
}
