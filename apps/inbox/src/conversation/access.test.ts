import { DeskId, MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { accessOf } from "./access.js";

const member = MemberId.parse("00000000-0000-4000-8000-000000000001");
const none = { state: "none" } as const;
const having = (name: string, me: boolean) => ({
  assignee: { member, name, me },
  handover: null,
  standing: "on_desk" as const,
});
const nobody = { assignee: null, handover: null, standing: "on_desk" as const };

it("lets the colleague who has a conversation answer, and another one only leave a note", () => {
  expect(accessOf("in_hand", having("Sanne", true), none)).toEqual({ may: "answer" });
  expect(accessOf("in_hand", having("Sanne", false), none)).toEqual({
    may: "note",
    inHandOf: "Sanne",
  });
});

it("asks to take a conversation nobody has", () => {
  expect(accessOf("waiting", nobody, none)).toEqual({ may: "take" });
  expect(accessOf("waiting", nobody, { state: "refused", code: "forbidden" })).toEqual({ may: "take" });
});

it("lets one write while it is being taken", () => {
  expect(accessOf("waiting", nobody, { state: "taking" })).toEqual({ may: "answer_once_taken" });
});

it("lets nobody write in a closed conversation, not even who had it", () => {
  expect(accessOf("closed", having("Sanne", true), none)).toEqual({ may: "nothing" });
});

it("asks to accept what was handed over before one answers, and lets who gave it leave a note", () => {
  const handover = (me: boolean) => ({
    by: { member, name: "Sanne", me },
    ...{ from: DeskId.parse("00000000-0000-4000-8000-000000000002"), state: "offered" as const, returns: 0 },
  });
  const toMe = { ...having("Noor", true), handover: handover(false) };
  expect(accessOf("in_hand", toMe, none)).toEqual({ may: "accept" });
  const accepted = { ...toMe, handover: { ...handover(false), state: "accepted" as const } };
  expect(accessOf("in_hand", accepted, none)).toEqual({ may: "answer" });
  const given = { ...having("Noor", false), handover: handover(true) };
  expect(accessOf("in_hand", given, none)).toEqual({ may: "note", inHandOf: "Noor" });
});

it("lets who handed it to another desk read and nothing else, whoever has it", () => {
  expect(accessOf("waiting", { ...nobody, standing: "reads_along" }, none)).toEqual({ may: "read" });
});
