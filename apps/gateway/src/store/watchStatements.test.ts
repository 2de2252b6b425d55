import { expect, test } from "vitest";
import { statementKind } from "./watchStatements.js";

test("a statement is known by its name or its first word", () => {
  expect(statementKind({ name: "append-lock", text: "SELECT 1" })).toBe("append-lock");
  expect(statementKind({ text: "  select secret FROM t" })).toBe("SELECT");
  expect(statementKind("BEGIN; SELECT 2")).toBe("BEGIN");
});

test("what begins with anything else is never quoted", () => {
  for (const text of ["geheim", "'; DROP TABLE t", "", "EXPLAIN SELECT 1"])
    expect(statementKind({ text })).toBe("other");
});
