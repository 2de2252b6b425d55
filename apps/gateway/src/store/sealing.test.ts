import { randomBytes } from "node:crypto";
import { ConversationId, MemberId, OrganisationId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import {
  openRecord,
  openRemark,
  openSecret,
  type RecordPlace,
  sealRecord,
  sealRemark,
  sealSecret,
  searchShare,
} from "./sealing.js";

const id = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";
const place: RecordPlace = {
  organisation: OrganisationId.parse(id),
  conversation: ConversationId.parse(id),
  channel: "public",
  epoch: 0,
};
const record = randomBytes(889);

test("a record opens at its place with its key, and nowhere else", () => {
  const key = randomBytes(32);
  const sealed = sealRecord(key, place, record);
  expect(openRecord(key, place, sealed)).toEqual(record);
  expect(() => openRecord(randomBytes(32), place, sealed)).toThrow();
  expect(() => openRecord(key, place, sealed.with(20, (sealed[20] ?? 0) ^ 1))).toThrow();
  for (const elsewhere of [
    { organisation: OrganisationId.parse(other) },
    { conversation: ConversationId.parse(other) },
    { channel: "internal" as const },
    { epoch: 1 },
  ])
    expect(() => openRecord(key, { ...place, ...elsewhere }, sealed)).toThrow();
});

test("the same record is never sealed to the same bytes", () => {
  const key = randomBytes(32);
  expect(sealRecord(key, place, record)).not.toEqual(sealRecord(key, place, record));
});

test("a second factor's secret opens for its member with the town's key, and for nobody else", () => {
  const [key, secret] = [randomBytes(32), randomBytes(20)];
  const of = { organisation: OrganisationId.parse(id), member: MemberId.parse(id) };
  const sealed = sealSecret(key, of, secret);
  expect(sealed).toHaveLength(48);
  expect(openSecret(key, of, sealed)).toEqual(secret);
  expect(() => openSecret(randomBytes(32), of, sealed)).toThrow();
  for (const elsewhere of [{ member: MemberId.parse(other) }, { organisation: OrganisationId.parse(other) }])
    expect(() => openSecret(key, { ...of, ...elsewhere }, sealed)).toThrow();
});

test("a search share is one member's of one conversation, the same each time", () => {
  const key = randomBytes(32);
  const of = {
    organisation: OrganisationId.parse(id),
    conversation: ConversationId.parse(id),
    member: MemberId.parse(id),
  };
  const share = searchShare(key, of);
  expect(share).toHaveLength(32);
  expect(searchShare(key, of)).toEqual(share);
  const others = [
    searchShare(randomBytes(32), of),
    searchShare(key, { ...of, organisation: OrganisationId.parse(other) }),
    searchShare(key, { ...of, conversation: ConversationId.parse(other) }),
    searchShare(key, { ...of, member: MemberId.parse(other) }),
  ];
  for (const another of others) expect(another).not.toEqual(share);
});

test("a remark for supervisors opens with its conversation's key at its place, and is no record", () => {
  const [key, copy] = [randomBytes(32), randomBytes(1_327)];
  const { organisation, conversation } = place;
  const sealed = sealRemark(key, { organisation, conversation }, copy);
  expect(openRemark(key, { organisation, conversation }, sealed)).toEqual(copy);
  expect(() => openRemark(randomBytes(32), { organisation, conversation }, sealed)).toThrow();
  expect(() =>
    openRemark(key, { organisation, conversation: ConversationId.parse(other) }, sealed),
  ).toThrow();
  expect(() => openRecord(key, place, sealed)).toThrow();
});
