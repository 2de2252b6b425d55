import { createEpoch, readEpoch, readHeader, type SigningKeys, toBase64Url } from "@eigenkanaal/crypto";
import { describe, expect, it } from "vitest";
import type { Answered } from "../harness/hostileGateway.js";
import { useHostileSetting } from "../harness/hostileSetting.js";
import { until } from "../harness/people.js";
import { entriesOf, isAllStored, isTalk, shows, type Talk, usePeople } from "../harness/talks.js";

/** What a gateway can do with transfers that nobody made: delay and refuse, and add no reader. */

const { setting, hostile } = await useHostileSetting();
const { asked, openAgent, openCitizen, openConversation } = usePeople(setting, () => hostile.origin);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A next epoch for another desk's real key, signed by whoever helps the gateway. */
const forge = async (
  recordBytes: Uint8Array,
  keys: SigningKeys,
  reason: "transfer" | "renewal" | "overflow",
) => {
  const read = readEpoch(recordBytes);
  if (!read.ok) throw new Error(read.why);
  const { record } = read;
  const { key } = setting.otherDesk;
  const made = createEpoch({
    ...{
      conversation: record.conversation,
      reason,
      timeMs: Date.now(),
      log: await setting.town.checkpoint(),
    },
    creator: { role: reason === "overflow" ? "citizen" : "desk", keys },
    participants: record.participants.map((one) =>
      one.role === "desk" ? { ...one, certHash: key.hash, pk: key.body.enc_pk } : one,
    ),
    previous: { record },
  });
  return { ...made, record: new Uint8Array(made.recordBytes) };
};

const readersOf = (state: unknown) =>
  (state as Talk).conversation.readers.flatMap(({ role, members }) => (role === "desk" ? members : []));

describe.each([
  ["a colleague of the desk that it goes to", "chris", "transfer"],
  ["a colleague of the conversation's desk, under another name", "anna", "renewal"],
  ["nobody that the citizen knows, as if they had chosen it themselves", "chris", "overflow"],
] as const)("an epoch for another desk that is made by %s", (_, name, reason) => {
  it("is taken for none: nothing is sealed for that desk, and an honest gateway goes on", async () => {
    const { citizen, device, id } = await asked("Geheim");
    citizen.stop();
    const forged: string[] = [];
    hostile.tamper.answer = (event, answer: Answered) => {
      const epochs = answer.value?.epochs as { epoch: number; record: Uint8Array }[] | undefined;
      if (event !== "conversation:load" || !epochs?.[0] || !made) return answer;
      return {
        ok: true,
        value: { ...answer.value, epochs: [epochs[0], { ...epochs[0], epoch: 1, record: made.record }] },
      };
    };
    let made: Awaited<ReturnType<typeof forge>> | undefined;
    const anna = await setting.agent("anna");
    const page = await anna.call("conversation:load", {
      ...{ conversation: id, channel: "public", afterSeq: 0, limit: 1 },
    });
    const [first] = (page.ok ? page.value.epochs : []) as { record: Uint8Array }[];
    made = await forge(new Uint8Array(first?.record ?? []), setting.colleague(name).keys.signing, reason);
    forged.push(toBase64Url(made.hash));
    const before = hostile.requests.length;
    const reloaded = await openCitizen(device);
    await until(reloaded.state, shows("Geheim"));
    void reloaded.send("Nog geheimer");
    await pause(1_500);
    expect(readersOf(reloaded.state.getState())).toEqual(["anna", "bram"]);
    expect(entriesOf(reloaded.state.getState()).map(({ kind }) => kind)).not.toContain("turn");
    for (const { event, request } of hostile.requests.slice(before)) {
      if (event !== "message:send") continue;
      const read = readHeader(new Uint8Array(request.envelope as Uint8Array));
      expect(forged).not.toContain(read.ok && toBase64Url(read.header.epochHash));
    }
    hostile.tamper = {};
    hostile.cut();
    await until(
      reloaded.state,
      (state) => isTalk(state) && shows("Geheim", "Nog geheimer")(state) && isAllStored(state),
    );
  });
});

describe("a real transfer that is told to nobody", () => {
  it("keeps the citizen's words waiting or sealed for the old desk, never lost", async () => {
    const { citizen, id } = await asked("Vraag");
    const anna = await openConversation((await openAgent("anna")).agent, id);
    await anna.take();
    hostile.tamper.news = (event, news) =>
      event === "epoch:new" || event === "conversation:changed" ? [] : [news];
    expect(
      await anna.transfer({
        desk: setting.otherDesk.desk as never,
        history: "along",
        reading: "not",
        why: "Naar u",
      }),
    ).toBeUndefined();
    await citizen.send("Bent u daar?");
    const chris = await openConversation((await openAgent("chris")).agent, id);
    await until(chris.state, shows("Vraag", "Bent u daar?"));
    expect(entriesOf(citizen.state.getState()).map(({ kind }) => kind)).toContain("turn");
  });
});
