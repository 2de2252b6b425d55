import {
  agentFromSeed,
  buildTrust,
  certificateLeaf,
  fromBase64Url,
  type LoggedCertificate,
  openSlot,
  parseRecoveryKit,
  readCertificate,
  ready,
  recoveryKek,
  type SigningKeys,
  type Trust,
  wipe,
} from "@eigenkanaal/crypto";
import { leafHash, treeRoot } from "@eigenkanaal/log";
import { DeskId, MemberId, OrganisationId } from "@eigenkanaal/protocol";
import type pg from "pg";
import { z } from "zod";
import { StartFailure } from "../startFailure.js";
import type { DeskCertificate, Parties } from "./parties.js";

/** What `demo.json` says of the town, as far as its year needs it. */
export const DemoTown = z.object({
  organisation: OrganisationId,
  rootVk: z.string(),
  staff: z.array(z.object({ account: z.string(), recoveryKit: z.string() })),
});
export type DemoTown = z.infer<typeof DemoTown>;

/**
 * Verifies the town's certificates from its root, as a client does, and opens the keys of its made-up staff with their recovery
 * kits. Throws StartFailure where something of it is not there or does not stand.
 */
export const readParties = async (
  client: Pick<pg.ClientBase, "query">,
  { organisation, rootVk, staff }: DemoTown,
): Promise<Parties> => {
  await ready();
  const { rows } = await client.query<{ payload: Buffer; signatures: unknown; index: number }>(
    `SELECT payload, signatures, log_index AS index FROM certificate WHERE organisation_id = $1 ORDER BY log_index`,
    [organisation],
  );
  const certificates = rows.map(loggedCertificate);
  const trust = await buildTrust({ rootVk: bytes(rootVk), organisation, nowMs: Date.now(), certificates });
  const desks = new Map(
    trust.desks().map(({ body }) => [DeskId.parse(body.desk), certificateOf(trust, body.desk)]),
  );
  const archive = trust.archiveDesk();
  if (!archive || desks.size === 0)
    throw new StartFailure("The town's keys are not there or no longer valid: run npm start once.");
  const signing = new Map<MemberId, SigningKeys>();
  for (const { member, account, vk, slot } of await kitSlots(client, organisation)) {
    const kit = staff.find((one) => one.account === account)?.recoveryKit;
    const kitBytes = kit === undefined ? undefined : parseRecoveryKit(kit);
    if (!kitBytes) continue;
    const opened = openSlot({ type: "recovery-kit", agent: member, vk }, recoveryKek(kitBytes, member), slot);
    if (!opened.ok) throw new StartFailure(`The recovery kit of ${account} in demo.json is another one's.`);
    signing.set(member, agentFromSeed(opened.seed).signing);
    wipe(opened.seed);
  }
  if (signing.size === 0) throw new StartFailure("demo.json has nobody of this town: run npm start once.");
  const log = { size: trust.logSize, root: await rootOf(certificates) };
  return { organisation, log, desks, archive: certificateOf(trust, archive.body.desk), signing };
};

const certificateOf = (trust: Trust, desk: string): DeskCertificate => {
  const found = trust.currentDesk(desk);
  const roster = trust.currentRoster(desk);
  if (!found || !roster) throw new StartFailure("A desk of the town has no valid key: run npm start once.");
  return {
    certHash: found.hash,
    alg: found.body.enc_alg,
    pk: found.body.enc_pk,
    notBeforeMs: Math.max(found.body.not_before, roster.body.not_before),
  };
};

const Signatures = z.array(z.object({ vk: z.string(), signature: z.string() }));

const loggedCertificate = (row: {
  payload: Buffer;
  signatures: unknown;
  index: number;
}): LoggedCertificate => ({
  payloadBytes: new Uint8Array(row.payload),
  signatures: Signatures.parse(row.signatures).map(({ vk, signature }) => ({
    vk: bytes(vk),
    signature: bytes(signature),
  })),
  logIndex: row.index,
});

const bytes = (b64: string): Uint8Array => fromBase64Url(b64) ?? new Uint8Array();

/** The root of the log of these certificates, all of it. */
const rootOf = async (certificates: readonly LoggedCertificate[]): Promise<Uint8Array> => {
  const leaves = certificates.map(async (certificate) => {
    const read = readCertificate(certificate);
    if (!read.ok) throw new StartFailure("A certificate of the town cannot be read.");
    return leafHash(await certificateLeaf(read.body.type, certificate.payloadBytes));
  });
  return treeRoot(await Promise.all(leaves));
};

/** The slots that a recovery kit opens. */
const kitSlots = async (client: Pick<pg.ClientBase, "query">, organisation: string) => {
  const { rows } = await client.query<{ member: string; account: string; vk: Buffer; slot: Buffer }>(
    `SELECT m.member_id AS member, m.account || '@' || o.domain AS account, m.vk, s.slot
     FROM member m JOIN organisation o USING (organisation_id) JOIN key_slot s USING (organisation_id, member_id)
     WHERE m.organisation_id = $1 AND s.type = 2`,
    [organisation],
  );
  return rows.map(({ member, account, vk, slot }) => ({
    member: MemberId.parse(member),
    account,
    vk: new Uint8Array(vk),
    slot: new Uint8Array(slot),
  }));
};
