import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connected, connectAgent, connectCitizen } from "../harness/callers.js";
import { begin, load, say, yes } from "../harness/conversation.js";
import { type RunningGateway, startGateway } from "../harness/gateway.js";
import { hasRedis, startRedis } from "../harness/redis.js";
import { useSetting } from "../harness/setting.js";

const redis = hasRedis ? await startRedis() : undefined;
afterAll(() => redis?.kill());
const settings: Record<string, string> = redis ? { REDIS_URL: redis.url } : {};
const setting = useSetting(settings);
let second: RunningGateway | undefined;
beforeAll(async () => {
  second = await startGateway(setting.databases, settings);
});
afterAll(() => second?.stop());

const seqsOf = (messages: unknown) =>
  Array.isArray(messages) ? messages.map(({ seq }: { seq: number }) => seq) : [];

describe.skipIf(!hasRedis)("between gateways (not run without redis-server)", () => {
  test("[M11] what Redis lost is fetched: connections at the other gateway hear `news:missed` and find it stored", async () => {
    if (!second || !redis) throw new Error("no second gateway");
    const begun = await begin(setting);
    const elsewhere = await connectCitizen({ gateway: second, town: setting.town }, begun.citizen.keys);
    const colleague = await connectAgent({ gateway: second, town: setting.town }, setting.colleague("anna"));
    for (const who of [begun.citizen, elsewhere, colleague]) yes(await load(who, begun.conversation));

    const told = await say(begun);
    for (const who of [elsewhere, colleague]) await who.heard("message:new", ({ seq }) => seq === told.seq);
    const hints = (who: Connected) => who.news("news:missed").length;
    expect([elsewhere, colleague].map(hints)).toEqual([0, 0]);

    await redis.kill();
    const lost = await say(begun);
    await redis.start();
    for (const who of [elsewhere, colleague]) {
      await expect.poll(() => hints(who), { timeout: 20_000 }).toBeGreaterThan(0);
      expect(who.news("message:new").map(({ seq }) => seq)).not.toContain(lost.seq);
      expect(seqsOf(yes(await load(who, begun.conversation)).messages)).toEqual([told.seq, lost.seq]);
    }
    const after = await say(begun);
    for (const who of [elsewhere, colleague]) {
      await who.heard("message:new", ({ seq }) => seq === after.seq);
      who.socket.disconnect();
    }
  });
});
