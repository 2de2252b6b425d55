import { createHash } from "node:crypto";
import type { Contact } from "./town.js";

/**
 * The one script tag that a town pastes. It carries the hash of the script, so that a changed one does not run
 * (Subresource Integrity), the organisation's root key, so that the chat's host cannot choose whom to trust, and how to
 * reach a person, so that the widget can say so even when that host is away.
 */
export function embedTag(of: {
  chatOrigin: string;
  script: Uint8Array;
  rootVk: string;
  contact: Contact;
}): string {
  const integrity = `sha384-${createHash("sha384").update(of.script).digest("base64")}`;
  const source = `src="${of.chatOrigin}/embed.js" integrity="${integrity}" crossorigin="anonymous"`;
  const contact = `data-phone="${of.contact.phone}" data-counter="${of.contact.counterUrl}"`;
  return `<script ${source} data-root="${of.rootVk}" ${contact} async></script>`;
}
