import { MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { matching, type Target } from "./targets.js";

const colleague = (n: number, name: string): Target => ({
  kind: "colleague",
  id: MemberId.parse(`00000000-0000-4000-8000-00000000000${n}`),
  name,
});
const [renee, wil] = [colleague(1, "Renée de Groot"), colleague(2, "Wil van der Meer")];

it("finds by any part of the name, without capitals and accents, and shows all while nothing is typed", () => {
  expect(matching([renee, wil], " ")).toEqual([renee, wil]);
  expect(matching([renee, wil], "renee")).toEqual([renee]);
  expect(matching([renee, wil], "MEER van")).toEqual([wil]);
  expect(matching([renee, wil], "renee meer")).toEqual([]);
});
