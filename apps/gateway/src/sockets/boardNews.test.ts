import { DeskId, OrganisationId } from "@eigenkanaal/protocol";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBoardNews } from "./boardNews.js";

const town = OrganisationId.parse("00000000-0000-4000-8000-000000000001");
const [waste, parking] = [2, 3].map((n) => DeskId.parse(`00000000-0000-4000-8000-00000000000${n}`)) as [
  DeskId,
  DeskId,
];
let told: DeskId[] = [];
const news = () => createBoardNews((_organisation, desk) => void told.push(desk));

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it("tells the first change at once, and those right after it once together", () => {
  const { changed } = news();
  for (let n = 0; n < 10; n++) changed(town, waste);
  expect(told).toEqual([waste]);
  vi.advanceTimersByTime(250);
  expect(told).toEqual([waste, waste]);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([waste, waste]);
});

it("tells of one desk no more than four times a second, and the last change last", () => {
  const { changed } = news();
  for (let n = 0; n < 100; n++) {
    changed(town, waste);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(250);
  expect(told.length).toBeGreaterThan(3);
  expect(told.length).toBeLessThanOrEqual(5);
});

it("keeps no desk waiting for another", () => {
  const { changed } = news();
  changed(town, waste);
  changed(town, parking);
  expect(told).toEqual([waste, parking]);
});
