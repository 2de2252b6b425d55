import type { TopicId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { linkFragment, topicInLink, topicOfLink } from "./deepLinks.js";

const topic = (end: string, nl: string) => ({
  topic: `70000000-0000-4000-8000-0000${end}` as TopicId,
  name: { nl },
});
const waste = topic("00000012", "Afval niet opgehaald");
const passport = topic("000000a3", "Paspoort en identiteitskaart");

describe("a topic in a link", () => {
  it("stands there with its name for people and its code", () => {
    expect(topicInLink(waste)).toBe("afval-niet-opgehaald-00000012");
    expect(topicInLink(topic("00000013", "Één & ander: café’s!"))).toBe("een-ander-cafe-s-00000013");
    expect(topicInLink(topic("00000014", "???"))).toBe("00000014");
  });

  it("is found by its code, whatever it is called by now", () => {
    const topics = [waste, passport];
    expect(topicOfLink("afval-niet-opgehaald-00000012", topics)).toBe(waste);
    expect(topicOfLink("kliko-00000012", topics)).toBe(waste);
    expect(topicOfLink("000000a3", topics)).toBe(passport);
  });

  it("is none when it has ended, never was, or two have the code", () => {
    const namesake = { ...waste, topic: "70000000-0000-4000-8000-000100000012" as TopicId };
    expect(topicOfLink("00000099", [waste])).toBeUndefined();
    expect(topicOfLink("", [waste])).toBeUndefined();
    expect(topicOfLink("00000012", [waste, namesake])).toBeUndefined();
  });
});

it("the fragment carries a topic, a campaign, both or neither", () => {
  expect(linkFragment({ topic: "00000012", via: "brief-2026" })).toBe("#eigenkanaal=00000012&via=brief-2026");
  expect(linkFragment({ via: "brief-2026" })).toBe("#eigenkanaal=&via=brief-2026");
  expect(linkFragment({})).toBe("#eigenkanaal=");
});
