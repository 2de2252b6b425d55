import { expect, it } from "vitest";
import { hashOfPlace, type Place, placeOf } from "./place.js";

it.each<Place>([
  { room: "topics", open: null },
  { room: "desks", open: "d0000000-0000-4000-8000-000000000001" },
  { room: "try-out", open: null },
])("reads back the address it wrote for $room", (place) => {
  expect(placeOf(hashOfPlace(place))).toEqual(place);
});

it.each(["", "#/waiting", "#/town", "#/town/elsewhere"])("reads %j as a place elsewhere", (hash) => {
  expect(placeOf(hash)).toBe(null);
});
