import { binary, type Codec, integer, list, object, oneOf, text, uuid } from "./canonicalJson.js";

const common = {
  org: uuid,
  not_before: integer,
  not_after: integer,
  /** Keeps the log from telling who works where: the leaf holds only a hash over it (DESIGN §2.3). */
  salt: binary(16),
};
const hash = binary(32);
const kind = oneOf("desk", "archive");

const officer = object({
  v: oneOf(1),
  type: oneOf("officer"),
  ...common,
  officer: uuid,
  name: text(200),
  vk: binary(32),
});

const policy = object({ v: oneOf(1), type: oneOf("policy"), ...common, roster_signatures: oneOf(1, 2) });

const member = object({
  agent: uuid,
  vk: binary(32),
  pk: binary(32),
  xwing_hash: hash,
  alias: text(200),
  rights: list(oneOf("answer", "rotate", "review", "supervise"), 4),
});

const roster = object({
  v: oneOf(1),
  type: oneOf("roster"),
  ...common,
  desk: uuid,
  kind,
  version: integer,
  prev_hash: hash,
  members: list(member, 500),
});

const desk = object({
  v: oneOf(1),
  type: oneOf("desk"),
  ...common,
  desk: uuid,
  kind,
  name: text(200),
  epoch: integer,
  enc_alg: oneOf(1, 2),
  enc_pk: binary(32, 1216),
  roster_hash: hash,
  prev_hash: hash,
});

const revoke = object({ v: oneOf(1), type: oneOf("revoke"), ...common, revoked: hash, why: text(500) });

type BodyOf<C> = C extends Codec<infer T> ? T : never;

export type OfficerBody = BodyOf<typeof officer>;
export type PolicyBody = BodyOf<typeof policy>;
export type RosterBody = BodyOf<typeof roster>;
export type RosterMember = RosterBody["members"][number];
export type DeskBody = BodyOf<typeof desk>;
export type RevokeBody = BodyOf<typeof revoke>;
export type CertificateBody = OfficerBody | PolicyBody | RosterBody | DeskBody | RevokeBody;

/** Per type: its canonical form, its number in a log leaf, and how long it may be valid. */
export const certificateTypes: Record<
  CertificateBody["type"],
  { readonly codec: Codec<CertificateBody>; readonly leafType: number; readonly maxDays: number }
> = {
  officer: { codec: officer, leafType: 1, maxDays: 400 },
  policy: { codec: policy, leafType: 2, maxDays: 400 },
  roster: { codec: roster, leafType: 3, maxDays: 92 },
  desk: { codec: desk, leafType: 4, maxDays: 35 },
  revoke: { codec: revoke, leafType: 5, maxDays: 400 },
};
