import { describe, expect, test } from "vitest";
import type { Connected } from "../harness/callers.js";
import { begin, codeOf, load, say, yes } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();
const memberOf = (name: "anna" | "bram" | "chris") => setting.colleague(name).member;

/** A conversation that Anna and Bram have loaded, and its citizen. */
const openTwice = async () => {
  const begun = await begin(setting);
  await say(begun);
  const { conversation, citizen } = begun;
  const [anna, bram] = [await setting.agent("anna"), await setting.agent("bram")];
  for (const who of [anna, bram, citizen]) yes(await load(who, conversation));
  const look = (who: Connected, state = "looking") => who.call("conversation:look", { conversation, state });
  const of = (state: string) => (news: Record<string, unknown>) =>
    news.conversation === conversation && news.state === state;
  return { ...begun, anna, bram, look, of };
};

describe("who looks", () => {
  test("[V1] is told to the colleagues who have loaded the conversation, not to its citizen or oneself, and not kept", async () => {
    const { conversation, citizen, anna, bram, look, of } = await openTwice();
    const elsewhere = await setting.agent("bram");
    const before = await setting.rows("SELECT count(*) FROM conversation_event");
    expect(yes(await look(anna))).toBeNull();
    const told = { conversation, member: memberOf("anna"), state: "looking" };
    expect(await bram.heard("viewer:changed", of("looking"))).toEqual(told);
    // Whatever could still come to the others has come when their own next call is answered.
    for (const who of [citizen, elsewhere, anna]) yes(await load(who, conversation));
    expect([citizen, elsewhere, anna].map((who) => who.news("viewer:changed"))).toEqual([[], [], []]);
    expect(await setting.rows("SELECT count(*) FROM conversation_event")).toEqual(before);
    yes(await look(bram, "arrived"));
    expect(await anna.heard("viewer:changed", of("arrived"))).toMatchObject({ member: memberOf("bram") });
  });

  test("[V1] who has not loaded it, another desk's colleague and who left it are not_found, and told to nobody", async () => {
    const { conversation, anna, bram, look } = await openTwice();
    const [chris, elsewhere] = [await setting.agent("chris"), await setting.agent("bram")];
    expect(codeOf(await load(chris, conversation))).toBe("not_found");
    for (const state of ["looking", "arrived", "left"])
      for (const who of [chris, elsewhere]) expect(codeOf(await look(who, state))).toBe("not_found");
    yes(await bram.call("conversation:leave", { conversation }));
    expect(codeOf(await look(bram))).toBe("not_found");
    yes(await load(anna, conversation));
    expect(anna.news("viewer:changed")).toEqual([]);
    yes(await load(bram, conversation));
    expect(codeOf(await look(bram))).toBe("ok");
  });

  test("[V2] who leaves, or whose connection is lost, looks no more; who never looked leaves in silence", async () => {
    const { conversation, anna, bram, look, of } = await openTwice();
    expect(codeOf(await look(anna, "left"))).toBe("ok");
    yes(await look(anna));
    yes(await look(anna, "left"));
    expect(await bram.heard("viewer:changed", of("left"))).toEqual({
      ...{ conversation, member: memberOf("anna"), state: "left" },
    });
    expect(bram.news("viewer:changed").map(({ state }) => state)).toEqual(["looking", "left"]);
    const another = await setting.agent("bram");
    yes(await load(another, conversation));
    yes(await look(bram));
    await another.heard("viewer:changed", of("looking"));
    bram.socket.disconnect();
    expect(await another.heard("viewer:changed", of("left"))).toMatchObject({ member: memberOf("bram") });
  });
});
