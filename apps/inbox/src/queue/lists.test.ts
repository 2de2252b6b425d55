import type { QueueItem } from "@eigenkanaal/client";
import { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { openPerDesk, rowsOf, stepFrom } from "./lists.js";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const waste = DeskId.parse(id(1));
const civil = DeskId.parse(id(2));

const item = (n: number, over: Partial<QueueItem>): QueueItem => ({
  conversation: ConversationId.parse(id(n)),
  desk: waste,
  topic: null,
  language: null,
  state: "waiting",
  assignee: null,
  handover: null,
  standing: "on_desk",
  openedAtMs: 0,
  waitingSinceMs: 0,
  late: null,
  overflow: null,
  closedAtMs: null,
  retention: null,
  lastActivityAtMs: 0,
  given: false,
  ...{ labels: [], snooze: null, reopened: null, block: null, back: false },
  unread: false,
  ...over,
});
const having = (name: string, me: boolean) => ({ member: MemberId.parse(id(me ? 8 : 9)), name, me });

const waits = item(11, {});
const mine = item(12, { state: "in_hand", assignee: having("Noor", true), desk: civil });
const hers = item(13, { state: "in_hand", assignee: having("Sanne", false) });
const done = item(14, { state: "closed", assignee: having("Noor", true) });
const lists = { queue: [waits, mine, hers], closed: [done] };

describe("the rows of a list", () => {
  it("shows in the queue what waits, and not what somebody has", () => {
    expect(rowsOf(lists, "waiting", null)).toEqual([waits]);
  });

  it("shows under mine what I have, and not what a colleague has or what is finished", () => {
    expect(rowsOf(lists, "mine", null)).toEqual([mine]);
  });

  it("shows under mine what I gave to a colleague until they accept it, and what I was given", () => {
    const by = (me: boolean, state: "offered" | "accepted") => ({
      handover: { by: having(me ? "Noor" : "Sanne", me), from: waste, state, returns: 0 },
    });
    const given = item(15, { ...hers, ...by(true, "offered") });
    const gone = item(16, { ...hers, ...by(true, "accepted") });
    const got = item(17, { ...mine, ...by(false, "offered") });
    const seen = item(18, { ...hers, ...by(false, "offered") });
    const rows = rowsOf({ queue: [given, gone, got, seen], closed: [] }, "mine", null);
    expect(rows).toEqual([given, got]);
  });

  it("shows under a desk all that is open there, and nothing of another desk", () => {
    expect(rowsOf(lists, "desk", null)).toEqual([waits, mine, hers]);
    expect(rowsOf(lists, "desk", waste)).toEqual([waits, hers]);
  });

  it("shows what is put off in its own list alone, what comes back first on top, and counts it nowhere else", () => {
    const later = item(19, { ...mine, snooze: { untilMs: 200 } });
    const sooner = item(20, { ...hers, snooze: { untilMs: 100 } });
    const whenAnswered = item(21, { ...mine, snooze: { untilMs: null } });
    const away = { queue: [whenAnswered, later, sooner, waits], closed: [] };
    expect(rowsOf(away, "snoozed", null)).toEqual([sooner, later, whenAnswered]);
    expect(rowsOf(away, "mine", null)).toEqual([]);
    expect(rowsOf(away, "desk", null)).toEqual([waits]);
    expect(rowsOf(away, "waiting", null)).toEqual([waits]);
  });

  it("shows a late answer to who had it, as well as in the queue", () => {
    const had = (me: boolean) => ({ reopened: { atMs: 1, had: having("x", me) } });
    const again = { queue: [item(22, had(true)), item(23, had(false))], closed: [] };
    expect(rowsOf(again, "mine", null)).toEqual([again.queue[0]]);
    expect(rowsOf(again, "waiting", null)).toEqual(again.queue);
  });

  it("shows under finished only what is finished, by desk if asked", () => {
    expect(rowsOf(lists, "closed", null)).toEqual([done]);
    expect(rowsOf(lists, "closed", civil)).toEqual([]);
  });
});

it("counts open conversations per own desk in the town's order, none too, and leaves out the desks of others", () => {
  const desk = (of: DeskId, nl: string) => ({
    desk: of,
    name: { nl },
    general: false,
    hours: { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] },
  });
  const parking = DeskId.parse(id(3));
  const desks = [desk(civil, "Burgerzaken"), desk(parking, "Parkeren"), desk(waste, "Afval")];
  const counted = openPerDesk(lists.queue, desks, [waste, parking]);
  expect(counted.map((each) => [each.desk.name.nl, each.open])).toEqual([
    ["Parkeren", 0],
    ["Afval", 2],
  ]);
});

describe("a step in a list", () => {
  it("goes one further or one back", () => {
    expect(stepFrom(["a", "b", "c"], "b", 1)).toBe("c");
    expect(stepFrom(["a", "b", "c"], "b", -1)).toBe("a");
  });

  it("stays at the ends", () => {
    expect(stepFrom(["a", "b"], "b", 1)).toBe("b");
    expect(stepFrom(["a", "b"], "a", -1)).toBe("a");
  });

  it("begins at the first row when none is current, and has nowhere to go in an empty list", () => {
    expect(stepFrom(["a", "b"], null, 1)).toBe("a");
    expect(stepFrom(["a", "b"], "gone", -1)).toBe("a");
    expect(stepFrom([], null, 1)).toBeUndefined();
  });
});
