import { OrganisationId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { followChain, type KnownHead, type LineRow, noSeal, type SealedRow, sealOf } from "./chain.js";

const organisation = OrganisationId.parse("00000000-0000-4000-8000-000000000001");
const row = (line: number, over: Partial<LineRow> = {}): LineRow => ({
  ...{ line: BigInt(line), at: new Date("2026-11-30T09:00:00.123Z"), actor: "system", session: null },
  ...{ act: "conversation:take", objectKind: "conversation", objectId: "a", detail: null },
  ...{ result: "done", times: 1 },
  ...over,
});

/** A chain over lines 1 to 5; the third committed late. */
const chain = (): SealedRow[] => {
  let before = noSeal;
  return [1, 2, 4, 3, 5].map((line, index) => {
    before = sealOf(before, organisation, row(line));
    return { position: index + 1, line: BigInt(line), hash: before, row: row(line) };
  });
};
const faultsOf = (sealed: readonly SealedRow[], known?: KnownHead) => {
  const { follow, end } = followChain(organisation, known);
  return [...sealed.flatMap(follow), ...end()];
};
const changedAt = (index: number, change: (sealed: SealedRow) => SealedRow): SealedRow[] =>
  chain().map((sealed, at) => (at === index ? change(sealed) : sealed));

test("a chain as it was made has no fault, and its head is its last seal", () => {
  expect(faultsOf(chain())).toEqual([]);
  expect(faultsOf([])).toEqual([]);
  const { follow, head } = followChain(organisation);
  expect(head()).toBe(undefined);
  chain().map(follow);
  expect(head()).toEqual({ position: 5, hash: chain().at(-1)?.hash });
});

test("whatever is changed of a line is found where that line stands, and there alone", () => {
  const changes: Partial<LineRow>[] = [
    ...[{ line: 9n }, { at: new Date("2026-11-30T09:00:00.124Z") }, { actor: "operator" }],
    ...[{ session: "s" }, { act: "conversation:give" }, { objectKind: null }, { objectId: "b" }],
    ...[{ detail: "public" }, { result: "not_found" }, { times: 2 }],
  ];
  for (const over of changes) {
    const tampered = changedAt(2, (sealed) => ({ ...sealed, row: row(4, over) }));
    expect(faultsOf(tampered), JSON.stringify(Object.keys(over))).toEqual([{ position: 3, why: "changed" }]);
  }
});

test("a seal that was made anew over a changed line is found at the next one", () => {
  const [, second] = chain();
  const anew = sealOf(second?.hash ?? noSeal, organisation, row(4, { actor: "operator" }));
  const tampered = changedAt(2, (sealed) => ({ ...sealed, hash: anew, row: row(4, { actor: "operator" }) }));
  expect(faultsOf(tampered)).toEqual([{ position: 4, why: "changed" }]);
});

test("a line that is gone, a seal that is gone and both are found at their position", () => {
  expect(faultsOf(changedAt(1, (sealed) => ({ ...sealed, row: undefined })))).toEqual([
    { position: 2, why: "line_missing" },
  ]);
  expect(faultsOf(chain().filter(({ position }) => position !== 2))).toEqual([
    { position: 2, why: "seal_missing" },
  ]);
});

test("a line moved to another place, or another town's, does not fit", () => {
  const swapped = changedAt(2, (sealed) => ({ ...sealed, row: row(3) }));
  expect(faultsOf(swapped)).toEqual([{ position: 3, why: "changed" }]);
  const other = followChain(OrganisationId.parse("00000000-0000-4000-8000-000000000002"));
  expect(chain().flatMap(other.follow)).toHaveLength(5);
});

test("an end that was cut off, and a chain that was made anew, are told by a head that is known from elsewhere", () => {
  const known = { position: 5, hash: chain().at(-1)?.hash ?? noSeal };
  expect(faultsOf(chain(), known)).toEqual([]);
  const cut = chain().slice(0, 3);
  expect(faultsOf(cut)).toEqual([]);
  expect(faultsOf(cut, known)).toEqual([{ position: 5, why: "seal_missing" }]);
  let before = noSeal;
  const anew = chain().map((sealed): SealedRow => {
    before = sealOf(before, organisation, row(Number(sealed.line), { actor: "operator" }));
    return { ...sealed, hash: before, row: row(Number(sealed.line), { actor: "operator" }) };
  });
  expect(faultsOf(anew)).toEqual([]);
  expect(faultsOf(anew, known)).toEqual([{ position: 5, why: "changed" }]);
});
