import { randomUUID } from "node:crypto";
import type { Role } from "@eigenkanaal/protocol";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Answer,
  type Connected,
  connectAgent,
  connectCitizen,
  inboxFetch,
  signIn,
} from "../harness/callers.js";
import { begin, codeOf, load, opening, say, sending, yes } from "../harness/conversation.js";
import { Chain, makeEpoch } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
const dayMs = 86_400_000;
type Name = "anna" | "bram" | "chris";
const memberOf = (name: Name) => setting.colleague(name).member;

// Signing in is slow on purpose: each of them does it once.
const cookies = new Map<Name, Promise<string>>();
const cookieOf = (name: Name): Promise<string> => {
  const cookie = cookies.get(name) ?? signIn(setting, setting.colleague(name));
  cookies.set(name, cookie);
  return cookie;
};
const lines = new Map<string, Connected>();
afterAll(() => {
  for (const { socket } of lines.values()) socket.disconnect();
});
/** A colleague in these roles; Anna and Bram answer the first desk, Chris the second. */
const as = async (name: Name, ...roles: Role[]): Promise<Connected> => {
  const cookie = await cookieOf(name);
  await setting.rows("UPDATE member SET roles = $1 WHERE member_id = $2", [roles, memberOf(name)]);
  const key = [name, ...roles].join(" ");
  const line = lines.get(key) ?? (await connectAgent(setting, setting.colleague(name), cookie));
  lines.set(key, line);
  return line;
};

const wish = { reason: "insults", days: 7, network: "not" };
const block = (who: Connected, conversation: string, over: object = {}) =>
  who.call("conversation:block", { conversation, ...wish, ...over });
const unblock = (who: Connected, conversation: string) => who.call("conversation:unblock", { conversation });
const refusedUntil = (answer: Answer) => {
  expect(answer).toEqual({ ok: false, code: "blocked", untilMs: expect.any(Number) });
  return (answer as { untilMs?: number }).untilMs ?? 0;
};

/** A conversation in Anna's hand, in which its citizen has asked something. */
const inHand = async () => {
  const begun = await begin(setting);
  await say(begun);
  const [anna, bram] = [await as("anna", "agent"), await as("bram", "agent")];
  yes(await anna.call("conversation:take", { conversation: begun.conversation }));
  return { ...begun, anna, bram };
};
const blocked = async (over: object = {}) => {
  const begun = await inHand();
  yes(await block(begun.anna, begun.conversation, over));
  return begun;
};
const registerOf = (conversation: string) =>
  setting.rows<{ act: string; member_id: string; reason: string | null; days: number | null }>(
    `SELECT act, member_id, reason, extract(day FROM until - at)::int AS days FROM conversation_block
     WHERE conversation_id = $1 ORDER BY block_id`,
    [conversation],
  );
const eventsOf = (conversation: string) =>
  setting.rows<{ kind: string; actor: string; block_reason: string | null }>(
    `SELECT e.kind, e.actor, e.block_reason FROM conversation_event e
     JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
     WHERE c.conversation_id = $1 AND e.kind IN ('blocked', 'block_lifted') ORDER BY e.event_id`,
    [conversation],
  );

describe("a blocked citizen", () => {
  test("[B1] sends nothing of any class and hears until when; what was stored is answered as ever; colleagues write on, and it is read", async () => {
    const begun = await inHand();
    const { conversation, citizen, epoch, chain, anna } = begun;
    const stored = chain.text();
    const { seq } = yes(await citizen.call("message:send", sending(conversation, stored)));
    const next = chain.text();
    yes(await block(anna, conversation));
    const heard = await citizen.heard("conversation:changed", (news) => news.block !== null);
    const untilMs = (heard.block as { untilMs: number }).untilMs;
    expect(heard.block).toEqual({ untilMs, by: null, reason: null });
    expect(Math.abs(untilMs - Date.now() - 7 * dayMs)).toBeLessThan(60_000);

    const receipt = new Chain(epoch, "citizen", citizen.keys).seal({ type: "receipt", read: true });
    for (const envelope of [next, receipt])
      expect(refusedUntil(await citizen.call("message:send", sending(conversation, envelope)))).toBe(untilMs);
    const typing = sending(conversation, chain.seal({ type: "typing" }));
    expect(refusedUntil(await citizen.call("ephemeral:send", typing))).toBe(untilMs);
    expect(yes(await citizen.call("message:send", sending(conversation, stored)))).toMatchObject({ seq });

    const answers = new Chain(epoch, "desk", anna.keys);
    yes(await anna.call("message:send", sending(conversation, answers.text())));
    yes(await anna.call("ephemeral:send", sending(conversation, answers.seal({ type: "typing" }))));
    expect(yes(await load(citizen, conversation)).messages).toHaveLength(3);
    const forDesk = { untilMs, by: memberOf("anna"), reason: "insults" };
    expect(yes(await load(anna, conversation)).summary).toMatchObject({ block: forDesk, publicSeq: 3 });
    yes(await citizen.call("conversation:close", { conversation, outcome: "left" }));
  });

  test("[B1] writes again from its moment on, without anybody doing anything, the very message that was refused", async () => {
    const begun = await blocked();
    const { conversation, citizen, chain } = begun;
    const message = sending(conversation, chain.text());
    refusedUntil(await citizen.call("message:send", message));
    await setting.rows(
      "UPDATE conversation SET blocked_until = clock_timestamp() WHERE conversation_id = $1",
      [conversation],
    );
    expect(yes(await citizen.call("message:send", message))).toMatchObject({ seq: 2 });
    yes(await citizen.call("ephemeral:send", sending(conversation, chain.seal({ type: "typing" }))));
  });

  test("[B2] begins no other conversation with the same key meanwhile, and does once it is lifted; another citizen does at once", async () => {
    const { conversation, citizen, anna } = await blocked();
    const fresh = randomUUID();
    const epoch = await makeEpoch(setting, { conversation: fresh, citizen: citizen.keys });
    const request = opening(setting, fresh, epoch);
    refusedUntil(await citizen.call("conversation:open", request));
    const again = await connectCitizen(setting, citizen.keys);
    refusedUntil(await again.call("conversation:open", request));
    again.socket.disconnect();
    await begin(setting);
    yes(await unblock(anna, conversation));
    yes(await citizen.call("conversation:open", request));
  });
});

