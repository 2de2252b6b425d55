import { Refusal } from "@eigenkanaal/protocol";
import express, { type RequestHandler } from "express";
import { z } from "zod";

/** JSON of at most 64 kB, never compressed: a small body must not unfold into a large one (PROTOCOL.md H2). */
export const jsonBody: RequestHandler = express.json({
  limit: 64_000,
  inflate: false,
  type: "application/json",
});

/** The body in its shape. Throws Refusal("malformed") for any other, also for none. */
export const readBody = <Schema extends z.core.$ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const parsed = z.safeParse(schema, body);
  if (!parsed.success) throw new Refusal("malformed");
  return parsed.data;
};
