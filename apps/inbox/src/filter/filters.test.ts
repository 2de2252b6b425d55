import type { QueueItem } from "@eigenkanaal/client";
import { LabelId, TopicId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { type Filter, filtered, filtersOf, keyOf, toggled } from "./filters.js";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const [late, hurry] = [LabelId.parse(id(1)), LabelId.parse(id(2))];
const [waste, parking] = [TopicId.parse(id(3)), TopicId.parse(id(4))];
const row = (over: Partial<QueueItem>) =>
  ({ topic: waste, labels: [], unread: false, assignee: null, late: null, ...over }) as QueueItem;
const me = { me: true } as QueueItem["assignee"];

const rows = [
  row({ labels: [late], unread: true }),
  row({ labels: [hurry], assignee: me, late: "passed" }),
  row({ topic: parking, assignee: me, late: "warned", unread: true }),
];
const left = (...filters: Filter[]) => filtered(rows, filters).map((one) => rows.indexOf(one));

it("leaves what each kind of filter asks for, any of several labels, and all kinds together", () => {
  expect(left()).toEqual([0, 1, 2]);
  expect(left({ by: "unread" })).toEqual([0, 2]);
  expect(left({ by: "late" })).toEqual([1]);
  expect(left({ by: "owner", owner: "mine" })).toEqual([1, 2]);
  expect(left({ by: "owner", owner: "nobody" })).toEqual([0]);
  expect(left({ by: "topic", topic: parking })).toEqual([2]);
  expect(left({ by: "label", label: late }, { by: "label", label: hurry })).toEqual([0, 1]);
  expect(left({ by: "label", label: late }, { by: "owner", owner: "mine" })).toEqual([]);
  expect(left({ by: "unread" }, { by: "owner", owner: "mine" })).toEqual([2]);
});

it("reads back what it kept, and leaves out what is no filter", () => {
  const all: Filter[] = [
    { by: "unread" },
    { by: "late" },
    { by: "owner", owner: "nobody" },
    { by: "label", label: late },
    { by: "topic", topic: waste },
  ];
  expect(filtersOf(all.map(keyOf).join(" "))).toEqual(all);
  expect(filtersOf("unread owner:hers label:x topic: elsewhere")).toEqual([{ by: "unread" }]);
  expect(filtersOf(null)).toEqual([]);
});

it("puts a filter on, and takes it off again", () => {
  const on = toggled([{ by: "late" }], { by: "label", label: late });
  expect(on).toHaveLength(2);
  expect(toggled(on, { by: "label", label: late })).toEqual([{ by: "late" }]);
});
