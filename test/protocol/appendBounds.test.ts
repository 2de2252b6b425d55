import { expect, test } from "vitest";
import { begin, codeOf, load, say, sending, whileLocked, yes } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

/** Room for 326 of the smallest messages. */
const setting = useSetting({ MAX_WAITING_MIB: "1" });

/** Who waits for somebody else's row in this database. */
const waiting = `SELECT FROM pg_locks WHERE locktype = 'tuple'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

test("[L8] what finds no room is refused and may be sent again; what was taken is stored in its order, and others are not held up", async () => {
  const [loud, other] = [await begin(setting), await begin(setting)];
  const sends = Array.from({ length: 400 }, () => sending(loud.conversation, loud.chain.text()));
  const { answers, full } = await whileLocked(setting, loud.conversation, async () => {
    const answers = sends.slice(0, 300).map((send) => loud.citizen.call("message:send", send));
    // What comes in the same moment goes in the same batch, and waits with it.
    await expect.poll(() => setting.rows(waiting)).not.toEqual([]);
    expect((await say(other)).seq).toBe(1);
    answers.push(...sends.slice(300).map((send) => loud.citizen.call("message:send", send)));
    // Answered at once: it was not taken.
    const full = await answers.at(-1);
    expect(
      codeOf(await other.citizen.call("message:send", sending(other.conversation, other.chain.text()))),
    ).toBe("unavailable");
    return { answers, full };
  });
  expect(full).toEqual({ ok: false, code: "unavailable", retryAfterMs: expect.any(Number) });
  const codes = (await Promise.all(answers)).map(codeOf);
  const taken = codes.indexOf("unavailable");
  expect(codes).toEqual(codes.map((_, index) => (index < taken ? "ok" : "unavailable")));
  expect(taken).toBeGreaterThan(300);
  for (const [index, send] of sends.entries())
    if (index >= taken) expect(yes(await loud.citizen.call("message:send", send)).seq).toBe(index + 1);
  for (let afterSeq = 0; afterSeq < sends.length; afterSeq += 100) {
    const page = yes(await load(loud.citizen, loud.conversation, { afterSeq })).messages;
    expect(page).toMatchObject(
      sends.slice(afterSeq, afterSeq + 100).map(({ envelope }, index) => ({
        seq: afterSeq + index + 1,
        envelope: Buffer.from(envelope),
      })),
    );
  }
});
