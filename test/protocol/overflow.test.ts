import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { ownershipViolations } from "../faults/ownership.js";
import {
  type Begun,
  begin,
  beginInternal,
  codeOf,
  load,
  say,
  sending,
  yes,
} from "../harness/conversation.js";
import { Chain, type EpochWish, makeEpoch, participantsOf } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";
import { transferOf } from "../harness/transfers.js";

const setting = useSetting();

const always = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "00:00", closes: "24:00" })),
  exceptions: [],
};
const never = { ...always, weekly: [] };

type DeskWish = { hours?: unknown; overflow?: string | null };
/** What a desk sets from now on, in the place of all that it had set. */
const set = async (desk: string, { hours = always, overflow = null }: DeskWish = {}) => {
  await setting.rows("DELETE FROM desk_setting WHERE desk_id = $1", [desk]);
  await setting.rows(
    `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, overflow_desk_id)
     VALUES ($1, $2, '2020-01-01', '{"nl": "Een"}', $3, $4)`,
    [setting.town.organisation, desk, hours, overflow],
  );
};
/** The first desk overflows to the second; both are always open. */
beforeEach(async () => {
  await set(setting.otherDesk.desk);
  await set(setting.desk.desk, { overflow: setting.otherDesk.desk });
});

/** Puts back when somebody began to wait: so many minutes ago. Where the gateway would look again, it looks now. */
const ago = (conversation: string, minutes: number) =>
  setting.rows(
    `UPDATE conversation SET waiting_since = now() - make_interval(mins => $2),
       late_due_at = CASE WHEN late_due_at IS NOT NULL THEN now() END
     WHERE conversation_id = $1`,
    [conversation, minutes],
  );
/** A citizen who has waited so long; what their first desk's colleague hears of it. */
const waited = async (minutes: number, begun?: Begun) => {
  const asked = begun ?? (await begin(setting));
  if (!begun) await say(asked);
  const anna = await setting.agent("anna");
  await ago(asked.conversation, minutes);
  return {
    ...asked,
    anna,
    isIt: (news: Record<string, unknown>) => news.conversation === asked.conversation,
  };
};

const eventsOf = async (conversation: string) =>
  (
    await setting.rows<{ kind: string; actor: string }>(
      `SELECT kind, actor FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
       WHERE conversation_id = $1 AND (kind LIKE 'norm%' OR kind LIKE 'overflow%') ORDER BY event_id`,
      [conversation],
    )
  ).map(({ kind, actor }) => `${kind} by ${actor}`);
const summaryOf = async (who: Awaited<ReturnType<typeof setting.agent>>, conversation: string) =>
  yes(await load(who, conversation)).summary as Record<string, unknown>;
const late = (stage: string | null) => (news: Record<string, unknown>) => news.late === stage;

/** Lets a conversation be about a topic with this norm. */
const about = async (conversation: string, normMinutes: number) => {
  const topic = randomUUID();
  const { organisation } = setting.town;
  await setting.rows("INSERT INTO topic VALUES ($1, $2)", [organisation, topic]);
  await setting.rows(
    `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, norm_minutes)
     VALUES ($1, $2, '2020-01-01', $3, '{"nl": "Grofvuil"}', $4)`,
    [organisation, topic, setting.desk.desk, normMinutes],
  );
  await setting.rows("UPDATE conversation SET topic_id = $2 WHERE conversation_id = $1", [
    conversation,
    topic,
  ]);
  return topic;
};

/** Resolves when the gateway has looked at a conversation: nothing of it is due any more. */
const lookedAt = (conversation: string) =>
  expect
    .poll(
      () =>
        setting.rows("SELECT 1 FROM conversation WHERE conversation_id = $1 AND late_due_at <= now()", [
          conversation,
        ]),
      { timeout: 5_000 },
    )
    .toEqual([]);

/** A citizen to whom the second desk is offered, and ways to answer. */
const offered = async () => {
  const asked = await waited(120);
  const { conversation, citizen, epoch } = asked;
  const to = setting.otherDesk;
  await citizen.heard("conversation:changed", ({ overflow }) => overflow !== null);
  const record = async (wish: EpochWish = {}) =>
    (
      await makeEpoch(
        setting,
        { conversation, citizen: citizen.keys },
        {
          ...{ previous: epoch, reason: "overflow" },
          participants: participantsOf(setting.town, to, citizen.keys),
          ...wish,
        },
      )
    ).recordBytes;
  const accept = async (over: Record<string, unknown> = {}, who = citizen) =>
    who.call("overflow:accept", { conversation, to: to.desk, record: await record(), ...over });
  return { ...asked, to, record, accept };
};
const written = (conversation: string) =>
  setting.rows(
    `SELECT desk_id, late_stage, overflow_desk_id, (SELECT count(*) FROM conversation_epoch e
       WHERE e.conversation_id = c.conversation_id) AS epochs FROM conversation c WHERE conversation_id = $1`,
    [conversation],
  );

