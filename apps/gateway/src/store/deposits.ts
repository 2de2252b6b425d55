import {
  type BeginDeposit,
  Deposit,
  type DepositedConversations,
  type DepositId,
  type EndDeposit,
  type MemberId,
  type RegisterReceipt,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** So many are shown; all are kept. */
const shown = 100;

type Row = {
  deposit: string;
  selection: unknown;
  chosen: number;
  sealed: boolean;
  by: string;
  at: Date;
  held: number;
  result: string | null;
  leftOut: number;
  sha256: Uint8Array | null;
  endedAt: Date;
  receivedOn: string | null;
  reference: string;
  receiptBy: string;
  receiptAt: Date;
};

/** The newest, or one of them; whichever where none is named. */
const read = async ({ organisation, tx }: Scope, deposit: DepositId | null): Promise<Deposit[]> => {
  const rows = await tx.$queryRaw<Row[]>`SELECT d.deposit_id AS deposit, d.selection, d.chosen, d.sealed,
      d.member_id AS by, d.at, d.result, d.left_out AS "leftOut", d.sha256, d.ended_at AS "endedAt",
      d.received_on::text AS "receivedOn", d.receipt_reference AS reference, d.receipt_by AS "receiptBy",
      d.receipt_at AS "receiptAt",
      (SELECT count(*)::integer FROM deposit_conversation c
        WHERE c.organisation_id = d.organisation_id AND c.deposit_id = d.deposit_id) AS held
    FROM deposit d
    WHERE d.organisation_id = ${organisation}::uuid AND (${deposit}::uuid IS NULL OR d.deposit_id = ${deposit}::uuid)
    ORDER BY d.at DESC, d.deposit_id LIMIT ${shown}`;
  return rows.map(({ deposit, selection, chosen, sealed, by, at, held, ...row }) =>
    Deposit.parse({
      ...{ deposit, selection, chosen, sealed, by, held, atMs: at.getTime() },
      ended:
        row.result === null
          ? null
          : {
              ...{ result: row.result, leftOut: row.leftOut, atMs: row.endedAt.getTime() },
              sha256: row.sha256 && Buffer.from(row.sha256).toString("hex"),
            },
      receipt:
        row.receivedOn === null
          ? null
          : {
              ...{ receivedOn: row.receivedOn, reference: row.reference, by: row.receiptBy },
              atMs: row.receiptAt.getTime(),
            },
    }),
  );
};

export const townDeposits = (scope: Scope): Promise<Deposit[]> => read(scope, null);

export const findDeposit = async (scope: Scope, deposit: DepositId): Promise<Deposit | undefined> =>
  (await read(scope, deposit))[0];

/** The same, and nobody else ends it or registers a receipt until the transaction ends. */
export const lockDeposit = async (scope: Scope, deposit: DepositId): Promise<Deposit | undefined> => {
  const { organisation, tx } = scope;
  await tx.$queryRaw`SELECT 1 FROM deposit
    WHERE organisation_id = ${organisation}::uuid AND deposit_id = ${deposit}::uuid FOR UPDATE`;
  return findDeposit(scope, deposit);
};

export const writeDeposit = async (
  { organisation, tx }: Scope,
  deposit: DepositId,
  { selection, chosen, sealed, by }: BeginDeposit & { by: MemberId },
) => {
  await tx.$executeRaw`INSERT INTO deposit (organisation_id, deposit_id, selection, chosen, sealed, member_id)
    VALUES (${organisation}::uuid, ${deposit}::uuid, ${JSON.stringify(selection)}::jsonb, ${chosen}, ${sealed}, ${by}::uuid)`;
};

/** Those that are still closed as they were; what was reopened since is not what the package holds. */
export const addToDeposit = async (
  { organisation, tx }: Scope,
  deposit: DepositId,
  { conversations }: DepositedConversations,
) => {
  await tx.$executeRaw`INSERT INTO deposit_conversation (organisation_id, deposit_id, conversation_id, closed_at)
    SELECT DISTINCT c.organisation_id, ${deposit}::uuid, c.conversation_id, c.closed_at
    FROM unnest(${conversations.map((one) => one.conversation)}::uuid[],
      ${conversations.map((one) => new Date(one.closedAtMs).toISOString())}::text[]::timestamptz[]) AS u (id, closed_at)
    JOIN conversation c ON c.organisation_id = ${organisation}::uuid AND c.conversation_id = u.id AND c.closed_at = u.closed_at
    ON CONFLICT DO NOTHING`;
};

export const endDeposit = async (scope: Scope, deposit: DepositId, ending: EndDeposit) => {
  const { organisation, tx } = scope;
  await tx.deposit.update({
    where: { organisation_deposit: { organisation, deposit } },
    data: {
      ...{ result: ending.result, leftOut: ending.leftOut },
      sha256: ending.sha256 === null ? null : Buffer.from(ending.sha256, "hex"),
      endedAt: new Date(await databaseNowMs(scope)),
    },
  });
};

export const writeReceipt = async (
  scope: Scope,
  deposit: DepositId,
  { receivedOn, reference, by }: Omit<RegisterReceipt, "sha256"> & { by: MemberId },
) => {
  const { organisation, tx } = scope;
  await tx.deposit.update({
    where: { organisation_deposit: { organisation, deposit } },
    data: {
      ...{ receivedOn: new Date(receivedOn), receiptReference: reference, receiptBy: by },
      receiptAt: new Date(await databaseNowMs(scope)),
    },
  });
};
