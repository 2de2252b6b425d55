import { DeskId, MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { colleagueTargets, deskTargets, matching, type Target } from "./targets.js";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const colleague = (n: number, name: string): Target => ({
  ...{ kind: "colleague", id: MemberId.parse(id(n)), name, presence: null },
});
const [renee, wil] = [colleague(1, "Renée de Groot"), colleague(2, "Wil van der Meer")];

it("finds by any part of the name, without capitals and accents, and shows all while nothing is typed", () => {
  expect(matching([renee, wil], " ")).toEqual([renee, wil]);
  expect(matching([renee, wil], "renee")).toEqual([renee]);
  expect(matching([renee, wil], "MEER van")).toEqual([wil]);
  expect(matching([renee, wil], "renee meer")).toEqual([]);
});

it("says of each colleague how they are, where that is known", () => {
  const people = [1, 2].map((n) => ({ member: MemberId.parse(id(n)), name: `Collega ${n}` }));
  const [first] = people;
  const desk = {
    ...{ desk: DeskId.parse(id(5)), assignment: "pull" as const, overflow: null },
    colleagues: first ? [{ ...first, state: "pause" as const }] : [],
  };
  const targets = colleagueTargets(people, desk);
  expect(targets.map((target) => target.kind === "colleague" && target.presence)).toEqual(["pause", null]);
});

it("offers every other desk, first the one that it came from, with when a closed one opens", () => {
  // Wednesday 25 November 2026, half past ten in the town.
  const nowMs = Date.parse("2026-11-25T10:30:00+01:00");
  const desk = (n: number, opens: string) => ({
    ...{ desk: DeskId.parse(id(n)), name: { nl: `Bureau ${n}` }, general: false },
    hours: {
      ...{ timeZone: "Europe/Amsterdam", exceptions: [] },
      weekly: [{ day: 3, opens, closes: "17:00" }],
    },
  });
  const never = { ...desk(7, "09:00"), hours: { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] } };
  const by = { member: MemberId.parse(id(1)), name: "Renée", me: false };
  const targets = deskTargets([desk(4, "09:00"), desk(5, "13:00"), desk(6, "09:00"), never], {
    own: DeskId.parse(id(4)),
    handover: { by, from: DeskId.parse(id(6)), state: "accepted", returns: 0 },
    names: {
      ...{ desk: () => "", topic: () => "", colleague: () => "", certified: () => "" },
      deskInFull: (desk) => `D${desk.at(-1)}`,
    },
    nowMs,
  });
  expect(targets).toEqual([
    { kind: "desk", id: id(6), name: "D6", opening: { at: "open" }, back: "came_from" },
    {
      ...{ kind: "desk", id: id(5), name: "D5", back: "new" },
      opening: { at: "closed", opensAtMs: Date.parse("2026-11-25T13:00:00+01:00") },
    },
    { kind: "desk", id: id(7), name: "D7", opening: { at: "closed", opensAtMs: null }, back: "new" },
  ]);
});
