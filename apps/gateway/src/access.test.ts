import { MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { type Act, mayAct } from "./access.js";

const citizen = { kind: "citizen", vkB64: "own" } as const;
const member = {
  kind: "member",
  member: MemberId.parse("00000000-0000-4000-8000-00000000000a"),
  roles: ["agent"],
} as const;
const relation = { citizenVkB64: "own", onDesk: false, inArchive: false, reader: null, reviewing: false };

const bothSides: Act[] = ["load", "follow", "leave", "send", "send_ephemeral", "publish_epoch", "close"];
const toRead: Act[] = ["load", "follow", "leave"];
const ofTheDesk: Act[] = ["take", "give", "transfer", "reopen", "label", "snooze", "block", "lift_block"];
type May = { citizen: boolean; member: boolean; reader: boolean; archivist: boolean; reviewer: boolean };
const cells: [Act, "public" | "internal", May][] = [
  ...bothSides.flatMap((act): typeof cells => {
    const may = { member: true, reader: toRead.includes(act), archivist: act === "load" };
    return [
      [act, "public", { ...may, citizen: true, reviewer: act === "load" }],
      [act, "internal", { ...may, citizen: false, reviewer: false }],
    ];
  }),
  ...ofTheDesk.flatMap((act): typeof cells => [
    [act, "public", { citizen: false, member: true, reader: false, archivist: false, reviewer: false }],
    [act, "internal", { citizen: false, member: false, reader: false, archivist: false, reviewer: false }],
  ]),
];

test.each(cells)("%s in the %s channel: %j, and never for a stranger", (act, channel, may) => {
  const ask = { act, channel };
  expect(mayAct(citizen, ask, relation)).toBe(may.citizen);
  expect(mayAct(citizen, ask, { ...relation, citizenVkB64: "other", onDesk: true })).toBe(false);
  expect(mayAct(member, ask, { ...relation, onDesk: true })).toBe(may.member);
  expect(mayAct(member, ask, { ...relation, reader: member.member })).toBe(may.reader);
  expect(mayAct(member, ask, { ...relation, inArchive: true })).toBe(may.archivist);
  expect(mayAct(member, ask, { ...relation, reviewing: true })).toBe(may.reviewer);
  expect(mayAct(citizen, ask, { ...relation, citizenVkB64: "other", inArchive: true })).toBe(false);
  expect(mayAct(member, ask, relation)).toBe(false);
});

test("who administers the town's settings reaches a conversation for lifting its block, and for nothing else", () => {
  const administrator = { ...member, roles: ["functional_administrator"] } as const;
  const may = (act: Act, channel: "public" | "internal") => mayAct(administrator, { act, channel }, relation);
  expect(may("lift_block", "public")).toBe(true);
  for (const act of [...bothSides, "take", "block", "notice"] as Act[])
    expect([act, may(act, "public"), may(act, "internal")]).toEqual([act, false, false]);
  expect(may("lift_block", "internal")).toBe(false);
});
