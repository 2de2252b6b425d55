import { expect, test } from "vitest";
import { type Act, mayAct } from "./access.js";

const citizen = { kind: "citizen", vkB64: "own" } as const;
const member = { kind: "member" } as const;

const bothSides: Act[] = ["load", "leave", "send", "send_ephemeral", "publish_epoch", "close"];
const cells: [Act, "public" | "internal", { citizen: boolean; member: boolean }][] = [
  ...bothSides.flatMap((act): typeof cells => [
    [act, "public", { citizen: true, member: true }],
    [act, "internal", { citizen: false, member: true }],
  ]),
  ["take", "public", { citizen: false, member: true }],
  ["take", "internal", { citizen: false, member: false }],
];

test.each(cells)("%s in the %s channel: %j, and never for a stranger", (act, channel, may) => {
  const ask = { act, channel };
  expect(mayAct(citizen, ask, { citizenVkB64: "own", onDesk: false })).toBe(may.citizen);
  expect(mayAct(citizen, ask, { citizenVkB64: "other", onDesk: true })).toBe(false);
  expect(mayAct(member, ask, { citizenVkB64: "own", onDesk: true })).toBe(may.member);
  expect(mayAct(member, ask, { citizenVkB64: "own", onDesk: false })).toBe(false);
});
