import type { Actor } from "@eigenkanaal/domain";
import type { MemberId, OrganisationId, Role, SessionId } from "@eigenkanaal/protocol";

/** A visitor, known by the key (32 bytes, base64url) whose secret half they showed to hold. */
export type Citizen = { kind: "citizen"; organisation: OrganisationId; vkB64: string };

/** A colleague with a live session; `session` is the hash of its token (base64url), `sessionId` what its owner sees of it. */
export type Member = {
  kind: "member";
  organisation: OrganisationId;
  member: MemberId;
  roles: readonly Role[];
  session: string;
  sessionId: SessionId;
};

export type Principal = Citizen | Member;

/** The principal as the domain knows who acts. */
export const actorOf = (principal: Principal): Actor =>
  principal.kind === "citizen"
    ? { kind: "citizen", vkB64: principal.vkB64 }
    : { kind: "member", member: principal.member };
