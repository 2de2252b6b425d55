import { DeskId, MemberId, OrganisationId } from "@eigenkanaal/protocol";
import { z } from "zod";

/**
 * The bodies of certificates (packages/crypto/DESIGN.md, "Certificates"), with their keys in canonical order.
 * The gateway verifies what it is handed, so that it never publishes what every client would reject.
 */
const bytes = (length: number) =>
  z.string().refine((text) => {
    const decoded = Buffer.from(text, "base64url");
    return decoded.length === length && decoded.toString("base64url") === text;
  });
const time = z.int().nonnegative();
const kind = z.enum(["desk", "archive"]);

const common = {
  org: OrganisationId,
  not_before: time,
  not_after: time,
  salt: bytes(16),
};

const Officer = z.strictObject({
  v: z.literal(1),
  type: z.literal("officer"),
  ...common,
  officer: z.string(),
  name: z.string(),
  vk: bytes(32),
});

const Policy = z.strictObject({
  v: z.literal(1),
  type: z.literal("policy"),
  ...common,
  roster_signatures: z.union([z.literal(1), z.literal(2)]),
});

const Roster = z.strictObject({
  v: z.literal(1),
  type: z.literal("roster"),
  ...common,
  desk: DeskId,
  kind,
  version: z.int().positive(),
  prev_hash: bytes(32),
  members: z.array(
    z.strictObject({
      agent: MemberId,
      vk: bytes(32),
      pk: bytes(32),
      xwing_hash: bytes(32),
      alias: z.string(),
      rights: z.array(z.enum(["answer", "rotate", "review", "supervise"])),
    }),
  ),
});

const Desk = z.strictObject({
  v: z.literal(1),
  type: z.literal("desk"),
  ...common,
  desk: DeskId,
  kind,
  name: z.string(),
  epoch: z.int().positive(),
  enc_alg: z.union([z.literal(1), z.literal(2)]),
  enc_pk: z.union([bytes(32), bytes(1216)]),
  roster_hash: bytes(32),
  prev_hash: bytes(32),
});

const Revoke = z.strictObject({
  v: z.literal(1),
  type: z.literal("revoke"),
  ...common,
  revoked: bytes(32),
  why: z.string(),
});

const Body = z.discriminatedUnion("type", [Officer, Policy, Roster, Desk, Revoke]);
export type Body = z.infer<typeof Body>;
export type OfficerBody = z.infer<typeof Officer>;
export type PolicyBody = z.infer<typeof Policy>;
export type RosterBody = z.infer<typeof Roster>;
export type DeskBody = z.infer<typeof Desk>;
export type RevokeBody = z.infer<typeof Revoke>;

/** Per type: its number in a log leaf and the days that it may be valid. */
export const certificateTypes: Record<Body["type"], { leafType: number; maxDays: number }> = {
  officer: { leafType: 1, maxDays: 400 },
  policy: { leafType: 2, maxDays: 400 },
  roster: { leafType: 3, maxDays: 92 },
  desk: { leafType: 4, maxDays: 35 },
  revoke: { leafType: 5, maxDays: 400 },
};

/** The body of canonical payload bytes; undefined for any other spelling, key or type. */
export const readBody = (payload: Uint8Array): Body | undefined => {
  const text = Buffer.from(payload).toString("utf8");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = Body.safeParse(json);
  if (!parsed.success) return undefined;
  // Schemas give their keys in canonical order: duplicate keys, other orders and other escapes do not survive this.
  return Buffer.from(JSON.stringify(parsed.data), "utf8").equals(payload) ? parsed.data : undefined;
};
