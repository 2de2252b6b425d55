import type { Entry, TownView } from "@eigenkanaal/client";
import { DeskId, MemberId, TopicId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { answerDue, deskHours } from "./deskHours.js";

const deskId = DeskId.parse("00000000-0000-4000-8000-000000000001");
const topicId = TopicId.parse("00000000-0000-4000-9000-000000000001");

/** Monday with a lunch break, Thursday until late, closed on Wednesday 25 November. */
const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [
    { day: 1, opens: "08:30", closes: "12:00" },
    { day: 1, opens: "13:00", closes: "17:00" },
    { day: 2, opens: "08:30", closes: "12:00" },
    { day: 2, opens: "12:00", closes: "17:00" },
    { day: 3, opens: "08:30", closes: "17:00" },
    { day: 4, opens: "08:30", closes: "20:00" },
    { day: 6, opens: "00:00", closes: "24:00" },
    { day: 7, opens: "00:00", closes: "24:00" },
  ],
  exceptions: [{ date: "2026-11-25", spans: [] }],
};
const at = (day: number, clock: string): number => Date.parse(`2026-11-${day}T${clock}+01:00`);

describe("a desk's hours now", () => {
  it.each([
    ["until its break", at(23, "09:15:20"), at(23, "12:00:00")],
    ["after its break until the evening", at(23, "13:00:00"), at(23, "17:00:00")],
    ["through spans that touch", at(24, "09:00:00"), at(24, "17:00:00")],
    ["past times at which other days close", at(26, "16:59:59"), at(26, "20:00:00")],
    ["to midnight, where the next day goes on", at(28, "23:00:00"), null],
    ["to midnight, where the next day is closed until the morning", at(29, "23:00:00"), at(30, "00:00:00")],
  ])("are open %s", (_, nowMs, closesAtMs) => {
    expect(deskHours(hours, nowMs)).toEqual({ open: true, closesAtMs });
  });

  it.each([
    ["in the break", at(23, "12:00:00"), at(23, "13:00:00")],
    ["over a day that differs", at(24, "17:00:00"), at(26, "08:30:00")],
  ])("are closed %s", (_, nowMs, opensAtMs) => {
    expect(deskHours(hours, nowMs)).toEqual({ open: false, opensAtMs });
  });

  it("know no next opening where there is none", () => {
    expect(deskHours({ ...hours, weekly: [] }, at(23, "10:00:00"))).toEqual({ open: false, opensAtMs: null });
  });
});

describe("by when the town wants to have answered", () => {
  const topic = {
    topic: topicId,
    parent: null,
    desk: deskId,
    name: { nl: "Volle container" },
    normMinutes: 240,
    hours: null,
    sensitive: false,
    retention: null,
  };
  const desk = { desk: deskId, name: { nl: "Afval" }, general: false, hours };
  const town: Pick<TownView, "topics" | "desks"> = { topics: [topic], desks: [desk] };
  let ids = 0;
  const said = (own: boolean, atMs: number): Entry => {
    ids += 1;
    const author = own
      ? { role: "citizen" as const }
      : {
          role: "member" as const,
          member: MemberId.parse("00000000-0000-4000-a000-000000000001"),
          alias: "Sanne",
        };
    return { kind: "text", id: String(ids), channel: "public", text: "…", atMs, own, author, delivery: null };
  };
  const closed = (atMs: number): Entry => ({
    ...{ kind: "closed", id: "closed", channel: "public", atMs },
    ...{ author: { role: "citizen" }, outcome: "left" },
  });
  const inTalk = (...entries: Entry[]) => ({ desk: deskId, topic: topicId, entries });

  it.each([
    ["counts opening hours from now before anything was asked", inTalk(), [at(23, "12:30"), at(23, "17:00")]],
    ["counts from the question", inTalk(said(true, at(23, "09:00"))), [at(23, "11:00"), at(23, "14:00")]],
    [
      "counts from the first of several",
      inTalk(said(true, at(23, "09:00")), said(true, at(23, "10:00"))),
      [at(23, "11:00"), at(23, "14:00")],
    ],
    [
      "begins anew after an answer",
      inTalk(said(true, at(23, "09:00")), said(false, at(23, "09:30")), said(true, at(23, "10:00"))),
      [at(23, "11:00"), at(23, "15:00")],
    ],
    [
      "begins anew after the conversation was closed, from now while nothing more was asked",
      inTalk(said(true, at(23, "09:00")), closed(at(23, "09:30"))),
      [at(23, "10:00"), at(23, "15:00")],
    ],
  ] as const)("%s", (_, talk, [nowMs, dueMs]) => {
    expect(answerDue(town, talk, nowMs)).toBe(dueMs);
  });

  it("goes by the topic's own hours where it has them", () => {
    const always = {
      ...hours,
      exceptions: [],
      weekly: [1, 2].map((day) => ({ day, opens: "00:00", closes: "24:00" })),
    };
    expect(answerDue({ ...town, topics: [{ ...topic, hours: always }] }, inTalk(), at(23, "23:00"))).toBe(
      at(24, "03:00"),
    );
  });

  it("is not said where there is no topic, or nothing opens", () => {
    expect(answerDue(town, { ...inTalk(), topic: null }, at(23, "09:00"))).toBe(null);
    const never = { ...desk, hours: { ...hours, weekly: [] } };
    expect(answerDue({ ...town, desks: [never] }, inTalk(), at(23, "09:00"))).toBe(null);
  });
});
