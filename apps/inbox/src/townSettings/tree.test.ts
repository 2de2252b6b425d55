import type { DeskId, TopicId, TopicSetting } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { allUnder, topicsNow, treeOf } from "./tree.js";

const desk = "d1" as DeskId;
const setting = (nl: string, over: Partial<TopicSetting> = {}): TopicSetting => ({
  ...{ desk, parent: null, name: { nl }, words: { nl: [] }, normMinutes: 60, hours: null },
  ...{ retention: null, sensitive: false, ended: false },
  ...over,
});
const topic = (id: string, ...settings: [number, TopicSetting][]) => ({
  topic: id as TopicId,
  settings: settings.map(([validFromMs, each]) => ({ validFromMs, setting: each })),
});
const topics = topicsNow({
  nowMs: 100,
  topics: [
    topic("t1", [0, setting("Reisdocument")], [200, setting("Paspoort")]),
    topic("t2", [0, setting("Spoed", { parent: "t1" as TopicId, words: { nl: ["haast", "Financiën"] } })]),
    topic("t3", [0, setting("Adres", { parent: "t9" as TopicId })]),
    topic("t4", [300, setting("Elders", { desk: "d2" as DeskId })]),
  ],
});

it("shows what holds, with what is announced, in the order of the tree", () => {
  expect(treeOf(topics, desk, "").map(({ topic, depth, announced }) => [topic, depth, announced])).toEqual([
    ["t3", 0, []],
    ["t1", 0, [200]],
    ["t2", 1, []],
  ]);
  expect(allUnder(topics, "t1" as TopicId).map(({ topic }) => topic)).toEqual(["t2"]);
});

it("finds by name and by words, whatever the accents", () => {
  expect(treeOf(topics, desk, "financien ").map(({ topic }) => topic)).toEqual(["t2"]);
  expect(treeOf(topics, desk, "fietsen")).toEqual([]);
});
