import { randomBytes } from "node:crypto";
import { type AgentConversationState, createHttp } from "@eigenkanaal/client";
import { createCitizenVault, memoryKeyStore } from "@eigenkanaal/client/node";
import {
  citizenFromEntropy,
  citizenId,
  createEpoch,
  readEpoch,
  readHeader,
  toBase64Url,
} from "@eigenkanaal/crypto";
import { describe, expect, it } from "vitest";
import type { Answered } from "../harness/hostileGateway.js";
import { useHostileSetting } from "../harness/hostileSetting.js";
import { newDevice, until } from "../harness/people.js";
import { deliveries, entriesOf, isAllStored, isTalk, shows, texts, usePeople } from "../harness/talks.js";

/** What a gateway or a network that misbehaves can make a client show, lose or give away: nothing. */

const { setting, hostile } = await useHostileSetting();
const { asked, openCitizen, taken } = usePeople(setting, () => hostile.origin);

const count = (event: string) => hostile.requests.filter((one) => one.event === event).length;
const stored = (id: string) =>
  setting.rows<{ seq: number; class: number; epoch: number }>(
    "SELECT seq, class, epoch FROM message WHERE conversation_id = $1 AND channel = 'public' ORDER BY seq",
    [id],
  );
const warnings = (state: AgentConversationState) =>
  state.phase === "open" ? state.view.warnings : undefined;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a connection that is there before it is authenticated", () => {
  it("has nothing asked over it: what waits since before a reload is sent afterwards, and not refused", async () => {
    const { citizen, device } = await asked("Eerst");
    hostile.tamper.refuse = (event) =>
      event === "message:send" ? { ok: false, code: "unavailable" } : undefined;
    await citizen.send("Dit wacht");
    citizen.stop();
    // Without a challenge nobody is authenticated; the outbox tries again meanwhile.
    hostile.tamper = { news: (event, news) => (event === "challenge" ? [] : [news]) };
    const reloaded = await openCitizen(device);
    await pause(4_000);
    hostile.tamper = {};
    hostile.cut();
    await until(reloaded.state, shows("Eerst", "Dit wacht"), 30_000);
    await until(reloaded.state, (state) => deliveries(state).join() === "stored,stored", 30_000);
  });
});

describe("an answer that never comes", () => {
  it("leaves one message, in its place, when the message itself was stored", async () => {
    const { citizen, id } = await asked("Een");
    let lost = 0;
    hostile.tamper.answer = (event, answer) => {
      if (event !== "message:send" || lost > 0) return answer;
      lost++;
      hostile.cut();
      return undefined;
    };
    await citizen.send("Twee");
    await citizen.send("Drie");
    await until(citizen.state, (state) => lost === 1 && deliveries(state).every((one) => one === "stored"));
    expect(texts(citizen.state.getState())).toEqual(["Een", "Twee", "Drie"]);
    await citizen.send("Vier");
    await until(citizen.state, isAllStored);
    expect((await stored(id)).map(({ class: kind }) => kind)).toEqual([1, 1, 1, 1]);
    const forAnna = await taken("anna", id);
    expect(texts(forAnna.state.getState())).toEqual(["Een", "Twee", "Drie", "Vier"]);
    expect(warnings(forAnna.state.getState())).toEqual([]);
  });
});

describe("a proxy that takes a connection and ends it at once", () => {
  it("is an absent line from the first time on, and the line comes back with the gateway", async () => {
    const { citizen, device } = await asked("Vraag");
    citizen.stop();
    hostile.tamper.hangsUp = true;
    const reloaded = await openCitizen(device);
    await until(reloaded.state, (state) => isTalk(state) && state.connection === "offline", 5_000);
    hostile.tamper = {};
    await until(reloaded.state, (state) => isTalk(state) && state.connection === "online");
  });
});

