import type { ErasureDecision } from "@eigenkanaal/domain";
import {
  type ConversationId,
  ErasureRequest,
  type ErasureRequests,
  maxErasurePage,
} from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";

/** Requests of citizens to erase their conversation (PROTOCOL.md, Z): what decides about them, and what is remembered. */

/** A hold that is placed meanwhile waits for the end of the transaction. To be asked before any row is locked. */
export const waitForHolds = async ({ organisation, tx }: Scope) => {
  await tx.$queryRaw`SELECT 1 FROM holds_wait(${organisation}::uuid)`;
};

/** Whether anybody of the town ever had a conversation in hand, wrote in it or did anything else with it. */
export const wasTakenUp = async (
  { organisation, tx }: Scope,
  conversation: ConversationId,
): Promise<boolean> => {
  const [row] = await tx.$queryRaw<{ takenUp: boolean }[]>`SELECT was_taken_up(c) AS "takenUp"
    FROM conversation c
    WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = ${conversation}::uuid`;
  // What is not there is not erased by this.
  return row?.takenUp ?? true;
};

/** Whether anything holds a conversation now. */
export const isHeld = async ({ organisation, tx }: Scope, conversation: ConversationId): Promise<boolean> => {
  const [row] = await tx.$queryRaw<{ held: boolean }[]>`SELECT
      EXISTS (SELECT FROM holds_on(c, clock_timestamp())) AS held
    FROM conversation c
    WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = ${conversation}::uuid`;
  return row?.held ?? false;
};

/** The newest request for a conversation, by its pseudonym; undefined where there was none. */
export const newestErasureRequest = async (
  { organisation, tx }: Scope,
  pseudonym: string,
): Promise<ErasureRequest | undefined> => {
  const row = await tx.erasureRequest.findFirst({
    where: { organisation, pseudonym },
    orderBy: { request: "desc" },
  });
  return row ? fromRow(row) : undefined;
};

/** Remembers a request and what became of it: as it is remembered. */
export const writeErasureRequest = async (
  { organisation, tx }: Scope,
  pseudonym: string,
  decision: ErasureDecision,
): Promise<ErasureRequest> => {
  const kept = decision.outcome === "refused" ? decision : { class: null, through: null };
  const row = await tx.erasureRequest.create({
    data: {
      ...{ organisation, pseudonym, outcome: decision.outcome, ground: decision.ground },
      retention: kept.class,
      through: kept.through === null ? null : new Date(`${kept.through}T00:00:00Z`),
    },
  });
  return fromRow(row);
};

type Row = {
  request: bigint;
  pseudonym: string;
  outcome: string;
  ground: string;
  retention: string | null;
  through: Date | null;
  at: Date;
};

const fromRow = ({ request, pseudonym, outcome, ground, at, ...row }: Row): ErasureRequest =>
  ErasureRequest.parse({
    ...{ request: Number(request), pseudonym, outcome, ground, atMs: at.getTime() },
    ...(outcome === "refused" && {
      class: row.retention,
      through: row.through?.toISOString().slice(0, 10) ?? null,
    }),
  });

/** A page of what was asked in the town, newest first, before a request. */
export const erasureRequests = async (
  { organisation, tx }: Scope,
  before: number | undefined,
): Promise<ErasureRequests> => {
  const rows = await tx.erasureRequest.findMany({
    where: { organisation, ...(before !== undefined && { request: { lt: before } }) },
    orderBy: { request: "desc" },
    take: maxErasurePage + 1,
  });
  return { requests: rows.slice(0, maxErasurePage).map(fromRow), more: rows.length > maxErasurePage };
};
