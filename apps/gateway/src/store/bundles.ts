import { randomBytes } from "node:crypto";
import { type BundleContent, CertificateResource } from "@eigenkanaal/protocol";
import type pg from "pg";
import { hashAuth } from "../signIn/credentials.js";
import { type Addition, BundleRefused } from "../trust/bundle.js";
import { certificateLeaf, type Standing } from "../trust/register.js";

const bytes = (text: string) => Buffer.from(text, "base64url");

/** What the database holds of the bundle's organisation; nothing when it is new. Locks it against other imports. */
export const loadKnown = async (client: pg.ClientBase, content: BundleContent) => {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [content.organisation]);
  const { rows: towns } = await client.query<{ domain: string; root_vk: Buffer }>(
    "SELECT domain, root_vk FROM organisation WHERE organisation_id = $1",
    [content.organisation],
  );
  const [town] = towns;
  if (town && (!town.root_vk.equals(bytes(content.rootVk)) || town.domain !== content.domain))
    throw new BundleRefused("Refused: the organisation is there with another root key or domain.");
  const of = <Row extends pg.QueryResultRow>(text: string) => client.query<Row>(text, [content.organisation]);
  const certificates = await of<{ payload: Buffer; signatures: unknown; log_index: number }>(
    "SELECT payload, signatures, log_index FROM certificate WHERE organisation_id = $1 ORDER BY log_index",
  );
  const desks = await of<{ desk_id: string; kind: string }>(
    "SELECT desk_id, kind FROM desk WHERE organisation_id = $1",
  );
  const members = await of<{ member_id: string; vk: Buffer }>(
    "SELECT member_id, vk FROM member WHERE organisation_id = $1",
  );
  return {
    organisation: town ? ("known" as const) : ("new" as const),
    certificates: certificates.rows.map((row) =>
      CertificateResource.parse({
        payload: row.payload.toString("base64url"),
        signatures: row.signatures,
        logIndex: row.log_index,
      }),
    ),
    desks: new Map(desks.rows.map((row) => [row.desk_id, row.kind])),
    members: new Map(members.rows.map((row) => [row.member_id, row.vk.toString("base64url")])),
  };
};

/** Adds a verified bundle; the caller commits. As the schema's owner: the gateway itself may not. */
export const addBundle = async (
  client: pg.ClientBase,
  content: BundleContent,
  { register, added }: Addition,
) => {
  const { organisation } = content;
  for (const { desk, kind, name, general } of content.desks)
    await client.query(
      "INSERT INTO desk (organisation_id, desk_id, kind, name, general) VALUES ($1, $2, $3, $4, $5)",
      [organisation, desk, kind, name, general],
    );
  for (const member of content.members) await addMember(client, content, member);
  for (const certificate of added) await addCertificate(client, content, certificate);
  for (const { desk, epoch, member, alg, wrap } of content.deskKeys)
    await client.query(
      `INSERT INTO desk_key (organisation_id, desk_id, epoch, member_id, alg, wrap) VALUES ($1, $2, $3, $4, $5, $6)`,
      [organisation, desk, epoch, member, alg, bytes(wrap)],
    );
  const desksWithNewRoster = new Set(
    added.flatMap(({ body }) => (body.type === "roster" ? [body.desk] : [])),
  );
  for (const desk of desksWithNewRoster) {
    await client.query("DELETE FROM desk_member WHERE organisation_id = $1 AND desk_id = $2", [
      organisation,
      desk,
    ]);
    for (const { agent, rights } of register.newestRoster(desk)?.body.members ?? [])
      await client.query(
        "INSERT INTO desk_member (organisation_id, desk_id, member_id, rights) VALUES ($1, $2, $3, $4)",
        [organisation, desk, agent, rights],
      );
  }
};

/**
 * Until the town's settings say otherwise, a person is reached through the town's own site. Throws BundleRefused when
 * another organisation has the domain or the root key.
 */
export const addOrganisation = async (client: pg.ClientBase, content: BundleContent) => {
  const { organisation, name, domain, rootVk } = content;
  const { rowCount } = await client.query(
    `INSERT INTO organisation (organisation_id, name, domain, root_vk, phone, counter_url, privacy_url)
     VALUES ($1, $2, $3, $4, '', $5, $6) ON CONFLICT DO NOTHING`,
    [organisation, name, domain, bytes(rootVk), `https://${domain}/contact`, `https://${domain}/privacy`],
  );
  if (rowCount === 0)
    throw new BundleRefused(`Refused: another organisation has the domain ${domain} or this root key.`);
  await client.query("INSERT INTO organisation_secret (organisation_id, parameters_key) VALUES ($1, $2)", [
    organisation,
    randomBytes(32),
  ]);
};

const addMember = async (
  client: pg.ClientBase,
  { organisation }: BundleContent,
  member: BundleContent["members"][number],
) => {
  const authHash = await hashAuth(bytes(member.auth));
  await client.query(
    `INSERT INTO member (organisation_id, member_id, account, name, alias, roles, vk, root_pin, auth_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      organisation,
      member.member,
      member.account.split("@")[0],
      member.name,
      member.alias,
      member.roles,
      bytes(member.vk),
      bytes(member.rootPin),
      authHash,
    ],
  );
  for (const slot of member.slots)
    await client.query(
      `INSERT INTO key_slot (organisation_id, member_id, type, salt, ops, mem_bytes, slot)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [organisation, member.member, slot.type, bytes(slot.salt), slot.ops, slot.memBytes, bytes(slot.slot)],
    );
};

const addCertificate = async (client: pg.ClientBase, { organisation }: BundleContent, standing: Standing) => {
  const { body, payload, hash, signatures, logIndex } = standing;
  await client.query(
    `INSERT INTO certificate (organisation_id, hash, log_index, type, payload, signatures, not_before, not_after,
       desk_id, version, roster_hash, revoked_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      organisation,
      hash,
      logIndex,
      body.type,
      payload,
      JSON.stringify(signatures),
      new Date(body.not_before),
      new Date(body.not_after),
      body.type === "roster" || body.type === "desk" ? body.desk : null,
      body.type === "roster" ? body.version : body.type === "desk" ? body.epoch : null,
      body.type === "desk" ? bytes(body.roster_hash) : null,
      body.type === "revoke" ? bytes(body.revoked) : null,
    ],
  );
  const leaf = certificateLeaf(standing);
  await client.query("INSERT INTO log_leaf (organisation_id, index, leaf) VALUES ($1, $2, $3)", [
    organisation,
    logIndex,
    leaf,
  ]);
  await client.query("INSERT INTO transparency_leaf (organisation_id, leaf) VALUES ($1, $2)", [
    organisation,
    leaf,
  ]);
  if (body.type === "desk")
    await client.query("UPDATE desk SET key_hash = $3 WHERE organisation_id = $1 AND desk_id = $2", [
      organisation,
      body.desk,
      hash,
    ]);
};
