import type {
  AskedVerdict,
  ConversationId,
  ConversationState,
  DeskId,
  ErrorCode,
  MemberId,
  Outcome,
  Reading,
  RetentionCode,
  TopicId,
} from "@eigenkanaal/protocol";

/** A conversation as the interfaces draw it, on either side. */

/** `desk`: for which desk a colleague spoke, by the name in its certificate. */
export type Author = { role: "citizen" } | { role: "member"; member: MemberId; alias: string; desk?: string };

/** How far one's own message has come. `delivered` and `read` rest on the other side's signature, not on the server's word. */
export type Delivery =
  | { state: "queued" }
  /** Waits on this device, so that its writer can take it back. Device time. */
  | { state: "held"; untilMs: number }
  | { state: "stored" }
  | { state: "delivered" }
  | { state: "read" }
  | { state: "refused"; code: ErrorCode }
  /** Stays on this device until its writer decides: a colleague answered before it could leave. */
  | { state: "overtaken" };

export type Channel = "public" | "internal";

/** What a conversation is kept under, in words; the place may be empty, and the topic where there is none. */
export type RegistrationCard = { summary: string; place: string; topic: string };

/** Whether the desk that gets a conversation may read what was said before. */
export type History = "along" | "left_out";

/** What an epoch (by its number) changed for who reads; desks by the names in their certificates. */
export type Turn = { epoch: number; atMs: number } & (
  | { kind: "transferred"; by: string; from: string; to: string; history: History; reading: Reading }
  /** The citizen chose another desk, because theirs did not answer in time. */
  | { kind: "overflowed"; from: string; to: string; history: History }
  /** Let in by a colleague, to judge how the desk answers. */
  | { kind: "reviewer_joined"; name: string }
  | { kind: "reader_left"; name: string }
);

export type Entry =
  | {
      kind: "text";
      id: string;
      channel: Channel;
      author: Author;
      /** Written with the key of this client. */
      own: boolean;
      text: string;
      atMs: number;
      delivery: Delivery | null;
    }
  | {
      kind: "closed";
      id: string;
      channel: Channel;
      author: Author;
      outcome: Exclude<Outcome, "abandoned">;
      atMs: number;
    }
  /** Said among colleagues by who hands it on or gives it back. */
  | {
      kind: "handover";
      id: string;
      channel: Channel;
      author: Author;
      own: boolean;
      note: HandoverNote;
      atMs: number;
      delivery: Delivery | null;
    }
  /** Said among colleagues when it is closed: what it is kept under. The newest counts. */
  | {
      kind: "registration";
      id: string;
      channel: Channel;
      author: Author;
      own: boolean;
      card: RegistrationCard;
      atMs: number;
      delivery: Delivery | null;
    }
  /** Said among colleagues: the number of the case in another system. The newest counts; an empty one takes it away. */
  | {
      kind: "case";
      id: string;
      channel: Channel;
      author: Author;
      own: boolean;
      number: string;
      atMs: number;
      delivery: Delivery | null;
    }
  /** What the citizen says of the conversation once it is closed; it asks for nothing. */
  | {
      kind: "remark";
      id: string;
      channel: Channel;
      author: Author;
      own: boolean;
      text: string;
      /** Who supervises the desk may read it too. */
      shared: boolean;
      atMs: number;
      delivery: Delivery | null;
    }
  /** What the signed epochs say: another desk has it, by whom, and what it may read; or somebody reads along, or no longer does. */
  | { kind: "turn"; id: string; channel: Channel; turn: Turn; atMs: number }
  /** What was said before, which did not go along to this desk: one line for all of it. */
  | { kind: "unread"; id: string; channel: Channel; atMs: number }
  /** Present, but not what it should be: shown as "bericht ongeldig", never in part. */
  | { kind: "invalid"; id: string; channel: Channel; why: string; atMs: number };

/** Doubt about completeness, shown to the reader: messages of one sender missing, two versions of one message, or one that the other side saw and we did not. */
export type Warning = { kind: "gap" | "fork" | "withheld"; channel: Channel };

/**
 * Whether something can be sent now, or why not; what is there stays readable. `no_desk`: no key of the desk or the
 * archive may be sealed for; `untrusted`: what the host says does not fit what it said before or the town's own key.
 * Both end with a directory that stands, which is asked for on every new connection and every hour (README.md).
 */
export type Sending = "possible" | "no_desk" | "untrusted";

/** Who can open this conversation, by the signed participants of its newest epoch. */
export type ReaderView = {
  /** `handing_over`: who handed it to this desk and reads along until somebody takes it; `name` is their desk. */
  role: "citizen" | "desk" | "archive" | "reviewer" | "handing_over";
  name: string;
  members: string[];
};

export type ConversationView = {
  conversation: ConversationId | null;
  /** Gespreksnummer: equal on both sides when nobody sits in between. Null until the conversation exists. */
  number: string | null;
  desk: DeskId;
  topic: TopicId | null;
  state: ConversationState;
  /** Since when it is kept, and by which class; null while it is open. */
  keeping: { closedAtMs: number; retention: RetentionCode } | null;
  /** Whether its citizen was helped: until when they can say so, and what they said. Null where they are not asked. */
  verdict: AskedVerdict | null;
  entries: Entry[];
  warnings: Warning[];
  readers: ReaderView[];
  /** Who types now, on the other side. */
  typing: Author | null;
  sending: Sending;
};

/** What a colleague says who hands a conversation on, or gives it back; `id` is the colleague's or the desk's. */
export type HandoverNote = { step: "given" | "returned"; to: "colleague" | "desk"; id: string; text: string };
