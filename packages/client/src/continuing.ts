import { continueCode, parseContinueCode } from "@eigenkanaal/crypto/continueCode";
import type { AskByKey, Found } from "./views.js";

/**
 * Going on with a conversation on another device, by its code: what a page needs beside the client, fetched when somebody
 * asks for it. The client hands it the line, so that the two share no code that would have to be fetched first.
 */

/** The conversation of a code as somebody typed it. Nothing is kept, and what this device has goes on. */
export const findByCode = async (typed: string, ask: AskByKey): Promise<Found> => {
  const entropy = parseContinueCode(typed);
  if (!entropy) return { outcome: "wrong_code" };
  const reply = await ask(entropy);
  if (reply.ok) return { outcome: "found", entropy, summary: reply.value };
  return { outcome: reply.code === "not_found" ? "unknown" : "unreachable" };
};

/** A device's key, as the 16 bytes that it is made of, as a code for paper or another device. */
export const codeOf = continueCode;
