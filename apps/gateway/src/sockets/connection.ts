import type { OrganisationId } from "@eigenkanaal/protocol";
import type { Appender } from "../batches/appender.js";
import type { Loader } from "../batches/loader.js";
import type { LimitKeeper } from "../limits/limitKeeper.js";
import type { Citizen, Principal } from "../principals.js";
import type { Dispatcher } from "../routing/dispatcher.js";
import type { TypicalWaits } from "../routing/typicalWaits.js";
import type { ConversationKeys } from "../store/conversationKeys.js";
import type { Database } from "../store/database.js";
import type { News } from "./news.js";

/** What the calls of one connection need to know of it. */
export type Connection<P extends Principal = Principal> = {
  socketId: string;
  /** The client's network, for limits only. */
  address: string;
  /** Who speaks; throws Refusal("unauthenticated") before that is known. */
  principal(): P;
  join(room: string): void;
  leave(room: string): void;
  /** Whether it hears what is told in this room. */
  isIn(room: string): boolean;
  /** Runs once when the connection is gone. */
  onGone(work: () => void): void;
};

/** What all calls work with. */
export type Parts = {
  database: Database;
  keys: ConversationKeys;
  appender: Appender;
  loader: Loader;
  news: News;
  dispatcher: Dispatcher;
  typicalWaits: TypicalWaits;
  limits: LimitKeeper;
  /** The networks from which a citizen is connected to this gateway now, for limits only. */
  networksOf: (citizen: Pick<Citizen, "organisation" | "vkB64">) => string[];
  /** A town's key for the addresses of notices. */
  noticeKeys: (organisation: OrganisationId) => Promise<Uint8Array>;
  /** Whether this installation can send mail. */
  offersNotices: boolean;
};
