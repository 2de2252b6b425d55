import type { ErrorCode, OrganisationId } from "@eigenkanaal/protocol";
import { type AuditDeed, type NewLine, noteLines } from "../store/auditLines.js";
import type { Database } from "../store/database.js";

/** What somebody asked and was refused: on what is known only where it was not theirs to name. */
export type Asked = AuditDeed & { organisation: OrganisationId };

export type Refusals = {
  note(asked: Asked, code: ErrorCode): void;
  /** Writes what is due, or all there is. What cannot be written now is still due. */
  write(which: "due" | "all"): Promise<void>;
};

/** Refusals of one kind: one session, one act, one code. */
type Kind = { asked: Asked; code: ErrorCode; count: number; quietUntilMs: number };

const minuteMs = 60_000;

/**
 * Refused acts, on their way into the log (PROTOCOL.md Y3). The first of its kind is written within a second, and those
 * that follow within a minute as one line with their number: a flood, of whoever has a session, fills a line or two a
 * minute for each act and code. A refusal is answered without waiting for its line; a gateway that is killed loses what
 * it had not written.
 */
export const createRefusals = ({
  database,
  nowMs,
}: {
  database: Pick<Database, "forOrganisation">;
  nowMs: () => number;
}): Refusals => {
  const kinds = new Map<string, Kind>();

  const dueOf = (which: "due" | "all", now: number): Map<OrganisationId, Kind[]> => {
    const due = new Map<OrganisationId, Kind[]>();
    for (const [key, kind] of kinds) {
      if (which === "due" && now < kind.quietUntilMs) continue;
      // A minute in which nothing more came.
      if (kind.count === 0) kinds.delete(key);
      else due.set(kind.asked.organisation, [...(due.get(kind.asked.organisation) ?? []), kind]);
    }
    return due;
  };

  const lineOf = ({ asked: { organisation: _, ...deed }, code, count }: Kind): NewLine => ({
    ...deed,
    result: code,
    times: count,
  });

  return {
    note: (asked, code) => {
      const { organisation, actor, session, act, object } = asked;
      const key = JSON.stringify([organisation, actor, session, act, object?.id, code]);
      const known = kinds.get(key);
      if (known) known.count++;
      else kinds.set(key, { asked, code, count: 1, quietUntilMs: 0 });
    },
    write: async (which) => {
      const now = nowMs();
      for (const [organisation, due] of dueOf(which, now)) {
        const lines = due.map(lineOf);
        await database.forOrganisation(organisation, (scope) => noteLines(scope, lines));
        due.forEach((kind, index) => {
          // Others may have come while it was written.
          kind.count -= lines[index]?.times ?? 0;
          kind.quietUntilMs = now + minuteMs;
        });
      }
    },
  };
};
