import type { ConversationId, MemberId } from "@eigenkanaal/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, choose, handOut, roomOf, type Waiting } from "./routing.js";

const anna = "00000000-0000-4000-8000-00000000000a" as MemberId;
const bram = "00000000-0000-4000-8000-00000000000b" as MemberId;
const question: Waiting = {
  conversation: "00000000-0000-4000-8000-000000000001" as ConversationId,
  sinceMs: 1,
  language: "nl",
  answeredBefore: null,
};
const at = (member: MemberId, over: Partial<Candidate> = {}): Candidate => ({
  ...{ member, presence: "on_duty", capacity: 3, open: 1, languages: ["nl"], lastAssignedAtMs: 5 },
  ...over,
});
const push = (...candidates: Candidate[]) => ({ assignment: "push" as const, candidates });
const chosen = (waiting: Waiting, ...candidates: Candidate[]) => {
  const choice = choose(waiting, push(...candidates));
  return choice.outcome === "assigned" ? choice.member : choice.why;
};

describe("a choice", () => {
  it.each([
    ["who is on duty", [at(anna, { presence: "pause", open: 0 }), at(bram)]],
    ["who has room", [at(anna, { open: 3 }), at(bram, { open: 2 })]],
    ["who has the fewest open", [at(anna, { open: 2 }), at(bram)]],
    ["who was assigned something longest ago", [at(anna, { lastAssignedAtMs: 6 }), at(bram)]],
    ["who was never assigned anything", [at(anna), at(bram, { lastAssignedAtMs: null })]],
    [
      "who has the language, with however many open",
      [at(anna, { languages: ["tr"] }), at(bram, { open: 2 })],
    ],
  ])("goes to %s", (_, candidates) => {
    expect(chosen(question, ...candidates)).toBe(bram);
    expect(chosen(question, ...candidates.toReversed())).toBe(bram);
  });

  it("goes to who answered before, before the language and the fewest open, and not beyond their capacity", () => {
    const before = { ...question, answeredBefore: bram };
    expect(chosen(before, at(anna, { open: 0 }), at(bram, { languages: ["tr"], open: 2 }))).toBe(bram);
    expect(chosen(before, at(anna), at(bram, { open: 3 }))).toBe(anna);
  });

  it("keeps nobody waiting for a language that nobody on duty has, nor cares for the region", () => {
    expect(chosen({ ...question, language: "tr" }, at(anna), at(bram, { open: 2 }))).toBe(anna);
    const british = { ...question, language: "en-GB" };
    expect(chosen(british, at(anna), at(bram, { languages: ["EN-us"], open: 2 }))).toBe(bram);
  });

  it("is always the same for the same facts", () => {
    expect(chosen(question, at(bram), at(anna))).toBe(anna);
  });

  it("says why nobody gets it", () => {
    expect(chosen(question)).toBe("nobody_on_duty");
    expect(chosen(question, at(anna, { presence: "wrap_up" }), at(bram, { presence: "off" }))).toBe(
      "nobody_on_duty",
    );
    expect(chosen(question, at(anna, { open: 3 }))).toBe("no_room");
    expect(choose(question, { assignment: "pull", candidates: [at(anna)] })).toMatchObject({ why: "pull" });
  });

  it("tells its steps: who was left after each rule, and which preference was waived", () => {
    const choice = choose(
      { ...question, language: "tr" },
      push(at(anna), at(bram), at(bram, { presence: "off" })),
    );
    expect(choice.steps).toEqual([
      { rule: "on_duty", effect: "applied", left: [anna, bram] },
      { rule: "room", effect: "applied", left: [anna, bram] },
      { rule: "answered_before", effect: "waived", left: [anna, bram] },
      { rule: "language", effect: "waived", left: [anna, bram] },
      { rule: "fewest_open", effect: "applied", left: [anna, bram] },
      { rule: "longest_idle", effect: "applied", left: [anna, bram] },
      { rule: "lowest_id", effect: "applied", left: [anna] },
    ]);
  });
});