describe("blocking", () => {
  test("[B3] is for who has it in hand and for a supervisor of its desk, and for nobody else", async () => {
    const { conversation, citizen, anna, bram } = await inHand();
    expect(codeOf(await block(bram, conversation))).toBe("already_taken");
    expect(codeOf(await block(await as("bram", "functional_administrator"), conversation))).toBe(
      "already_taken",
    );
    expect(codeOf(await block(await as("chris", "supervisor"), conversation))).toBe("not_found");
    expect(codeOf(await block(await as("chris", "functional_administrator"), conversation))).toBe(
      "not_found",
    );
    expect(codeOf(await block(citizen, conversation))).toBe("malformed");
    expect(await registerOf(conversation)).toEqual([]);
    yes(await block(anna, conversation));
    yes(await block(await as("bram", "supervisor"), conversation, { reason: "threats", days: 30 }));
    expect(await registerOf(conversation)).toEqual([
      { act: "blocked", member_id: memberOf("anna"), reason: "insults", days: 7 },
      { act: "blocked", member_id: memberOf("bram"), reason: "threats", days: 30 },
    ]);
    expect(yes(await load(anna, conversation)).summary).toMatchObject({
      block: { by: memberOf("bram"), reason: "threats" },
    });

    const waiting = await begin(setting);
    expect(codeOf(await block(await as("anna", "agent"), waiting.conversation))).toBe("forbidden");
    yes(await block(await as("bram", "supervisor"), waiting.conversation));
  });

  test("[B3] takes one of the reasons and 1 to 30 days, and no words", async () => {
    const { conversation, anna } = await inHand();
    for (const wrong of [
      ...[{ reason: "hij schold mij uit" }, { reason: null }, { days: 0 }, { days: 31 }, { days: 1.5 }],
      ...[{ network: true }, { note: "hij schold mij uit" }],
    ])
      expect(codeOf(await block(anna, conversation, wrong))).toBe("malformed");
    expect(await registerOf(conversation)).toEqual([]);
  });

  test("[B3] writes the register, which the application can only add to, and an event, in one transaction", async () => {
    const { conversation, anna } = await blocked();
    yes(await unblock(anna, conversation));
    expect(await registerOf(conversation)).toEqual([
      { act: "blocked", member_id: memberOf("anna"), reason: "insults", days: 7 },
      { act: "lifted", member_id: memberOf("anna"), reason: null, days: null },
    ]);
    expect(await eventsOf(conversation)).toEqual([
      { kind: "blocked", actor: "agent", block_reason: "insults" },
      { kind: "block_lifted", actor: "agent", block_reason: null },
    ]);
    const [privileges] = await setting.rows<{ granted: string }>(
      `SELECT string_agg(privilege_type, ' ' ORDER BY privilege_type) AS granted
       FROM information_schema.role_table_grants
       WHERE table_name = 'conversation_block' AND grantee = 'eigenkanaal_app'`,
    );
    expect(privileges?.granted).toBe("INSERT SELECT");
    await setting.rows("ALTER TABLE conversation_block ADD CONSTRAINT no_more CHECK (false) NOT VALID");
    expect(codeOf(await block(anna, conversation))).toBe("internal");
    await setting.rows("ALTER TABLE conversation_block DROP CONSTRAINT no_more");
    expect(await eventsOf(conversation)).toHaveLength(2);
    expect(yes(await load(anna, conversation)).summary).toMatchObject({ block: null });
  });
});

