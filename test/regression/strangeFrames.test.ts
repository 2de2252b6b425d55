import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { begin, codeOf, load, say } from "../harness/conversation.js";
import { makeEpoch } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

/** What the fuzzer found: requests of the right shape with values that something behind the gateway could not take. */

const setting = useSetting();

describe("numbers that the database has no room for", () => {
  test("a page after any of them is malformed, and the pages that others ask for at once are there", async () => {
    const [begun, other] = [await begin(setting), await begin(setting)];
    await say(other);
    for (const afterSeq of [2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
      const [far, near] = await Promise.all([
        load(begun.citizen, begun.conversation, { afterSeq }),
        load(other.citizen, other.conversation),
      ]);
      expect([afterSeq, codeOf(far), codeOf(near)]).toEqual([afterSeq, "malformed", "ok"]);
    }
    expect(codeOf(await load(begun.citizen, begun.conversation, { afterSeq: 2 ** 31 - 1 }))).toBe("ok");
  });

  test("a list before a time that no calendar has is malformed, before the last that it has it is there", async () => {
    const anna = await setting.agent("anna");
    const listBefore = async (beforeMs: number) =>
      codeOf(await anna.call("queue:load", { list: "closed", beforeMs, limit: 10 }));
    for (const beyond of [253_402_300_800_000, 8.64e15, Number.MAX_SAFE_INTEGER])
      expect([beyond, await listBefore(beyond)]).toEqual([beyond, "malformed"]);
    for (const within of [0, 253_402_300_799_999])
      expect([within, await listBefore(within)]).toEqual([within, "ok"]);
  });

  test("an epoch of such a number is out_of_order, the next one is taken", async () => {
    const { citizen, conversation, epoch } = await begin(setting);
    const publish = async (number: number) => {
      const previous = { ...epoch, record: { ...epoch.record, epoch: number - 1 } };
      const made = await makeEpoch(setting, { conversation, citizen: citizen.keys }, { previous });
      return codeOf(
        await citizen.call("epoch:publish", { conversation, channel: "public", record: made.recordBytes }),
      );
    };
    for (const far of [2 ** 31, 2 ** 32 - 1])
      expect([far, await publish(far)]).toEqual([far, "out_of_order"]);
    expect(await publish(1)).toBe("ok");
  });
});

describe("letters that the database has no room for", () => {
  test("in a standard answer are malformed, beside them every other letter is kept", async () => {
    const cookie = await signIn(setting, setting.colleague("anna"));
    const keep = async (title: string, nl: string) => {
      const body = { desk: setting.desk.desk, title, text: { nl } };
      const path = `/api/v1/standard-answers/${randomUUID()}`;
      return (await inboxFetch(setting, path, { method: "PUT", cookie, body })).status;
    };
    for (const letter of ["\u0000", "\ud800", "\udc00"])
      expect([letter, await keep(letter, "Dag"), await keep("Groet", letter)]).toEqual([letter, 400, 400]);
    expect(await keep("\u0001 é 👋", "Dag\n👋")).toBe(204);
  });
});

describe("a file under a condition", () => {
  const page = (headers: Record<string, string>) => fetch(`${setting.gateway.inboxOrigin}/`, { headers });

  test.each<[Record<string, string>]>([
    [{ "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT" }],
    [{ "if-match": '"another"' }],
    [{ range: "bytes=9999999-" }],
  ])("that it does not meet is malformed: %j", async (headers) => {
    const answer = await page(headers);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: "malformed" }),
    ]);
  });

  test("that it meets is there", async () => {
    const whole = await page({ "if-unmodified-since": "Fri, 01 Jan 2100 00:00:00 GMT" });
    expect([whole.status, (await whole.text()).startsWith("<!doctype html>")]).toEqual([200, true]);
    expect((await page({ range: "bytes=0-9" })).status).toBe(206);
  });
});
