import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { answered, closedAs } from "../harness/closing.js";
import { type Begun, begin, counterOpening, opening, say, sending, yes } from "../harness/conversation.js";
import { allCounted, type FigureRow, figureOf, openAlways, setHours } from "../harness/counted.js";
import { Chain, makeEpoch } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

/** What is counted of a conversation, by events that the gateway itself wrote. */

const setting = useSetting({ SWEEP_INTERVAL_MS: "100" });
beforeEach(() => setHours(setting, setting.desk.desk, openAlways));

/** A topic of the first desk with this norm. */
const topicOf = async (normMinutes: number) => {
  const topic = randomUUID();
  const { organisation } = setting.town;
  await setting.rows("INSERT INTO topic VALUES ($1, $2)", [organisation, topic]);
  await setting.rows(
    `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, norm_minutes)
     VALUES ($1, $2, '2020-01-01', $3, '{"nl": "Grofvuil"}', $4)`,
    [organisation, topic, setting.desk.desk, normMinutes],
  );
  return topic;
};
/** A conversation about a topic, in a language. */
const beginAbout = async (topic: string, language: string | null = "en"): Promise<Begun> => {
  const citizen = await setting.citizen();
  const conversation = randomUUID();
  const epoch = await makeEpoch(setting, { conversation, citizen: citizen.keys });
  const asked = { ...opening(setting, conversation, epoch), topic, language };
  yes(await citizen.call("conversation:open", asked));
  return { conversation, citizen, epoch, chain: new Chain(epoch, "citizen", citizen.keys) };
};
/** Anna, who has the conversation and answers in it. */
const taken = async ({ conversation, epoch }: Begun) => {
  const anna = await setting.agent("anna");
  yes(await anna.call("conversation:take", { conversation }));
  const chain = new Chain(epoch, "desk", anna.keys);
  const answer = async () => void yes(await anna.call("message:send", sending(conversation, chain.text())));
  return { anna, answer };
};
type EventRow = { kind: string; at: Date; topic_id: string | null; language: string | null };
const eventsOf = (conversation: string) =>
  setting.rows<EventRow & { begun_at: string | null; actor: string }>(
    `SELECT e.* FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
     WHERE c.conversation_id = $1 ORDER BY event_id`,
    [conversation],
  );
/** When the events of a kind were, in ms. */
const timesOf = async (conversation: string, kind: string) =>
  (await eventsOf(conversation)).filter((event) => event.kind === kind).map(({ at }) => at.getTime());
const responsesOf = ({ conversation_pseudonym: pseudonym }: FigureRow) =>
  setting.rows<{ response: number; calendar_ms: string; open_ms: string; desk_id: string }>(
    "SELECT * FROM response_figure WHERE conversation_pseudonym = $1 ORDER BY response",
    [pseudonym],
  );

test("[F1] within seconds a conversation has its figures, which are what its events say", async () => {
  const topic = await topicOf(30);
  const begun = await beginAbout(topic);
  const { conversation } = begun;
  await say(begun);
  const open = await figureOf(setting, conversation);
  const [askedMs = 0] = await timesOf(conversation, "citizen_message");
  expect(open).toMatchObject({
    ...{
      asked_at: new Date(askedMs),
      answered_at: null,
      first_open_ms: null,
      closed_at: null,
      outcome: null,
    },
    ...{ norm_minutes: 30, norm_due_at: new Date(askedMs + 30 * 60_000) },
  });

  const { anna, answer } = await taken(begun);
  await answer();
  await say(begun);
  await say(begun);
  await answer();
  yes(await anna.call("conversation:close", { conversation, ...answered }));
  const figure = await figureOf(setting, conversation);
  const asked = await timesOf(conversation, "citizen_message");
  const answers = await timesOf(conversation, "agent_answer");
  const [takenMs = 0] = await timesOf(conversation, "taken");
  const [closedMs = 0] = await timesOf(conversation, "closed");
  const [firstMs, laterMs] = [Number(answers[0]) - askedMs, Number(answers[1]) - Number(asked[1])];
  expect(figure).toMatchObject({
    ...{ desk_id: setting.desk.desk, language: "en", campaign: null, begun_at: "chat", outcome: "answered" },
    ...{ answered_at: new Date(answers[0] ?? 0), norm_due_at: open.norm_due_at, abandoned: false },
    // Always open, so that both are the same; the driver gives a bigint as text.
    ...{ first_calendar_ms: String(firstMs), first_open_ms: String(firstMs) },
    ...{ handling_calendar_ms: String(closedMs - takenMs), handling_open_ms: String(closedMs - takenMs) },
    ...{ resolution_calendar_ms: String(closedMs - askedMs), resolution_open_ms: String(closedMs - askedMs) },
    ...{ closed_at: new Date(closedMs), reopened: 0, transfers: 0, later_responses: 1 },
  });
  expect(await responsesOf(figure)).toMatchObject([
    { response: 1, calendar_ms: String(laterMs), open_ms: String(laterMs), desk_id: setting.desk.desk },
  ]);
});

