import { expect, it } from "vitest";
import { hashOfSupervisor, type SupervisorPlace, supervisorHome, supervisorPlaceOf } from "./place.js";

it.each<SupervisorPlace>([
  supervisorHome,
  { room: "reports", open: null },
  { room: "quality", open: null },
  { room: "reports", open: "response-times" },
  { room: "reports", open: "response-times/2026-11" },
])("reads back the address it wrote for $room $open", (place) => {
  expect(supervisorPlaceOf(hashOfSupervisor(place))).toEqual(place);
});

it.each(["", "#/waiting", "#/supervisor", "#/supervisor/elsewhere", "#/records/holds"])(
  "reads %j as a place elsewhere",
  (hash) => {
    expect(supervisorPlaceOf(hash)).toBe(null);
  },
);
