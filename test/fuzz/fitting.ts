import fc from "fast-check";
import type { z } from "zod";
import { answered } from "../harness/closing.js";
import { events, type Namespace, type Schema } from "./surface.js";
import { isKnown, known, Reference, valuesOf } from "./values.js";

/** Requests whose fields belong together, so that most are carried out. Drawn field by field, one in a hundred would be. */

type Fields = Readonly<Record<string, unknown>>;
const ref = (kind: string, which: string) => new Reference(kind, which);

/** What an event's fields must be for them to fit; a field that is not named here is the sender's own, or any. */
const fits: Readonly<Record<string, readonly Fields[]>> = {
  "conversation:open": [
    { conversation: ref("conversation", "fresh"), topic: null, record: ref("record", "first") },
  ],
  "epoch:publish": [
    { channel: "public", record: ref("record", "next") },
    { channel: "internal", record: ref("record", "internal") },
  ],
  "message:send": [
    { channel: "public", envelope: ref("envelope", "continued") },
    { channel: "public", envelope: ref("envelope", "text") },
    { channel: "internal", envelope: ref("envelope", "internal") },
  ],
  "ephemeral:send": [{ channel: "public", envelope: ref("envelope", "typing") }],
  "conversation:load": [{ channel: "public", limit: 50 }, {}],
  "conversation:close": [{ outcome: "left" }, answered],
};

const shapeOf = (schema: Schema): Readonly<Record<string, unknown>> => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "object" ? def.shape : {};
};

/** Requests of an event that fit. */
const fitting = (event: string, schema: Schema): fc.Arbitrary<unknown> => {
  const shape = shapeOf(schema);
  const own = Object.fromEntries(
    Object.keys(shape).flatMap((field) =>
      isKnown(field) && Object.hasOwn(known[field], "own") ? [[field, ref(field, "own")]] : [],
    ),
  );
  return fc
    .tuple(valuesOf(schema), fc.constantFrom(...(fits[event] ?? [{}])))
    .map(([value, fit]) => ({ ...(value as object), ...own, ...fit }));
};

/** Calls of a namespace that fit. */
export const fittingCalls = (namespace: Namespace): fc.Arbitrary<{ event: string; request: unknown }> =>
  fc.oneof(
    ...Object.entries(events[namespace]).map(([event, schema]) =>
      fitting(event, schema).map((request) => ({ event, request })),
    ),
  );
