import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type CitizenKeys, citizenFromEntropy } from "@eigenkanaal/crypto";
import type { Answer, Connected } from "../../harness/callers.js";
import { answered } from "../../harness/closing.js";
import { sending } from "../../harness/conversation.js";
import { Chain, makeEpoch, makeInternalEpoch, type OpenEpoch, participantsOf } from "../../harness/frames.js";
import { transferWithEpochs } from "../../harness/transfers.js";
import { ask, type Line, type Stage } from "./stage.js";
import { type Name, names, type Round, type Step, type Which } from "./steps.js";

/** Plays a schedule: whoever it names does what it says, as far as they may. */

/** A citizen's conversation, as both sides' devices know it. */
export type Talk = {
  conversation: string;
  keys: CitizenKeys;
  line: Line;
  desk: Which;
  epochs: { public: OpenEpoch; internal: OpenEpoch | undefined };
  /** The messages that were acknowledged, by their ids. */
  stored: string[];
  /** What needs the newest epoch waits for what begins one: a device does one thing of a conversation after the other. */
  turn: Promise<unknown>;
};

export type Played = {
  talks: Talk[];
  /** How often each step was answered with which code. */
  answers: Map<string, number>;
};

/** Steps are begun round by round; resolves when the last is done. Rejects with an answer that nobody may get. */
export const play = async (
  stage: Stage,
  {
    rounds,
    topics,
    labels,
  }: { rounds: readonly Round[]; topics: readonly string[]; labels: readonly string[] },
): Promise<Played> => {
  const played: Played = { talks: [], answers: new Map() };
  for (const round of rounds) {
    await Promise.all(
      round.map(async (step) => {
        const outcome = await carryOut(step, { stage, played, topics, labels });
        const noted = `${step.step} ${outcome}`;
        played.answers.set(noted, (played.answers.get(noted) ?? 0) + 1);
      }),
    );
  }
  return played;
};

type Scene = { stage: Stage; played: Played; topics: readonly string[]; labels: readonly string[] };

const codeOf = (answer: Answer | undefined) => (!answer ? "gone" : answer.ok ? "ok" : answer.code);

/** What came of it: a code, "ok", or "none" where there is nothing that it could be done to. */
const carryOut = async (step: Step, scene: Scene): Promise<string> => {
  const { stage, played } = scene;
  switch (step.step) {
    case "ask":
      return asks(step, scene);
    case "be":
      return codeOf(await ask(stage.colleague(step.who), "presence:set", { state: step.state }));
    case "cut":
      await stage.cut(step.who);
      return "ok";
    case "browser_dies":
      await stage.browserDies(step.who);
      return "ok";
    case "opens_browser":
      stage.opensBrowser(step.who, step.at);
      return codeOf(await ask(stage.colleague(step.who), "presence:load", {}));
    case "set_desk":
      return String(await stage.setDesk(step.desk, step.hours, step.assignment));
    case "end_topic":
      return String(await stage.setTopic(scene.topics[step.topic] ?? "", true));
    case "kill":
      // Once: each start costs as much as all the rest.
      if (played.answers.has("kill ok")) return "none";
      played.answers.set("kill ok", 0);
      stage.kill(step.gateway);
      return "ok";
    case "pass":
      await wait(300);
      return "ok";
    default: {
      const talk = played.talks[step.conversation % Math.max(played.talks.length, 1)];
      return talk ? withTalk(step, talk, scene) : "none";
    }
  }
};

const asks = async (
  { desk, topic, at }: Extract<Step, { step: "ask" }>,
  { stage, played, topics }: Scene,
): Promise<string> => {
  // Of the first desk, and the town may have ended it while they typed.
  const about = topic === null ? null : (topics[topic] ?? null);
  const { talk, outcome } = await opens(stage, { desk, at, topic: about });
  if (outcome !== "ok") return outcome;
  played.talks.push(talk);
  return writes(talk);
};

/** A new citizen begins a conversation. */
export const opens = async (
  stage: Stage,
  { desk, at, topic }: { desk: Which; at: Which; topic: string | null },
): Promise<{ talk: Talk; outcome: string }> => {
  const conversation = randomUUID();
  const keys = citizenFromEntropy(randomBytes(16));
  const place = { town: stage.setting.town, desk: stage.deskOf(desk) };
  const epoch = await makeEpoch(place, { conversation, citizen: keys });
  const talk: Talk = {
    ...{ conversation, keys, line: lineOf(stage, keys, at), desk },
    ...{ epochs: { public: epoch, internal: undefined }, stored: [], turn: Promise.resolve() },
  };
  const opened = await ask(talk.line, "conversation:open", {
    ...{ conversation, desk: place.desk.desk, topic, language: "nl", record: epoch.recordBytes },
  });
  return { talk, outcome: codeOf(opened) };
};

/** A citizen comes back with their own key, however often the line breaks. */
const lineOf = (stage: Stage, keys: CitizenKeys, at: Which): Line => {
  let connected: Connected | undefined;
  let turn = Promise.resolve();
  const connect = async () => {
    if (!connected?.socket.connected) connected = await stage.citizen(keys, at);
  };
  return async () => {
    turn = turn.then(connect, connect);
    await turn;
    return connected;
  };
};

/** One thing after the other within a conversation. */
const inTurn = async <Result>(talk: Talk, work: () => Promise<Result>): Promise<Result> => {
  const done = talk.turn.then(work, work);
  talk.turn = done.catch(() => undefined);
  return done;
};

