import { Refusal } from "@eigenkanaal/protocol";
import type { Request } from "express";
import { z } from "zod";

/**
 * The query of a request in its shape, values that are whole numbers as numbers. Throws Refusal("malformed") for any
 * other. Read here and not by Express, whose parser makes objects and lists of what a stranger wrote.
 */
export const readQuery = <Schema extends z.core.$ZodType>(
  schema: Schema,
  { url }: Pick<Request, "url">,
): z.output<Schema> => {
  const given = [...new URLSearchParams(url.split("?")[1])].map(
    ([name, value]): [string, string | number] => [name, /^\d{1,15}$/.test(value) ? Number(value) : value],
  );
  const parsed = z.safeParse(schema, Object.fromEntries(given));
  if (!parsed.success) throw new Refusal("malformed");
  return parsed.data;
};
