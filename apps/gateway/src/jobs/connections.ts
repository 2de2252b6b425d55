import type { DeskId, MemberId, OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { AgentNamespace, AgentSocket, News } from "../sockets/news.js";
import { boardRoom, deskRoom } from "../sockets/rooms.js";
import { desksOfAll, watchedDesksOfAll } from "../store/conversations.js";
import type { Database, Scope } from "../store/database.js";
import { liveSessions, touchSessions } from "../store/sessions.js";

/**
 * Holds the open connections of colleagues against the database, where another process may have signed them out or
 * imported a roster (PROTOCOL.md A3, A4, A8): ended sessions are told and closed; who has other desks, or
 * supervises others, than at the handshake is disconnected, and comes back in the right rooms. Sessions used since `sinceMs` are marked as used. A town
 * whose review fails is logged and looked at again the next time; the others are reviewed all the same.
 */
export const reviewConnections = async (
  sinceMs: number,
  parts: { agents: AgentNamespace; database: Database; news: News; logger: Logger },
) => {
  const connected = new Map<OrganisationId, AgentSocket[]>();
  for (const socket of parts.agents.sockets.values()) {
    const { organisation } = socket.data.member;
    const sockets = connected.get(organisation);
    if (sockets) sockets.push(socket);
    else connected.set(organisation, [socket]);
  }
  for (const [organisation, sockets] of connected) {
    try {
      const now = await parts.database.forOrganisation(organisation, (scope) =>
        read(scope, sockets, sinceMs),
      );
      act(sockets, now, parts);
    } catch (error) {
      parts.logger.warn({ organisation, err: error }, "connections not reviewed");
    }
  }
};

/** What is so by now of those who are connected: the sessions that live, everybody's desks, and those whose board they watch. */
type Now = {
  live: ReadonlySet<string>;
  desks: ReadonlyMap<MemberId, DeskId[]>;
  watched: ReadonlyMap<MemberId, DeskId[]>;
};

/** As many queries for a thousand connections as for one. */
const read = async (scope: Scope, sockets: AgentSocket[], sinceMs: number): Promise<Now> => {
  const nowMs = Date.now();
  const used = sockets.filter(({ data }) => data.usedAtMs >= sinceMs).map(({ data }) => data.member.session);
  const live = await liveSessions(scope, [...new Set(sockets.map(({ data }) => data.member.session))], nowMs);
  await touchSessions(
    scope,
    [...new Set(used)].filter((session) => live.has(session)),
    nowMs,
  );
  const members = [...new Set(sockets.map(({ data }) => data.member.member))];
  return {
    live,
    desks: await desksOfAll(scope, members),
    watched: await watchedDesksOfAll(scope, members),
  };
};

const act = (sockets: AgentSocket[], { live, desks, watched }: Now, { news }: { news: News }) => {
  for (const socket of sockets) {
    const { organisation, member, session } = socket.data.member;
    const due = [
      ...(desks.get(member) ?? []).map((desk) => deskRoom(organisation, desk)),
      ...(watched.get(member) ?? []).map((desk) => boardRoom(organisation, desk)),
    ];
    if (!live.has(session)) news.sessionEnded(socket.data.member);
    else if (!isInItsRooms(socket, due)) socket.disconnect(true);
  }
};

const isInItsRooms = (socket: AgentSocket, due: readonly string[]): boolean => {
  const present = [...socket.rooms].filter((room) => /^(?:desk|board):/.test(room));
  return due.length === present.length && due.every((room) => socket.rooms.has(room));
};
