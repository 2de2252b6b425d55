import { MemberId, type Role } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { mayBlock, mayLift } from "./may.js";

const member = MemberId.parse("00000000-0000-4000-8000-000000000001");
const someone = (me: boolean) => ({ member, name: "Noor", me });
const standing = (roles: Role[], over: object = {}) => ({
  ...{ assignee: null, standing: "on_desk" as const, roles },
  ...over,
});

test("who has it in hand or supervises may block; who only answers the desk, or reads along, may not", () => {
  const inHand = { assignee: someone(true) };
  expect(mayBlock(standing(["agent"], inHand))).toBe(true);
  expect(mayBlock(standing(["supervisor"]))).toBe(true);
  expect(mayBlock(standing(["agent"], { assignee: someone(false) }))).toBe(false);
  expect(mayBlock(standing(["agent", "functional_administrator"]))).toBe(false);
  expect(mayBlock(standing(["supervisor"], { ...inHand, standing: "reads_along" }))).toBe(false);
});

test("who blocked may lift too, and who administers the settings; another colleague may not", () => {
  const lifts = (roles: Role[], mine: boolean) => mayLift({ by: someone(mine) }, standing(roles));
  expect(lifts(["agent"], true)).toBe(true);
  expect(lifts(["functional_administrator"], false)).toBe(true);
  expect(lifts(["supervisor"], false)).toBe(true);
  expect(lifts(["agent"], false)).toBe(false);
});
