import type { AgentConversation, AgentConversationState, Closing } from "@eigenkanaal/client";
import { defaultRetention } from "@eigenkanaal/domain";
import { ConversationId, DeskId, type ErrorCode, LabelId, MemberId, TopicId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { finishing, labelling, moving, puttingOff } from "./acts.js";

const idOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const [one, unknown] = [ConversationId.parse(idOf(1)), ConversationId.parse(idOf(9))];
const [urgent, later] = [LabelId.parse(idOf(2)), LabelId.parse(idOf(3))];
const bram = MemberId.parse(idOf(5));
const topic = TopicId.parse(idOf(6));
const town = {
  ...{ topics: [], desks: [], retention: defaultRetention },
  former: { desks: [], topics: [{ topic, name: { nl: "Bomen" } }] },
};
const question = { kind: "text", author: { role: "citizen" }, text: "Mag ik deze boom kappen? Hij is ziek." };
const opened = { phase: "open", view: { entries: [question] } } as unknown as AgentConversationState;
const answered = { outcome: "answered", summary: "" } as const;

/** A conversation that comes to be as it says after it was begun to be opened; what was done with it, in order. */
const opening = ({
  becomes = opened,
  closes,
}: {
  becomes?: AgentConversationState;
  closes?: () => Promise<ErrorCode | undefined>;
} = {}) => {
  const did: string[] = [];
  const registered: Closing[] = [];
  const listeners = new Set<Parameters<AgentConversation["state"]["subscribe"]>[0]>();
  const loading: AgentConversationState = { phase: "loading" };
  let now: AgentConversationState = loading;
  const handle: Pick<AgentConversation, "state" | "close" | "leave"> = {
    state: {
      getInitialState: () => loading,
      getState: () => now,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    close: async (closing) => {
      did.push(`closes as ${closing.outcome}`);
      registered.push(closing);
      return closes?.();
    },
    leave: () => void did.push(`leaves, ${listeners.size} listening`),
  };
  const conversation = (id: ConversationId) => {
    did.push(id === one ? "opens" : "opens another");
    queueMicrotask(() => {
      now = becomes;
      for (const listener of listeners) listener(now, loading);
    });
    // The rest of it is nothing to acts.
    return handle as AgentConversation;
  };
  return { did, registered, actions: { conversation, town } };
};
const left = "leaves, 0 listening";
const item = (assignee: { me: boolean } | null) => [
  {
    ...{ conversation: one, topic, labels: [later] },
    assignee: assignee && { member: bram, name: "Bram", ...assignee },
  },
];

it("finishes each with its outcome, once it is open, and leaves it", async () => {
  for (const assignee of [null, { me: true }]) {
    const { did, actions } = opening();
    expect(await finishing(item(assignee), answered, actions)(one)).toBeUndefined();
    expect(did).toEqual(["opens", "closes as answered", left]);
  }
});

it("registers each under its own topic, with the summary for all or else with its own question", async () => {
  const { registered, actions } = opening();
  const about = { topic, retention: null };
  const finish = (summary: string, outcome: Closing["outcome"] = "answered") =>
    finishing(item(null), { outcome, summary }, actions)(one);
  await finish("Storing van maandag");
  await finish(" ");
  await finish("", "spam");
  await finish("Reclame voor dakgoten", "spam");
  const card = { place: "", topic: "Bomen" };
  expect(registered).toEqual([
    { outcome: "answered", about, card: { ...card, summary: "Storing van maandag" } },
    { outcome: "answered", about, card: { ...card, summary: "Mag ik deze boom kappen?" } },
    { outcome: "spam", about, card: null },
    { outcome: "spam", about, card: { ...card, summary: "Reclame voor dakgoten" } },
  ]);
});

it("finishes nothing that a colleague has in hand: it is not even opened", async () => {
  const { did, actions } = opening();
  expect(await finishing(item({ me: false }), answered, actions)(one)).toEqual({ code: "already_taken" });
  expect(did).toEqual([]);
});

it("tells why it could not be closed, and leaves it also where that throws", async () => {
  const refused = opening({ closes: async () => "already_taken" });
  expect(await finishing(item(null), answered, refused.actions)(one)).toEqual({ code: "already_taken" });
  expect(refused.did.at(-1)).toBe(left);
  const broken = opening({ closes: () => Promise.reject(new Error("broken")) });
  await expect(finishing(item(null), answered, broken.actions)(one)).rejects.toThrow("broken");
  expect(broken.did.at(-1)).toBe(left);
});

it.each<[string, AgentConversationState, ErrorCode]>([
  ["was refused", { phase: "refused", code: "forbidden" }, "forbidden"],
  ["went to another desk", { phase: "moved", to: DeskId.parse(idOf(4)) }, "not_found"],
])("does nothing with what %s when it was opened", async (_, becomes, code) => {
  const { did, actions } = opening({ becomes });
  const move = async () => void did.push("moves");
  expect(await finishing(item(null), answered, actions)(one)).toEqual({ code });
  expect(await moving(move, actions)(one)).toEqual({ code });
  expect(did).toEqual(["opens", left, "opens", left]);
});

it("moves each, tells why not, and that a note was lost where it went and its words did not", async () => {
  const moved = async (move: () => Promise<ErrorCode | undefined>) => {
    const { did, actions } = opening();
    const outcome = await moving(move, actions)(one);
    expect(did).toEqual(["opens", left]);
    return outcome;
  };
  expect(await moved(async () => undefined)).toBeUndefined();
  expect(await moved(async () => "returned_too_often")).toEqual({ code: "returned_too_often" });
  expect(await moved(() => Promise.reject(new Error("its note")))).toBe("note_lost");
});

it("labels each beside what it has, and one that is no longer listed with the new ones alone", async () => {
  const asked: [ConversationId, readonly LabelId[]][] = [];
  const label = async (conversation: ConversationId, labels: readonly LabelId[]) => {
    asked.push([conversation, labels]);
    return conversation === unknown ? { code: "not_found" as const } : undefined;
  };
  const act = (marks: [LabelId, "all" | "none"][]) => labelling(item(null), new Map(marks), { label });
  expect(await act([[urgent, "all"]])(one)).toBeUndefined();
  expect(await act([[later, "none"]])(one)).toBeUndefined();
  expect(await act([[urgent, "all"]])(unknown)).toEqual({ code: "not_found" });
  expect(asked).toEqual([
    [one, [later, urgent]],
    [one, []],
    [unknown, [urgent]],
  ]);
});

it("puts each off until the same moment, or until its citizen writes", async () => {
  const asked: [ConversationId, number | null][] = [];
  const snooze = async (conversation: ConversationId, untilMs: number | null) => {
    asked.push([conversation, untilMs]);
    return undefined;
  };
  await puttingOff(7, { snooze })(one);
  await puttingOff(null, { snooze })(unknown);
  expect(asked).toEqual([
    [one, 7],
    [unknown, null],
  ]);
});
