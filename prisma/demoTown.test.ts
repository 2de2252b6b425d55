import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { TownSettings } from "./town.js";

/** The file with what the ceremony reads of it. */
const DemoTown = TownSettings.extend({
  desks: z.array(z.object({ desk: z.string(), kind: z.enum(["desk", "archive"]) })),
  members: z.array(z.object({ desks: z.array(z.object({ desk: z.string(), rights: z.array(z.string()) })) })),
});

const town = DemoTown.parse(JSON.parse(readFileSync(new URL("./demo-town.json", import.meta.url), "utf8")));

/** First fields of the lines of a CSV, with or without quotes. */
const firstFields = (csv: string) => csv.split("\n").map((line) => /^(?:"([^"]*)"|([^,]*))/.exec(line));

/** The national list of uniform product names (standaarden.overheid.nl), where a copy is at hand. */
const listPath = process.env["UPL_CSV"];

it("every product that a topic names stands in the national list of product names", ({ skip }) => {
  if (!listPath) skip("not checked: UPL_CSV names no copy of the list");
  const names = new Set(
    firstFields(readFileSync(listPath ?? "", "utf8")).map((field) => field?.[1] ?? field?.[2]),
  );
  const products = town.topics.flatMap(({ product }) => product ?? []);
  expect(products.length).toBeGreaterThan(20);
  expect(products.filter((product) => !names.has(product))).toEqual([]);
});

it("every desk has at least two who answer, in the archive who read, one who renews its key, and but for the archive a topic", () => {
  for (const { desk, kind } of town.desks) {
    const seats = town.members.flatMap(({ desks }) => desks.filter((seat) => seat.desk === desk));
    expect(seats.some(({ rights }) => rights.includes("rotate"))).toBe(true);
    expect(seats.filter(({ rights }) => rights.includes("answer")).length).toBeGreaterThanOrEqual(2);
    if (kind !== "archive") expect(town.topics.some((topic) => topic.desk === desk)).toBe(true);
  }
});
