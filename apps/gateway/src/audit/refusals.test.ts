import { type AuditAct, MemberId, OrganisationId, SessionId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import type { Database } from "../store/database.js";
import { type Asked, createRefusals } from "./refusals.js";

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const asked = (over: Partial<Asked> & { act?: AuditAct } = {}): Asked => ({
  organisation: OrganisationId.parse(uuid(1)),
  actor: MemberId.parse(uuid(2)),
  session: SessionId.parse(uuid(3)),
  act: "conversation:take",
  object: null,
  ...over,
});

type Written = { session: string; act: string; result: string; times: number };

/** A log at which the database can be away, and the clock stands until it is set. */
const setUp = () => {
  const at = { nowMs: 0, away: false };
  const written: Written[] = [];
  const database = {
    forOrganisation: async (organisation: OrganisationId, work: (scope: unknown) => unknown) => {
      if (at.away) throw new Error("away");
      const tx = {
        $executeRawUnsafe: async (_text: string, _organisation: string, lines: string) => {
          written.push(...JSON.parse(lines));
        },
      };
      return work({ organisation, tx });
    },
  } as unknown as Database;
  return { at, written, ...createRefusals({ database, nowMs: () => at.nowMs }) };
};
const brief = (written: readonly Written[]) =>
  written.map(({ act, result, times }) => `${act} ${result} ${times}`);

test("the first is written at once, and those of the same minute as one line with their number", async () => {
  const { at, written, note, write } = setUp();
  note(asked(), "not_found");
  await write("due");
  expect(brief(written)).toEqual(["conversation:take not_found 1"]);
  for (let second = 1; second < 60; second++) {
    at.nowMs = second * 1_000;
    for (let count = 0; count < 1_000; count++) note(asked(), "not_found");
    await write("due");
  }
  expect(written).toHaveLength(1);
  at.nowMs = 60_000;
  await write("due");
  expect(brief(written.slice(1))).toEqual(["conversation:take not_found 59000"]);
});

test("another code, act or session has a line of its own", async () => {
  const { written, note, write } = setUp();
  for (const one of [asked(), asked({ act: "conversation:give" }), asked({ session: null })])
    note(one, "not_found");
  note(asked(), "malformed");
  await write("due");
  expect(written).toHaveLength(4);
  expect(new Set(written.map((line) => JSON.stringify(line))).size).toBe(4);
});

test("after a quiet minute the next is the first again", async () => {
  const { at, written, note, write } = setUp();
  note(asked(), "not_found");
  await write("due");
  at.nowMs = 61_000;
  await write("due");
  note(asked(), "not_found");
  await write("due");
  expect(written).toHaveLength(2);
});

test("what cannot be written is written later, with what came meanwhile; a stop writes what is not due yet", async () => {
  const { at, written, note, write } = setUp();
  at.away = true;
  note(asked(), "unavailable");
  await expect(write("due")).rejects.toThrow("away");
  note(asked(), "unavailable");
  at.away = false;
  await write("due");
  expect(brief(written)).toEqual(["conversation:take unavailable 2"]);
  note(asked(), "unavailable");
  await write("due");
  expect(written).toHaveLength(1);
  await write("all");
  expect(brief(written.slice(1))).toEqual(["conversation:take unavailable 1"]);
});