/** Their next message, stored; or why not. */
export const writes = (talk: Talk): Promise<string> =>
  inTurn(talk, () => send(talk, talk.line, new Chain(talk.epochs.public, "citizen", talk.keys)));

const send = async (talk: Talk, line: Line, chain: Chain): Promise<string> => {
  const message = randomUUID();
  const sent = await ask(line, "message:send", sending(talk.conversation, chain.text(message)));
  if (sent?.ok) talk.stored.push(message);
  return codeOf(sent);
};

const withTalk = async (
  step: Extract<Step, { conversation: number }>,
  talk: Talk,
  { stage, labels }: Scene,
): Promise<string> => {
  const { conversation } = talk;
  const { rows } = stage.setting;
  switch (step.step) {
    case "write":
      return writes(talk);
    case "leave":
      return codeOf(await ask(talk.line, "conversation:close", { conversation, outcome: "left" }));
    case "decline":
      return codeOf(await ask(talk.line, "overflow:decline", { conversation }));
    case "accept":
      return inTurn(talk, () => acceptsOverflow(talk, stage));
    case "late":
      await rows(
        `UPDATE conversation SET waiting_since = waiting_since - interval '2 hours',
           late_due_at = CASE WHEN late_due_at IS NOT NULL THEN now() END
         WHERE conversation_id = $1 AND waiting_since IS NOT NULL`,
        [conversation],
      );
      return "ok";
  }
  const who = step.who === "owner" ? await ownerOf(talk, stage) : step.who;
  if (!who) return "none";
  const line = stage.colleague(who);
  const asked = async (event: string, more: Record<string, unknown> = {}) =>
    codeOf(await ask(line, event, { conversation, ...more }));
  switch (step.step) {
    case "take":
    case "reopen":
    case "wake":
      return asked(`conversation:${step.step}`);
    case "close":
      return asked("conversation:close", answered);
    case "label":
      return asked("conversation:label", { labels });
    case "give":
      return asked("conversation:give", { to: stage.memberOf(step.to) });
    case "snooze":
      return asked("conversation:snooze", { untilMs: step.until === "moment" ? Date.now() + 500 : null });
    case "answer":
      return inTurn(talk, () => send(talk, line, new Chain(talk.epochs.public, "desk", keysOf(stage, who))));
    case "transfer":
      return inTurn(talk, () => transfers(talk, who, stage));
    default:
      return step satisfies never;
  }
};

const keysOf = (stage: Stage, who: Name) => stage.setting.colleague(who).keys;

const ownerOf = async ({ conversation }: Talk, stage: Stage): Promise<Name | undefined> => {
  const [row] = await stage.setting.rows<{ owner: string | null }>(
    "SELECT assignee_id AS owner FROM conversation WHERE conversation_id = $1",
    [conversation],
  );
  return names.find((name) => stage.memberOf(name) === row?.owner);
};

/** Where it is, as it is stored: an answer that was lost says nothing of it. */
const isAt = async ({ conversation }: Talk, desk: Which, stage: Stage): Promise<boolean> => {
  const found = await stage.setting.rows(
    "SELECT FROM conversation WHERE conversation_id = $1 AND desk_id = $2",
    [conversation, stage.deskOf(desk).desk],
  );
  return found.length === 1;
};

const otherThan = (desk: Which): Which => (desk === 0 ? 1 : 0);

const transfers = async (talk: Talk, who: Name, stage: Stage): Promise<string> => {
  const { conversation } = talk;
  const { town } = stage.setting;
  const [keys, line] = [keysOf(stage, who), stage.colleague(who)];
  const here = { town, desk: stage.deskOf(talk.desk) };
  if (!talk.epochs.internal) {
    const begun = await makeInternalEpoch(here, { conversation, colleague: keys });
    const record = { conversation, channel: "internal", record: begun.recordBytes };
    const published = await ask(line, "epoch:publish", record);
    if (!published?.ok) return codeOf(published);
    talk.epochs.internal = begun;
  }
  const to = otherThan(talk.desk);
  const { request, after } = await transferWithEpochs(here, {
    ...{ conversation, citizen: talk.keys, colleague: keys, to: stage.deskOf(to) },
    before: { public: talk.epochs.public, internal: talk.epochs.internal },
    reading: who === "anna" ? "along" : "not",
  });
  const answer = await ask(line, "conversation:transfer", request);
  if (answer && (await isAt(talk, to, stage))) Object.assign(talk, { desk: to, epochs: after });
  return codeOf(answer);
};

/** The first desk overflows to the second. */
const acceptsOverflow = async (talk: Talk, stage: Stage): Promise<string> => {
  const { conversation, keys } = talk;
  const { town } = stage.setting;
  const to = stage.deskOf(1);
  const here = { town, desk: stage.deskOf(talk.desk) };
  const epoch = await makeEpoch(
    here,
    { conversation, citizen: keys },
    {
      ...{ previous: talk.epochs.public, reason: "overflow" },
      participants: participantsOf(town, to, keys),
    },
  );
  const before = talk.desk;
  const request = { conversation, to: to.desk, record: epoch.recordBytes };
  const answer = await ask(talk.line, "overflow:accept", request);
  if (before === 0 && (await isAt(talk, 1, stage)))
    Object.assign(talk, { desk: 1, epochs: { ...talk.epochs, public: epoch } });
  return codeOf(answer);
};
