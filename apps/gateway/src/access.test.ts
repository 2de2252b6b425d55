import { MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { type Act, mayAct } from "./access.js";

const citizen = { kind: "citizen", vkB64: "own" } as const;
const member = { kind: "member", member: MemberId.parse("00000000-0000-4000-8000-00000000000a") } as const;
const relation = { citizenVkB64: "own", onDesk: false, reader: null };

const bothSides: Act[] = ["load", "leave", "send", "send_ephemeral", "publish_epoch", "close"];
const toRead: Act[] = ["load", "leave"];
const ofTheDesk: Act[] = ["take", "give", "transfer"];
const cells: [Act, "public" | "internal", { citizen: boolean; member: boolean; reader: boolean }][] = [
  ...bothSides.flatMap((act): typeof cells => [
    [act, "public", { citizen: true, member: true, reader: toRead.includes(act) }],
    [act, "internal", { citizen: false, member: true, reader: toRead.includes(act) }],
  ]),
  ...ofTheDesk.flatMap((act): typeof cells => [
    [act, "public", { citizen: false, member: true, reader: false }],
    [act, "internal", { citizen: false, member: false, reader: false }],
  ]),
];

test.each(cells)("%s in the %s channel: %j, and never for a stranger", (act, channel, may) => {
  const ask = { act, channel };
  expect(mayAct(citizen, ask, relation)).toBe(may.citizen);
  expect(mayAct(citizen, ask, { ...relation, citizenVkB64: "other", onDesk: true })).toBe(false);
  expect(mayAct(member, ask, { ...relation, onDesk: true })).toBe(may.member);
  expect(mayAct(member, ask, { ...relation, reader: member.member })).toBe(may.reader);
  expect(mayAct(member, ask, relation)).toBe(false);
});
