import { createHash } from "node:crypto";
import { DeskId, MemberId, OrganisationId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import type { RosterBody } from "./bodies.js";
import { isSameReviewer, reviewerIn } from "./reviewers.js";

const keyOf = (name: string) => createHash("sha256").update(name).digest();
const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const xwing = Buffer.alloc(1216, 7);
const bram = MemberId.parse("00000000-0000-4000-8000-00000000000b");
const desk = DeskId.parse("00000000-0000-4000-8000-0000000000d1");
const roster: RosterBody = {
  ...{ v: 1, type: "roster", org: OrganisationId.parse("00000000-0000-4000-8000-000000000001") },
  ...{ not_before: 0, not_after: 1, salt: "", desk, kind: "desk", version: 1, prev_hash: "" },
  members: [
    {
      ...{ agent: bram, vk: "vk", pk: b64(keyOf("bram")), alias: "bram", rights: ["review"] },
      xwing_hash: b64(createHash("sha256").update(xwing).digest()),
    },
  ],
};

test("a reviewer is who has the key in the roster, of either algorithm", () => {
  const named = { desk, member: bram, vkB64: "vk" };
  expect(reviewerIn(roster, { alg: 1, pk: keyOf("bram") })).toEqual(named);
  expect(reviewerIn(roster, { alg: 2, pk: xwing })).toEqual(named);
});

test("a key that is not in it, or is of the other algorithm, is nobody's; nor is any in what is no roster", () => {
  expect(reviewerIn(roster, { alg: 1, pk: keyOf("anna") })).toBeUndefined();
  expect(reviewerIn(roster, { alg: 2, pk: keyOf("bram") })).toBeUndefined();
  expect(reviewerIn(roster, { alg: 1, pk: xwing })).toBeUndefined();
  expect(reviewerIn(undefined, { alg: 1, pk: keyOf("bram") })).toBeUndefined();
});

test("they are the same with a new key, and others by another desk or as another member", () => {
  const one = { desk, member: bram, vkB64: "vk" };
  expect(isSameReviewer(one, { ...one, vkB64: "other" })).toBe(true);
  const other = "00000000-0000-4000-8000-0000000000ff";
  expect(isSameReviewer(one, { ...one, desk: DeskId.parse(other) })).toBe(false);
  expect(isSameReviewer(one, { ...one, member: MemberId.parse(other) })).toBe(false);
});
