import { AuditAct } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { routeActs, socketActs } from "../acts.js";
import { notAudited } from "./notAudited.js";

/** Every row of the matrix, by its name there and by its name in the log; a citizen's has none in the log. */
const rows = [
  ...Object.keys(socketActs["/citizen"]).map((event) => ({ row: `/citizen ${event}`, act: undefined })),
  ...Object.keys(socketActs["/agent"]).map((event) => ({ row: `/agent ${event}`, act: event })),
  ...Object.keys(routeActs).map((route) => ({ row: route, act: route })),
];
const isAudited = (act: string | undefined) => AuditAct.safeParse(act).success;

test("every act of the matrix is audited or named as one that is not, and none is both", () => {
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter(({ row, act }) => isAudited(act) === Object.hasOwn(notAudited, row))).toEqual([]);
});

test("nothing else is named: every act of either list is in the matrix, or an operator's", () => {
  const named = new Set<string | undefined>(rows.map(({ act }) => act));
  expect(AuditAct.options.filter((act) => !act.startsWith("operator ") && !named.has(act))).toEqual([]);
  const known = new Set(rows.map(({ row }) => row));
  expect(Object.keys(notAudited).filter((row) => !known.has(row))).toEqual([]);
});
