import { Refusal } from "@eigenkanaal/protocol";
import { z } from "zod";

/** Unix ms as a path names them. */
export const Moment = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** What the path names. Throws Refusal("malformed") for what is none. */
export const named = <Schema extends z.core.$ZodType>(schema: Schema, part: unknown): z.output<Schema> => {
  const parsed = z.safeParse(schema, part);
  if (!parsed.success) throw new Refusal("malformed");
  return parsed.data;
};
