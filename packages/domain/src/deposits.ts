import type { BeginDeposit, Deposit, ErrorCode, MemberId, RegisterReceipt } from "@eigenkanaal/protocol";
import { civilDateAt } from "./calendar.js";
import { legalTimeZone } from "./retention.js";

/** What becomes of a package that left the archive (PROTOCOL.md, P30 to P32). */

type Begun = BeginDeposit & { by: MemberId };

/** Whether a package that was begun is the one that is asked for. */
export const isSameDeposit = (standing: Begun, asked: Begun): boolean =>
  JSON.stringify(inOrder(standing)) === JSON.stringify(inOrder(asked));

const inOrder = ({ selection, chosen, sealed, by }: Begun) => {
  const { desk, topic, class: retention, fromMs, toMs, named } = selection;
  return [desk, topic, retention, fromMs, toMs, named, chosen, sealed, by];
};

/**
 * What becomes of a receipt: it is registered, stands already, or is refused. It is of a package that is whole, names the same
 * package, and is of no later day than today in the Netherlands.
 */
export const decideReceipt = (
  { ended, receipt }: Pick<Deposit, "ended" | "receipt">,
  { receivedOn, reference, sha256 }: RegisterReceipt,
  nowMs: number,
): { outcome: "register" | "stands" } | { outcome: "refused"; code: ErrorCode } => {
  if (ended?.result !== "whole") return { outcome: "refused", code: "not_found" };
  if (ended.sha256 !== sha256) return { outcome: "refused", code: "other_package" };
  if (receipt)
    return receipt.receivedOn === receivedOn && receipt.reference === reference
      ? { outcome: "stands" }
      : { outcome: "refused", code: "id_in_use" };
  if (receivedOn > civilDateAt(nowMs, legalTimeZone)) return { outcome: "refused", code: "malformed" };
  return { outcome: "register" };
};
