import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Answer, Connected } from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import { begin, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

const ask = (who: Connected, ...conversations: string[]) => who.call("search:shares", { conversations });
/** The shares of an answer in base64, by conversation. */
const sharesOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries(
    (yes(answer).shares as { conversation: string; share: Uint8Array }[]).map(({ conversation, share }) => [
      conversation,
      Buffer.from(share).toString("base64"),
    ]),
  );

test("[V3] a page that is loaded once is the same page, and brings no news; what was followed before still does", async () => {
  const begun = await begin(setting);
  await say(begun);
  const { conversation, citizen, epoch } = begun;
  const [anna, bram] = [await setting.agent("anna"), await setting.agent("bram")];
  const once = yes(await load(anna, conversation, { mode: "once" }));
  expect(once).toEqual(yes(await load(bram, conversation)));
  yes(await load(bram, conversation, { mode: "once" }));
  await say(begun);
  await bram.heard("message:new", (news) => news.seq === 2);
  // Whatever could still come has come when the next call is answered.
  expect(yes(await load(anna, conversation, { mode: "once" })).messages).toHaveLength(2);
  expect(anna.news("message:new")).toEqual([]);
  expect(codeOf(await load(citizen, conversation, { mode: "now and then" }))).toBe("malformed");
  expect(codeOf(await load(await setting.agent("chris"), conversation, { mode: "once" }))).toBe("not_found");
  const chain = new Chain(epoch, "desk", anna.keys);
  yes(await anna.call("message:send", sending(conversation, chain.text())));
});

test("[V4] a member has a share of each conversation that they may read, always the same and nobody else's", async () => {
  const [one, other] = [await begin(setting), await begin(setting)];
  const [anna, bram] = [await setting.agent("anna"), await setting.agent("bram")];
  const ids = [one.conversation, other.conversation];
  const shares = sharesOf(await ask(anna, ...ids));
  expect(Object.keys(shares).toSorted()).toEqual(ids.toSorted());
  expect(Buffer.from(Object.values(shares)[0] ?? "", "base64")).toHaveLength(32);
  expect(sharesOf(await ask(await setting.agent("anna"), ...ids))).toEqual(shares);
  const all = [...Object.values(shares), ...Object.values(sharesOf(await ask(bram, ...ids)))];
  expect(new Set(all).size).toBe(4);
  yes(await anna.call("conversation:close", { conversation: one.conversation, ...answered }));
  expect(sharesOf(await ask(anna, one.conversation))).toEqual({
    [one.conversation]: shares[one.conversation],
  });
});

test("[V4] there is none for another desk's colleague, of an unknown one, for a citizen, or once its key is deleted", async () => {
  const [one, other] = [await begin(setting), await begin(setting)];
  const [anna, chris] = [await setting.agent("anna"), await setting.agent("chris")];
  const ids = [one.conversation, other.conversation];
  expect(sharesOf(await ask(chris, ...ids))).toEqual({});
  expect(sharesOf(await ask(anna, randomUUID()))).toEqual({});
  expect(codeOf(await ask(one.citizen, one.conversation))).toBe("malformed");
  for (const malformed of [[], ["1"], Array.from({ length: 101 }, () => randomUUID())])
    expect(codeOf(await ask(anna, ...malformed))).toBe("malformed");
  expect(Object.keys(sharesOf(await ask(anna, ...ids))).toSorted()).toEqual(ids.toSorted());
  await setting.keyRows("DELETE FROM conversation_key WHERE conversation_id = $1", [one.conversation]);
  expect(Object.keys(sharesOf(await ask(anna, ...ids)))).toEqual([other.conversation]);
});