test("[F2] events say what a conversation was begun about and in which language, and what it was closed about", async () => {
  const [topic, other] = [await topicOf(60), await topicOf(60)];
  const [registered, left, silent] = [
    await beginAbout(topic),
    await beginAbout(topic, null),
    await beginAbout(topic),
  ];
  for (const begun of [registered, silent]) await say(begun);
  const { anna, answer } = await taken(registered);
  await answer();
  yes(
    await anna.call("conversation:close", {
      ...{ conversation: registered.conversation, outcome: "answered" },
      registration: { topic: other, class: null, card: null },
    }),
  );
  yes(await left.citizen.call("conversation:close", { conversation: left.conversation, outcome: "left" }));
  await (await taken(silent)).answer();
  await setting.rows(
    "UPDATE conversation SET last_activity_at = now() - interval '1 year' WHERE conversation_id = $1",
    [silent.conversation],
  );
  await expect.poll(() => timesOf(silent.conversation, "closed"), { timeout: 20_000 }).toHaveLength(1);

  for (const [{ conversation }, language, closedAbout, actor] of [
    [registered, "en", other, "agent"],
    [left, null, topic, "citizen"],
    [silent, "en", topic, "gateway"],
  ] as const) {
    const events = await eventsOf(conversation);
    const of = (kind: string) => events.filter((event) => event.kind === kind);
    expect(of("opened")).toMatchObject([{ topic_id: topic, language, begun_at: "chat" }]);
    expect(of("closed")).toMatchObject([{ topic_id: closedAbout, language: null, actor }]);
    // No other event says it.
    for (const { kind, topic_id: about } of events)
      expect([kind, about !== null]).toEqual([kind, kind === "opened" || kind === "closed"]);
    expect(await figureOf(setting, conversation)).toMatchObject({ topic_id: closedAbout, language });
  }
  const counter = { ...(await counterOpening(setting)), topic, language: "tr" };
  yes(await anna.call("conversation:begin", counter));
  expect(await eventsOf(counter.conversation)).toMatchObject([
    { kind: "opened", topic_id: topic, language: "tr", begun_at: "counter" },
    { kind: "taken" },
  ]);
  // Nobody asked anything: nobody waits.
  expect(await figureOf(setting, counter.conversation)).toMatchObject({ asked_at: null, norm_due_at: null });
});

test("[F3] who leaves without an answer was abandoned, and once they come back the first answer counts from their first message", async () => {
  const begun = await begin(setting);
  const { citizen, conversation } = begun;
  await say(begun);
  yes(await citizen.call("conversation:close", { conversation, outcome: "left" }));
  const gone = await figureOf(setting, conversation);
  expect(gone).toMatchObject({ abandoned: true, outcome: "left", answered_at: null, reopened: 0 });
  await say(begun);
  const { answer } = await taken(begun);
  await answer();
  const [firstMs = 0] = await timesOf(conversation, "citizen_message");
  const [answerMs = 0] = await timesOf(conversation, "agent_answer");
  expect(await figureOf(setting, conversation)).toMatchObject({
    ...{ abandoned: false, outcome: null, closed_at: null, reopened: 1, later_responses: 0 },
    ...{ asked_at: gone.asked_at, norm_due_at: gone.norm_due_at, answered_at: new Date(answerMs) },
    first_calendar_ms: String(answerMs - firstMs),
  });
});

