import type { Server as HttpServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type AgentCalls, AuditAct, type CitizenCalls, type ErrorCode, Refusal } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import { Server } from "socket.io";
import type { Refusals } from "../audit/refusals.js";
import type { Appender } from "../batches/appender.js";
import type { Loader } from "../batches/loader.js";
import type { Config } from "../config.js";
import type { LimitKeeper } from "../limits/limitKeeper.js";
import type { Citizen, Member, Principal } from "../principals.js";
import { createDispatcher, type Dispatcher } from "../routing/dispatcher.js";
import { createTypicalWaits } from "../routing/typicalWaits.js";
import type { ConversationKeys } from "../store/conversationKeys.js";
import type { Database } from "../store/database.js";
import { createOrganisationCheck } from "../store/organisations.js";
import { admitCalls } from "./admission.js";
import { challengeCitizen, recogniseMember } from "./authentication.js";
import { createBacklogs } from "./backlog.js";
import { blockCalls } from "./blocks.js";
import { answerCalls, type Calls, codeOf } from "./calls.js";
import type { Cluster } from "./cluster.js";
import type { Connection, Parts } from "./connection.js";
import { citizenConversationCalls, conversationCalls, deskConversationCalls } from "./conversations.js";
import { counterCalls } from "./counter.js";
import { epochCalls } from "./epochs.js";
import { erasureCalls } from "./erasure.js";
import { gatherWrites } from "./gather.js";
import { handoverCalls } from "./handovers.js";
import { inHandCalls } from "./inHand.js";
import { messageCalls } from "./messages.js";
import { createNewcomers, type Newcomers } from "./newcomers.js";
import {
  type AgentNamespace,
  type AgentSocket,
  type CitizenNamespace,
  type CitizenSocket,
  createNews,
  type News,
} from "./news.js";
import { noticeCalls } from "./notices.js";
import { overflowCalls } from "./overflow.js";
import { presenceCalls } from "./presence.js";
import { citizenQueueCalls, queueCalls } from "./queue.js";
import { citizenRoom } from "./rooms.js";
import { searchCalls } from "./search.js";
import { verdictCalls } from "./verdicts.js";
import { viewingCalls } from "./viewing.js";

export type Sockets = {
  news: News;
  dispatcher: Dispatcher;
  citizens: CitizenNamespace;
  agents: AgentNamespace;
  /** Begins to listen. After the HTTP apps: what is not a socket's is left to those that were there before. */
  attach(servers: { widget: HttpServer; inbox: HttpServer }): void;
  /** Answers what was asked, then closes every connection and the HTTP servers beneath. */
  close(): Promise<void>;
};

/** The two doors: citizens at the widget's origin, colleagues at the inbox's, each its own server (PROTOCOL.md T3). */
export const openSockets = (
  config: Pick<Config, "widget" | "inbox" | "maxBacklogBytes">,
  dependencies: {
    database: Database;
    keys: ConversationKeys;
    appender: Appender;
    limits: LimitKeeper;
    noticeKeys: Parts["noticeKeys"];
    offersNotices: boolean;
    loader: Loader;
    refusals: Pick<Refusals, "note">;
    logger: Logger;
    /** Only where several gateways run. */
    cluster: Cluster | undefined;
  },
): Sockets => {
  const { cluster } = dependencies;
  const newcomers = createNewcomers(dependencies);
  const widgetServer = serverFor(config.widget.origin, { newcomers, adapter: cluster?.adapter("citizen") });
  const inboxServer = serverFor(config.inbox.origin, { newcomers, adapter: cluster?.adapter("agent") });
  const citizens: CitizenNamespace = widgetServer.of("/citizen");
  const agents: AgentNamespace = inboxServer.of("/agent");
  const { database, limits, logger, refusals } = dependencies;
  const running = new Set<Promise<void>>();
  const reach = cluster ? "several gateways" : "this gateway";
  const news = createNews({ citizens, agents, reach });
  const dispatcher = createDispatcher({ database, news, logger });
  const typicalWaits = createTypicalWaits({ database, nowMs: Date.now });
  const networksOf: Parts["networksOf"] = (citizen) =>
    [...(citizens.adapter.rooms.get(citizenRoom(citizen)) ?? [])].flatMap((id) => {
      const socket = citizens.sockets.get(id);
      return socket ? [limits.addressOf(socket.request)] : [];
    });
  const parts: Parts = { ...dependencies, news, dispatcher, typicalWaits, networksOf };

  const isOrganisation = createOrganisationCheck(database);
  cluster?.onMissed(news.missed);

  for (const namespace of [citizens, agents])
    namespace.use((socket: Pick<CitizenSocket, "conn">, next: (refused?: Error) => void) => {
      if (newcomers.mayEnter(socket.conn)) return next();
      socket.conn.close();
      next(new Refusal("too_many_requests"));
    });

  citizens.on("connection", (socket) => {
    const known = () => newcomers.known(socket.conn);
    const challenge = challengeCitizen(socket, { origin: config.widget.origin, isOrganisation, known });
    const connection = connectionOf(socket, () => socket.data.citizen, parts);
    const calls = { ...challenge, ...callsOfCitizen(connection, parts) } satisfies Calls<CitizenCalls>;
    const admit = admitCalls(socket, () => socket.data.citizen, { limits });
    // Of citizens there are no lines in the audit log.
    answerCalls(socket, calls, { admit, refused: () => {}, running, logger });
  });

  agents.use(async (socket, next) => {
    try {
      const member = await recogniseMember(socket, {
        origin: config.inbox.origin,
        database,
        nowMs: Date.now(),
      });
      if (!member) throw new Refusal("unauthenticated");
      socket.data = { member, usedAtMs: Date.now() };
      next();
    } catch (error) {
      next(new Error(codeOf(error, logger)));
    }
  });
  agents.on("connection", (socket) => {
    newcomers.known(socket.conn);
    const admit = admitCalls(socket, () => socket.data.member, { limits });
    const connection = connectionOf(socket, () => socket.data.member, parts);
    const { organisation, member: actor, sessionId: session } = socket.data.member;
    const refused = (event: string, code: ErrorCode) => {
      const act = AuditAct.safeParse(event).data;
      if (act) refusals.note({ organisation, actor, session, act, object: null }, code);
    };
    answerCalls(socket, callsOfAgent(connection, parts), { admit, refused, running, logger });
    socket.onAny(() => {
      socket.data.usedAtMs = Date.now();
    });
  });

  return {
    news,
    dispatcher,
    citizens,
    agents,
    attach: (servers) => {
      widgetServer.attach(servers.widget);
      inboxServer.attach(servers.inbox);
      const backlogs = createBacklogs({ maxTotalBytes: config.maxBacklogBytes, logger });
      for (const { engine } of [widgetServer, inboxServer]) {
        newcomers.watch(engine);
        gatherWrites(engine);
        engine.on("connection", backlogs.watch);
      }
    },
    close: async () => {
      await Promise.allSettled(running);
      await dispatcher.stop();
      await Promise.all([closeServer(widgetServer), closeServer(inboxServer)]);
    },
  };
};

