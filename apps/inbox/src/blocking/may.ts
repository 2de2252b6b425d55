import type { BlockView, QueueItem } from "@eigenkanaal/client";
import type { Role } from "@eigenkanaal/protocol";

type Standing = Pick<QueueItem, "assignee" | "standing"> & { roles: readonly Role[] };

/** Who is offered to block: as the gateway will decide (PROTOCOL.md B3). */
export const mayBlock = ({ assignee, standing, roles }: Standing): boolean =>
  standing === "on_desk" && (assignee?.me === true || roles.includes("supervisor"));

/** Who is offered to lift it (PROTOCOL.md B5). */
export const mayLift = ({ by }: Pick<BlockView, "by">, standing: Standing): boolean =>
  mayBlock(standing) ||
  (standing.standing === "on_desk" && (by.me || standing.roles.includes("functional_administrator")));
