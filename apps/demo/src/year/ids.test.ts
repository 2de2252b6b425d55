import { expect, it } from "vitest";
import { conversationIdOf } from "./ids.js";

it("names the same conversation the same again, and no two alike", () => {
  const year = { organisation: "a", seed: "s" };
  const ids = Array.from({ length: 500 }, (_, number) => conversationIdOf(year, number));
  expect(conversationIdOf(year, 7)).toBe(ids[7]);
  expect(new Set([...ids, conversationIdOf({ ...year, seed: "t" }, 7)]).size).toBe(501);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