test("[F5] what its citizen says last of the closing that stands is counted, and no more once it goes on", async () => {
  const begun = await begin(setting);
  const { citizen, conversation } = begun;
  await say(begun);
  const { anna, answer } = await taken(begun);
  await answer();
  const close = async () => yes(await anna.call("conversation:close", { conversation, ...answered }));
  const counted = async () => (await figureOf(setting, conversation)).verdict;
  const give = async (verdict: string) => {
    yes(await citizen.call("verdict:give", { conversation, verdict }));
    return counted();
  };
  await close();
  const before = await figureOf(setting, conversation);
  expect(before.verdict).toBeNull();
  expect(await give("partly")).toBe("partly");
  expect(await give("yes")).toBe("yes");
  expect(await figureOf(setting, conversation)).toEqual({ ...before, verdict: "yes" });
  expect(await give("skipped")).toBeNull();
  expect(await give("no")).toBe("no");

  await say(begun);
  expect(await counted()).toBeNull();
  await close();
  expect(await counted()).toBeNull();
  expect(await give("partly")).toBe("partly");
  expect(await figureOf(setting, conversation)).toMatchObject({ reopened: 1, outcome: "answered" });
});

test("[F3] a question that a rule gave up was abandoned, and what it closed after an answer was not", async () => {
  const [unanswered, replied] = [await begin(setting), await begin(setting)];
  for (const begun of [unanswered, replied]) await say(begun);
  await (await taken(replied)).answer();
  const { anna } = await taken(unanswered);
  const { conversation } = unanswered;
  // While its citizen waits no rule closes it; who goes on with what was closed makes nobody wait.
  yes(await anna.call("conversation:close", { conversation, ...closedAs("no_answer") }));
  yes(await anna.call("conversation:reopen", { conversation }));
  await setting.rows(
    "UPDATE conversation SET last_activity_at = now() - interval '1 year' WHERE conversation_id = ANY ($1::uuid[])",
    [[conversation, replied.conversation]],
  );
  for (const [of, closings, abandoned] of [
    [conversation, 2, true],
    [replied.conversation, 1, false],
  ] as const) {
    await expect.poll(() => timesOf(of, "closed"), { timeout: 20_000 }).toHaveLength(closings);
    expect(await figureOf(setting, of)).toMatchObject({ outcome: "abandoned", abandoned });
  }
});

test("[F4] hours that are announced count for who waits already, from their moment on, and no longer once they are taken back", async () => {
  const begun = await begin(setting);
  const { conversation } = begun;
  await say(begun);
  const before = await figureOf(setting, conversation);
  const { organisation } = setting.town;
  const from = "(SELECT date_trunc('minute', now()) + interval '20 minutes')";
  await setting.rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours) VALUES ($1, $2, ${from}, '{"nl": "Een"}', $3)`,
    [organisation, setting.desk.desk, { ...openAlways, weekly: [] }],
  );
  // Open for some twenty minutes more, of sixty.
  expect((await figureOf(setting, conversation)).norm_due_at).toBeNull();
  await setting.rows("DELETE FROM desk_setting WHERE desk_id = $1 AND valid_from > now()", [
    setting.desk.desk,
  ]);
  expect((await figureOf(setting, conversation)).norm_due_at).toEqual(before.norm_due_at);
  // A norm that is set from now on is not that of a wait which had begun.
  const about = await beginAbout(await topicOf(60));
  await say(about);
  const norm = await figureOf(setting, about.conversation);
  await setting.rows(
    `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, norm_minutes)
     SELECT organisation_id, topic_id, now(), desk_id, name, 5 FROM topic_setting WHERE topic_id = $1`,
    [norm.topic_id],
  );
  await allCounted(setting);
  expect(await figureOf(setting, about.conversation)).toEqual(norm);
});