describe("a refusal in the middle of a queue", () => {
  it("refuses that message only, and those after it follow without a gap", async () => {
    const { citizen, id } = await asked("Eerst");
    let sends = 0;
    hostile.tamper.refuse = (event) =>
      event === "message:send" && ++sends === 2 ? { ok: false, code: "too_large" } : undefined;
    for (const text of ["Goed", "Geweigerd", "Ook goed"]) await citizen.send(text);
    await until(citizen.state, isAllStored);
    const entries = entriesOf(citizen.state.getState());
    expect(entries.map((one) => (one.kind === "text" ? [one.text, one.delivery?.state] : one.kind))).toEqual([
      ["Eerst", "stored"],
      ["Goed", "stored"],
      ["Ook goed", "stored"],
      ["Geweigerd", "refused"],
    ]);
    await citizen.retry(entries.at(-1)?.id ?? "");
    await until(citizen.state, (state) => deliveries(state).every((one) => one === "stored"));
    const forAnna = await taken("anna", id);
    expect(texts(forAnna.state.getState())).toEqual(["Eerst", "Goed", "Ook goed", "Geweigerd"]);
    expect(warnings(forAnna.state.getState())).toEqual([]);
  });
});

describe("news that comes double, late or not at all", () => {
  it("is shown once and in order", async () => {
    const { citizen, id } = await asked("Vraag");
    const forAnna = await taken("anna", id);
    const held: Record<string, unknown>[] = [];
    hostile.tamper.news = (event, news) => {
      if (event !== "message:new") return [news];
      held.push(news);
      return held.length < 3 ? [] : held.toReversed().flatMap((one) => [one, one]);
    };
    for (const text of ["Een", "Twee", "Drie"]) await forAnna.send(text);
    await until(citizen.state, shows("Een", "Twee", "Drie"));
    expect(entriesOf(citizen.state.getState()).map((one) => one.kind === "text" && one.text)).toEqual([
      "Vraag",
      "Een",
      "Twee",
      "Drie",
    ]);
  });

  it("does not leave a new epoch's messages closed when the epoch itself was not told", async () => {
    const { citizen, id } = await asked("Vraag");
    const forAnna = await taken("anna", id);
    hostile.tamper.news = (event, news) => (event === "epoch:new" ? [] : [news]);
    await setting.rotateDesk();
    await forAnna.send("Onder een nieuwe sleutel");
    await until(citizen.state, shows("Vraag", "Onder een nieuwe sleutel"));
  });
});

describe("a gateway that never ends", () => {
  it("is not asked for ever for messages that it promises and does not give", async () => {
    const { citizen, device } = await asked("Vraag");
    citizen.stop();
    hostile.tamper.answer = (event, answer) =>
      event === "conversation:load" ? { ...answer, value: { ...answer.value, more: true } } : answer;
    const reloaded = await openCitizen(device);
    await until(reloaded.state, shows("Vraag"));
    await pause(500);
    const askedBefore = count("conversation:load");
    await pause(1500);
    // Once or twice more, as after any passing refusal; never in a loop.
    expect(count("conversation:load")).toBeLessThan(askedBefore + 4);
  });
});

describe("a gateway that is asked by too many", () => {
  it("is asked for what was missed until it gives it, ever more seldom and from where the client was", async () => {
    const { citizen, device, id } = await asked("Vraag");
    const forAnna = await taken("anna", id);
    let refusals = 0;
    hostile.tamper.refuse = (event) =>
      event === "conversation:load" && refusals++ < 3 ? { ok: false, code: "too_many_requests" } : undefined;
    hostile.tamper.news = (event, news) => (event === "message:new" ? [] : [news]);
    const before = hostile.requests.length;
    hostile.cut();
    await forAnna.send("Gemist");
    await until(citizen.state, shows("Vraag", "Gemist"), 30_000);
    const loads = hostile.requests.slice(before).filter(({ event }) => event === "conversation:load");
    expect(loads).toHaveLength(4);
    expect(loads.map(({ request }) => request.afterSeq)).not.toContain(0);
    citizen.stop();
    const reloaded = await openCitizen(device);
    await until(reloaded.state, shows("Vraag", "Gemist"));
  });
});

