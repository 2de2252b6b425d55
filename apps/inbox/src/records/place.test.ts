import { expect, it } from "vitest";
import { hashOfRecords, type RecordsPlace, recordsHome, recordsPlaceOf } from "./place.js";

it.each<RecordsPlace>([
  recordsHome,
  { room: "retention", open: "6.1.3" },
  { room: "audit-log", open: null },
  { room: "holds", open: "d0000000-0000-4000-8000-000000000001" },
  { room: "woo", open: "export" },
])("reads back the address it wrote for $room", (place) => {
  expect(recordsPlaceOf(hashOfRecords(place))).toEqual(place);
});

it.each(["", "#/waiting", "#/records", "#/records/elsewhere", "#/town/topics"])(
  "reads %j as a place elsewhere",
  (hash) => {
    expect(recordsPlaceOf(hash)).toBe(null);
  },
);
