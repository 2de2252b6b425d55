import { Router } from "express";
import type { SecurityTxt } from "../config.js";

/** `/.well-known/security.txt` of an origin (RFC 9116 §3), where the operator says how weaknesses are reported; else nothing. */
export const wellKnown = (securityTxt: SecurityTxt | undefined, origin: string): Router => {
  const router = Router();
  if (!securityTxt) return router;
  const { contact, expiresMs, policy } = securityTxt;
  const fields = [
    `Contact: ${contact}`,
    `Expires: ${new Date(expiresMs).toISOString()}`,
    "Preferred-Languages: nl, en",
    `Canonical: ${origin}/.well-known/security.txt`,
    ...(policy === undefined ? [] : [`Policy: ${policy}`]),
  ];
  // Lines may end in CRLF or LF (§4).
  const text = `${fields.join("\r\n")}\r\n`;
  return router.get("/.well-known/security.txt", (_request, response) => {
    response.type("text/plain; charset=utf-8").send(text);
  });
};
