import type { BundleContent } from "@eigenkanaal/protocol";
import { readCertificates } from "./organisation.js";

/** The newest certificate of each officer, the policy, and of each desk its roster and its key. */
export type DueDate = {
  readonly what: "officer" | "policy" | "roster" | "desk";
  /** The officer's or desk's id; the policy has none. */
  readonly id: string;
  readonly name: string;
  readonly endsMs: number;
};

/**
 * When what ends, the soonest first. A desk's key counts for nothing without the roster that it names, so it ends
 * with that at the latest.
 */
export function dueDates(content: BundleContent): DueDate[] {
  const newest = new Map<string, DueDate>();
  const rosterEndsMs = new Map<string, number>();
  const deskName = (id: string) => content.desks.find(({ desk }) => desk === id)?.name ?? id;
  const set = (due: DueDate) => newest.set(`${due.what} ${due.id}`, due);
  for (const { body } of readCertificates(content)) {
    const endsMs = body.not_after;
    if (body.type === "officer") set({ what: "officer", id: body.officer, name: body.name, endsMs });
    if (body.type === "policy") set({ what: "policy", id: "", name: "", endsMs });
    if (body.type === "roster") {
      rosterEndsMs.set(body.desk, endsMs);
      set({ what: "roster", id: body.desk, name: deskName(body.desk), endsMs });
    }
    if (body.type === "desk") {
      const earliestMs = Math.min(endsMs, rosterEndsMs.get(body.desk) ?? endsMs);
      set({ what: "desk", id: body.desk, name: deskName(body.desk), endsMs: earliestMs });
    }
  }
  return [...newest.values()].toSorted((a, b) => a.endsMs - b.endsMs);
}
