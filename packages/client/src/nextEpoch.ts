import type { Channel, ConversationSummary, ErrorCode, Reply } from "@eigenkanaal/protocol";
import { type Connection, isPassing } from "./connection.js";
import { type Delivered, laterAfter } from "./outbox.js";
import type { ChannelKey, ConversationVault } from "./vault/vault.js";

type Refused = Extract<Reply<unknown>, { ok: false }>;

/** Who must sign in again does so; until then what they wrote waits. */
export const canWait = (code: ErrorCode): boolean => isPassing(code) || code === "unauthenticated";

/** So often an epoch is begun anew because somebody was first. */
const maxTries = 5;

type NextEpochOptions = {
  vault: ConversationVault;
  call: Connection["call"];
  keyOf: (channel: Channel) => ChannelKey;
  /** Takes in an epoch that was published. */
  offer: (channel: Channel, record: Uint8Array) => Promise<void>;
  catchUp: (channel: Channel) => Promise<Reply<ConversationSummary>>;
  refreshTrust: () => Promise<void>;
};

/** How a channel comes to the epoch that its next message needs, and what a refusal of either means. */
export const createNextEpoch = ({ vault, call, keyOf, offer, catchUp, refreshTrust }: NextEpochOptions) => {
  /** What a refusal means for a message that is sealed already. */
  const recover = async (channel: Channel, refused: Refused): Promise<Delivered<ErrorCode>> => {
    const { code } = refused;
    if (canWait(code)) return laterAfter(refused);
    if (code === "desk_superseded") await refreshTrust();
    else if (code === "epoch_taken" || code === "epoch_superseded" || code === "out_of_order") {
      const reply = await catchUp(channel);
      if (!reply.ok && isPassing(reply.code)) return laterAfter(reply);
    } else return { refused: code };
    return "again";
  };

  /** Publishes the epoch that must come first, if any. */
  const ensureEpoch = async (channel: Channel): Promise<Delivered<ErrorCode>> => {
    const record = await vault.proposeEpoch(keyOf(channel));
    if (!record) return "done";
    const reply = await call("epoch:publish", { ...keyOf(channel), record });
    if (!reply.ok) return recover(channel, reply);
    await offer(channel, record);
    return "done";
  };

  return {
    recover,
    ensureEpoch,
    /** The same, however often somebody else is first; the code when it cannot be now. */
    beginEpoch: async (channel: Channel): Promise<ErrorCode | undefined> => {
      let epoch: Delivered<ErrorCode> = "again";
      for (let tries = 0; epoch === "again" && tries < maxTries; tries++) epoch = await ensureEpoch(channel);
      if (epoch === "done") return undefined;
      return typeof epoch === "object" && "refused" in epoch ? epoch.refused : "unavailable";
    },
  };
};
