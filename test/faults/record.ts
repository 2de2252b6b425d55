/** What a run knows: what people wrote, what their screens told them, and what stands in the databases at the end. */

export type ChannelName = "public" | "internal";

/** A text that somebody was made to write; every text is written once in a run. */
export type Written = {
  author: string;
  /** The citizen in whose conversation. */
  citizen: string;
  channel: ChannelName;
  text: string;
  /**
   * `kept`: the client said that it is safe on the device. `unsure`: the page went away before it said so, or its author
   * took it back.
   */
  state: "unsure" | "kept";
};

/** What a screen said of a message: a promise that must hold at the end. */
export type Told = {
  screen: string;
  citizen: string;
  channel: ChannelName;
  messageId: string;
  text: string;
  /** `stored`: one's own, acknowledged. `shown`: another's. `refused`: one's own, and it will not be stored. */
  said: "stored" | "shown" | "refused";
};

/** A deed that the gateway acknowledged to a colleague. */
export type Deed = { member: string; citizen: string; deed: "taken" | "closed" };

/** Something that never may happen, whatever the fault: a process that ended by itself, a call that threw. */
export type Mishap = string;

export type Diary = { written: Written[]; told: Told[]; deeds: Deed[]; mishaps: Mishap[] };

/** A text entry of a conversation as it is shown. */
export type ShownText = {
  messageId: string;
  channel: ChannelName;
  text: string;
  state: "queued" | "refused" | "stored";
};

/** One conversation on one screen at the end. */
export type Screen = {
  who: string;
  citizen: string;
  conversation: string;
  number: string | null;
  state: string;
  /** Undefined where it is not shown: a citizen does not see who helps them. */
  assignee: string | null | undefined;
  texts: ShownText[];
  /** Warnings and messages that could not be opened, in words. */
  doubts: string[];
  /** What waits on this device. */
  outbox: number;
};

/** A colleague's list of open conversations. */
export type Queue = { who: string; open: { conversation: string; state: string; assignee: string | null }[] };

export type Screens = { conversations: Screen[]; queues: Queue[] };

/** The rows of both databases that the checks look at. */
export type Rows = {
  conversations: {
    conversation: string;
    pseudonym: string;
    desk: string;
    state: string;
    assignee: string | null;
    publicSeq: number;
    internalSeq: number;
  }[];
  /** In order of conversation, channel and seq. */
  messages: {
    conversation: string;
    channel: ChannelName;
    seq: number;
    messageId: string;
    class: number;
    epoch: number;
    senderMember: string | null;
    senderRef: string;
    senderSeq: number;
  }[];
  /** In order of number. */
  epochs: { conversation: string; channel: ChannelName; epoch: number }[];
  /** In order of writing. */
  events: { pseudonym: string; kind: string; actor: string; actorPseudonym: string }[];
  actors: { conversation: string; pseudonym: string; member: string | null }[];
  /** Who may answer at each desk. */
  desks: { desk: string; members: string[] }[];
  /** Of the key cluster. */
  keys: string[];
  /** What ownership.ts finds. */
  ownership: { conversation: string; violation: string }[];
};

/** A promise that was broken: which, and where. */
export type Violation = { kind: ViolationKind; where: string };
export type ViolationKind =
  | "lost"
  | "doubled"
  | "reordered"
  | "foreign"
  | "refused-yet-stored"
  | "unequal"
  | "gap"
  | "stuck"
  | "doubtful"
  | "undesked"
  | "keyless"
  | "eventless"
  | "actless"
  | "disowned"
  | "mishap";
