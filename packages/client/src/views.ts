// Above 400 lines: what the apps see of the client, in one place; views of one part each stand in files of their own.
import type {
  Assignment,
  CampaignCode,
  ContactResource,
  ConversationId,
  ConversationState,
  ConversationSummary,
  DeskId,
  Enrolment,
  Erasure,
  ErrorCode,
  FormerNames,
  Handover,
  Hours,
  LabelId,
  Late,
  Links,
  Localised,
  MemberId,
  NoticeState,
  Outcome,
  Overflow,
  PerColleagueDecision,
  Presence,
  Reading,
  Reply,
  RetentionCode,
  RetentionTable,
  Role,
  Snooze,
  TopicId,
  TopicResource,
  TopicWordList,
  VerdictAnswer,
} from "@eigenkanaal/protocol";
import type { StoreApi } from "zustand/vanilla";
import type { AccountActions, SignInActions, SignInNotice } from "./accountViews.js";
import type { ApiTokenActions } from "./apiTokenViews.js";
import type { ArchiveReadingActions } from "./archiveReadingViews.js";
import type { AuditLogActions } from "./auditViews.js";
import type { BlockActions, BlockView } from "./blockViews.js";
import type { BoardActions } from "./boardViews.js";
import type { ColleagueFigureActions } from "./colleagueFigureViews.js";
import type { ColleagueView, Drafts, ViewerView } from "./colleagueViews.js";
import type { ConsiderationActions } from "./considerationViews.js";
import type { Channel, ConversationView, History, RegistrationCard } from "./conversationViews.js";
import type { DepositActions } from "./depositViews.js";
import type { DestructionActions } from "./destructionViews.js";
import type { AccountAnswer, SignInFailure } from "./failures.js";
import type { RecordsActions } from "./recordViews.js";
import type { ReportActions } from "./reportViews.js";
import type { ReviewActions } from "./reviewViews.js";
import type { SearchActions } from "./searchViews.js";
import type { TownSettingsActions } from "./settingViews.js";
import type { SharedRemarkActions } from "./sharedRemarkViews.js";
import type { LabelActions, SortingActions, StandardAnswerActions } from "./sortingViews.js";

export type * from "./archiveReadingViews.js";
export type * from "./considerationViews.js";
export type * from "./considerationViews.js";
export type * from "./conversationViews.js";
export type { AccountAnswer, SignInFailure };

/** What the interfaces draw: plain data, replaced whole when it changes. No keys, no bytes. */

export type ConnectionState = "connecting" | "online" | "offline";

export type DeskView = { desk: DeskId; name: Localised; general: boolean; hours: Hours };
export type TopicView = TopicResource;

export type TownView = {
  name: string;
  /** Thirty digits in six groups: the fingerprint of the town's root key, as printed on its letters. */
  organisationNumber: string;
  contact: ContactResource;
  /** The town's own steps for colleagues when somebody is in danger; null where it has none, and towards a citizen. */
  emergencyProcedure: Localised[] | null;
  desks: DeskView[];
  topics: TopicView[];
  /** What the town keeps for how long. */
  retention: RetentionTable;
  /** What the town no longer offers, for colleagues who still have a conversation of it; empty towards a citizen. */
  former: FormerNames;
};

export type CitizenState =
  | { phase: "starting" }
  /**
   * Nothing can be typed. `untrusted`: what the host says does not fit the key on the town's own page, or what it said
   * before. `no_desk`: no desk has a key that may be sealed for.
   */
  | { phase: "unavailable"; why: "unreachable" | "untrusted" | "no_desk" | "storage" }
  | { phase: "choosing"; town: TownView }
  /** The conversation of this device is destroyed, since when (unix ms); nothing of it is here any more. */
  | { phase: "destroyed"; town: TownView; atMs: number }
  | {
      phase: "conversation";
      town: TownView;
      connection: ConnectionState;
      conversation: ConversationView;
      /** `queueing`: many begin at once; the conversation is taken by itself, in some seconds to a minute [L3]. */
      admission: "admitted" | "queueing";
      /**
       * How many wait longer, and how long a first answer usually takes now, in ms that the desk is open (null: too few
       * to say). Null while nobody is waited for, or it is not known.
       */
      queue: { ahead: number; typicalWaitMs: number | null } | null;
      /** Null while none is offered. */
      overflow: OverflowView | null;
      /** Until when nothing can be written here, also when that has passed; null where it never was so. */
      blockedUntilMs: number | null;
      /** Whether what is closed is kept longer than its term, for a procedure; never for which. */
      keptLonger: boolean;
      /** Whether this citizen lets the other side see that they type. */
      showsTyping: boolean;
      unread: number;
    };

