import { type Conversation, summaryFor } from "@eigenkanaal/domain";
import type {
  AgentCalls,
  AgentNews,
  CitizenCalls,
  CitizenNews,
  ConversationId,
  DeskId,
  DestructionCertificate,
  Ephemeral,
  MemberPresence,
  OrganisationId,
  StoredEpoch,
  StoredMessage,
  Viewer,
} from "@eigenkanaal/protocol";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type { Citizen, Member } from "../principals.js";
import type { StoredConversation } from "../store/conversations.js";
import { createBoardNews } from "./boardNews.js";
import type { Missed } from "./cluster.js";
import {
  boardRoom,
  channelRoom,
  citizenRoom,
  citizensRoom,
  colleaguesRoom,
  deskRoom,
  memberRoom,
  sessionRoom,
} from "./rooms.js";

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
  /** What an act made of a conversation. */
  changed(organisation: OrganisationId, stored: StoredConversation): void;
  /**
   * What a message made of one: its numbers and times. Towards colleagues only, with all others of their desk that change
   * in the same turn of the event loop: to tell each by itself was half of all frames. The citizen has it from the message,
   * and hears nothing of one in the internal channel (PROTOCOL.md C6).
   */
  counted(organisation: OrganisationId, stored: StoredConversation): void;
  /**
   * It is another desk's now, or who read along no longer does: whoever may not have it any more hears no more of it,
   * and is told where it went (PROTOCOL.md X5, X6).
   */
  moved(before: StoredConversation, after: StoredConversation, from: From): void;
  /** It is destroyed: to its desk's colleagues and to who has loaded it, who hear no more of it (PROTOCOL.md P15). */
  destroyed(
    organisation: OrganisationId,
    certificate: Pick<DestructionCertificate, "conversation" | "desk" | "destroyedAtMs">,
  ): void;
  /** To the colleagues of these desks, the member's own connections among them (PROTOCOL.md R2). */
  presence(organisation: OrganisationId, desks: readonly DeskId[], presence: MemberPresence): void;
  /**
   * Something that the boards of these desks show is otherwise: to their supervisors (PROTOCOL.md U4). What is told here by
   * `changed`, `moved`, `destroyed` and `presence` is told to them by itself; what `counted` tells need not be on a board.
   */
  board(organisation: OrganisationId, desks: readonly DeskId[]): void;
  /** To the other colleagues who have loaded the conversation, and never to its citizen (PROTOCOL.md V1). */
  viewer(viewer: Viewer, from: From): void;
  /** Settings of the town are others, or will be: to all its colleagues (PROTOCOL.md G5). */
  townChanged(organisation: OrganisationId): void;
  /** What is held is otherwise than before: to all citizens of the town, who ask how it is with theirs (PROTOCOL.md Z5). */
  holdsChanged(organisation: OrganisationId): void;
  sessionEnded(session: Pick<Member, "organisation" | "session">): void;
  /** News was lost on its way: towards this gateway's connections or towards everybody's (PROTOCOL.md M11). */
  missed(where: Missed): void;
};

/** Whether other gateways have connections too, which hear by way of the adapter. */
type Reach = "this gateway" | "several gateways";

