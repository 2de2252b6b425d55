import { randomUUID } from "node:crypto";
import { createHttp } from "@eigenkanaal/client";
import {
  createAgentVault,
  createCitizenVault,
  memoryKeyStore,
  memorySealedStore,
} from "@eigenkanaal/client/node";
import type { DeskId, Directory } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { useHostileSetting } from "../harness/hostileSetting.js";
import { agentBrowser, newDevice, until } from "../harness/people.js";
import { importBundle } from "../harness/setting.js";
import { deliveries, isTalk, shows, type Talk, texts, usePeople } from "../harness/talks.js";

/** What a client does when certificates end, are revoked, or are not what they were. */

const { setting, hostile } = await useHostileSetting();
const { visit, asked, openCitizen } = usePeople(setting, () => hostile.origin);

const sends =
  (sending: Talk["conversation"]["sending"]) =>
  (state: Parameters<typeof isTalk>[0]): boolean =>
    isTalk(state) && state.conversation.sending === sending;
const directory = async (): Promise<Directory> => {
  const answer = await createHttp(setting.gateway.widgetOrigin, { fetch }).citizenDirectory(
    setting.town.rootB64,
  );
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};
const bring = async () => {
  const { code, output } = await importBundle(setting.town.bundle(), setting.databases.databaseUrl);
  if (code !== 0) throw new Error(output);
};
const revokeDesk = async () => {
  const { hash } = setting.desk.key;
  await setting.town.certify({ type: "revoke", revoked: hash, why: "lost" }, setting.town.officer);
  await bring();
};
const dayMs = 86_400_000;

describe("a desk whose key was revoked", () => {
  it("gets nothing more on the next connection, all stays readable, and a new key ends that", async () => {
    const { citizen } = await asked("Vraag");
    await revokeDesk();
    hostile.cut();
    await until(citizen.state, sends("no_desk"));
    const before = hostile.requests.length;
    await expect(citizen.send("Nog iets")).rejects.toThrow("no_desk");
    expect(texts(citizen.state.getState())).toEqual(["Vraag"]);
    expect(hostile.requests.slice(before).map(({ event }) => event)).not.toContain("message:send");
    await setting.rotateDesk();
    hostile.cut();
    await until(citizen.state, sends("possible"));
    await citizen.send("Nog iets");
    await until(citizen.state, (state) => deliveries(state).join() === "stored,stored");
  });

  it("is heard of without a new connection, and what waits goes out once there is a new key", async () => {
    const device = { ...newDevice(), refreshTrustEveryMs: 300 };
    const { citizen } = await asked("Vraag", device);
    hostile.tamper.refuse = (event) =>
      event === "message:send" ? { ok: false, code: "unavailable" } : undefined;
    await citizen.send("Wacht");
    await revokeDesk();
    await until(citizen.state, sends("no_desk"));
    hostile.tamper = {};
    const before = hostile.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(hostile.requests.slice(before).map(({ event }) => event)).not.toContain("message:send");
    expect(deliveries(citizen.state.getState())).toEqual(["stored", "queued"]);
    await setting.rotateDesk();
    await until(citizen.state, (state) => deliveries(state).join() === "stored,stored");
  });
});

describe("certificates that have ended", () => {
  it("leave what was written readable and a conversation going, and nobody new is let in", async () => {
    const device = newDevice();
    const { citizen } = await asked("Vraag", device);
    citizen.stop();
    const later = { ...device, nowMs: () => Date.now() + 31 * dayMs };
    const reloaded = await openCitizen(later);
    await until(reloaded.state, (state) => shows("Vraag")(state) && sends("possible")(state));
    await reloaded.send("De vernieuwing is te laat");
    await until(reloaded.state, (state) => deliveries(state).join() === "stored,stored");
    const visitor = visit({ ...newDevice(), nowMs: later.nowMs });
    expect(await until(visitor.state, ({ phase }) => phase !== "starting")).toEqual({
      phase: "unavailable",
      why: "no_desk",
    });
  });
});

