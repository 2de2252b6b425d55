import { MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { accessOf } from "./access.js";

const member = MemberId.parse("00000000-0000-4000-8000-000000000001");
const none = { state: "none" } as const;

it("lets the colleague who has a conversation answer, and another one only leave a note", () => {
  expect(accessOf("in_hand", { member, name: "Sanne", me: true }, none)).toEqual({ may: "answer" });
  expect(accessOf("in_hand", { member, name: "Sanne", me: false }, none)).toEqual({
    may: "note",
    inHandOf: "Sanne",
  });
});

it("asks to take a conversation nobody has", () => {
  expect(accessOf("waiting", null, none)).toEqual({ may: "take" });
  expect(accessOf("waiting", null, { state: "refused", code: "forbidden" })).toEqual({ may: "take" });
});

it("lets one write while it is being taken", () => {
  expect(accessOf("waiting", null, { state: "taking" })).toEqual({ may: "answer_once_taken" });
});

it("lets nobody write in a closed conversation, not even who had it", () => {
  expect(accessOf("closed", { member, name: "Sanne", me: true }, none)).toEqual({ may: "nothing" });
});
