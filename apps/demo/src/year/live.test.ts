import { randomBytes } from "node:crypto";
import { agentFromSeed, deskFromSeed, ready } from "@eigenkanaal/crypto";
import { ConversationId, OrganisationId } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { live } from "./live.js";
import type { DeskCertificate, Parties } from "./parties.js";
import { planYear } from "./plan.js";
import type { PlannedConversation } from "./steps.js";
import { deskIdOf, endMs, memberOf, townOfTests } from "./townOfTests.js";

const minuteMs = 60_000;
const monday = Date.parse("2026-03-02T09:00:00Z");
let parties: Parties;
beforeAll(async () => {
  await ready();
  const certificate = (): DeskCertificate => ({
    certHash: randomBytes(32),
    alg: 2,
    pk: deskFromSeed(randomBytes(32)).xwing.pk,
    notBeforeMs: endMs - 86_400_000,
  });
  parties = {
    organisation: OrganisationId.parse("00000000-0000-4000-8000-000000000001"),
    log: { size: 5, root: randomBytes(32) },
    desks: new Map([1, 4].map((number) => [deskIdOf(number), certificate()])),
    archive: certificate(),
    signing: new Map(
      [1, 2, 3, 4, 5].map((number) => [memberOf(number), agentFromSeed(randomBytes(32)).signing]),
    ),
  };
});

const place = () => ({
  conversation: ConversationId.parse("10000000-0000-4000-8000-000000000001"),
  keyBytes: randomBytes(32),
});
const lived = (planned: Partial<PlannedConversation>) =>
  live(
    {
      ...{ number: 0, openedAtMs: monday, desk: deskIdOf(4), topic: townOfTests.topics[2]?.topic ?? null },
      ...{ language: "nl", campaign: null, begunBy: null, whenOffered: "declines", steps: [] },
      ...planned,
    },
    place(),
    { town: townOfTests, parties, endMs },
  );
const told = ({ events }: ReturnType<typeof live>) =>
  events.map(({ event, actor }) => `${actor} ${event.kind}`);
const at = (minutes: number) => ({ atMs: monday + minutes * minuteMs });
const member = memberOf(4);

describe("a conversation that was lived through", () => {
  it("leaves what the gateway would have written, and is registered at its closing", () => {
    const one = lived({
      steps: [
        { ...at(1), does: "asks", text: "Vraag" },
        { ...at(9), does: "takes", member },
        { ...at(12), does: "answers", member, text: "Antwoord" },
        { ...at(20), does: "closes", member, outcome: "answered", summary: "Kaart" },
      ],
    });
    expect(told(one)).toEqual([
      "citizen opened",
      "citizen citizen_message",
      "agent taken",
      "agent agent_answer",
      "agent epoch_published",
      "agent internal_note",
      "agent closed",
    ]);
    expect(one.conversation.handling).toMatchObject({
      state: "closed",
      closedAtMs: at(20).atMs,
      registered: { retention: "6.1", card: one.messages.find(({ channel }) => channel === "internal")?.id },
    });
    expect(one.events[0]).toMatchObject({ topic: townOfTests.topics[2]?.topic, language: "nl" });
    expect(one.events.at(-1)).toMatchObject({ topic: townOfTests.topics[2]?.topic, language: null });
    expect(one.messages.map((message) => `${message.channel} ${message.seq} ${message.class}`)).toEqual([
      "public 1 message",
      "public 2 message",
      "internal 1 message",
      "public 3 service",
    ]);
    expect(one.actors.map((actor) => actor.member)).toEqual([null, member]);
  });

  it("is warned of, passes its norm, and is offered another desk, which its citizen declines", () => {
    const one = lived({ steps: [{ ...at(1), does: "asks", text: "Vraag" }] });
    expect(told(one).slice(2)).toEqual([
      "gateway norm_warned",
      "gateway norm_passed",
      "gateway overflow_offered",
      "citizen overflow_declined",
    ]);
    // Three of its four hours.
    expect(one.events[2]?.atMs).toBe(at(181).atMs + 15_000);
    expect(one.conversation).toMatchObject({ handling: { state: "waiting" }, late: { stage: "declined" } });
  });

  it("goes to another desk under new keys, and on there under others", () => {
    const other = memberOf(2);
    const one = lived({
      steps: [
        { ...at(1), does: "asks", text: "Vraag" },
        { ...at(2), does: "takes", member },
        { ...at(3), does: "transfers", member, to: deskIdOf(1), text: "Voor jullie" },
        { ...at(5), does: "takes", member: other },
        { ...at(6), does: "answers", member: other, text: "Antwoord" },
      ],
    });
    expect(one.conversation.desk).toBe(deskIdOf(1));
    expect(one.events.find(({ event }) => event.kind === "transferred")?.desk).toBe(deskIdOf(4));
    expect(one.epochs.map(({ channel, epoch }) => `${channel} ${epoch}`)).toEqual([
      "public 0",
      "internal 0",
      "public 1",
      "internal 1",
      "public 2",
      "internal 2",
    ]);
    expect(one.channels.map(({ newest }) => newest?.epoch)).toEqual([2, 2]);
  });

  it("opens again when its citizen writes, and closes by rule where nobody goes on", () => {
    const one = lived({
      steps: [
        { ...at(1), does: "asks", text: "Vraag" },
        { ...at(2), does: "takes", member },
        { ...at(3), does: "answers", member, text: "Antwoord" },
        { ...at(4), does: "closes", member, outcome: "answered", summary: null },
        { ...at(15_000), does: "asks", text: "Nog iets" },
        { ...at(15_010), does: "takes", member },
        { ...at(15_012), does: "answers", member, text: "Antwoord" },
        { ...at(50_000), does: "expires" },
      ],
    });
    // After more than a week a client goes on under a new key.
    expect(told(one).slice(5)).toEqual([
      "citizen epoch_published",
      "citizen reopened",
      "citizen citizen_message",
      "agent taken",
      "agent agent_answer",
      "gateway closed",
    ]);
    expect(one.conversation.handling).toMatchObject({ state: "closed", outcome: "abandoned" });
  });

  it("is judged by its citizen once it is closed", () => {
    const closed = [
      { ...at(1), does: "asks", text: "Vraag" },
      { ...at(2), does: "takes", member },
      { ...at(3), does: "answers", member, text: "Antwoord" },
      { ...at(4), does: "closes", member, outcome: "answered", summary: null },
    ] as const;
    const one = lived({ steps: [...closed, { ...at(30), does: "judges", verdict: "partly" }] });
    expect(one.events.at(-1)).toMatchObject({
      ...{ actor: "citizen", event: { kind: "verdict_given", verdict: "partly" }, topic: null },
      atMs: at(30).atMs,
    });
    expect(one.conversation.handling).toMatchObject({ state: "closed", verdict: "partly" });
    const open = closed.slice(0, 3);
    expect(() => lived({ steps: [...open, { ...at(30), does: "judges", verdict: "no" }] })).toThrow(
      "not_asked",
    );
  });

  it("at the counter is begun by a colleague, and asks nothing", () => {
    const one = lived({
      begunBy: member,
      steps: [{ ...at(1), does: "answers", member, text: "Zoals besproken" }],
    });
    expect(told(one)).toEqual(["agent opened", "agent taken", "agent agent_answer"]);
    expect(one.events[0]?.event).toMatchObject({ begunAt: "counter" });
  });

  it("can be any of a planned year's", () => {
    const planned = planYear(townOfTests, { seed: "all", endMs, conversations: 40 });
    const states = new Set(planned.map((one) => lived(one).conversation.handling.state));
    expect(states).toContain("closed");
  });
});
