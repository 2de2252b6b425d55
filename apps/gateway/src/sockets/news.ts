import { summaryFor } from "@eigenkanaal/domain";
import type {
  AgentCalls,
  AgentNews,
  CitizenCalls,
  CitizenNews,
  Ephemeral,
  OrganisationId,
  StoredEpoch,
  StoredMessage,
} from "@eigenkanaal/protocol";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type { Citizen, Member } from "../principals.js";
import type { StoredConversation } from "../store/conversations.js";
import type { Missed } from "./cluster.js";
import { channelRoom, citizenRoom, deskRoom, sessionRoom } from "./rooms.js";

/** Whose connection it is, and when it was last used (unix ms). */
type AgentData = { member: Member; usedAtMs: number };

export type CitizenNamespace = Namespace<CitizenCalls, CitizenNews, DefaultEventsMap, { citizen?: Citizen }>;
export type AgentNamespace = Namespace<AgentCalls, AgentNews, DefaultEventsMap, AgentData>;
export type CitizenSocket = Socket<CitizenCalls, CitizenNews, DefaultEventsMap, { citizen?: Citizen }>;
export type AgentSocket = Socket<AgentCalls, AgentNews, DefaultEventsMap, AgentData>;

/** Where news goes and from which connection it comes, which hears of it in its acknowledgement. */
export type From = { organisation: OrganisationId; socketId: string };

/** What the gateway tells of its own accord: a hint, after the commit (PROTOCOL.md C4, E1, M6, M8). */
export type News = {
  message(message: StoredMessage, from: From): void;
  epoch(epoch: StoredEpoch, from: From): void;
  ephemeral(ephemeral: Ephemeral, from: From): void;
  changed(organisation: OrganisationId, stored: StoredConversation): void;
  /** Towards colleagues only: of the internal channel a citizen hears nothing at all (PROTOCOL.md C6). */
  changedInternally(organisation: OrganisationId, stored: StoredConversation): void;
  sessionEnded(session: Pick<Member, "organisation" | "session">): void;
  /** News was lost on its way: towards this gateway's connections or towards everybody's (PROTOCOL.md M11). */
  missed(where: Missed): void;
};

export const createNews = ({
  citizens,
  agents,
}: {
  citizens: CitizenNamespace;
  agents: AgentNamespace;
}): News => {
  const room = ({ conversation, channel }: Ephemeral | StoredEpoch | StoredMessage, { organisation }: From) =>
    channelRoom(organisation, conversation, channel);
  const changedInternally: News["changedInternally"] = (organisation, { conversation }) => {
    agents
      .to(deskRoom(organisation, conversation.desk))
      .emit("conversation:changed", summaryFor("desk", conversation));
  };
  return {
    message: (message, from) => {
      citizens.to(room(message, from)).except(from.socketId).emit("message:new", message);
      agents.to(room(message, from)).except(from.socketId).emit("message:new", message);
    },
    epoch: (epoch, from) => {
      citizens.to(room(epoch, from)).except(from.socketId).emit("epoch:new", epoch);
      agents.to(room(epoch, from)).except(from.socketId).emit("epoch:new", epoch);
    },
    ephemeral: (ephemeral, from) => {
      citizens.to(room(ephemeral, from)).except(from.socketId).emit("ephemeral:new", ephemeral);
      agents.to(room(ephemeral, from)).except(from.socketId).emit("ephemeral:new", ephemeral);
    },
    changed: (organisation, stored) => {
      citizens
        .to(citizenRoom({ organisation, vkB64: stored.citizenVkB64 }))
        .emit("conversation:changed", summaryFor("citizen", stored.conversation));
      changedInternally(organisation, stored);
    },
    changedInternally,
    sessionEnded: (session) => {
      const ended = agents.in(sessionRoom(session));
      ended.emit("session:ended");
      ended.disconnectSockets(true);
    },
    missed: (where) => {
      if (where === "here") {
        citizens.local.emit("news:missed");
        agents.local.emit("news:missed");
      } else {
        citizens.emit("news:missed");
        agents.emit("news:missed");
      }
    },
  };
};
