import { setTimeout as wait } from "node:timers/promises";
import { Board } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Connected, inboxFetch, openSocket, signIn } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { type Begun, begin, beginInternal, say, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { type ColleagueName, useSetting } from "../harness/setting.js";
import { transferOf } from "../harness/transfers.js";

/** Anna answers the first desk and Chris the second; Bram supervises the first and answers none. */

const setting = useSetting({ WATCH_INTERVAL_MS: "100" });
let cookie: string;

const roleOf = (name: ColleagueName, role: string) =>
  setting.rows("UPDATE member SET roles = $2 WHERE member_id = $1", [setting.colleague(name).member, [role]]);
/** What the rosters let somebody do at each of these desks, and nothing at any other. */
const rightsOf = async (name: ColleagueName, rights: Record<string, string[]>) => {
  const { member } = setting.colleague(name);
  await setting.rows("DELETE FROM desk_member WHERE member_id = $1", [member]);
  for (const [desk, given] of Object.entries(rights))
    await setting.rows("INSERT INTO desk_member VALUES ($1, $2, $3, $4)", [
      setting.town.organisation,
      desk,
      member,
      given,
    ]);
};
beforeAll(async () => {
  await roleOf("bram", "supervisor");
  await rightsOf("bram", { [setting.desk.desk]: ["supervise"] });
  cookie = await signIn(setting, setting.colleague("bram"));
});

const ask = (asker?: string) =>
  inboxFetch(setting, "/api/v1/board", { ...(asker !== undefined && { cookie: asker }) });
const boardFor = async (asker = cookie): Promise<Board> => {
  const response = await ask(asker);
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  return Board.parse(await response.json());
};
const firstDesk = async () => {
  const [desk] = (await boardFor()).desks;
  if (!desk) throw new Error("no desk");
  return desk;
};
/** A question that waits; `nobodyElse` leaves nothing else open or said in the town. */
const asked = async (): Promise<Begun> => {
  const begun = await begin(setting);
  await say(begun);
  return begun;
};
const nobodyElse = async () => {
  await setting.rows(
    `UPDATE conversation SET state = 'closed', closed_at = now(), assignee_id = NULL, snooze = NULL, waiting_since = NULL,
       late_stage = NULL, overflow_desk_id = NULL, outcome = 'answered', retention_class = '6.1.3'
     WHERE closed_at IS NULL`,
  );
  await setting.rows("UPDATE conversation_event SET at = at - interval '2 hours'");
  await setting.rows("DELETE FROM member_presence");
};
const answers = async ({ conversation, epoch }: Begun, by: Connected) => {
  const chain = new Chain(epoch, "desk", by.keys);
  const answer = async () =>
    yes(await by.call("message:send", sending(conversation, chain.text(), "public")));
  await answer();
  return answer;
};

describe("who has a board", () => {
  test("[U1] a supervisor has that of the desks whose rosters name them so, and of no other; without one it is empty", async () => {
    expect((await boardFor()).desks.map(({ desk }) => desk)).toEqual([setting.desk.desk]);
    const [first, second] = [setting.desk.desk, setting.otherDesk.desk];
    for (const [rights, desks] of [
      [{ [second]: ["supervise"] }, [second]],
      [{ [first]: ["answer", "review"], [second]: ["supervise", "answer"] }, [second]],
      // Nothing waits at the archive.
      [{ [setting.archive.desk]: ["supervise"] }, []],
      [{ [first]: ["answer", "rotate", "review"] }, []],
      [{}, []],
      [{ [first]: ["supervise"] }, [first]],
    ] as const) {
      await rightsOf("bram", rights as Record<string, string[]>);
      const board = await boardFor();
      expect([rights, board.desks.map(({ desk }) => desk)]).toEqual([rights, [...desks]]);
      expect(board.nowMs).toBeGreaterThan(Date.now() - 60_000);
    }
  });

  test("[U1] nobody in another role has one, whatever a roster says, nor has a citizen or nobody", async () => {
    for (const role of ["agent", "records_officer", "key_officer", "functional_administrator"]) {
      await roleOf("bram", role);
      const refused = await ask(cookie);
      expect([role, refused.status, (await refused.json()).code]).toEqual([role, 403, "forbidden"]);
    }
    await roleOf("bram", "supervisor");
    expect((await ask(cookie)).status).toBe(200);
    expect((await ask()).status).toBe(401);
    // Where citizens come from there is none.
    const atTheWidget = await fetch(`${setting.gateway.widgetOrigin}/api/v1/board`);
    expect(atTheWidget.status).toBe(404);
  });

  test("[U1] who only supervises a desk reads nothing of it", async () => {
    const { conversation } = await asked();
    const bram = await setting.agent("bram");
    const load = { conversation, channel: "public", afterSeq: 0, limit: 10 };
    expect(await bram.call("conversation:load", load)).toMatchObject({ ok: false, code: "not_found" });
    expect(yes(await bram.call("queue:load", { list: "open" }))).toEqual({ conversations: [] });
  });
});

describe("what is on it", () => {
  test("[U2] who waits and since when, whether anybody has them, and how that stands to the norm", async () => {
    await nobodyElse();
    const empty = {
      ...{ waiting: 0, untaken: 0, longestSinceMs: null, atRisk: 0, late: 0, inHand: 0 },
      lastHour: { opened: 0, answers: 0, firstAnswers: 0 },
    };
    expect(await firstDesk()).toMatchObject(empty);
    // Who has asked nothing waits for nothing.
    await begin(setting);
    expect(await firstDesk()).toMatchObject({ waiting: 0, longestSinceMs: null });
    const [first, second, third] = [await asked(), await asked(), await asked()];
    const anna = await setting.agent("anna");
    yes(await anna.call("conversation:take", { conversation: second.conversation }));
    const since = Date.parse("2026-01-05T09:00:00Z");
    const as = (begun: Begun, stage: string | null, at: Date) =>
      setting.rows(
        `UPDATE conversation SET late_stage = $2, waiting_since = $3, late_due_at = '2999-01-01',
           overflow_desk_id = CASE WHEN $2 IN ('offered', 'declined') THEN $4::uuid END
         WHERE conversation_id = $1`,
        [begun.conversation, stage, at, setting.otherDesk.desk],
      );
    await as(first, "warned", new Date(since + 1_000));
    await as(second, "passed", new Date(since));
    await as(third, "offered", new Date(since + 2_000));
    expect(await firstDesk()).toMatchObject({
      ...{ waiting: 3, untaken: 2, longestSinceMs: since, atRisk: 1, late: 2, inHand: 1 },
      lastHour: { opened: 4, answers: 0, firstAnswers: 0 },
    });
    // Put off, it is still somebody's, and its citizen still waits.
    yes(await anna.call("conversation:snooze", { conversation: second.conversation, untilMs: null }));
    expect(await firstDesk()).toMatchObject({ waiting: 3, late: 2, inHand: 1 });
    yes(await anna.call("conversation:close", { conversation: second.conversation, ...answered }));
    expect(await firstDesk()).toMatchObject({
      ...{ waiting: 2, untaken: 2, longestSinceMs: since + 1_000, atRisk: 1, late: 1, inHand: 0 },
    });
  });

  test("[U2] of the last hour what was opened and answered, and which answers were first; nothing of before", async () => {
    await nobodyElse();
    const begun = await asked();
    const anna = await setting.agent("anna");
    yes(await anna.call("conversation:take", { conversation: begun.conversation }));
    const again = await answers(begun, anna);
    await again();
    expect((await firstDesk()).lastHour).toEqual({ opened: 1, answers: 2, firstAnswers: 1 });
    // What a colleague writes before anything was asked is an answer to nothing.
    const silent = await begin(setting);
    yes(await anna.call("conversation:take", { conversation: silent.conversation }));
    const toSilent = await answers(silent, anna);
    expect((await firstDesk()).lastHour).toEqual({ opened: 2, answers: 3, firstAnswers: 1 });
    await setting.rows("UPDATE conversation_event SET at = at - interval '61 minutes'");
    expect((await firstDesk()).lastHour).toEqual({ opened: 0, answers: 0, firstAnswers: 0 });
    await say(silent);
    await toSilent();
    await toSilent();
    expect((await firstDesk()).lastHour).toEqual({ opened: 0, answers: 2, firstAnswers: 1 });
    await again();
    expect((await firstDesk()).lastHour).toEqual({ opened: 0, answers: 3, firstAnswers: 1 });
  });

  test("[U3] people are counted, each once at all desks together, and nobody is named", async () => {
    await nobodyElse();
    const [first, second] = [setting.desk.desk, setting.otherDesk.desk];
    await rightsOf("bram", { [first]: ["supervise"], [second]: ["supervise"] });
    await rightsOf("anna", { [first]: ["answer"], [second]: ["answer"] });
    const [anna, chris] = [await setting.agent("anna"), await setting.agent("chris")];
    yes(await anna.call("presence:set", { state: "on_duty" }));
    yes(await chris.call("presence:set", { state: "pause" }));
    const { conversation } = await asked();
    yes(await anna.call("conversation:take", { conversation }));
    const board = await boardFor();
    const at = (desk: string) => board.desks.find((one) => one.desk === desk)?.staffing;
    const alone = { onDuty: 1, pause: 0, wrapUp: 0, free: 3, capacity: 4 };
    expect(at(first)).toEqual(alone);
    expect(at(second)).toEqual({ ...alone, pause: 1 });
    expect(board.everyone).toEqual({ ...alone, pause: 1 });
    const told = JSON.stringify(board);
    for (const name of ["anna", "bram", "chris"] as const)
      expect(told).not.toContain(setting.colleague(name).member);
    // What is put off takes no room, and who pauses has none.
    yes(await anna.call("conversation:snooze", { conversation, untilMs: null }));
    expect((await boardFor()).everyone.free).toBe(4);
    yes(await anna.call("presence:set", { state: "wrap_up" }));
    expect((await boardFor()).everyone).toEqual({ onDuty: 0, pause: 1, wrapUp: 1, free: 0, capacity: 0 });
    await rightsOf("bram", { [first]: ["supervise"] });
    await rightsOf("anna", { [first]: ["answer", "rotate"] });
  });
});

const alwaysOpen = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "00:00", closes: "24:00" })),
  exceptions: [],
};