describe("an epoch 0 that somebody else made for the citizen's key", () => {
  /** What only the gateway's owner would do: the real participants, a citizen's identity of its own, a key it knows. */
  const forge = (recordBytes: Uint8Array) => {
    const read = readEpoch(recordBytes);
    if (!read.ok) throw new Error(read.why);
    const { record } = read;
    const { signing } = citizenFromEntropy(randomBytes(16));
    const made = createEpoch({
      conversation: record.conversation,
      reason: "first",
      timeMs: record.timeMs,
      log: { size: record.logSize, root: record.logRoot },
      creator: { role: "citizen", keys: signing },
      participants: record.participants.map((one) =>
        one.role === "citizen" ? { ...one, certHash: citizenId(one.pk, signing.vk) } : one,
      ),
    });
    const forged = readEpoch(made.recordBytes);
    if (!forged.ok) throw new Error(forged.why);
    return { ...made, record: forged.record };
  };

  it("is not sealed under, on a first visit nor after a reload", async () => {
    const forgeries: ReturnType<typeof forge>[] = [];
    hostile.tamper.answer = (event, answer: Answered) => {
      const epochs = answer.value?.epochs as { record: Uint8Array }[] | undefined;
      const epoch = epochs?.[0];
      if (event !== "conversation:load" || !epoch) return answer;
      const forged = forge(new Uint8Array(epoch.record));
      forgeries.push(forged);
      return { ok: true, value: { ...answer.value, epochs: [{ ...epoch, record: forged.recordBytes }] } };
    };
    const before = hostile.requests.length;
    const device = newDevice();
    const citizen = await openCitizen(device);
    citizen.choose(null);
    await citizen.send("Geheim");
    await until(citizen.state, () => forgeries.length > 0);
    await pause(500);
    citizen.stop();
    const reloaded = await openCitizen(device);
    void reloaded.send("Nog geheimer");
    await pause(1000);
    const forged = forgeries.map(({ record }) => toBase64Url(record.hash));
    for (const { event, request } of hostile.requests.slice(before)) {
      if (event !== "message:send") continue;
      const read = readHeader(new Uint8Array(request.envelope as Uint8Array));
      expect(forged).not.toContain(read.ok && toBase64Url(read.header.epochHash));
    }
    // Nothing is lost either: an honest gateway gets both.
    hostile.tamper = {};
    hostile.cut();
    await until(reloaded.state, (state) => shows("Geheim", "Nog geheimer")(state) && isAllStored(state));
  });
});

describe("a directory that goes back", () => {
  it("is not believed after a newer one, and a newer one is", async () => {
    const http = createHttp(setting.gateway.widgetOrigin, { fetch });
    const directory = async () => {
      const answer = await http.citizenDirectory(setting.town.rootB64);
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    };
    const older = await directory();
    await setting.rotateDesk();
    const newer = await directory();
    const vault = createCitizenVault({ keyStore: memoryKeyStore(), nowMs: Date.now });
    await vault.pin(setting.town.rootB64);
    expect(await vault.trust(older)).toMatchObject({ ok: true });
    expect(await vault.trust(newer)).toMatchObject({ ok: true });
    expect(await vault.trust(older)).toEqual({ ok: false, why: "wrong_log" });
    expect(await vault.trust(newer)).toMatchObject({ ok: true });
  });
});

describe("a receipt that was signed before more came", () => {
  it("says of what came later not that it was read, also when it is sealed again", async () => {
    const { citizen, id } = await asked("Vraag");
    const forAnna = await taken("anna", id);
    hostile.tamper.refuse = (event) =>
      event === "message:send" ? { ok: false, code: "unavailable" } : undefined;
    await forAnna.send("Gelezen");
    await until(citizen.state, shows("Gelezen"));
    citizen.seen();
    const before = count("message:send");
    while (count("message:send") === before) await pause(50);
    await forAnna.send("Ongelezen");
    await until(citizen.state, shows("Ongelezen"));
    await setting.rotateDesk();
    hostile.tamper = {};
    await until(forAnna.state, (state) => deliveries(state).join() === "read,delivered", 20_000);
    await pause(1000);
    expect(deliveries(forAnna.state.getState())).toEqual(["read", "delivered"]);
  });
});
