import { expect, it } from "vitest";
import { emptyExport, readChoice } from "./choice.js";

it("days are whole days of the Netherlands, the last one with them", () => {
  const read = readChoice({ ...emptyExport, fromDay: "2026-03-29", throughDay: "2026-03-29" });
  const [fromMs, toMs] = ["2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"].map(Date.parse);
  expect(read).toMatchObject({ ok: true, choice: { wish: { fromMs, toMs }, selection: { fromMs, toMs } } });
  expect(readChoice({ ...emptyExport, fromDay: "2026-03-30", throughDay: "2026-03-29" })).toEqual({
    ...{ ok: false, wrong: "period" },
  });
});

it("a number is read however it was typed, and is thirty digits", () => {
  const number = "12345 00000 00000 00000 00000 00001";
  for (const typed of [number, number.replaceAll(" ", "-"), `  ${number.replaceAll(" ", "")} `])
    expect(readChoice({ ...emptyExport, number: typed })).toMatchObject({
      ...{ ok: true, choice: { number, selection: { named: true } } },
    });
  expect(readChoice(emptyExport)).toMatchObject({ choice: { number: null, selection: { named: false } } });
  for (const typed of ["12345", `${number} 1`, "eenentwintig"])
    expect(readChoice({ ...emptyExport, number: typed })).toEqual({ ok: false, wrong: "number" });
});
