import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { answered } from "../harness/closing.js";
import { begin, codeOf, load, say, yes } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
const memberOf = (name: "anna" | "bram" | "chris") => setting.colleague(name).member;

/** A conversation that Anna has in hand, and ways to hand it over. */
const inHand = async () => {
  const begun = await begin(setting);
  await say(begun);
  const { conversation } = begun;
  const [anna, bram] = [await setting.agent("anna"), await setting.agent("bram")];
  // What those have who are off goes back to the queue while the citizen waits [R3].
  for (const who of [anna, bram]) yes(await who.call("presence:set", { state: "on_duty" }));
  const take = (who: typeof anna) => who.call("conversation:take", { conversation });
  const give = (who: typeof anna, to: string) => who.call("conversation:give", { conversation, to });
  yes(await take(anna));
  return { ...begun, anna, bram, take, give };
};

const kindsOf = async (conversation: string) => {
  const rows = await setting.rows<{ kind: string; to_desk_id: string | null }>(
    `SELECT e.kind, e.to_desk_id FROM conversation_event e JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
     WHERE c.conversation_id = $1 ORDER BY event_id`,
    [conversation],
  );
  return rows.filter(({ to_desk_id: to }) => to !== null);
};

describe("to a colleague", () => {
  test("[X1] who has it hands it to a colleague of the desk, who has it from then on, offered", async () => {
    const { conversation, citizen, anna, bram, give } = await inHand();
    const before = yes(await load(anna, conversation)).summary as { waitingSinceMs: number };
    const handover = { by: memberOf("anna"), from: setting.desk.desk, state: "offered", returns: 0 };
    const { waitingSinceMs } = before;
    const given = { state: "in_hand", assignee: memberOf("bram"), handover, waitingSinceMs };
    expect(waitingSinceMs).toBeGreaterThan(0);
    expect(yes(await give(anna, memberOf("bram")))).toMatchObject(given);
    expect(await bram.heard("conversation:changed", (news) => news.handover !== null)).toMatchObject(given);
    expect(
      await citizen.heard("conversation:changed", (news) => news.assignee === memberOf("bram")),
    ).toMatchObject({
      handover: null,
    });
    expect(await kindsOf(conversation)).toEqual([{ kind: "transferred", to_desk_id: setting.desk.desk }]);
  });

  test("[X1] not what another has, not to oneself, a stranger or another desk's colleague, not what is closed", async () => {
    const { conversation, citizen, anna, bram, give } = await inHand();
    const chris = await setting.agent("chris");
    expect(codeOf(await give(bram, memberOf("anna")))).toBe("already_taken");
    expect(codeOf(await give(bram, memberOf("bram")))).toBe("already_taken");
    expect(codeOf(await give(anna, memberOf("anna")))).toBe("malformed");
    expect(codeOf(await give(anna, memberOf("chris")))).toBe("not_found");
    expect(codeOf(await give(anna, randomUUID()))).toBe("not_found");
    expect(codeOf(await give(chris, memberOf("bram")))).toBe("not_found");
    expect(codeOf(await give(citizen, memberOf("bram")))).toBe("malformed");
    expect(codeOf(await give(anna, memberOf("bram")))).toBe("ok");
    yes(await bram.call("conversation:close", { conversation, ...answered }));
    expect(codeOf(await give(bram, memberOf("anna")))).toBe("conversation_closed");
  });

  test("[X1] while it waits anybody of the desk hands it on", async () => {
    const { conversation } = await begin(setting);
    const bram = await setting.agent("bram");
    const given = await bram.call("conversation:give", { conversation, to: memberOf("anna") });
    expect(yes(given)).toMatchObject({ state: "in_hand", assignee: memberOf("anna") });
  });

  test("[X2] it is accepted by whom it was offered to, or taken back, and by nobody else", async () => {
    const { conversation, anna, bram, take, give } = await inHand();
    yes(await give(anna, memberOf("bram")));
    expect(yes(await take(anna))).toMatchObject({ assignee: memberOf("anna"), handover: null });
    yes(await give(anna, memberOf("bram")));
    const accepted = { assignee: memberOf("bram"), handover: { state: "accepted", by: memberOf("anna") } };
    expect(yes(await take(bram))).toMatchObject(accepted);
    expect(codeOf(await take(anna))).toBe("already_taken");
    expect(yes(await take(bram))).toMatchObject(accepted);
    const closed = await bram.call("conversation:close", { conversation, ...answered });
    expect(yes(closed)).toMatchObject({ handover: null });
  });

  test("[X3] what is given back counts, and the fourth time it waits for anybody", async () => {
    const { conversation, anna, bram, give } = await inHand();
    yes(await give(anna, memberOf("bram")));
    const returns = [
      yes(await give(bram, memberOf("anna"))),
      yes(await give(anna, memberOf("bram"))),
      yes(await give(bram, memberOf("anna"))),
    ].map(({ handover }) => (handover as { returns: number }).returns);
    expect(returns).toEqual([1, 2, 3]);
    expect(yes(await give(anna, memberOf("bram")))).toMatchObject({
      state: "waiting",
      assignee: null,
      handover: null,
      waitingSinceMs: expect.any(Number),
    });
    const kinds = (await kindsOf(conversation)).map(({ kind }) => kind);
    expect(kinds).toEqual(["transferred", ...new Array(4).fill("handed_back")]);
  });
});