/** Being told by e-mail that there is an answer. Each resolves with how it stands, undefined when that is not known now. */
export type NoticeActions = {
  load(): Promise<NoticeState | undefined>;
  ask(address: string): Promise<NoticeState | undefined>;
  withdraw(): Promise<NoticeState | undefined>;
};

/** Another desk that may answer sooner, by the name in its certificate. */
export type OverflowView = { to: DeskId; name: string };

/** What becomes of that offer; each resolves with undefined when it went well, else why not. */
export type OverflowActions = {
  /** That desk gets the conversation, and can read it. */
  accept(to: DeskId): Promise<ErrorCode | undefined>;
  /** Waits on, and is not asked again. */
  decline(): Promise<ErrorCode | undefined>;
};
/** What becomes of the question whether its citizen was helped, once the conversation is closed. */
export type VerdictActions = {
  /** Says so, says otherwise, or rather not; undefined when it went well, else why not. */
  give(verdict: VerdictAnswer): Promise<ErrorCode | undefined>;
  /** Whether anybody supervises the desk, to let read a remark. */
  supervised(): Promise<boolean>;
  /** Queues a remark that who reads the conversation can read, and where it is `shared` who supervises. Rejects when it did not go. */
  remark(text: string, how: { shared: boolean }): Promise<void>;
};

/** Asks the gateway which conversation the key of these 16 bytes began. */
export type AskByKey = (entropy: Uint8Array) => Promise<Reply<ConversationSummary>>;

/** `wrong_code`: mistyped, said without asking anybody. `unknown`: no conversation has that key. */
export type Found =
  | { outcome: "found"; entropy: Uint8Array; summary: ConversationSummary }
  | { outcome: "wrong_code" | "unknown" | "unreachable" };

export type Continued = "continued" | Exclude<Found["outcome"], "found">;

/** All of a conversation, as it was at one moment. */
export type Gathered = Pick<ConversationView, "entries" | "warnings" | "readers" | "number"> & {
  summary: ConversationSummary;
  /** The place in the channel of each entry that is stored, by the entry's id. */
  seqs: ReadonlyMap<string, number>;
  /** When it was so, by this device's clock. */
  atMs: number;
};

export type CitizenActions = {
  notice: NoticeActions;
  overflow: OverflowActions;
  verdict: VerdictActions;
  /**
   * Chooses a desk by topic, or the general desk with null. Nothing leaves the device yet, and of a sensitive topic
   * never more than its desk.
   */
  choose(topic: TopicId | null): void;
  /** By which of the town's links this page was opened (null: none); it goes along with a conversation that begins here [D2]. */
  cameBy(via: string | null): void;
  /** What people call the town's topics, for suggesting one; undefined when it cannot be had now. */
  topicWords(): Promise<TopicWordList | undefined>;
  /** On from a conversation that was destroyed, to the choice. */
  startAnew(): void;
  /** Back to the choice, while nothing has been sent. */
  unchoose(): void;
  /**
   * Queues a message; the first one opens the conversation. Resolves when it is safe on this device, not when it is
   * stored. Rejects when it could not be kept, or while `sending` says why not: the text is the caller's to keep.
   */
  send(text: string): Promise<void>;
  /** Tries a refused message again under a new id. */
  retry(entryId: string): Promise<void>;
  /** Takes a refused message away, in every tab. */
  discard(entryId: string): Promise<void>;
  /** Call on every keystroke; sends at most one sealed sign in four seconds. */
  typing(): void;
  setShowsTyping(shows: boolean): void;
  /** All that is shown has been seen (the widget is open and visible). */
  seen(): void;
  close(): Promise<void>;
  /**
   * Makes sure that nothing of the conversation is missing on this device, and gives all of it; undefined where that cannot
   * be known now. While it fetches, what has come in stands among the entries; what was fetched is not fetched again.
   */
  gather(): Promise<Gathered | undefined>;
  /**
   * Asks the town to erase the conversation: what it is kept for, where it is; else nothing of it is left, here neither.
   * Undefined where that cannot be known now.
   */
  erase(): Promise<Erasure | undefined>;
  /** Erases this device's key and starts again at the choice. The town keeps its record. */
  forget(): Promise<void>;
  /**
   * Goes on here with the conversation of a code, as it was typed; what this device had is erased once that one is found.
   * `find` is the `findByCode` of `@eigenkanaal/client/continuing`. Rejects where the browser keeps nothing.
   */
  continueWith(typed: string, find: (typed: string, ask: AskByKey) => Promise<Found>): Promise<Continued>;
  /** The 16 bytes that this device's key is made of, for its code; null before anything was sent. */
  ownKey(): Promise<Uint8Array | null>;
};

