import type { ConversationId, ErrorCode, StoredEpoch } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { Pace, Wish } from "./pace.js";
import type { Released } from "./reviewViews.js";
import type { AgentVault, ReviewWish } from "./vault/vault.js";

/** So often it is made anew, because an epoch or a key was replaced meanwhile. */
const maxTries = 5;

type ReviewEpochsOptions = {
  vault: Pick<AgentVault, "makeReviewEpoch">;
  call: Connection["call"];
  pace: Pick<Pace, "ask">;
  refreshTrust: () => Promise<void>;
  /** Takes in an epoch that was published here. */
  published: (epoch: StoredEpoch) => void;
};

/** After which another look at what the gateway has, or at its certificates, is worth the while. */
const overtaken: readonly ErrorCode[] = [
  "desk_superseded",
  "epoch_taken",
  "epoch_superseded",
  "out_of_order",
];

/** Publishes the epoch by which a reviewer is let into one conversation or left out of it, unless it is so already. */
export const createReviewEpochs =
  ({ vault, call, pace, refreshTrust, published }: ReviewEpochsOptions) =>
  async (
    conversation: ConversationId,
    wish: ReviewWish,
    wanted: Omit<Wish, "waitsFor">,
  ): Promise<Released> => {
    let number: string | null = null;
    const became = (failure: Released["failure"]): Released => ({ conversation, number, failure });
    // Whoever waits is told of all else, and tries again.
    const patience: Wish = { ...wanted, waitsFor: (code) => code === "too_many_requests" };
    const key = { conversation, channel: "public" } as const;
    let last: Released["failure"] = "unavailable";
    for (let tries = 0; tries < maxTries; tries++) {
      // All epochs come with any page.
      const page = { ...key, afterSeq: 0, limit: 1, mode: "once" } as const;
      const loaded = await pace.ask(() => call("conversation:load", page), patience);
      if (!loaded?.ok) return became(loaded?.code ?? "unavailable");
      const records = loaded.value.epochs.map(({ record }) => record);
      const made = await vault.makeReviewEpoch(conversation, records, wish);
      if ("number" in made) number = made.number;
      if (made.is === "so_already") return became(null);
      if (made.is === "unverified") {
        last = "untrusted";
        await refreshTrust();
        continue;
      }
      if (made.is !== "made") return became(made.is);
      const reply = await pace.ask(() => call("epoch:publish", { ...key, record: made.record }), patience);
      if (!reply) return became("unavailable");
      if (reply.ok) {
        published(reply.value);
        return became(null);
      }
      last = reply.code;
      if (!overtaken.includes(reply.code)) break;
      if (reply.code === "desk_superseded") await refreshTrust();
    }
    return became(last);
  };
