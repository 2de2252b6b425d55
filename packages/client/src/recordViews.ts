import type {
  ConversationId,
  DeskId,
  ErasureRequests,
  Hold,
  HoldId,
  Holds,
  HoldsOf,
  PlaceHold,
  RecordsPage,
  RetentionCode,
  RetentionFault,
  RetentionForecast,
  RetentionSettings,
  RetentionWish,
  SetRetention,
  TopicId,
} from "@eigenkanaal/protocol";
import type { AccountAnswer, SignInFailure } from "./failures.js";

/** What became of a table: with the code `obstructed`, what stands in its way. */
export type RetentionAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; failure: SignInFailure; faults: RetentionFault[] };

/** Which closed conversations are asked for; what is null or left out is whichever. */
export type RecordsWish = {
  desk?: DeskId | null;
  topic?: TopicId | null;
  class?: RetentionCode | null;
  /** Closed from this moment on, and before that one (unix ms). */
  fromMs?: number | null;
  toMs?: number | null;
  held?: "yes" | "no" | HoldId | null;
  /** `next` of the page before. */
  before?: string | null;
};

/** The archive, for its records officers. Nothing is kept here: each call asks the gateway. */
export type RecordsActions = {
  retention(): Promise<AccountAnswer<RetentionSettings>>;
  /** What a table would do to what is kept. */
  forecast(wish: RetentionWish): Promise<RetentionAnswer<RetentionForecast>>;
  setRetention(asked: SetRetention): Promise<RetentionAnswer<null>>;
  takeBackRetention(validFromMs: number): Promise<RetentionAnswer<null>>;
  holds(): Promise<AccountAnswer<Holds>>;
  /** Placing the same twice is placing it once. */
  placeHold(hold: HoldId, asked: PlaceHold): Promise<AccountAnswer<Hold>>;
  liftHold(hold: HoldId, reason: string): Promise<AccountAnswer<null>>;
  list(wish: RecordsWish): Promise<AccountAnswer<RecordsPage>>;
  /** A page of what citizens asked to have erased, newest first, before a request. */
  erasureRequests(before: number | null): Promise<AccountAnswer<ErasureRequests>>;
  /** The holds that a conversation is under; also for who answers its desk. */
  holdsOf(conversation: ConversationId): Promise<AccountAnswer<HoldsOf>>;
};