describe("a log that is not an extension of the one seen before", () => {
  it("stops sending in an open page, which reads on, until the log stands again", async () => {
    const older = await directory();
    await setting.rotateDesk();
    const { citizen } = await asked("Vraag");
    hostile.tamper.directory = () => older;
    hostile.cut();
    await until(citizen.state, sends("untrusted"));
    await expect(citizen.send("Geheim")).rejects.toThrow("untrusted");
    expect(texts(citizen.state.getState())).toEqual(["Vraag"]);
    hostile.tamper = {};
    hostile.cut();
    await until(citizen.state, sends("possible"));
    await citizen.send("Weer goed");
    await until(citizen.state, shows("Vraag", "Weer goed"));
  });

  it("is refused on a later visit of a device that has a conversation, and by no other", async () => {
    const older = await directory();
    await setting.rotateDesk();
    const { citizen, device } = await asked("Vraag");
    citizen.stop();
    hostile.tamper.directory = () => older;
    const reloaded = visit(device);
    expect(await until(reloaded.state, ({ phase }) => phase !== "starting")).toEqual({
      phase: "unavailable",
      why: "untrusted",
    });
    const stranger = visit();
    await until(stranger.state, ({ phase }) => phase === "choosing");
    hostile.tamper = {};
    const honest = await openCitizen(device);
    await until(honest.state, shows("Vraag"));
  });

  it("is remembered only by who chose to chat, and forgotten with the conversation", async () => {
    const kept = new Set<string>();
    const memory = memoryKeyStore();
    const keyStore = {
      ...memory,
      put: async (name: string, bytes: Uint8Array) => {
        kept.add(name.replace(/-.*/, ""));
        await memory.put(name, bytes);
      },
      delete: async (name: string) => {
        kept.delete(name.replace(/-.*/, ""));
        await memory.delete(name);
      },
    };
    const vault = createCitizenVault({ keyStore, nowMs: Date.now });
    await vault.pin(setting.town.rootB64);
    await vault.trust(await directory());
    expect([...kept]).toEqual([]);
    const conversation = randomUUID() as Parameters<typeof vault.create>[0]["conversation"];
    await vault.create({ conversation, desk: setting.desk.desk as DeskId, topic: null });
    expect([...kept]).toEqual(["citizen", "checkpoint"]);
    await vault.forget();
    expect([...kept]).toEqual([]);
  });

  it("is refused to a colleague too, in a later session on the same device", async () => {
    const older = await directory();
    await setting.rotateDesk();
    const newer = await directory();
    const anna = setting.colleague("anna");
    const { session, keyStore } = await agentBrowser(setting.gateway.inboxOrigin, anna);
    const enter = async () => {
      await keyStore.put(`agent-${anna.member}`, anna.seed);
      const vault = createAgentVault({ keyStore, sealed: memorySealedStore(), nowMs: Date.now });
      if ("next" in session) throw new Error("a second step was asked");
      expect(await vault.resume(session)).toBe(true);
      return vault;
    };
    const before = await enter();
    expect(await before.trust(older)).toMatchObject({ ok: true });
    expect(await before.trust(newer)).toMatchObject({ ok: true });
    await before.lock();
    const after = await enter();
    expect(await after.trust(older)).toEqual({ ok: false, why: "wrong_log" });
    expect(await after.trust(newer)).toMatchObject({ ok: true });
  });
});

describe("a directory with desks under each other's names", () => {
  it("shows each by the name in its certificate, and a desk without one not at all", async () => {
    const names = (state: unknown) =>
      (state as Talk).town.desks.map(({ desk, name }) => [desk, name.nl]).toSorted();
    const honest = await openCitizen();
    const real = names(honest.state.getState());
    expect(real.length).toBeGreaterThan(1);
    hostile.tamper.directory = (told) => {
      const { desks, ...rest } = told as Directory;
      const swapped = desks.map((desk, at) => ({ ...desk, name: desks.at(at - 1)?.name ?? desk.name }));
      return { ...rest, desks: [...swapped, { ...swapped[0], desk: randomUUID() }] };
    };
    const lied = await openCitizen();
    expect(names(lied.state.getState())).toEqual(real);
  });
});
