import {
  ConversationId,
  DeskId,
  HoldId,
  maxRecordsPage,
  Refusal,
  RetentionCode,
  TopicId,
} from "@eigenkanaal/protocol";
import { Router } from "express";
import { z } from "zod";
import type { Database } from "../store/database.js";
import { type RecordsQuery, recordsPage } from "../store/records.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { Moment, named } from "./path.js";

/** What is closed, for choosing from: `/api/v1/records` (PROTOCOL.md P9). */
export const records = (dependencies: { database: Database; origin: string }): Router =>
  Router().get("/records", noStore, async (request, response) => {
    const { organisation } = await requireMember(request, dependencies);
    const query = queryOf(request.url);
    response.json(
      await dependencies.database.forOrganisation(organisation, (scope) => recordsPage(scope, query)),
    );
  });

/** What can be asked behind the question mark, each once. */
const Asked = {
  ...{ desk: DeskId, topic: TopicId, class: RetentionCode },
  // Before the year 5000: every column can write it.
  fromMs: Moment.refine((ms) => ms < 1e14),
  toMs: Moment.refine((ms) => ms < 1e14),
  held: z.union([z.literal("yes"), z.literal("no"), HoldId]),
  /** `next` of the page before. */
  before: z.string().regex(/^\d{1,14}\.[0-9a-f-]{36}$/),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine((count) => count >= 1 && count <= maxRecordsPage),
};

/** The query. Throws Refusal("malformed") for anything that is not of its shape. */
const queryOf = (url: string): RecordsQuery => {
  const asked = [...new URL(url, "http://here").searchParams];
  const values = new Map(asked);
  if (values.size < asked.length || asked.some(([name]) => !Object.hasOwn(Asked, name)))
    throw new Refusal("malformed");
  const part = <Schema extends z.core.$ZodType>(name: string, schema: Schema) =>
    values.has(name) ? named(schema, values.get(name)) : null;
  const [closed, conversation] = part("before", Asked.before)?.split(".") ?? [];
  return {
    ...{ desk: part("desk", DeskId), topic: part("topic", TopicId), retention: part("class", RetentionCode) },
    ...{
      fromMs: part("fromMs", Asked.fromMs),
      toMs: part("toMs", Asked.toMs),
      held: part("held", Asked.held),
    },
    before:
      closed === undefined
        ? null
        : { closedAtMs: Number(closed), conversation: named(ConversationId, conversation) },
    limit: part("limit", Asked.limit) ?? maxRecordsPage,
  };
};
