import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Balancer, startBalancer } from "../harness/balancer.js";
import { freePort, type RunningGateway, startGateway } from "../harness/gateway.js";
import { until } from "../harness/people.js";
import { hasRedis, startRedis } from "../harness/redis.js";
import { type Setting, useSetting } from "../harness/setting.js";
import { isAllStored, texts, usePeople } from "../harness/talks.js";

const redis = hasRedis ? await startRedis() : undefined;
afterAll(() => redis?.kill());
const setting = useSetting();

/** Two gateways behind one origin: citizens come to the first while it is there, colleagues to the second. */
const ports = await Promise.all(
  [0, 1].map(async () => ({ PORT: await freePort(), INBOX_PORT: await freePort() })),
);
const balancers: Balancer[] = [];
const gateways: RunningGateway[] = [];
const origins = () => {
  const [widget, inbox] = balancers;
  if (!widget || !inbox) throw new Error("only inside a test");
  return { widgetOrigin: widget.origin, inboxOrigin: inbox.origin };
};
const startAt = async (index: number) => {
  const { PORT, INBOX_PORT } = ports[index] ?? { PORT: 0, INBOX_PORT: 0 };
  gateways[index] = await startGateway(setting.databases, {
    ...(redis && { REDIS_URL: redis.url }),
    PORT: String(PORT),
    INBOX_PORT: String(INBOX_PORT),
    WIDGET_ORIGIN: origins().widgetOrigin,
    INBOX_ORIGIN: origins().inboxOrigin,
  });
};
beforeAll(async () => {
  balancers.push(
    await startBalancer(ports.map(({ PORT }) => PORT)),
    await startBalancer(ports.map(({ INBOX_PORT }) => INBOX_PORT).toReversed()),
  );
  await Promise.all([startAt(0), startAt(1)]);
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.stop();
  for (const balancer of balancers) await balancer.close();
});

const balanced: Setting = Object.create(setting, {
  gateway: { get: () => ({ ...setting.gateway, ...origins() }) },
});
const people = usePeople(balanced);

describe.skipIf(!hasRedis)(
  "two gateways restarted one after the other (not run without redis-server)",
  () => {
    test("people stay in their conversation: nothing is lost, doubled or out of order", async () => {
      const { citizen, id } = await people.asked("0");
      const conversation = await people.taken("anna", id);
      const said = ["0"];
      let count = 1;
      const both = async () => {
        const own = [String(count++), String(count++)];
        await citizen.send(own[0] ?? "");
        await citizen.send(own[1] ?? "");
        said.push(...own);
      };
      const answer = async () => {
        await until(conversation.state, (state) => texts(state).includes(said.at(-1) ?? ""), 40_000);
        said.push(String(count++));
        await conversation.send(said.at(-1) ?? "");
        await until(citizen.state, (state) => texts(state).includes(said.at(-1) ?? ""), 40_000);
      };
      await answer();
      for (const index of [0, 1]) {
        const stopped = gateways[index]?.stop();
        await both();
        expect(await stopped).toBe(0);
        await both();
        await answer();
        await startAt(index);
      }
      await until(citizen.state, isAllStored);
      for (const state of [citizen.state.getState(), conversation.state.getState()])
        expect(texts(state)).toEqual(said);
    }, 120_000);
  },
);
