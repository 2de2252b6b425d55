import { describe, expect, it } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { isReady, isTalk, shows, usePeople } from "../harness/talks.js";

/** The gateway is there and something behind it is not: who comes on the line then must not be left behind. */

const setting = useSetting();
const { asked, openAgent, taken } = usePeople(setting);

/** Restarts the gateway with a table that it cannot find, and gives it back after `meanwhile`. */
const without = async (table: "member_session" | "channel", meanwhile: () => Promise<unknown>) => {
  await setting.restartGateway(async () => {
    await setting.rows(`ALTER TABLE ${table} RENAME TO away`);
  });
  try {
    await meanwhile();
  } finally {
    await setting.rows(`ALTER TABLE away RENAME TO ${table}`);
  }
};
const refusals = async (count: number) => {
  const refused = () => setting.gateway.output().split("request failed").length - 1;
  // Tries grow apart, the longer the gateway was away: packages/client/README.md.
  await expect.poll(refused, { timeout: 40_000 }).toBeGreaterThanOrEqual(count);
};

describe("a colleague who comes back", () => {
  it("is let in as soon as the gateway can tell again who they are", async () => {
    const { agent } = await openAgent("anna");
    // Two: the second is the client's own trying again.
    await without("member_session", () => refusals(2));
    await until(agent.state, isReady, 60_000);
  }, 120_000);

  it("is asked to sign in when their session ended while the gateway was away", async () => {
    const { agent } = await openAgent("bram");
    await setting.restartGateway(async () => {
      await setting.rows("UPDATE member_session SET revoked_at = now()");
    });
    await until(agent.state, (state) => state.phase === "signed_out", 60_000);
    expect(agent.state.getState()).toMatchObject({ ended: "expired" });
  });
});

describe("who is on the line before the database is", () => {
  it("has the list, follows the conversation, and hears the answer once it is there", async () => {
    const { citizen, id } = await asked("Is daar iemand?");
    const forAnna = await taken("anna", id);
    const { agent } = await openAgent("bram");
    await without("channel", async () => {
      await until(citizen.state, (state) => isTalk(state) && state.connection === "online", 60_000);
      await until(agent.state, isReady, 60_000);
      // A citizen's page, two lists, a conversation: each refused once at least.
      await refusals(4);
    });
    await forAnna.send("Ja, hier");
    await until(forAnna.state, shows("Is daar iemand?", "Ja, hier"));
    await until(citizen.state, shows("Is daar iemand?", "Ja, hier"), 30_000);
    const other = await asked("En hier?");
    await until(
      agent.state,
      (state) =>
        isReady(state) &&
        [id, other.id].every((one) => state.queue.some((item) => item.conversation === one)),
      30_000,
    );
  });
});
