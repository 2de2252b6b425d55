import { describe, expect, it } from "vitest";
import { check } from "./checker.js";
import type { Diary, Rows, Screens } from "./record.js";

type World = { diary: Diary; rows: Rows; screens: Screens };

/** One citizen and Anna: two questions, an answer, a note and a receipt; taken by Anna. */
const honest = (): World => {
  const [conversation, desk, anna] = ["conversation", "desk", "anna-id"];
  const said = [
    { messageId: "m1", author: "citizen-1", channel: "public", text: "citizen-1 1" },
    { messageId: "m2", author: "citizen-1", channel: "public", text: "citizen-1 2" },
    { messageId: "m3", author: "anna", channel: "public", text: "anna 1" },
    { messageId: "m4", author: "anna", channel: "internal", text: "anna 2" },
  ] as const;
  const text = ({ messageId, channel, text }: (typeof said)[number]) => ({
    messageId,
    channel,
    text,
    state: "stored" as const,
  });
  const row = { conversation, class: 1, epoch: 0 };
  const seen = {
    citizen: "citizen-1",
    conversation,
    number: "12345",
    state: "in_hand",
    doubts: [],
    outbox: 0,
  };
  return {
    diary: {
      written: said.map(({ author, channel, text }) => ({
        author,
        citizen: "citizen-1",
        channel,
        text,
        state: "kept",
      })),
      told: [
        ...said.map((one) => ({ screen: one.author, citizen: "citizen-1", ...one, said: "stored" as const })),
        {
          screen: "citizen-1",
          citizen: "citizen-1",
          channel: "public",
          messageId: "m3",
          text: "anna 1",
          said: "shown",
        },
      ],
      deeds: [{ member: anna, citizen: "citizen-1", deed: "taken" }],
      mishaps: [],
    },
    rows: {
      conversations: [
        {
          conversation,
          pseudonym: "p",
          desk,
          state: "in_hand",
          assignee: anna,
          publicSeq: 4,
          internalSeq: 1,
        },
      ],
      messages: [
        {
          ...row,
          channel: "public",
          seq: 1,
          messageId: "m1",
          senderMember: null,
          senderRef: "c",
          senderSeq: 0,
        },
        {
          ...row,
          channel: "public",
          seq: 2,
          messageId: "m2",
          senderMember: null,
          senderRef: "c",
          senderSeq: 1,
        },
        {
          ...row,
          channel: "public",
          seq: 3,
          messageId: "m3",
          senderMember: anna,
          senderRef: "a",
          senderSeq: 0,
        },
        {
          ...row,
          channel: "public",
          seq: 4,
          messageId: "r1",
          senderMember: null,
          senderRef: "c",
          senderSeq: 2,
          class: 3,
        },
        {
          ...row,
          channel: "internal",
          seq: 1,
          messageId: "m4",
          senderMember: anna,
          senderRef: "i",
          senderSeq: 0,
        },
      ],
      epochs: [
        { conversation, channel: "internal", epoch: 0 },
        { conversation, channel: "public", epoch: 0 },
      ],
      events: [
        { kind: "opened", by: "pc" },
        { kind: "citizen_message", by: "pc" },
        { kind: "citizen_message", by: "pc" },
        { kind: "taken", by: "pa" },
        { kind: "agent_answer", by: "pa" },
        { kind: "epoch_published", by: "pa" },
        { kind: "internal_note", by: "pa" },
      ].map(({ kind, by }) => ({
        pseudonym: "p",
        kind,
        actor: by === "pc" ? "citizen" : "agent",
        actorPseudonym: by,
      })),
      actors: [
        { conversation, pseudonym: "pc", member: null },
        { conversation, pseudonym: "pa", member: anna },
      ],
      desks: [{ desk, members: [anna] }],
      keys: [conversation],
      ownership: [],
    },
    screens: {
      conversations: [
        { ...seen, who: "citizen-1", assignee: undefined, texts: said.slice(0, 3).map(text) },
        { ...seen, who: "anna", assignee: anna, texts: said.map(text) },
      ],
      queues: [{ who: "anna", open: [{ conversation, state: "in_hand", assignee: anna }] }],
    },
  };
};

const first = <T>(of: T[]): T => {
  const [one] = of;
  if (one === undefined) throw new Error("nothing there");
  return one;
};
const kindsAfter = (change: (world: World) => void) => {
  const world = honest();
  change(world);
  return [...new Set(check(world.diary, world.rows, world.screens).map(({ kind }) => kind))];
};