/** How long a connection may take to hear its last answers. */
const farewellMs = 2_000;

/** Socket.IO's own close drops what is still to be written; first every connection is let finish. */
const closeServer = async (server: Server) => {
  // The other gateways keep theirs.
  server.of("/citizen").local.disconnectSockets(true);
  server.of("/agent").local.disconnectSockets(true);
  const untilMs = performance.now() + farewellMs;
  while (server.engine.clientsCount > 0 && performance.now() < untilMs) await wait(10);
  await server.close();
};

/**
 * WebSocket only: an idle town has no polling, and an Origin that every browser sends. Without connection state
 * recovery: whoever comes back fetches from the database by `seq`, which is right after any absence, at any gateway and
 * with Redis gone; packets kept for two minutes would be a second, weaker truth, and ciphertext kept where none need be.
 */
const serverFor = (
  origin: string,
  { newcomers, adapter }: { newcomers: Newcomers; adapter: ReturnType<Cluster["adapter"]> | undefined },
) => {
  const server = new Server({
    ...(adapter && { adapter }),
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 100_000,
    allowRequest: (request, decide) =>
      decide(null, request.headers.origin === origin && newcomers.mayConnect(request)),
  });
  // Socket.IO always has this namespace, and here nothing is in it.
  server.use((_socket, next) => next(new Refusal("not_found")));
  return server;
};

const connectionOf = <P extends Principal>(
  socket: Pick<CitizenSocket | AgentSocket, "id" | "join" | "leave" | "request" | "rooms"> & {
    once(event: "disconnect", hear: () => void): unknown;
  },
  who: () => P | undefined,
  { limits }: Parts,
): Connection<P> => ({
  socketId: socket.id,
  address: limits.addressOf(socket.request),
  principal: () => {
    const principal = who();
    if (!principal) throw new Refusal("unauthenticated");
    return principal;
  },
  join: (room) => void socket.join(room),
  leave: (room) => void socket.leave(room),
  isIn: (room) => socket.rooms.has(room),
  onGone: (work) => void socket.once("disconnect", work),
});

const callsOfCitizen = (connection: Connection<Citizen>, parts: Parts) => {
  return {
    ...conversationCalls(connection, parts),
    ...citizenConversationCalls(connection, parts),
    ...citizenQueueCalls(connection, parts),
    ...overflowCalls(connection, parts),
    ...epochCalls(connection, parts),
    ...messageCalls(connection, parts),
    ...noticeCalls(connection, parts),
    ...erasureCalls(connection, parts),
    ...verdictCalls(connection, parts),
  };
};

const callsOfAgent = (connection: Connection<Member>, parts: Parts) => {
  return {
    ...conversationCalls(connection, parts),
    ...deskConversationCalls(connection, parts),
    ...counterCalls(connection, parts),
    ...handoverCalls(connection, parts),
    ...inHandCalls(connection, parts),
    ...blockCalls(connection, parts),
    ...epochCalls(connection, parts),
    ...messageCalls(connection, parts),
    ...queueCalls(connection, parts),
    ...presenceCalls(connection, parts),
    ...searchCalls(connection, parts),
    ...viewingCalls(connection, parts),
  } satisfies Calls<AgentCalls>;
};
