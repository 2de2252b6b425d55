import type { OrganisationId } from "@eigenkanaal/protocol";
import type { AgentNamespace, AgentSocket, News } from "../sockets/news.js";
import { deskRoom } from "../sockets/rooms.js";
import { desksOf } from "../store/conversations.js";
import type { Database, Scope } from "../store/database.js";
import { liveSessions, touchSessions } from "../store/sessions.js";

/**
 * Holds the open connections of colleagues against the database, where another process may have signed them out or
 * imported a roster (PROTOCOL.md A3, A4, A8): ended sessions are told and closed; who has other desks than at the
 * handshake is disconnected, and comes back in the right rooms. Sessions used since `sinceMs` are marked as used.
 */
export const reviewConnections = async (
  sinceMs: number,
  parts: { agents: AgentNamespace; database: Database; news: News },
) => {
  const connected = new Map<OrganisationId, AgentSocket[]>();
  for (const socket of parts.agents.sockets.values()) {
    const { organisation } = socket.data.member;
    connected.set(organisation, [...(connected.get(organisation) ?? []), socket]);
  }
  for (const [organisation, sockets] of connected)
    await parts.database.forOrganisation(organisation, (scope) =>
      review(scope, sockets, { ...parts, sinceMs }),
    );
};

const review = async (
  scope: Scope,
  sockets: AgentSocket[],
  { news, sinceMs }: { news: News; sinceMs: number },
) => {
  const nowMs = Date.now();
  const used = sockets.filter(({ data }) => data.usedAtMs >= sinceMs).map(({ data }) => data.member.session);
  const live = await liveSessions(scope, [...new Set(sockets.map(({ data }) => data.member.session))], nowMs);
  await touchSessions(
    scope,
    [...new Set(used)].filter((session) => live.has(session)),
    nowMs,
  );
  for (const socket of sockets) {
    const { member } = socket.data;
    if (!live.has(member.session)) news.sessionEnded(member);
    else if (!(await isInItsRooms(scope, socket))) socket.disconnect(true);
  }
};

const isInItsRooms = async (scope: Scope, socket: AgentSocket): Promise<boolean> => {
  const { organisation, member } = socket.data.member;
  const due = (await desksOf(scope, member)).map((desk) => deskRoom(organisation, desk));
  const present = [...socket.rooms].filter((room) => room.startsWith("desk:"));
  return due.length === present.length && due.every((room) => socket.rooms.has(room));
};