describe("a wait", () => {
  test("[O1] colleagues are warned before the norm and alerted at it, once each; the citizen hears of neither", async () => {
    const { conversation, citizen, anna, isIt } = await waited(44);
    await lookedAt(conversation);
    expect(await eventsOf(conversation)).toEqual([]);
    await ago(conversation, 46);
    expect(
      await anna.heard("conversation:changed", (news) => isIt(news) && late("warned")(news)),
    ).toBeTruthy();
    await ago(conversation, 50);
    await lookedAt(conversation);
    expect(await eventsOf(conversation)).toEqual(["norm_warned by gateway"]);
    await ago(conversation, 61);
    expect(
      await anna.heard("conversation:changed", (news) => isIt(news) && late("passed")(news)),
    ).toBeTruthy();
    expect(await eventsOf(conversation)).toEqual(["norm_warned by gateway", "norm_passed by gateway"]);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ late: null, overflow: null });
    expect(citizen.news("conversation:changed").filter((news) => news.late !== null)).toEqual([]);
    expect(await setting.rows(ownershipViolations)).toEqual([]);
  });

  test("[O1] the norm is the topic's; an answer ends what came of the wait, and the next wait is a new one", async () => {
    const begun = await begin(setting);
    await say(begun);
    const { conversation, epoch, chain, citizen } = begun;
    await about(conversation, 10);
    const { anna, isIt } = await waited(9, begun);
    await anna.heard("conversation:changed", (news) => isIt(news) && late("warned")(news));
    yes(await anna.call("conversation:take", { conversation }));
    expect(await summaryOf(anna, conversation)).toMatchObject({ late: "warned" });
    yes(await anna.call("message:send", sending(conversation, new Chain(epoch, "desk", anna.keys).text())));
    expect(await summaryOf(anna, conversation)).toMatchObject({ late: null, waitingSinceMs: null });
    yes(await citizen.call("message:send", sending(conversation, chain.text())));
    await ago(conversation, 11);
    await anna.heard("conversation:changed", (news) => isIt(news) && late("passed")(news));
    expect(await eventsOf(conversation)).toEqual([
      ...["norm_warned by gateway", "norm_warned by gateway", "norm_passed by gateway"],
    ]);
    expect(await setting.rows(ownershipViolations)).toEqual([]);
  });

  test("[O2] a topic that ends, with another norm from then on, leaves the norm of who waits already", async () => {
    const begun = await begin(setting);
    await say(begun);
    const { conversation } = begun;
    const topic = await about(conversation, 10);
    await setting.rows(
      `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, norm_minutes, ended)
       VALUES ($1, $2, now() - interval '1 minute', $3, '{"nl": "Grofvuil"}', 600, true)`,
      [setting.town.organisation, topic, setting.desk.desk],
    );
    await ago(conversation, 11);
    await expect.poll(() => eventsOf(conversation), { timeout: 5_000 }).toHaveLength(2);
  });

  test("[O2] a desk that gets it from another is warned and alerted of it as well, and its citizen offered nothing", async () => {
    const { conversation, citizen, epoch, anna, isIt } = await waited(70);
    await anna.heard("conversation:changed", (news) => isIt(news) && late("passed")(news));
    const internal = await beginInternal(setting, conversation, anna);
    await set(setting.otherDesk.desk, { overflow: setting.desk.desk });
    await set(setting.desk.desk);
    const chris = await setting.agent("chris");
    const plan = {
      ...{ conversation, citizen: citizen.keys, colleague: anna.keys, to: setting.otherDesk },
      before: { public: epoch, internal: internal.epoch },
    };
    expect(yes(await anna.call("conversation:transfer", await transferOf(setting, plan)))).toMatchObject({
      late: null,
    });
    await chris.heard("conversation:changed", (news) => isIt(news) && late("passed")(news));
    const twice = ["norm_warned by gateway", "norm_passed by gateway"];
    expect(await eventsOf(conversation)).toEqual([...twice, ...twice]);
    await ago(conversation, 200);
    await lookedAt(conversation);
    expect(await eventsOf(conversation)).toHaveLength(4);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
    expect(await setting.rows(ownershipViolations)).toEqual([]);
  });

  test("[O2] what fell due while no gateway ran comes when one does; while the desk is closed nothing falls due", async () => {
    const { conversation } = await waited(1);
    const shut = await waited(1);
    await setting.restartGateway(async () => {
      await set(setting.desk.desk, { hours: never });
      await ago(shut.conversation, 600);
    });
    await lookedAt(shut.conversation);
    expect(await eventsOf(shut.conversation)).toEqual([]);
    expect(
      await setting.rows(
        "SELECT 1 FROM conversation WHERE conversation_id = $1 AND late_due_at > now() + interval '10 minutes'",
        [shut.conversation],
      ),
    ).toHaveLength(1);
    await set(setting.desk.desk);
    await ago(conversation, 100);
    await expect
      .poll(() => eventsOf(conversation), { timeout: 5_000 })
      .toEqual(["norm_warned by gateway", "norm_passed by gateway"]);
  });
});

