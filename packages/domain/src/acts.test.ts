import type { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { decideAppend } from "./append.js";
import { type AsksAbout, block, currentBlock, liftBlock } from "./block.js";
import { type Change, type Conversation, close, reopen, take } from "./conversation.js";
import { acceptOverflow, declineOverflow, give, transfer } from "./handover.js";
import { onTime } from "./lateness.js";
import { defaultRetention } from "./retention.js";
import { snooze, wake } from "./snooze.js";
import { giveVerdict } from "./verdict.js";

const rules = { table: defaultRetention, topicClass: null };
const leaving = { by: "citizen", outcome: "left", rules } as const;
const answering = {
  by: "member",
  outcome: "answered",
  registration: { topic: null, class: null, card: null },
  rules,
} as const;

/** Whatever is done to a conversation, and in whatever order, by whomever. */

const members = ["anna", "bram", "chris"] as MemberId[];
const [first, second] = ["d1", "d2"] as [DeskId, DeskId];

const begun: Conversation = {
  conversation: "00000000-0000-4000-8000-000000000001" as ConversationId,
  ...{
    desk: first,
    topic: null,
    language: "nl",
    handling: { state: "waiting" },
    handover: null,
    reader: null,
  },
  ...{ block: null },
  ...{ labels: [], reopened: null, openedAtMs: 0, waitingSinceMs: null, late: onTime, lastActivityAtMs: 0 },
  ...{ seq: { public: 0, internal: 0 }, citizenSeq: 0 },
};

type Did = { conversation: Conversation; kinds: string[] };
type Act = (conversation: Conversation, nowMs: number) => Did;

/** What is refused changes nothing and writes nothing. */
const did = (conversation: Conversation, change: Change): Did =>
  change.outcome === "changed"
    ? { conversation: change.conversation, kinds: [change.event.kind] }
    : { conversation, kinds: [] };

const says =
  (sender: { kind: "citizen"; vkB64: string } | { kind: "member"; member: MemberId }): Act =>
  (conversation, nowMs) => {
    const decision = decideAppend(
      { channel: "public", sender, class: "message", cryptoId: "id", epoch: 0, senderSeq: 0 },
      {
        conversation,
        epoch: { newest: 0, cryptoId: "id", keys: "newest" },
        ...{ chain: undefined, earlier: undefined },
      },
      nowMs,
    );
    return decision.outcome === "accepted"
      ? { conversation: decision.conversation, kinds: decision.events.map(({ kind }) => kind) }
      : { conversation, kinds: [] };
  };

const member = fc.constantFrom(...members);
const asking: fc.Arbitrary<AsksAbout> = fc.record({
  member,
  as: fc.constantFrom("colleague" as const, "supervisor" as const, "administrator" as const),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constant(says({ kind: "citizen", vkB64: "v" })),
  member.map((by) => says({ kind: "member", member: by })),
  member.map(
    (by): Act =>
      (so, nowMs) =>
        did(so, take(so, by, nowMs)),
  ),
  member.map(
    (by): Act =>
      (so, nowMs) =>
        did(so, reopen(so, by, nowMs)),
  ),
  fc.constantFrom("citizen" as const, "member" as const).map(
    (by): Act =>
      (so, nowMs) =>
        did(so, close(so, by === "citizen" ? leaving : answering, nowMs)),
  ),
  fc.tuple(member, member).map(
    ([by, to]): Act =>
      (so, nowMs) =>
        did(so, give(so, { by, to }, nowMs)),
  ),
  fc
    .tuple(
      member,
      fc.constantFrom("general" as const, "special" as const),
      fc.constantFrom("on_duty" as const, "away" as const),
    )
    .map(
      ([by, kind, giver]): Act =>
        (so, nowMs) => {
          const to = { desk: so.desk === first ? second : first, kind };
          return did(so, transfer(so, { by, to, reading: "along", giver }, nowMs));
        },
    ),
  fc.tuple(member, fc.constantFrom(null, 5)).map(
    ([by, forMs]): Act =>
      (so, nowMs) =>
        did(so, snooze(so, { by, untilMs: forMs === null ? null : nowMs + forMs }, nowMs)),
  ),
  member.map(
    (by): Act =>
      (so) =>
        did(so, wake(so, by)),
  ),
  asking.map(
    (by): Act =>
      (so, nowMs) =>
        did(so, block(so, by, { reason: "insults", untilMs: nowMs + 4 })),
  ),
  asking.map(
    (by): Act =>
      (so, nowMs) =>
        did(so, liftBlock(so, by, nowMs)),
  ),
  fc.constantFrom("yes" as const, "no" as const, "skipped" as const).map(
    (verdict): Act =>
      (so, nowMs) =>
        did(so, giveVerdict(so, verdict, nowMs)),
  ),
  // As the gateway does when an answer is late and nobody has it.
  fc.constant<Act>((so) =>
    so.waitingSinceMs !== null && so.handling.state === "waiting" && so.late.stage === null
      ? { conversation: { ...so, late: { stage: "offered", dueAtMs: null, overflow: second } }, kinds: [] }
      : { conversation: so, kinds: [] },
  ),
  fc.constant<Act>((so, nowMs) => did(so, acceptOverflow(so, { to: second, internal: "none" }, nowMs))),
  fc.constant<Act>((so) => did(so, declineOverflow(so))),
);

it("is in one hand or in a queue, with what belongs to that state alone, and nobody waits shorter for being handed on", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60, size: "max" }), (acts) => {
      let so = begun;
      acts.forEach((one, index) => {
        const nowMs = index + 1;
        const { conversation: then, kinds } = one(so, nowMs);
        const { handling, handover, reader, waitingSinceMs, late, desk } = then;
        if (handling.state === "in_hand") expect(members).toContain(handling.assignee);
        if (handling.state === "closed")
          expect([handover, reader, waitingSinceMs, late]).toEqual([null, null, null, onTime]);
        expect([first, second]).toContain(desk);
        // An offer stands while nobody has it, and with the desk that is offered.
        if (late.stage === "offered") expect([handling.state, late.overflow]).toEqual(["waiting", second]);
        // A desk that gets it from another has its own warning of it.
        if (desk !== so.desk && !kinds.includes("overflowed"))
          expect(late).toEqual({ ...onTime, dueAtMs: nowMs });
        // Since when a citizen waits ends with an answer or with closing, and with nothing else.
        if (so.waitingSinceMs !== null && waitingSinceMs !== so.waitingSinceMs)
          expect([
            waitingSinceMs,
            kinds.some((kind) => kind === "agent_answer" || kind === "closed"),
          ]).toEqual([null, true]);
        // Of a blocked citizen nothing is taken, and only what is blocked or lifted changes that.
        if (currentBlock(so, nowMs)) expect(kinds).not.toContain("citizen_message");
        if (then.block !== so.block) expect(["blocked", "block_lifted"]).toContain(kinds[0]);
        // A verdict changes nothing but itself.
        if (kinds[0]?.startsWith("verdict_"))
          expect([then.handling.state, { ...then, handling: so.handling }]).toEqual(["closed", so]);
        // Another hand, another desk and another state each have an event.
        const owner = (c: Conversation) =>
          c.handling.state === "in_hand" ? c.handling.assignee : c.handling.state;
        if (owner(then) !== owner(so) || desk !== so.desk) expect(kinds).not.toEqual([]);
        so = then;
      });
    }),
    { numRuns: 500 },
  );
});