describe("news of it", () => {
  /** Longer than the gateway pauses between two words of a desk: all that was to be told is told by then. */
  const quietMs = 600;
  /** On a busy machine what comes takes its time. */
  const patience = { timeout: 20_000 };
  const hints = ({ news }: Connected, desk: string) =>
    news("board:changed").filter((one) => one.desk === desk).length;
  const expectHeard = async (who: Connected, desk: string, act: () => Promise<unknown>) => {
    await wait(quietMs);
    const before = hints(who, desk);
    await act();
    await expect.poll(() => hints(who, desk), patience).toBeGreaterThan(before);
  };
  const supervisor = async () => {
    await roleOf("bram", "supervisor");
    await rightsOf("bram", { [setting.desk.desk]: ["supervise"] });
    return setting.agent("bram");
  };

  test("[U4] each act that changes a desk's board is heard by its supervisor, and by no colleague, citizen or supervisor of another desk", async () => {
    const bram = await supervisor();
    await roleOf("chris", "supervisor");
    await rightsOf("chris", { [setting.otherDesk.desk]: ["answer", "supervise"] });
    const [anna, chris] = [await setting.agent("anna"), await setting.agent("chris")];
    const { desk } = setting.desk;
    const heard = (act: () => Promise<unknown>) => expectHeard(bram, desk, act);

    let begun: Begun | undefined;
    await heard(async () => {
      begun = await begin(setting);
    });
    if (!begun) throw new Error("not begun");
    const asking = begun;
    const { conversation } = asking;
    await heard(() => say(asking));
    await heard(async () => yes(await anna.call("presence:set", { state: "on_duty" })));
    await heard(async () => yes(await anna.call("conversation:take", { conversation })));
    await heard(() => answers(asking, anna));
    await heard(async () => yes(await anna.call("conversation:snooze", { conversation, untilMs: null })));
    await heard(() => say(asking));
    // A norm that passes: what the gateway does by itself, at a desk that is always open.
    await setting.rows(
      `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours) VALUES ($1, $2, '2020-01-01', '{"nl": "Een"}', $3)`,
      [setting.town.organisation, desk, alwaysOpen],
    );
    await heard(() =>
      setting.rows(
        `UPDATE conversation SET waiting_since = now() - interval '400 days', late_due_at = now() WHERE conversation_id = $1`,
        [conversation],
      ),
    );
    const internal = await beginInternal(setting, conversation, anna);
    const transfer = await transferOf(setting, {
      ...{ conversation, citizen: asking.citizen.keys, colleague: anna.keys, to: setting.otherDesk },
      before: { public: asking.epoch, internal: internal.epoch },
    });
    expect(hints(chris, setting.otherDesk.desk)).toBe(0);
    await heard(async () => yes(await anna.call("conversation:transfer", transfer)));
    await expect.poll(() => hints(chris, setting.otherDesk.desk), patience).toBeGreaterThan(0);
    const other = await asked();
    const closing = { conversation: other.conversation, ...answered };
    yes(await anna.call("conversation:take", { conversation: other.conversation }));
    await heard(async () => yes(await anna.call("conversation:close", closing)));

    expect(hints(chris, desk)).toBe(0);
    for (const who of [anna, asking.citizen, other.citizen]) expect(who.news("board:changed")).toEqual([]);
    expect(bram.news("board:changed").filter((one) => one.desk !== desk)).toEqual([]);
    await roleOf("chris", "agent");
    await rightsOf("chris", { [setting.otherDesk.desk]: ["answer", "rotate"] });
  });

  test("[U4] a note among colleagues and a sign of life are no change of it", async () => {
    const bram = await supervisor();
    const begun = await asked();
    const anna = await setting.agent("anna");
    const { chain } = await beginInternal(setting, begun.conversation, anna);
    await wait(quietMs);
    const before = bram.news("board:changed").length;
    yes(await anna.call("message:send", sending(begun.conversation, chain.text(), "internal")));
    yes(
      await begun.citizen.call(
        "ephemeral:send",
        sending(begun.conversation, begun.chain.seal({ type: "typing" })),
      ),
    );
    await wait(quietMs);
    expect(bram.news("board:changed").length).toBe(before);
    await expectHeard(bram, setting.desk.desk, () => say(begun));
  });

  test("[U4] however much happens at a desk, it is told four times a second at most, and the last change is told", async () => {
    const bram = await supervisor();
    const begun = await asked();
    await wait(quietMs);
    const before = bram.news("board:changed").length;
    const startedMs = performance.now();
    for (let n = 0; n < 40; n++) await say(begun);
    const lastMs = performance.now();
    await wait(quietMs);
    const heard = bram.news("board:changed").length - before;
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThanOrEqual(Math.ceil((lastMs - startedMs) / 250) + 2);
  });

  test("[U4] a change in the pause after one that was told is told at its end", async () => {
    const bram = await supervisor();
    const begun = await asked();
    await wait(quietMs);
    const before = hints(bram, setting.desk.desk);
    for (let n = 0; n < 2; n++) await say(begun);
    await expect.poll(() => hints(bram, setting.desk.desk), patience).toBe(before + 2);
    await wait(quietMs);
    expect(hints(bram, setting.desk.desk)).toBe(before + 2);
  });

  test("[U4] who supervises no longer, by role or by roster, comes back and hears no more of it", async () => {
    const { desk } = setting.desk;
    for (const lose of [
      () => roleOf("bram", "agent"),
      () => rightsOf("bram", { [setting.otherDesk.desk]: ["supervise"] }),
    ]) {
      const bram = await supervisor();
      await expectHeard(bram, desk, asked);
      const gone = new Promise((resolve) => bram.socket.once("disconnect", resolve));
      await lose();
      await gone;
      const back = await setting.agent("bram");
      await asked();
      await wait(quietMs);
      expect(hints(back, desk)).toBe(0);
    }
    await supervisor();
  });

  test("[U4] without a session nobody hears of it", async () => {
    const { inboxOrigin: origin } = setting.gateway;
    await expect(openSocket(`${origin}/agent`, { origin })).rejects.toThrow("unauthenticated");
  });
});