/** A desk over a day, by the same functions as the gateway's: what happens is random, what must hold is not. */
type Act =
  | { kind: "ask" }
  | { kind: "presence"; who: number; state: Candidate["presence"] }
  | { kind: "close" | "answer" | "write" | "take"; which: number; who: number };
const presences = ["on_duty", "pause", "wrap_up", "off"] as const;
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: "ask" } as const) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("presence" as const),
      who: fc.nat(3),
      state: fc.constantFrom(...presences),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("close" as const, "answer" as const, "write" as const, "take" as const),
      which: fc.nat(30),
      who: fc.nat(3),
    }),
  },
);

type Case = {
  state: "waiting" | "in_hand" | "closed";
  owner: MemberId | null;
  sinceMs: number | null;
  before: MemberId | null;
};

it("over any day nothing is without owner and queue, forgotten while somebody has room, or above anybody's capacity", () => {
  fc.assert(
    fc.property(
      fc.array(acts, { maxLength: 80 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
      (day, capacities) => {
        const people = capacities.map((capacity, n) =>
          at(`00000000-0000-4000-8000-0000000000a${n}` as MemberId, {
            capacity,
            presence: "off",
            lastAssignedAtMs: null,
          }),
        );
        const cases: Case[] = [];
        const openOf = (member: MemberId) =>
          cases.filter(({ state, owner }) => state === "in_hand" && owner === member).length;
        const idOf = (n: number) =>
          `00000000-0000-4000-8000-${String(n).padStart(12, "0")}` as ConversationId;
        day.forEach((act, nowMs) => {
          if (act.kind === "ask") cases.push({ state: "waiting", owner: null, sinceMs: nowMs, before: null });
          else if (act.kind === "presence") {
            const person = people[act.who];
            if (person) person.presence = act.state;
          } else {
            const [one, person] = [cases[act.which], people[act.who]];
            if (!one || !person) return;
            if (act.kind === "close") Object.assign(one, { state: "closed", owner: null, sinceMs: null });
            if (act.kind === "write") {
              if (one.state === "closed") one.state = "waiting";
              one.sinceMs ??= nowMs;
            }
            if (act.kind === "answer" && one.owner) Object.assign(one, { sinceMs: null, before: one.owner });
            if (act.kind === "take" && one.state === "waiting") {
              Object.assign(one, { state: "in_hand", owner: person.member });
              if (person.presence === "off") person.presence = "wrap_up";
            }
          }
          for (const one of cases) {
            const owner = people.find(({ member }) => member === one.owner);
            if (owner?.presence === "off" && one.sinceMs !== null)
              Object.assign(one, { state: "waiting", owner: null });
          }
          const desk = push(...people.map((person) => ({ ...person, open: openOf(person.member) })));
          const waiting = cases.flatMap(({ state, sinceMs, before }, n): Waiting[] =>
            state === "waiting" && sinceMs !== null
              ? [{ conversation: idOf(n), sinceMs, language: null, answeredBefore: before }]
              : [],
          );
          const handed = handOut(waiting, desk, nowMs);
          expect(new Set(handed.map(({ conversation }) => conversation)).size).toBe(handed.length);
          expect(handed.length).toBe(Math.min(waiting.length, roomOf(desk)));
          for (const { conversation, member } of handed) {
            const one = cases[Number(conversation.slice(-12))];
            expect(one).toMatchObject({ state: "waiting", owner: null });
            if (one) Object.assign(one, { state: "in_hand", owner: member });
            const person = people.find((each) => each.member === member);
            expect(person?.presence).toBe("on_duty");
            expect(openOf(member)).toBeLessThanOrEqual(person?.capacity ?? 0);
          }
          const left = waiting.filter(({ conversation }) =>
            handed.every((one) => one.conversation !== conversation),
          );
          for (const later of left)
            for (const { conversation } of handed)
              expect(waiting.find((one) => one.conversation === conversation)?.sinceMs).toBeLessThanOrEqual(
                later.sinceMs,
              );
        });
      },
    ),
    { numRuns: 300 },
  );
});
