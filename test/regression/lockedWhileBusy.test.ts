import { expect, it } from "vitest";
import { newDevice, until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { deliveries, isReady, isTalk, shows, usePeople } from "../harness/talks.js";

/** Work that is under way when keys go, or when the page has not caught up with the Worker. */

const setting = useSetting();
const { asked, openAgent, openConversation } = usePeople(setting);

/** Holds up what is waited for, once it is closed, until it is opened. */
const gate = () => {
  let open = () => {};
  let passing = Promise.resolve();
  let waiting = 0;
  return {
    close: () => {
      passing = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    waiting: () => waiting,
    pass: async () => {
      waiting++;
      await passing;
      waiting--;
    },
  };
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// Whatever rejects unheard fails the run.
it("certificates and messages that were being opened as the inbox was locked are let go", async () => {
  const { citizen, id } = await asked("Vraag");
  const held = gate();
  const { agent } = await openAgent("anna", {
    refreshTrustEveryMs: 200,
    around: (vault) => ({
      ...vault,
      trust: async (directory) => {
        await held.pass();
        return vault.trust(directory);
      },
      open: async (key, envelopes, arrival) => {
        await held.pass();
        return vault.open(key, envelopes, arrival);
      },
    }),
  });
  const conversation = await openConversation(agent, id);
  await until(conversation.state, shows("Vraag"));
  held.close();
  await citizen.send("Nog iets");
  while (held.waiting() < 2) await pause(50);
  await agent.lock();
  held.open();
  await pause(500);
  expect(agent.state.getState().phase).toBe("locked");
});

it("what the page has not shown yet is not signed for by a message that is sent meanwhile", async () => {
  const held = gate();
  const device = {
    ...newDevice(),
    around: (vault: Parameters<NonNullable<ReturnType<typeof newDevice>["around"]>>[0]) => ({
      ...vault,
      open: async (...given: Parameters<typeof vault.open>) => {
        const opened = await vault.open(...given);
        await held.pass();
        return opened;
      },
    }),
  };
  const { citizen, id } = await asked("Vraag", device);
  const { agent } = await openAgent("anna");
  await until(agent.state, isReady);
  const conversation = await openConversation(agent, id);
  await conversation.take();
  held.close();
  await conversation.send("Antwoord");
  while (held.waiting() === 0) await pause(50);
  await citizen.send("Bent u er nog?");
  await until(conversation.state, shows("Bent u er nog?"));
  await pause(500);
  expect(deliveries(conversation.state.getState())).toEqual(["stored"]);
  held.open();
  await until(citizen.state, (state) => isTalk(state) && shows("Antwoord")(state));
  await until(conversation.state, (state) => deliveries(state).join() === "delivered");
});
