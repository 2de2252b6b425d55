import { DeskId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { emptyHold, type HoldDraft, readHold } from "./holdDraft.js";

const desk = DeskId.parse("00000000-0000-4000-8000-000000000001");
const id = "00000000-0000-4000-8000-00000000000a";
const draft: HoldDraft = { ...emptyHold, reference: "Woo 14", reason: "Verzoek", desks: [desk] };

it("reads desks, days by the clock of the Netherlands, and ids, each once", () => {
  const full = {
    ...draft,
    fromDay: "2026-01-01",
    untilDay: "2026-07-01",
    named: `${id}\n\n ${id.toUpperCase()} `,
  };
  expect(readHold({ ...full, lastDay: "2027-03-28" })).toEqual({
    ok: true,
    asked: {
      ...{ kind: "woo", reference: "Woo 14", reason: "Verzoek", conversations: [id] },
      scope: {
        ...{ desks: [desk], topics: [] },
        fromMs: Date.parse("2026-01-01T00:00:00+01:00"),
        untilMs: Date.parse("2026-07-01T00:00:00+02:00"),
      },
      endsAtMs: Date.parse("2027-03-29T00:00:00+02:00"),
    },
  });
  expect(readHold({ ...draft, desks: [], named: id })).toMatchObject({ ok: true, asked: { scope: null } });
});

it.each<[string, Partial<HoldDraft>, object]>([
  ["nothing to hold", { desks: [] }, { wrong: "missing" }],
  ["no reference", { reference: " " }, { wrong: "missing" }],
  ["no reason", { reason: "" }, { wrong: "missing" }],
  ["no last day", { lastDay: "" }, { wrong: "missing" }],
  ["a period of no length", { fromDay: "2026-01-01", untilDay: "2026-01-01" }, { wrong: "period" }],
  ["a line that is no id", { named: `${id}\n12345` }, { wrong: "id", line: "12345" }],
])("refuses %s", (_, over, refused) => {
  expect(readHold({ ...draft, ...over })).toEqual({ ok: false, ...refused });
});
