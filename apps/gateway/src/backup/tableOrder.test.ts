import { expect, it } from "vitest";
import { inOrderOfReferences } from "./tableOrder.js";

const tables = ["channel", "conversation", "desk", "message"].map((name) => ({ name }));
const references = [
  { from: "channel", to: "conversation" },
  { from: "conversation", to: "desk" },
  { from: "desk", to: "desk" },
  { from: "message", to: "left_out" },
];
const names = (given: typeof references) => inOrderOfReferences(tables, given).map(({ name }) => name);

it("puts each table after those that it refers to, whatever is in none of them", () => {
  expect(names(references)).toEqual(["desk", "message", "conversation", "channel"]);
});

it("finds no order for tables in a circle", () => {
  expect(() => names([...references, { from: "desk", to: "channel" }])).toThrow(/circle/);
});
