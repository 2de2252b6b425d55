import type {
  Block,
  ConversationId,
  ConversationSummary,
  DeskId,
  Handover,
  MemberId,
  Members,
} from "@eigenkanaal/protocol";
import type { BlockView } from "./blockViews.js";
import type { ColleagueView } from "./colleagueViews.js";
import type { HandoverView, QueueItem, ReopenedView, Standing } from "./views.js";

type Who = { me: MemberId; members: Members["members"]; desks: readonly DeskId[] };

/** The conversations of a colleague's desks: all open ones, and the finished ones that were asked for. */
export const createQueue = () => {
  const known = new Map<ConversationId, ConversationSummary>();
  /** Up to which message of the citizen this colleague has looked. */
  const seenSeqs = new Map<ConversationId, number>();
  /** Those that came to somebody of themselves, and have not been opened here since. */
  const given = new Set<ConversationId>();
  /** Those that came back from being put off, and have not been opened here since. */
  const back = new Set<ConversationId>();
  /** Those that this colleague is taking here. */
  const taking = new Set<ConversationId>();
  let loaded = false;
  /** Those of whom news came while the open ones are read. */
  let heard: Set<ConversationId> | undefined;

  /** Notes whose it became; what stood there before anybody looked is nothing new. */
  const noteOwner = (
    before: ConversationSummary | undefined,
    { conversation, assignee }: ConversationSummary,
  ) => {
    if (!loaded || assignee === (before?.assignee ?? null)) return;
    if (assignee === null || taking.has(conversation)) given.delete(conversation);
    else given.add(conversation);
    taking.delete(conversation);
  };

  /** Notes what is no longer put off, whoever's it is. */
  const noteBack = (before: ConversationSummary | undefined, now: ConversationSummary) => {
    if (before?.snooze && now.snooze === null && now.assignee === before.assignee) back.add(now.conversation);
    else if (now.snooze !== null || now.assignee !== before?.assignee) back.delete(now.conversation);
  };

  const note = (summary: ConversationSummary) => {
    const before = known.get(summary.conversation);
    noteOwner(before, summary);
    noteBack(before, summary);
    known.set(summary.conversation, summary);
  };

  const colleague = (member: MemberId, { me, members }: Who): ColleagueView => {
    const name = members.find((one) => one.member === member)?.alias ?? "";
    return { member, name, me: member === me };
  };
  const assignee = (member: MemberId | null, who: Who) => (member ? colleague(member, who) : null);
  const handover = (of: Handover | null, who: Who): HandoverView | null =>
    of && { ...of, by: colleague(of.by, who) };

  const reopened = (of: ConversationSummary["reopened"], who: Who): ReopenedView | null =>
    of && { atMs: of.atMs, had: assignee(of.had, who) };

  /** Towards a colleague both are always there. */
  const block = (of: Block | null, who: Who): BlockView | null =>
    of?.by && of.reason ? { untilMs: of.untilMs, reason: of.reason, by: colleague(of.by, who) } : null;

  const standing = ({ desk }: ConversationSummary, { desks }: Who): Standing =>
    desks.includes(desk) ? "on_desk" : "reads_along";

  const item = (summary: ConversationSummary, who: Who): QueueItem => {
    const {
      conversation,
      desk,
      topic,
      language,
      state,
      openedAtMs,
      waitingSinceMs,
      late,
      overflow,
      closedAtMs,
      retention,
      lastActivityAtMs,
    } = summary;
    // Nobody needs to read again what has been answered, also not who signs in on a new device.
    const unread = waitingSinceMs !== null && summary.citizenSeq > (seenSeqs.get(conversation) ?? 0);
    return {
      ...{
        conversation,
        desk,
        topic,
        language,
        state,
        openedAtMs,
        waitingSinceMs,
        late,
        overflow,
        closedAtMs,
        retention,
        lastActivityAtMs,
      },
      assignee: assignee(summary.assignee, who),
      handover: handover(summary.handover, who),
      standing: standing(summary, who),
      labels: summary.labels,
      snooze: summary.snooze,
      reopened: reopened(summary.reopened, who),
      block: block(summary.block, who),
      unread,
      given: given.has(conversation) && summary.assignee === who.me,
      back: back.has(conversation) && summary.assignee === who.me,
    };
  };

  return {
    assignee,
    handover,
    standing,
    block,
    find: (conversation: ConversationId) => known.get(conversation),
    open: () => [...known.values()].filter(({ state }) => state !== "closed"),
    put: (summary: ConversationSummary) => {
      heard?.add(summary.conversation);
      note(summary);
    },
    taking: (conversation: ConversationId) => void taking.add(conversation),
    opened: (conversation: ConversationId) => {
      given.delete(conversation);
      back.delete(conversation);
    },
    remove: (conversation: ConversationId) => void known.delete(conversation),
    /**
     * Takes in the open ones by pages. At the end, what neither a page nor any news since has named was closed or moved
     * while we were away.
     */
    readOpen: () => {
      const named = new Set<ConversationId>();
      heard = named;
      return {
        page: (summaries: readonly ConversationSummary[]) => {
          for (const summary of summaries) {
            named.add(summary.conversation);
            note(summary);
          }
        },
        end: () => {
          for (const [id, { state }] of known) if (state !== "closed" && !named.has(id)) known.delete(id);
          heard = undefined;
          loaded = true;
        },
      };
    },
    addClosed: (summaries: readonly ConversationSummary[]) => {
      for (const summary of summaries) known.set(summary.conversation, summary);
    },
    oldestClosedMs: () => {
      const closed = [...known.values()].flatMap(({ closedAtMs }) => closedAtMs ?? []);
      return closed.length > 0 ? Math.min(...closed) : null;
    },
    seen: (conversation: ConversationId, seq: number) => void seenSeqs.set(conversation, seq),
    /** How many this colleague has in hand and not put off. */
    inHand: (me: MemberId) =>
      [...known.values()].filter(({ snooze, assignee }) => snooze === null && assignee === me).length,
    clear: () => {
      known.clear();
      seenSeqs.clear();
      given.clear();
      back.clear();
      taking.clear();
      loaded = false;
    },
    /** Open: longest waiting first, then what waits for the citizen, oldest activity first. Closed: newest first. */
    view: (who: Who): { queue: QueueItem[]; closed: QueueItem[] } => {
      const items = [...known.values()].map((summary) => item(summary, who));
      return {
        queue: items
          .filter(({ state }) => state !== "closed")
          .toSorted(
            (a, b) =>
              (a.waitingSinceMs ?? Number.MAX_SAFE_INTEGER) - (b.waitingSinceMs ?? Number.MAX_SAFE_INTEGER) ||
              a.lastActivityAtMs - b.lastActivityAtMs,
          ),
        closed: items
          .filter(({ state }) => state === "closed")
          .toSorted((a, b) => (b.closedAtMs ?? 0) - (a.closedAtMs ?? 0)),
      };
    },
  };
};