/** Who handed a conversation over, from which desk, and how often it was given back since. `offered` until somebody accepts it. */
export type HandoverView = {
  by: ColleagueView;
  from: DeskId;
  state: Handover["state"];
  returns: number;
};

/** Of one that was closed before: since when it is open again, and who had it in hand when it was closed. */
export type ReopenedView = { atMs: number; had: ColleagueView | null };

/** Of its desk, or reading along with what one handed to another. */
export type Standing = "on_desk" | "reads_along";

export type QueueItem = {
  conversation: ConversationId;
  desk: DeskId;
  topic: TopicId | null;
  language: string | null;
  state: ConversationState;
  assignee: ColleagueView | null;
  handover: HandoverView | null;
  standing: Standing;
  labels: readonly LabelId[];
  /** Put off, until a moment or until the citizen writes. */
  snooze: Snooze | null;
  reopened: ReopenedView | null;
  block: BlockView | null;
  openedAtMs: number;
  waitingSinceMs: number | null;
  late: Late | null;
  /** The desk that the citizen was offered, and whether they said no to it. */
  overflow: Overflow | null;
  closedAtMs: number | null;
  /** The class by which it is kept; null while it is open. */
  retention: RetentionCode | null;
  lastActivityAtMs: number;
  unread: boolean;
  /** Became this member's without their asking, and has not been opened here since. */
  given: boolean;
  /** Came back to this member after they had put it off, and has not been opened here since. */
  back: boolean;
};

/** Who is at work at a member's desks, and how this member is. */
export type PresenceView = {
  state: Presence;
  /** How many conversations this member has, and how many they can have by assignment. */
  inHand: number;
  capacity: number;
  desks: {
    desk: DeskId;
    assignment: Assignment;
    /** Where its questions may go that nobody answers in time. */
    overflow: DeskId | null;
    colleagues: { member: MemberId; name: string; state: Presence }[];
  }[];
};

export type MeView = {
  member: MemberId;
  account: string;
  name: string;
  /** As citizens see them. */
  alias: string;
  roles: Role[];
  /** The desks whose conversations this member can open: those of which the gateway keeps a key for them. */
  desks: DeskId[];
  /** Whether this member has a key of the archive: then `records` opens any conversation of the town. */
  keepsArchive: boolean;
};

export type AgentState =
  | { phase: "starting" }
  | { phase: "signed_out"; failure: SignInFailure | null; ended: "signed_out" | "idle" | "expired" | null }
  /** Stretching a passphrase takes about a second on purpose. */
  | { phase: "signing_in"; step: "stretching" | "asking" | "unlocking" }
  /** The passphrase was right; now a code of the app, or a recovery code. */
  | { phase: "code"; account: string; failure: SignInFailure | null }
  /** The passphrase was right, the town requires a second factor, and there is none yet. */
  | { phase: "enrolling"; account: string; enrolment: Enrolment; failure: SignInFailure | null }
  /** Signed in; the inbox opens when this has been read. */
  | { phase: "admitted"; notice: SignInNotice }
  /** The session lives, but this browser holds no unlocked key: the passphrase is asked again. */
  | { phase: "locked"; account: string; name: string; failure: SignInFailure | null }
  | {
      phase: "ready";
      me: MeView;
      town: TownView;
      /** All colleagues of the town, also those who have left: old messages are theirs. */
      members: readonly ColleagueView[];
      connection: ConnectionState;
      /** All open conversations of this member's desks, oldest wait first. */
      queue: QueueItem[];
      /** Finished ones, newest first, as far as they have been asked for. */
      closed: QueueItem[];
      /** Null until it is known. */
      presence: PresenceView | null;
      /** Whether supervisors see figures per colleague; null while the town has not decided. */
      figuresPerColleague: PerColleagueDecision | null;
      /** The database's clock minus this device's, so that waiting times tick right. */
      clockOffsetMs: number;
    };

/** What links to the chat are made of, and the codes that are counted. Nothing is kept here. */
export type LinkActions = {
  load(): Promise<AccountAnswer<Links>>;
  /** Lets a code hold from now on, or no longer; for who administers the town's settings. */
  setCampaign(campaign: CampaignCode, ended: boolean): Promise<AccountAnswer<null>>;
};

/** `no_desk`: the desk or the archive has no key that may be sealed for. */
export type BegunAtCounter =
  | { ok: true; conversation: ConversationId; code: string }
  | { ok: false; code: ErrorCode | "no_desk" };

