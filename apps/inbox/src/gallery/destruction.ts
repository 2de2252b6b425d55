import type { DestructionActions } from "@eigenkanaal/client";
import {
  type DestructionItem,
  type DestructionList,
  DestructionListId,
  type DestructionLists,
} from "@eigenkanaal/protocol";
import { colleagues, minuteMs, nowMs, rowAt } from "./morning.js";

/** What is to be destroyed: a list that waits, one that is carried out, and those that have ended. */

const dayMs = 1440 * minuteMs;
const idOf = (n: number) => DestructionListId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`);
const list = (n: number, over: Partial<DestructionList>): DestructionList => ({
  ...{ list: idOf(n), state: "proposed", proposedBy: null, proposedAtMs: nowMs - n * dayMs, needed: 2 },
  ...{ approvals: [], items: { proposed: 4, removed: 0, leftOut: 0, destroyed: 0, left: 4 } },
  ...{ endedAtMs: null, withdrawn: null },
  ...over,
});
const by = (name: "sanne" | "yusuf", days: number) => ({
  member: colleagues[name].member,
  atMs: nowMs - days * dayMs,
});

/** The list that a screen opens. */
export const openList = idOf(0);

const destructionLists: DestructionLists = {
  ...{ clock: "stands", officers: 3 },
  lists: [
    list(0, {
      approvals: [by("sanne", 0)],
      items: { proposed: 4, removed: 1, leftOut: 0, destroyed: 0, left: 3 },
    }),
    list(1, {
      ...{
        state: "approved",
        proposedBy: colleagues.wil.member,
        approvals: [by("sanne", 1), by("yusuf", 0)],
      },
      items: { proposed: 1_204, removed: 2, leftOut: 1, destroyed: 412, left: 789 },
    }),
    list(40, {
      ...{ state: "withdrawn", endedAtMs: nowMs - 39 * dayMs },
      withdrawn: { by: colleagues.yusuf.member, reason: "Eerst overleg met de archivaris" },
    }),
    list(41, {
      ...{ state: "done", approvals: [by("sanne", 41), by("yusuf", 40)], endedAtMs: nowMs - 40 * dayMs },
      items: { proposed: 31, removed: 0, leftOut: 2, destroyed: 29, left: 0 },
    }),
  ],
};

const item = (index: number, over: Partial<DestructionItem> = {}): DestructionItem => {
  const { conversation, desk } = rowAt(index);
  const closedAtMs = nowMs - (370 + index) * dayMs;
  return {
    ...{ conversation, desk, closedAtMs, class: "6.3", held: false, removed: null, leftOut: null },
    ...over,
  };
};

const hash = "l6Vn4mGfcCXhZdqTj5XKk3yJQmWc0bq8bC4m1vT2r9o";
const placeInLog = {
  ...{ town: "voorbeeldstad.nl", index: 13, size: 16 },
  checkpoint: `voorbeeldstad.nl/eigenkanaal\n16\n${hash}=\n`,
};
const certificate = {
  ...{ v: 1, conversation: rowAt(7).conversation, desk: rowAt(7).desk, class: "6.1.3", policyFromMs: null },
  ...{ closedOn: "2025-10-12", destroyedAtMs: nowMs - 40 * dayMs, list: idOf(41) },
  ...{ public: { messages: 6, epochs: 1 }, internal: { messages: 1, epochs: 1 }, head: hash },
};

/** Of one that was gone before anybody took it up. */
const erased = {
  ...{ v: 2, conversation: rowAt(8).conversation, desk: rowAt(8).desk, class: null, policyFromMs: null },
  ...{ closedOn: null, destroyedAtMs: nowMs - 2 * dayMs, erased: "not_taken_up" },
  ...{ public: { messages: 1, epochs: 1 }, internal: { messages: 0, epochs: 0 }, head: hash },
};

export const destructionActions = (
  found: "stands" | "broken" = "stands",
  lists: DestructionLists | "failing" = destructionLists,
): DestructionActions => ({
  lists: async () =>
    lists === "failing" ? { ok: false, failure: "unreachable" } : { ok: true, value: lists },
  items: async () => ({
    ok: true,
    value: {
      list: list(0, {}),
      items: [
        item(3),
        item(5, { held: true }),
        item(7, { removed: { by: colleagues.sanne.member, reason: "Er loopt nog een bezwaar" } }),
        item(9),
      ],
      more: true,
    },
  }),
  propose: async () => ({ ok: true, value: { list: null } }),
  approve: async () => ({ ok: false, failure: "already_approved" }),
  remove: async () => ({ ok: true, value: null }),
  withdraw: async () => ({ ok: true, value: null }),
  register: async () => ({
    ok: true,
    value: {
      certificates: [
        { seq: 30, certificate: JSON.stringify(erased), hash },
        { seq: 29, certificate: JSON.stringify(certificate), hash },
      ],
      more: true,
    },
  }),
  check: async () => ({
    ok: true,
    value:
      found === "stands"
        ? { found, index: 28, size: 29, root: hash, atMs: nowMs, log: placeInLog }
        : { found },
  }),
});

export const noDestruction: DestructionActions = {
  ...destructionActions(),
  lists: async () => ({ ok: true, value: { clock: "behind", officers: 2, lists: [] } }),
  register: async () => ({ ok: true, value: { certificates: [], more: false } }),
};
