import type { CampaignCode, DeskId, MemberId, TopicId, Verdict } from "@eigenkanaal/protocol";

/** What happens in a conversation, and when (unix ms). */
export type Step = { readonly atMs: number } & (
  | { readonly does: "asks"; readonly text: string }
  /** The citizen has all that was said before their eyes. */
  | { readonly does: "reads" }
  | { readonly does: "leaves" }
  | { readonly does: "takes"; readonly member: MemberId }
  | { readonly does: "answers"; readonly member: MemberId; readonly text: string }
  | { readonly does: "notes"; readonly member: MemberId; readonly text: string }
  | { readonly does: "transfers"; readonly member: MemberId; readonly to: DeskId; readonly text: string }
  | {
      readonly does: "closes";
      readonly member: MemberId;
      readonly outcome: "answered" | "refused" | "no_answer" | "spam";
      /** What is said of it among colleagues; null where they registered it without. */
      readonly summary: string | null;
    }
  /** The citizen says of what is closed whether they were helped. */
  | { readonly does: "judges"; readonly verdict: Verdict }
  /** Nobody went on with it: the town's rule closes it. */
  | { readonly does: "expires" }
);

/** One conversation of the year, as it is to go. */
export type PlannedConversation = {
  /** From 0, in the order in which they begin. */
  readonly number: number;
  readonly openedAtMs: number;
  readonly desk: DeskId;
  /** As the gateway hears it. */
  readonly topic: TopicId | null;
  readonly language: string;
  readonly campaign: CampaignCode | null;
  /** At the counter: by whom. */
  readonly begunBy: MemberId | null;
  /** What its citizen says to another desk that is offered. */
  readonly whenOffered: "declines" | "ignores";
  /** In their order. */
  readonly steps: readonly Step[];
};