export type AgentActions = SignInActions & {
  readonly account: AccountActions;
  readonly standardAnswers: StandardAnswerActions;
  readonly links: LinkActions;
  /** Half-written texts: kept sealed through reload and lock, erased by sending and by signing out. */
  readonly drafts: Drafts;
  readonly search: SearchActions;
  readonly reading: ArchiveReadingActions;
  readonly townSettings: TownSettingsActions;
  readonly records: RecordsActions;
  readonly labels: LabelActions;
  readonly sorting: SortingActions;
  readonly blocks: BlockActions;
  readonly sharedRemarks: SharedRemarkActions;
  readonly board: BoardActions;
  readonly considerations: ConsiderationActions;
  readonly apiTokens: ApiTokenActions;
  readonly auditLog: AuditLogActions;
  readonly destruction: DestructionActions;
  readonly deposits: DepositActions;
  readonly reports: ReportActions;
  readonly colleagueFigures: ColleagueFigureActions;
  readonly reviews: ReviewActions;
  unlock(passphrase: string): Promise<void>;
  signOut(): Promise<void>;
  /** Erases the unlocked key here and keeps the session; also what the idle lock does. */
  lock(): Promise<void>;
  /** Says how this member is from now on; undefined when it went well, else why not. */
  setPresence(state: Presence): Promise<ErrorCode | undefined>;
  /** Any sign of life of the person, for the idle lock. */
  active(): void;
  /** Fetches the newest finished conversations, or the page before those that are known; whether there may be still older ones. */
  loadClosed(from: "newest" | "older"): Promise<"more" | "all" | "failed">;
  /**
   * Begins a conversation for somebody at the counter, in hand here. The code is told this once, and known nowhere else:
   * whoever hears it forgets it.
   */
  beginAtCounter(wish: { desk: DeskId; topic: TopicId | null }): Promise<BegunAtCounter>;
  /** Whom this desk's roster lets answer, without the caller. */
  colleagues(desk: DeskId): Promise<{ member: MemberId; name: string }[]>;
  /**
   * Opens a conversation for reading and follows it until everyone who asked for it has called `leave`. The same
   * handle for the same conversation.
   */
  conversation(conversation: ConversationId): AgentConversation;
};

export type AgentConversationState =
  | { phase: "loading" }
  | { phase: "refused"; code: ErrorCode }
  /** Handed to a desk that is none of ours. */
  | { phase: "moved"; to: DeskId }
  | {
      phase: "open";
      view: ConversationView;
      assignee: QueueItem["assignee"];
      handover: HandoverView | null;
      standing: Standing;
      block: BlockView | null;
      /** The colleagues who have it open too. */
      viewers: readonly ViewerView[];
    };

/** How a colleague can say that it ended. */
export type Judgement = Exclude<Outcome, "left" | "abandoned">;

/** What a colleague registers with a closing. `card`: null where there is nothing to sum up. */
export type Closing = {
  outcome: Judgement;
  /** What the gateway may know of it: a topic, or of a sensitive one its class at most. */
  about: { topic: TopicId | null; retention: RetentionCode | null };
  card: RegistrationCard | null;
};

export type AgentConversationActions = {
  /** Undefined when it went well, else why not. */
  take(): Promise<ErrorCode | undefined>;
  /** Hands it to a colleague of the same desk, or back to the one it came from; `why` may be empty. */
  give(to: MemberId, why: string): Promise<ErrorCode | undefined>;
  /** Hands it to another desk, or back to the one it came from. */
  transfer(wish: {
    desk: DeskId;
    history: History;
    reading: Reading;
    why: string;
  }): Promise<ErrorCode | undefined>;
  /** With `holdMs` it waits so long on this device, where it can be taken back. */
  send(text: string, holdMs?: number): Promise<void>;
  /** Takes back what is held; the words, or null when they are on their way. */
  recall(entryId: string): Promise<string | null>;
  note(text: string): Promise<void>;
  /** Says to colleagues which case it is in another system; empty for none. */
  setCase(number: string): Promise<void>;
  retry(entryId: string): Promise<void>;
  discard(entryId: string): Promise<void>;
  typing(channel: Channel): void;
  seen(): void;
  /** Registers it and closes it. */
  close(closing: Closing): Promise<ErrorCode | undefined>;
  leave(): void;
};

/** What an interface may do with a state: read it and hear of changes. */
export type Readable<State> = Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe">;

export type CitizenClient = CitizenActions & { readonly state: Readable<CitizenState> };
export type AgentConversation = AgentConversationActions & {
  readonly state: Readable<AgentConversationState>;
};
export type AgentClient = AgentActions & { readonly state: Readable<AgentState> };
