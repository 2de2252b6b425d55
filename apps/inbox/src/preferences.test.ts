import { expect, it } from "vitest";
import { preferencesOf } from "./preferences.js";

it("reads back what was chosen", () => {
  expect(
    preferencesOf(
      '{"language":"en","singleLetterKeys":false,"holdAnswers":true,"notify":true,"board":{"sound":true},"figuresRead":{"m1":7,"m2":"x"}}',
    ),
  ).toEqual({
    language: "en",
    singleLetterKeys: false,
    holdAnswers: true,
    notify: true,
    board: { sound: true, notify: false, thresholds: {} },
    figuresRead: { m1: 7 },
  });
});

it.each([null, "", "null", "no json", "[]", '{"language":"toString","singleLetterKeys":"yes"}'])(
  "takes the usual choice for %j",
  (kept) => {
    expect(preferencesOf(kept)).toEqual({
      language: "nl",
      singleLetterKeys: true,
      holdAnswers: false,
      notify: false,
      board: { sound: false, notify: false, thresholds: {} },
      figuresRead: {},
    });
  },
);