export const createNews = ({
  citizens,
  agents,
  reach,
}: {
  citizens: CitizenNamespace;
  agents: AgentNamespace;
  reach: Reach;
}): News => {
  /**
   * Whether a room has anybody to tell, apart from the connection that the news comes from. Socket.IO encodes news
   * before it looks for somebody to hear it; most conversations are open on one connection of each side, so that every
   * message was encoded once for its own sender, who is not told.
   */
  const isHeard = ({ adapter }: CitizenNamespace | AgentNamespace, room: string, socketId?: string) => {
    if (reach === "several gateways") return true;
    const members = adapter.rooms.get(room);
    return members !== undefined && (members.size > 1 || socketId === undefined || !members.has(socketId));
  };
  const room = ({ conversation, channel }: Ephemeral | StoredEpoch | StoredMessage, { organisation }: From) =>
    channelRoom(organisation, conversation, channel);
  const citizensIn = (where: string, { socketId }: From) =>
    isHeard(citizens, where, socketId) ? citizens.to(where).except(socketId) : undefined;
  const agentsIn = (where: string, { socketId }: From) =>
    isHeard(agents, where, socketId) ? agents.to(where).except(socketId) : undefined;

  const boards = createBoardNews((organisation, desk) => {
    agents.to(boardRoom(organisation, desk)).emit("board:changed", { desk });
  });
  const board: News["board"] = (organisation, desks) => {
    for (const desk of desks)
      if (isHeard(agents, boardRoom(organisation, desk))) boards.changed(organisation, desk);
  };

  /** Who handed it to another desk and reads along there hears what its colleagues hear (PROTOCOL.md X6). */
  const tellReader = (organisation: OrganisationId, conversation: Conversation) => {
    if (conversation.reader === null) return;
    agents
      .to(memberRoom(organisation, conversation.reader))
      .except(deskRoom(organisation, conversation.desk))
      .emit("conversation:changed", summaryFor("desk", conversation));
  };

  /** By the room of their desk, what is told at the end of this turn. */
  let counting = new Map<string, Map<ConversationId, Conversation>>();
  const tellCounted = () => {
    const counted = counting;
    counting = new Map();
    for (const [desk, conversations] of counted)
      if (conversations.size > 0)
        agents.to(desk).emit("conversations:changed", {
          conversations: [...conversations.values()].map((one) => summaryFor("desk", one)),
        });
  };
  return {
    message: (message, from) => {
      const where = room(message, from);
      citizensIn(where, from)?.emit("message:new", message);
      agentsIn(where, from)?.emit("message:new", message);
    },
    epoch: (epoch, from) => {
      const where = room(epoch, from);
      citizensIn(where, from)?.emit("epoch:new", epoch);
      agentsIn(where, from)?.emit("epoch:new", epoch);
    },
    ephemeral: (ephemeral, from) => {
      const where = room(ephemeral, from);
      citizensIn(where, from)?.emit("ephemeral:new", ephemeral);
      agentsIn(where, from)?.emit("ephemeral:new", ephemeral);
    },
    changed: (organisation, stored) => {
      const citizen = citizenRoom({ organisation, vkB64: stored.citizenVkB64 });
      if (isHeard(citizens, citizen))
        citizens.to(citizen).emit("conversation:changed", summaryFor("citizen", stored.conversation));
      const { conversation } = stored;
      const desk = deskRoom(organisation, conversation.desk);
      // What is told now is newer than what waits.
      for (const counted of counting.values()) counted.delete(conversation.conversation);
      if (isHeard(agents, desk))
        agents.to(desk).emit("conversation:changed", summaryFor("desk", conversation));
      tellReader(organisation, conversation);
      board(organisation, [conversation.desk]);
    },
    counted: (organisation, { conversation }) => {
      tellReader(organisation, conversation);
      const desk = deskRoom(organisation, conversation.desk);
      if (!isHeard(agents, desk)) return;
      if (counting.size === 0) setImmediate(tellCounted);
      const others = counting.get(desk) ?? new Map<ConversationId, Conversation>();
      counting.set(desk, others.set(conversation.conversation, conversation));
    },
    moved: ({ conversation: before }, { conversation: after }, { organisation, socketId }) => {
      const { conversation } = after;
      const had = [deskRoom(organisation, before.desk)];
      if (before.reader !== null) had.push(memberRoom(organisation, before.reader));
      const have = [deskRoom(organisation, after.desk)];
      if (after.reader !== null) have.push(memberRoom(organisation, after.reader));
      const channels = [
        channelRoom(organisation, conversation, "public"),
        channelRoom(organisation, conversation, "internal"),
      ];
      agents.in(had).except(have).socketsLeave(channels);
      // Who asked hears it in the answer.
      agents
        .to(had)
        .except([...have, socketId])
        .emit("conversation:moved", { conversation, to: after.desk });
      board(organisation, [before.desk]);
    },
    destroyed: (organisation, { conversation, desk, destroyedAtMs: atMs }) => {
      const channels = [
        channelRoom(organisation, conversation, "public"),
        channelRoom(organisation, conversation, "internal"),
      ];
      citizens.to(channels).emit("conversation:destroyed", { conversation, atMs });
      agents
        .to([deskRoom(organisation, desk), ...channels])
        .emit("conversation:destroyed", { conversation, atMs });
      citizens.in(channels).socketsLeave(channels);
      agents.in(channels).socketsLeave(channels);
      board(organisation, [desk]);
    },
    presence: (organisation, desks, presence) => {
      if (desks.length === 0) return;
      agents.to(desks.map((desk) => deskRoom(organisation, desk))).emit("presence:changed", presence);
      board(organisation, desks);
    },
    board,
    viewer: (viewer, from) => {
      const { conversation } = viewer;
      const where = channelRoom(from.organisation, conversation, "internal");
      agentsIn(where, from)?.emit("viewer:changed", viewer);
    },
    townChanged: (organisation) => {
      agents.to(colleaguesRoom(organisation)).emit("town:changed", {});
    },
    holdsChanged: (organisation) => {
      citizens.to(citizensRoom(organisation)).emit("holds:changed", {});
    },
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
