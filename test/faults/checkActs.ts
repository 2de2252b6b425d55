import { citizensByConversation } from "./checkMessages.js";
import type { Diary, Rows, Screens, Violation, ViolationKind } from "./record.js";

const violation = (kind: ViolationKind, where: string): Violation => ({ kind, where });

/** Every conversation belongs to a citizen and a desk with people, is in the hand of one of them, and has its key. */
export const checkCustody = (rows: Rows, { conversations, queues }: Screens): Violation[] => {
  const found: Violation[] = [];
  const members = new Map(rows.desks.map(({ desk, members }) => [desk, members]));
  const owner = citizensByConversation(conversations);
  for (const { conversation, desk, assignee, state } of rows.conversations) {
    const where = owner.get(conversation) ?? conversation;
    if (!owner.has(conversation)) found.push(violation("foreign", `${where}: nobody's conversation`));
    const people = members.get(desk) ?? [];
    if (people.length === 0) found.push(violation("undesked", `${where}: a desk without people`));
    if ((state === "in_hand") !== (assignee !== null))
      found.push(violation("undesked", `${where}: ${state}, by nobody`));
    if (assignee !== null && !people.includes(assignee))
      found.push(violation("undesked", `${where}: in a stranger's hand`));
    if (!rows.keys.includes(conversation)) found.push(violation("keyless", where));
    const isShown = conversations
      .filter((screen) => screen.conversation === conversation)
      .every((screen) => screen.state === state && (screen.assignee ?? assignee) === assignee);
    if (!isShown) found.push(violation("unequal", `${where}: ${state}, and a screen says otherwise`));
    for (const { who, open } of queues) {
      const queued = open.find((item) => item.conversation === conversation);
      const isRight = state === "closed" ? !queued : queued?.state === state && queued.assignee === assignee;
      if (!isRight)
        found.push(
          violation("unequal", `${where}: ${state}, and in the list of ${who} ${queued?.state ?? "absent"}`),
        );
      if (!conversations.some((screen) => screen.conversation === conversation && screen.who === who))
        found.push(violation("unequal", `${where}: not before ${who}`));
    }
  }
  const stored = new Set(rows.conversations.map(({ conversation }) => conversation));
  for (const [conversation, citizen] of owner)
    if (!stored.has(conversation)) found.push(violation("lost", `the conversation of ${citizen}`));
  return found;
};

/** No act without its event, no event without its act; played back, the events lead to what is stored now [C7]. */
export const checkEvents = (
  { deeds }: Pick<Diary, "deeds">,
  rows: Rows,
  { conversations }: Screens,
): Violation[] => {
  const owner = citizensByConversation(conversations);
  const known = new Set(rows.conversations.map(({ pseudonym }) => pseudonym));
  const found = rows.events
    .filter(({ pseudonym }) => !known.has(pseudonym))
    .map(({ kind }) => violation("actless", `${kind} of no conversation`));
  for (const { conversation, pseudonym, state, assignee } of rows.conversations) {
    const where = owner.get(conversation) ?? conversation;
    const events = rows.events.filter((event) => event.pseudonym === pseudonym);
    const memberOf = new Map(
      rows.actors
        .filter((one) => one.conversation === conversation)
        .map((one) => [one.pseudonym, one.member]),
    );
    const count = (kind: string) => events.filter((event) => event.kind === kind).length;
    const messages = rows.messages.filter((row) => row.conversation === conversation && row.class === 1);
    const acts = {
      opened: 1,
      citizen_message: messages.filter(({ senderMember }) => senderMember === null).length,
      agent_answer: messages.filter(
        ({ channel, senderMember }) => channel === "public" && senderMember !== null,
      ).length,
      internal_note: messages.filter(({ channel }) => channel === "internal").length,
      // The public channel's first epoch is the opening itself.
      epoch_published: rows.epochs.filter((epoch) => epoch.conversation === conversation).length - 1,
    };
    for (const [kind, due] of Object.entries(acts)) {
      if (count(kind) < due) found.push(violation("eventless", `${where}: ${count(kind)} of ${due} ${kind}`));
      if (count(kind) > due)
        found.push(violation("actless", `${where}: ${count(kind)} instead of ${due} ${kind}`));
    }
    let [now, hand]: [string, string | null] = ["waiting", null];
    for (const { kind, actorPseudonym } of events) {
      const member = memberOf.get(actorPseudonym);
      if (member === undefined) found.push(violation("actless", `${where}: ${kind} by nobody`));
      const allowed = {
        taken: ["waiting"],
        assigned: ["waiting"],
        returned: ["in_hand"],
        closed: ["waiting", "in_hand"],
        reopened: ["closed"],
      }[kind];
      if (!allowed) continue;
      if (!allowed.includes(now)) found.push(violation("actless", `${where}: ${kind} while ${now}`));
      const given = kind === "taken" || kind === "assigned";
      now = given ? "in_hand" : kind === "closed" ? "closed" : "waiting";
      hand = given ? (member ?? null) : null;
    }
    if (now !== state || hand !== assignee)
      found.push(violation("eventless", `${where}: ${state}, by its events ${now}`));
    for (const { citizen, member, deed } of deeds) {
      if (citizen !== where) continue;
      const isWritten = events.some(
        ({ kind, actorPseudonym }) =>
          // Closing what somebody else had closed is no error, and no event of one's own.
          kind === deed && (deed === "closed" || memberOf.get(actorPseudonym) === member),
      );
      if (!isWritten) found.push(violation("eventless", `${where}: ${deed}, acknowledged and not written`));
    }
  }
  return found;
};
