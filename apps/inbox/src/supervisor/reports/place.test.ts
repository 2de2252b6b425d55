import { DeskId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { supervisorPlaceOf } from "../place.js";
import { hashOfReports, queryOf, type ReportsPlace, reportsPlaceOf } from "./place.js";

const desk = DeskId.parse("d0000000-0000-4000-8000-000000000001");
const other = DeskId.parse("d0000000-0000-4000-8000-000000000002");
const days = { fromDate: "2026-11-01", toDate: "2026-11-30" };
const there = (place: ReportsPlace) => reportsPlaceOf(supervisorPlaceOf(hashOfReports(place))?.open ?? null);

test("every place of the reports has an address of its own", () => {
  const places: ReportsPlace[] = [
    { page: "figures", wish: { period: "last_month" } },
    { page: "figures", wish: { period: days, desk, topic: "none", entry: "via:brief-2026", language: "nl" } },
    {
      page: "list",
      wish: { period: "this_year", desk },
      list: { which: "missed", hourOfWeek: 9, atMs: 1_764_000_000_000 },
    },
    { page: "list", wish: { period: days }, list: { which: "answered", bucket: 0 } },
    { page: "moves", wish: { period: "last_month", language: "nl" }, move: { from: desk, to: other } },
    { page: "definitions", wish: { period: "this_week" } },
    { page: "colleagues", wish: { period: "last_year", desk } },
  ];
  for (const place of places) expect(there(place)).toEqual(place);
});

test("an address that says nothing readable leads to this month", () => {
  const home = { page: "figures", wish: { period: "this_month" } };
  for (const open of [
    null,
    "",
    "figures",
    "figures?period=always",
    "figures?fromDate=2026-11-30&toDate=2026-11-01",
    "list?which=all",
  ])
    expect(reportsPlaceOf(open)).toMatchObject(open?.startsWith("list") ? { wish: home.wish } : home);
  expect(reportsPlaceOf("list?period=this_year&bucket=99")).toMatchObject({ page: "figures" });
  for (const open of ["moves?period=this_year", `moves?period=this_year&from=${desk}&to=elsewhere`])
    expect(reportsPlaceOf(open)).toMatchObject({ page: "figures", wish: { period: "this_year" } });
});

test("a preset is asked by the days that it has today", () => {
  expect(queryOf({ period: "last_month", desk }, "2026-12-03")).toEqual({ ...days, desk });
  expect(queryOf({ period: days }, "2027-01-01")).toEqual(days);
});
