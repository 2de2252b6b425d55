import type { BeginDeposit, Deposit, MemberId, RegisterReceipt } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { decideReceipt, isSameDeposit } from "./deposits.js";

const nowMs = Date.parse("2026-12-01T23:30:00Z");
const sha256 = "0a".repeat(32);
const whole: Pick<Deposit, "ended" | "receipt"> = {
  ended: { result: "whole", leftOut: 0, sha256, atMs: nowMs },
  receipt: null,
};
const asked: RegisterReceipt = { receivedOn: "2026-12-02", reference: "RHC-2026-31", sha256 };

it("a receipt is of a whole package, that very one, and of no day that is to come", () => {
  // In the Netherlands it is the second already.
  expect(decideReceipt(whole, asked, nowMs)).toEqual({ outcome: "register" });
  const refused = (code: string) => ({ outcome: "refused", code });
  const stopped = { ...whole, ended: { result: "stopped", leftOut: 0, sha256: null, atMs: nowMs } } as const;
  expect(decideReceipt(stopped, asked, nowMs)).toEqual(refused("not_found"));
  expect(decideReceipt({ ...whole, ended: null }, asked, nowMs)).toEqual(refused("not_found"));
  expect(decideReceipt(whole, { ...asked, sha256: "0b".repeat(32) }, nowMs)).toEqual(
    refused("other_package"),
  );
  expect(decideReceipt(whole, { ...asked, receivedOn: "2026-12-03" }, nowMs)).toEqual(refused("malformed"));
});

it("the same receipt again stands, another of the same package is refused", () => {
  const { receivedOn, reference } = asked;
  const received = { ...whole, receipt: { receivedOn, reference, by: "m" as never, atMs: nowMs } };
  expect(decideReceipt(received, asked, nowMs + 1)).toEqual({ outcome: "stands" });
  const other = { ...asked, reference: "RHC-2026-32" };
  expect(decideReceipt(received, other, nowMs)).toEqual({ outcome: "refused", code: "id_in_use" });
});

it("a package is the same whoever spells it out, and another where anything differs", () => {
  const selection = { desk: null, topic: null, class: "6.1", fromMs: 1, toMs: null, named: false };
  const begun: BeginDeposit & { by: MemberId } = {
    ...{ selection, chosen: 3, sealed: true, by: "m" as MemberId },
  };
  const turned = Object.fromEntries(Object.entries(selection).toReversed()) as typeof selection;
  expect(isSameDeposit(begun, { ...begun, selection: turned })).toBe(true);
  const others = [
    { ...begun, chosen: 4 },
    { ...begun, sealed: false },
    { ...begun, by: "n" as MemberId },
    { ...begun, selection: { ...selection, named: true } },
    { ...begun, selection: { ...selection, class: null } },
  ];
  for (const other of others) expect(isSameDeposit(begun, other)).toBe(false);
});
