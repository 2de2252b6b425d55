import { CampaignCode, DeskId, TopicId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { linkTo } from "./linkTo.js";

const made = { short: "https://chat.voorbeeld.nl/c/voorbeeld.nl", page: "https://www.voorbeeld.nl/chat" };
const topic = {
  topic: TopicId.parse("70000000-0000-4000-8000-000000000012"),
  parent: null,
  desk: DeskId.parse("d0000000-0000-4000-8000-000000000002"),
  name: { nl: "Afval niet opgehaald" },
  normMinutes: 60,
  hours: null,
  sensitive: false,
  retention: null,
};
const campaign = CampaignCode.parse("brief-2026");

describe("a link to the chat", () => {
  it("names town, topic and campaign", () => {
    expect(linkTo(made, { topic, campaign })).toBe(
      "https://chat.voorbeeld.nl/c/voorbeeld.nl/afval-niet-opgehaald-00000012?via=brief-2026",
    );
    expect(linkTo(made, { topic: null, campaign: null })).toBe("https://chat.voorbeeld.nl/c/voorbeeld.nl");
  });

  it("keeps a sensitive topic from every server, and counts nothing", () => {
    const sensitive = { ...topic, sensitive: true };
    expect(linkTo(made, { topic: sensitive, campaign })).toBe(
      "https://www.voorbeeld.nl/chat#eigenkanaal=00000012",
    );
  });

  it("is none where the town has no page with the chat", () => {
    expect(linkTo({ ...made, page: null }, { topic, campaign })).toBeNull();
  });
});
