import type { ConversationView } from "@eigenkanaal/client";

/** Whether a remark was made since it was closed; one that waits has no time of the gateway yet. */
export const isRemarkedOn = ({ entries, keeping }: Pick<ConversationView, "entries" | "keeping">): boolean =>
  keeping !== null &&
  entries.some(
    (entry) =>
      entry.kind === "remark" && (entry.delivery?.state === "queued" || entry.atMs >= keeping.closedAtMs),
  );
