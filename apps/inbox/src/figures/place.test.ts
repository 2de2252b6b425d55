import { reportPresets } from "@eigenkanaal/domain";
import { expect, it } from "vitest";
import { figuresHome, figuresPlaceOf, hashOfFigures } from "./place.js";

it("reads back the address of every period", () => {
  for (const period of reportPresets) expect(figuresPlaceOf(hashOfFigures({ period }))).toEqual({ period });
});

it.each(["#/figures", "#/figures/", "#/figures/always"])("reads %j as this month", (hash) => {
  expect(figuresPlaceOf(hash)).toEqual(figuresHome);
});

it.each(["", "#/waiting", "#/supervisor/reports", "#/records/holds"])(
  "reads %j as a place elsewhere",
  (hash) => {
    expect(figuresPlaceOf(hash)).toBeNull();
  },
);
