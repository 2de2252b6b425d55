import type {
  ConversationId,
  ErrorCode,
  LabelId,
  Labels,
  LabelText,
  StandardAnswerId,
  StandardAnswers,
  StandardAnswerText,
} from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** What colleagues make of conversations for their own work, and what their desks keep for it, as the interfaces ask for them. */

/** A standard answer to be kept: without an id, a new one. */
export type WrittenAnswer = StandardAnswerText & { answer: StandardAnswerId | null };

/** The standard answers of the member's desks. Nothing is kept here: each call asks the gateway. */
export type StandardAnswerActions = {
  load(): Promise<AccountAnswer<StandardAnswers>>;
  keep(written: WrittenAnswer): Promise<AccountAnswer<null>>;
  remove(answer: StandardAnswerId): Promise<AccountAnswer<null>>;
};

/** A label to be kept: without an id, a new one. */
export type WrittenLabel = LabelText & { label: LabelId | null };

/** The labels of the member's desks. Nothing is kept here: each call asks the gateway. */
export type LabelActions = {
  load(): Promise<AccountAnswer<Labels>>;
  keep(written: WrittenLabel): Promise<AccountAnswer<null>>;
};

/** Why something was refused, and after how long the same may be asked again; undefined when it went well. */
export type Refused = { code: ErrorCode; retryAfterMs?: number } | undefined;

/** What is done with a conversation that need not be open for it. */
export type SortingActions = {
  /** Gives it these labels and no others. */
  label(conversation: ConversationId, labels: readonly LabelId[]): Promise<Refused>;
  /** Puts it off until a moment (unix ms), or until the citizen writes (null). What waits is taken with it. */
  snooze(conversation: ConversationId, untilMs: number | null): Promise<Refused>;
  wake(conversation: ConversationId): Promise<Refused>;
  /** Goes on with a closed one, in hand from then on. */
  reopen(conversation: ConversationId): Promise<Refused>;
};
