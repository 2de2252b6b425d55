import type { SharedRemarks } from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** A remark that a citizen let who supervises the desk read; `text` null where it does not open for this member. */
export type SharedRemarkView = Omit<SharedRemarks["remarks"][number], "copy"> & { text: string | null };

export type SharedRemarkActions = {
  /** The newest of the desks that this member supervises, or those before one. Nothing is kept here. */
  load(before: number | null): Promise<AccountAnswer<{ remarks: SharedRemarkView[]; more: boolean }>>;
};
