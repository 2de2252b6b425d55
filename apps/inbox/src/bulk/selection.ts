import type { ConversationId } from "@eigenkanaal/protocol";

/** So many are done at a time: each is an act of its own at the gateway, and a conversation of its own on this device. */
export const maxChosen = 200;

/** Which conversations are chosen, and from which the next range goes. */
export type Selection = { chosen: ReadonlySet<ConversationId>; anchor: ConversationId | null };

export const nothingChosen: Selection = { chosen: new Set(), anchor: null };

const bounded = (ids: Iterable<ConversationId>): ReadonlySet<ConversationId> =>
  new Set([...ids].slice(0, maxChosen));

/** With the conversation, or without it where it was chosen. */
export const toggle = ({ chosen }: Selection, conversation: ConversationId): Selection => {
  const next = new Set(chosen);
  if (!next.delete(conversation)) next.add(conversation);
  return { chosen: bounded(next), anchor: conversation };
};

/** With all rows from the anchor to this one; without an anchor among them, with this one. */
export const extend = (
  { chosen, anchor }: Selection,
  rows: readonly ConversationId[],
  to: ConversationId,
): Selection => {
  const [from, until] = [anchor === null ? -1 : rows.indexOf(anchor), rows.indexOf(to)];
  if (until < 0) return { chosen, anchor };
  const range = from < 0 ? [to] : rows.slice(Math.min(from, until), Math.max(from, until) + 1);
  return { chosen: bounded([...chosen, ...range]), anchor: from < 0 ? to : anchor };
};

export const chooseAll = (rows: readonly ConversationId[]): Selection => ({
  chosen: bounded(rows),
  anchor: null,
});

/** Without what does not stand in the list any more; the same selection where that is nothing. */
export const within = (selection: Selection, rows: readonly ConversationId[]): Selection => {
  if (selection.chosen.size === 0) return selection;
  const there = new Set(rows);
  const left = [...selection.chosen].filter((one) => there.has(one));
  return left.length === selection.chosen.size ? selection : { ...selection, chosen: new Set(left) };
};
