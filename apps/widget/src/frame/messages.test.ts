import { describe, expect, it } from "vitest";
import { parseFrameMessage, parsePageMessage } from "./messages.js";

const hostile = [
  null,
  undefined,
  "ready",
  1,
  [],
  {},
  { type: "eval" },
  { type: { toString: () => "ready" } },
];

describe("a message of the frame", () => {
  it.each([
    { type: "ready" },
    { type: "minimise" },
    { type: "unread", count: 0 },
    { type: "unread", count: 3 },
  ])("%o is understood", (message) => {
    expect(parseFrameMessage(message)).toEqual(message);
  });

  it.each([
    ...hostile,
    { type: "opened" },
    { type: "unread" },
    { type: "unread", count: -1 },
    { type: "unread", count: 1.5 },
    { type: "unread", count: "1" },
    { type: "unread", count: Number.NaN },
  ])("%o is ignored", (message) => {
    expect(parseFrameMessage(message)).toBeUndefined();
  });

  it("carries nothing beyond its own form", () => {
    expect(parseFrameMessage({ type: "unread", count: 1, html: "<b>" })).toEqual({
      type: "unread",
      count: 1,
    });
    expect(parseFrameMessage({ type: "ready", html: "<b>" })).toEqual({ type: "ready" });
  });
});

describe("a message of the page", () => {
  it.each([
    { type: "opened" },
    { type: "minimised" },
    { type: "linked", link: "eigenkanaal=00000012&via=brief" },
  ])("%o is understood", (message) => {
    expect(parsePageMessage(message)).toEqual(message);
  });

  it.each([
    ...hostile,
    { type: "ready" },
    { type: "linked" },
    { type: "linked", link: 1 },
    { type: "linked", link: "a".repeat(301) },
  ])("%o is ignored", (message) => {
    expect(parsePageMessage(message)).toBeUndefined();
  });
});