describe("the network", () => {
  test("[B4] costs the most work for each new conversation while it is held up, and none is refused; not asked for, or not connected, it costs nothing", async () => {
    const proofOfWork = { bits: 3, maxBits: 5 };
    await setting.setLimits({ proofOfWork });
    const asked = async () => {
      const citizen = await setting.citizen();
      const conversation = randomUUID();
      const epoch = await makeEpoch(setting, { conversation, citizen: citizen.keys });
      return { citizen, request: opening(setting, conversation, epoch) };
    };
    const { conversation, citizen, anna } = await inHand();
    const answer = async (network: string) => yes(await block(anna, conversation, { network }));
    expect(await answer("not")).toEqual({ network: "not_asked" });
    citizen.socket.disconnect();
    await expect.poll(() => answer("also")).toEqual({ network: "not_connected" });
    await begin(setting);

    const back = await connectCitizen(setting, citizen.keys);
    expect(await answer("also")).toEqual({ network: "held" });
    const one = await asked();
    const refused = await one.citizen.call("conversation:open", one.request);
    expect(refused).toMatchObject({ ok: false, code: "proof_of_work", work: { bits: 5 } });
    // One number in thirty-two is the work; each wrong one gets another nonce.
    let taken = false;
    for (let number = 0n; !taken && number < 2_000n; number++) {
      const work = Buffer.alloc(8);
      work.writeBigUInt64BE(number);
      taken = codeOf(await one.citizen.call("conversation:open", { ...one.request, work })) === "ok";
    }
    expect(taken).toBe(true);
    // Held up anew, for as long as the town sets now.
    await setting.setLimits({ proofOfWork, heldNetworkMs: 1 });
    expect(await answer("also")).toEqual({ network: "held" });
    await begin(setting);
    await setting.setLimits({});
    back.socket.disconnect();
  });
});

describe("lifting", () => {
  test("[B5] is for who blocked, who has it in hand, a supervisor of the desk and an administrator of any; for another colleague it is forbidden", async () => {
    const begun = await blocked();
    const { conversation, citizen, chain, anna, bram } = begun;
    const restored = async (by: Connected) => {
      yes(await unblock(by, conversation));
      await say(begun);
      yes(await block(anna, conversation));
    };
    const heard = citizen.news("conversation:changed").length;
    expect(codeOf(await unblock(bram, conversation))).toBe("forbidden");
    expect(codeOf(await unblock(await as("chris", "supervisor"), conversation))).toBe("not_found");
    expect(codeOf(await unblock(await as("chris", "agent", "records_officer"), conversation))).toBe(
      "not_found",
    );
    expect(citizen.news("conversation:changed")).toHaveLength(heard);
    const refused = sending(conversation, chain.text());
    refusedUntil(await citizen.call("message:send", refused));

    const administrator = await as("chris", "functional_administrator");
    expect(await unblock(administrator, conversation)).toEqual({ ok: true, value: null });
    expect(codeOf(await load(administrator, conversation))).toBe("not_found");
    yes(await citizen.call("message:send", refused));
    yes(await block(anna, conversation));
    await restored(await as("bram", "supervisor"));
    // Of somebody who is off it would go back to the queue.
    yes(await (await as("bram", "agent")).call("presence:set", { state: "on_duty" }));
    // Given away, it is still theirs who blocked it, and theirs who has it now.
    yes(await (await as("anna", "agent")).call("conversation:give", { conversation, to: memberOf("bram") }));
    yes(await unblock(anna, conversation));
    yes(await block(await as("bram", "agent"), conversation));
    yes(await unblock(await as("bram", "agent"), conversation));
    expect(await unblock(anna, conversation)).toEqual({ ok: true, value: null });
    expect((await registerOf(conversation)).at(-1)).toMatchObject({
      act: "lifted",
      member_id: memberOf("bram"),
    });
  });

  test("[B5] the list tells a supervisor what is blocked now at their desks, an administrator all of it, and nobody else", async () => {
    const [one, other] = [await blocked({ days: 2, reason: "flooding" }), await blocked({ days: 1 })];
    const gone = await blocked();
    yes(await unblock(gone.anna, gone.conversation));
    await setting.rows("UPDATE conversation SET desk_id = $2 WHERE conversation_id = $1", [
      ...[other.conversation, setting.otherDesk.desk],
    ]);
    const listed = async (name: Name, ...roles: Role[]) => {
      await as(name, ...roles);
      const response = await inboxFetch(setting, "/api/v1/blocks", { cookie: await cookieOf(name) });
      if (response.status !== 200) return response.status;
      const { blocks } = (await response.json()) as { blocks: { conversation: string }[] };
      const here = [one, other, gone].map(({ conversation }) => conversation);
      return blocks.filter(({ conversation }) => here.includes(conversation));
    };
    const row = {
      ...{ conversation: one.conversation, desk: setting.desk.desk, topic: null, reason: "flooding" },
      ...{ by: memberOf("anna"), atMs: expect.any(Number), untilMs: expect.any(Number) },
    };
    expect(await listed("bram", "supervisor")).toEqual([row]);
    expect(await listed("chris", "supervisor")).toMatchObject([{ conversation: other.conversation }]);
    const all = [other, one].map(({ conversation }) => ({ conversation }));
    expect(await listed("chris", "functional_administrator")).toMatchObject(all);
    expect(await listed("anna", "agent", "records_officer", "key_officer")).toBe(403);
  });
});
