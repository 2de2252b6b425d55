import { DeskId, TopicId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { type TopicNode, topicTree } from "./topics.js";

const hours = { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] };
const deskIds = [1, 2, 3].map((n) => DeskId.parse(`00000000-0000-4000-8000-00000000000${n}`));
const [waste, money, general] = deskIds as [DeskId, DeskId, DeskId];
const topicId = (n: number) => TopicId.parse(`00000000-0000-4000-9000-00000000000${n}`);
const topic = (n: number, desk: DeskId, { nl, under }: { nl: string; under?: number }) => ({
  topic: topicId(n),
  parent: under === undefined ? null : topicId(under),
  desk,
  name: { nl },
  normMinutes: 60,
  hours: null,
  sensitive: false,
  retention: null,
});
const desks = [
  { desk: waste, name: { nl: "Afval" }, general: false, hours },
  { desk: money, name: { nl: "Belastingen" }, general: false, hours },
  { desk: general, name: { nl: "Algemeen" }, general: true, hours },
];

/** Names, with what stands under them behind. */
const named = ({ topic, under }: TopicNode): unknown =>
  under.length === 0 ? topic.name.nl : [topic.name.nl, under.map(named)];
const tree = (...topics: ReturnType<typeof topic>[]) =>
  topicTree({ desks, topics }).map(({ desk, topics }) => [desk.name.nl, topics.map(named)]);

describe("the tree of topics", () => {
  it("has them under their desks in the town's order; a desk without topics stays out", () => {
    expect(
      tree(
        topic(1, waste, { nl: "Grofvuil" }),
        topic(2, money, { nl: "WOZ" }),
        topic(3, waste, { nl: "Container" }),
      ),
    ).toEqual([
      ["Afval", ["Grofvuil", "Container"]],
      ["Belastingen", ["WOZ"]],
    ]);
  });

  it("has topics under topics, also where they come first or belong to another desk", () => {
    expect(
      tree(
        topic(1, waste, { nl: "Wiel kapot", under: 2 }),
        topic(2, waste, { nl: "Container" }),
        topic(3, money, { nl: "Kosten", under: 2 }),
        topic(4, waste, { nl: "Linkerwiel", under: 1 }),
      ),
    ).toEqual([["Afval", [["Container", [["Wiel kapot", ["Linkerwiel"]], "Kosten"]]]]]);
  });

  it("loses none whose parent is gone, nor any that stand under each other", () => {
    expect(
      tree(
        topic(1, waste, { nl: "Wees", under: 9 }),
        topic(2, waste, { nl: "Kip", under: 3 }),
        topic(3, waste, { nl: "Ei", under: 2 }),
      ),
    ).toEqual([["Afval", ["Wees", "Kip", "Ei"]]]);
  });
});