describe("the checker", () => {
  it("finds nothing where every promise held", () => {
    expect(kindsAfter(() => undefined)).toEqual([]);
  });

  it.each<[string, string, (world: World) => void]>([
    ["a lost message that was acknowledged", "lost", ({ rows }) => rows.messages.splice(1, 1)],
    [
      "a lost message that only the other side had seen",
      "lost",
      ({ diary }) => {
        diary.told.push({
          screen: "anna",
          citizen: "citizen-1",
          channel: "public",
          messageId: "m9",
          text: "x",
          said: "shown",
        });
      },
    ],
    [
      "a lost message that was safe on the device",
      "lost",
      ({ diary }) => {
        diary.written.push({
          author: "anna",
          citizen: "citizen-1",
          channel: "public",
          text: "anna 3",
          state: "kept",
        });
      },
    ],
    [
      "a conversation that was assigned twice",
      "disowned",
      ({ rows }) => rows.ownership.push({ conversation: "x", violation: "assigned_twice" }),
    ],
    ["a lost conversation", "lost", ({ rows }) => rows.conversations.splice(0)],
    [
      "a message that went to another conversation",
      "lost",
      ({ rows }) => {
        first(rows.messages).conversation = "another";
      },
    ],
    [
      "one text stored under two ids",
      "doubled",
      ({ rows, screens, diary }) => {
        rows.messages.splice(1, 0, { ...first(rows.messages), messageId: "m1b" });
        for (const { texts } of screens.conversations)
          texts.splice(1, 0, { ...first(texts), messageId: "m1b" });
        diary.written.splice(1, 1);
      },
    ],
    [
      "one id stored twice",
      "doubled",
      ({ rows }) => rows.messages.push({ ...first(rows.messages), seq: 5, senderSeq: 3 }),
    ],
    ["two of one author in another order", "reordered", ({ diary }) => diary.written.reverse()],
    ["a text that nobody wrote", "foreign", ({ diary }) => diary.written.splice(0, 1)],
    [
      "a text in a conversation that it was not written for",
      "foreign",
      ({ diary }) => {
        first(diary.written).citizen = "citizen-2";
      },
    ],
    [
      "a conversation of nobody",
      "foreign",
      ({ rows }) => rows.conversations.push({ ...first(rows.conversations), conversation: "x" }),
    ],
    [
      "a refused message that is stored all the same",
      "refused-yet-stored",
      ({ diary }) => {
        first(diary.told).said = "refused";
      },
    ],
    [
      "a gap in the channel",
      "gap",
      ({ rows }) => {
        for (const row of rows.messages) if (row.seq > 2) row.seq++;
      },
    ],
    [
      "a gap in a chain",
      "gap",
      ({ rows }) => {
        for (const row of rows.messages) if (row.senderSeq > 0) row.senderSeq++;
      },
    ],
    [
      "a channel whose count runs ahead",
      "gap",
      ({ rows }) => {
        first(rows.conversations).publicSeq = 5;
      },
    ],
    ["a message under an epoch that is not there", "gap", ({ rows }) => rows.epochs.splice(1)],
    ["a screen in another order", "unequal", ({ screens }) => first(screens.conversations).texts.reverse()],
    ["a screen that lacks one", "unequal", ({ screens }) => first(screens.conversations).texts.splice(1, 1)],
    [
      "a screen with other words",
      "unequal",
      ({ screens }) => {
        first(first(screens.conversations).texts).text = "citizen-1 99";
      },
    ],
    [
      "a screen with another number",
      "unequal",
      ({ screens }) => {
        first(screens.conversations).number = "54321";
      },
    ],
    [
      "a screen that shows another state",
      "unequal",
      ({ screens }) => {
        first(screens.conversations).state = "waiting";
      },
    ],
    ["a colleague who does not see it", "unequal", ({ screens }) => screens.conversations.splice(1, 1)],
    ["a list without it", "unequal", ({ screens }) => first(screens.queues).open.splice(0)],
    [
      "a message that still waits",
      "stuck",
      ({ screens }) => {
        first(screens.conversations).outbox = 1;
      },
    ],
    ["a warning", "doubtful", ({ screens }) => first(screens.conversations).doubts.push("gap in public")],
    ["a conversation without a desk", "undesked", ({ rows }) => rows.desks.splice(0)],
    ["a desk without people", "undesked", ({ rows }) => first(rows.desks).members.splice(0)],
    [
      "a conversation in hand of nobody",
      "undesked",
      ({ rows }) => {
        first(rows.conversations).assignee = null;
      },
    ],
    ["a conversation without its key", "keyless", ({ rows }) => rows.keys.splice(0)],
    ["an answer without its event", "eventless", ({ rows }) => rows.events.splice(4, 1)],
    ["a taking without its event", "eventless", ({ rows }) => rows.events.splice(3, 1)],
    [
      "an event without its act",
      "actless",
      ({ rows }) => rows.events.push({ ...first(rows.events), kind: "citizen_message" }),
    ],
    [
      "an event of no conversation",
      "actless",
      ({ rows }) => rows.events.push({ ...first(rows.events), pseudonym: "x" }),
    ],
    [
      "a taking of what was taken",
      "actless",
      ({ rows }) => rows.events.splice(4, 0, { ...first(rows.events), kind: "taken", actorPseudonym: "pa" }),
    ],
    ["a mishap", "mishap", ({ diary }) => diary.mishaps.push("the gateway ended by itself")],
  ])("finds %s", (_what, kind, change) => {
    expect(kindsAfter(change)).toContain(kind);
  });
});