describe("another desk", () => {
  test("[O3] is offered after the norm, while it is open and nobody has the conversation", async () => {
    const { conversation, citizen, anna, isIt } = await waited(74);
    await anna.heard("conversation:changed", (news) => isIt(news) && late("passed")(news));
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
    await set(setting.otherDesk.desk, { hours: never });
    await ago(conversation, 76);
    await lookedAt(conversation);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
    await set(setting.otherDesk.desk);
    await ago(conversation, 76);
    const offer = { to: setting.otherDesk.desk, state: "offered" };
    expect(await citizen.heard("conversation:changed", ({ overflow }) => overflow !== null)).toMatchObject({
      ...{ overflow: offer, late: null },
    });
    expect(
      await anna.heard("conversation:changed", (news) => isIt(news) && news.overflow !== null),
    ).toMatchObject({
      ...{ overflow: offer, late: "passed" },
    });
    yes(await anna.call("conversation:take", { conversation }));
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
    expect(await summaryOf(anna, conversation)).toMatchObject({ overflow: null, late: "passed" });
    await ago(conversation, 500);
    await lookedAt(conversation);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
  });

  test("[O3] is offered to who waits already when the town sets one, and as that one opens", async () => {
    await set(setting.desk.desk);
    const { conversation, citizen, anna, isIt } = await waited(200);
    await anna.heard("conversation:changed", (news) => isIt(news) && late("passed")(news));
    await set(setting.otherDesk.desk, { hours: never });
    await set(setting.desk.desk, { overflow: setting.otherDesk.desk });
    await ago(conversation, 200);
    await lookedAt(conversation);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
    await set(setting.otherDesk.desk);
    await ago(conversation, 200);
    await citizen.heard("conversation:changed", ({ overflow }) => overflow !== null);
  });

  test("[O3] is not offered once colleagues wrote among themselves, and an offer that stands is withdrawn", async () => {
    const before = await waited(1);
    await beginInternal(setting, before.conversation, before.anna);
    await ago(before.conversation, 200);
    await before.anna.heard("conversation:changed", (news) => before.isIt(news) && late("passed")(news));
    await lookedAt(before.conversation);
    expect(await summaryOf(before.citizen, before.conversation)).toMatchObject({ overflow: null });

    const { conversation, citizen, anna, accept } = await offered();
    await beginInternal(setting, conversation, anna);
    const since = citizen.news("conversation:changed");
    expect(since.at(-1)).toBeDefined();
    await expect.poll(() => citizen.news("conversation:changed").at(-1)?.overflow).toBeNull();
    expect(codeOf(await accept())).toBe("not_found");
  });

  test("[O4] desk and epoch change together, it waits there as long as before, and the old desk hears no more", async () => {
    const { conversation, citizen, anna, isIt, to, record, accept } = await offered();
    const bram = await setting.agent("bram");
    const chris = await setting.agent("chris");
    yes(await load(bram, conversation));
    const { waitingSinceMs } = await summaryOf(anna, conversation);
    const bytes = await record();
    const moved = { desk: to.desk, state: "waiting", waitingSinceMs, overflow: null };
    expect(yes(await accept({ record: bytes }))).toMatchObject({ ...moved, late: null, handover: null });
    for (const who of [anna, bram])
      expect(await who.heard("conversation:moved", isIt)).toEqual({ conversation, to: to.desk });
    expect(codeOf(await load(anna, conversation))).toBe("not_found");
    expect(await chris.heard("conversation:changed", isIt)).toMatchObject({ ...moved, late: "passed" });
    expect(yes(await load(chris, conversation)).epochs).toMatchObject([{ epoch: 0 }, { epoch: 1 }]);
    expect((await eventsOf(conversation)).slice(2)).toEqual([
      "overflow_offered by gateway",
      "overflowed by citizen",
    ]);
    // Its answer was lost: the same again is answered, and nothing is written twice.
    expect(yes(await accept({ record: bytes }))).toMatchObject(moved);
    expect(await eventsOf(conversation)).toHaveLength(4);
    // Not on from there, to whatever desk that one overflows.
    await set(to.desk, { overflow: setting.desk.desk });
    await ago(conversation, 900);
    await lookedAt(conversation);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
    yes(await chris.call("conversation:take", { conversation }));
    expect(await setting.rows(ownershipViolations)).toEqual([]);
  });

  test("[O4] nothing else is taken: no other desk, no record of another, of nobody or of another number, no other's", async () => {
    const { conversation, citizen, epoch, to, record, accept } = await offered();
    const before = await written(conversation);
    const archive = setting.town.desks.find(({ kind }) => kind === "archive");
    for (const desk of [randomUUID(), archive?.desk, setting.desk.desk])
      expect(codeOf(await accept({ to: desk }))).toBe("not_found");
    const participants = participantsOf(setting.town, setting.desk, citizen.keys);
    expect(codeOf(await accept({ record: await record({ participants }) }))).toBe("desk_superseded");
    const stranger = await setting.citizen();
    const creator = { role: "citizen", keys: stranger.keys.signing } as const;
    expect(codeOf(await accept({ record: await record({ creator }) }))).toBe("forbidden");
    expect(codeOf(await accept({ record: epoch.recordBytes }))).toBe("epoch_taken");
    const far = await makeEpoch(setting, { conversation, citizen: citizen.keys }, { previous: epoch });
    expect(codeOf(await accept({ record: await record({ previous: far }) }))).toBe("out_of_order");
    const torn = (await record()).with(300, 0);
    expect(["malformed", "desk_superseded"]).toContain(codeOf(await accept({ record: torn })));
    expect(codeOf(await accept({}, stranger))).toBe("not_found");
    expect(await written(conversation)).toEqual(before);
    expect(codeOf(await accept())).toBe("ok");
    expect(await written(conversation)).toMatchObject([{ desk_id: to.desk, epochs: "2" }]);
  });

  test("[O4] not before it is offered, after an answer or a closing, nor what was taken at the same moment", async () => {
    const early = await waited(1);
    const record = (begun: Begun) =>
      makeEpoch(
        setting,
        { conversation: begun.conversation, citizen: begun.citizen.keys },
        {
          ...{ previous: begun.epoch, reason: "overflow" },
          participants: participantsOf(setting.town, setting.otherDesk, begun.citizen.keys),
        },
      );
    const { conversation, citizen } = early;
    const { recordBytes } = await record(early);
    const ask = { conversation, to: setting.otherDesk.desk, record: recordBytes };
    expect(codeOf(await citizen.call("overflow:accept", ask))).toBe("not_found");
    const closing = await offered();
    yes(
      await closing.citizen.call("conversation:close", {
        conversation: closing.conversation,
        outcome: "left",
      }),
    );
    expect(codeOf(await closing.accept())).toBe("conversation_closed");
    const racing = await offered();
    const [took, accepted] = await Promise.all([
      racing.anna.call("conversation:take", { conversation: racing.conversation }),
      racing.accept(),
    ]);
    expect([took, accepted].map(codeOf).toSorted()).toEqual(["not_found", "ok"]);
    expect(await setting.rows(ownershipViolations)).toEqual([]);
  });

  test("[O5] a no is remembered: nothing is offered again in that wait, and colleagues see it", async () => {
    const { conversation, citizen, anna, isIt, accept } = await offered();
    const decline = () => citizen.call("overflow:decline", { conversation });
    expect(yes(await decline())).toMatchObject({ overflow: null, desk: setting.desk.desk });
    expect(
      await anna.heard(
        "conversation:changed",
        (news) => isIt(news) && (news.overflow as { state?: string })?.state === "declined",
      ),
    ).toMatchObject({ late: "passed" });
    expect(codeOf(await decline())).toBe("ok");
    await ago(conversation, 900);
    await lookedAt(conversation);
    expect(await summaryOf(citizen, conversation)).toMatchObject({ overflow: null });
    expect(codeOf(await accept())).toBe("not_found");
    expect((await eventsOf(conversation)).slice(2)).toEqual([
      ...["overflow_offered by gateway", "overflow_declined by citizen"],
    ]);
    const fresh = await waited(1);
    expect(codeOf(await fresh.citizen.call("overflow:decline", { conversation: fresh.conversation }))).toBe(
      "not_found",
    );
  });
});
