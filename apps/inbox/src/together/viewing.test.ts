import type { ViewerView } from "@eigenkanaal/client";
import type { MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { newsOf, type Told, viewingLines } from "./viewing.js";

const viewer = (name: string, doing: ViewerView["doing"]): ViewerView => ({
  member: name.toLowerCase() as MemberId,
  name,
  doing,
});
const formats = { list: (words: string[]) => words.join(" en ") };
const lines = (...viewers: ViewerView[]) =>
  viewingLines(viewers, { assignee: viewer("Noor", "reading"), texts: nl, formats }).map(({ line }) => line);

it("says in one line who does the same, who writes an answer first", () => {
  expect(lines()).toEqual([]);
  expect(lines(viewer("Youssef", "reading"))).toEqual(["Youssef kijkt mee"]);
  expect(lines(viewer("Noor", "reading"))).toEqual(["Noor heeft dit gesprek ook open"]);
  expect(lines(viewer("Noor", "answering"))).toEqual(["Noor typt een antwoord…"]);
  expect(
    lines(viewer("Youssef", "reading"), viewer("Sanne", "answering"), viewer("Lotte", "reading")),
  ).toEqual(["Sanne typt een antwoord…", "Youssef en Lotte kijken mee"]);
});

it("tells once that somebody came and once that they answer, and again when they come back", () => {
  let told: Told = new Set();
  const tell = (...viewers: ViewerView[]) => {
    const now = newsOf(viewers, told);
    told = now.told;
    return now.news.map(({ name, doing }) => `${name} ${doing}`);
  };
  expect(tell(viewer("Sanne", "reading"))).toEqual(["Sanne reading"]);
  expect(tell(viewer("Sanne", "answering"))).toEqual(["Sanne answering"]);
  expect(tell(viewer("Sanne", "reading"))).toEqual([]);
  expect(tell(viewer("Sanne", "answering"), viewer("Lotte", "reading"))).toEqual(["Lotte reading"]);
  expect(tell()).toEqual([]);
  expect(tell(viewer("Sanne", "noting"))).toEqual(["Sanne noting"]);
});
