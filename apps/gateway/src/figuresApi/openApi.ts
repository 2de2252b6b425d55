import { ReportDate } from "@eigenkanaal/protocol";
import { z } from "zod";
import {
  FiguresConversations,
  FiguresDesks,
  FiguresListQuery,
  FiguresReport,
  FiguresReportQuery,
} from "./shapes.js";
import {
  conversationWords,
  errorsOf,
  type FieldWords,
  operations,
  parameterWords,
  problemWords,
  reportWords,
} from "./words.js";

/**
 * The description of the figures for programs (OpenAPI 3.0, as the NLGov REST API Design Rules 2.1 ask), made of the shapes that the
 * gateway itself checks requests by and answers with. API.md says for people what it says for machines.
 */

/** Of the description and of what it describes (/core/semver): a field more is a minor version, one less a major one. */
export const apiVersion = "1.1.0";
export const apiPath = "/api/v1/figures";

const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string(),
});

/** A shape as OpenAPI 3.0 writes it: dates and moments by their format, open for what a later version adds, with what its fields say. */
const schemaOf = (schema: z.core.$ZodType, words: FieldWords = {}, io: "input" | "output" = "output") => {
  const { $schema: _, ...written } = z.toJSONSchema(schema, {
    target: "openapi-3.0",
    io,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === ReportDate) Object.assign(jsonSchema, { format: "date", allOf: undefined });
      if (jsonSchema.format === "date" || jsonSchema.format === "date-time") delete jsonSchema.pattern;
      if (jsonSchema.format === "date-time" && io === "output") jsonSchema.pattern = "Z$";
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.additionalProperties;
    },
  });
  // Afterwards: a shape that is used twice has another meaning in each place.
  return JSON.parse(JSON.stringify(written), (key, value) =>
    key === "properties" ? withWords(value, words) : value,
  ) as object;
};
const withWords = (properties: Record<string, object>, words: FieldWords) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      words[name] === undefined ? schema : { ...schema, description: words[name] },
    ]),
  );

const parametersOf = ({ shape }: z.ZodObject) =>
  Object.entries(shape).map(([name, schema]) => ({
    ...{ name, in: "query", description: parameterWords[name] },
    required: !schema.safeParse(undefined).success,
    schema: name === "publication" ? { type: "boolean", default: false } : schemaOf(schema, {}, "input"),
  }));

const version = {
  "API-Version": {
    description: "The full version of this API.",
    schema: { type: "string", example: apiVersion },
  },
};

const problem = (description: string, headers: object = {}) => ({
  description,
  headers: { ...version, ...headers },
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
const challenge = {
  "WWW-Authenticate": { description: "How to show who asks (RFC 6750).", schema: { type: "string" } },
};
const retryAfter = {
  "Retry-After": { description: "After how many seconds to ask again.", schema: { type: "integer" } },
};

const reading = (
  name: keyof typeof operations,
  { answer, query }: { answer: string; query: z.ZodObject | undefined },
) => ({
  get: {
    ...{ operationId: name, tags: ["figures"], ...operations[name] },
    parameters: query ? parametersOf(query) : [],
    responses: {
      200: {
        description: operations[name].summary,
        headers: version,
        content: { "application/json": { schema: { $ref: `#/components/schemas/${answer}` } } },
      },
      400: problem(errorsOf.malformed),
      401: problem(errorsOf.unauthenticated, challenge),
      404: problem(errorsOf.not_found),
      429: problem(errorsOf.too_many_requests, retryAfter),
      500: problem(errorsOf.internal),
      503: problem(errorsOf.unavailable),
    },
  },
});

/** Of one installation: where it is, and whom to write to (an e-mail address). */
export const openApi = ({ origin, contact }: { origin: string; contact: string }) => ({
  openapi: "3.0.3",
  info: {
    title: "Eigenkanaal: figures of conversations",
    version: apiVersion,
    description:
      "What supervisors see of response times and volume, for a program. Read only. Definitions: apps/gateway/API.md.",
    contact: {
      name: "Eigenkanaal",
      email: contact,
      url: "https://github.com/eigenkanaal/eigenkanaal",
    },
    license: {
      name: "EUPL-1.2",
      url: "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
    },
  },
  servers: [{ url: `${origin}${apiPath}`, description: "This town's inbox" }],
  tags: [
    {
      name: "figures",
      description: "Figures, the conversations behind them, and the desks that they are of.",
    },
  ],
  security: [{ token: [] }],
  paths: {
    "/openapi.json": {
      get: {
        ...{ operationId: "description", tags: ["figures"], ...operations.description, security: [] },
        responses: {
          200: {
            description: operations.description.summary,
            headers: {
              ...version,
              "access-control-allow-origin": {
                description: "Any page may read it.",
                schema: { type: "string", enum: ["*"] },
              },
            },
            content: { "application/json": { schema: { type: "object" } } },
          },
          429: problem(errorsOf.too_many_requests, retryAfter),
        },
      },
    },
    "/reports": reading("reports", { answer: "Report", query: FiguresReportQuery }),
    "/conversations": reading("conversations", { answer: "Conversations", query: FiguresListQuery }),
    "/desks": reading("desks", { answer: "Desks", query: undefined }),
  },
  components: {
    securitySchemes: {
      token: {
        ...{ type: "http", scheme: "bearer", bearerFormat: "ekt_ and 43 characters" },
        description: "A token that a supervisor made in the inbox. It reaches desks that they supervise.",
      },
    },
    schemas: {
      Report: schemaOf(FiguresReport, reportWords),
      Conversations: schemaOf(FiguresConversations, conversationWords),
      Desks: schemaOf(FiguresDesks),
      Problem: schemaOf(Problem, problemWords),
    },
  },
});
