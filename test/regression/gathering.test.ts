import { codeOf, findByCode } from "@eigenkanaal/client/continuing";
import { maxPage } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { asAnswered } from "../harness/closing.js";
import type { Answered } from "../harness/hostileGateway.js";
import { useHostileSetting } from "../harness/hostileSetting.js";
import { type Device, newDevice, until } from "../harness/people.js";
import { isAllStored, isTalk, shows, texts, usePeople } from "../harness/talks.js";

/** Taking home all of a conversation: all of it or nothing, whatever the line and the gateway do. */

const { setting, hostile } = await useHostileSetting();
const { asked, openAgent, openCitizen, openConversation } = usePeople(setting, () => hostile.origin);

const unavailable = { ok: false, code: "unavailable" };
const words = Array.from({ length: 2 * maxPage + 5 }, (_, index) => `Bericht ${index + 1}`);

let talk: Promise<Device> | undefined;
/** A citizen's device with a conversation of more than two pages, the same for all, and nobody at it now. */
const longTalk = () => {
  talk ??= makeLongTalk();
  return talk;
};
const makeLongTalk = async () => {
  const { citizen, device } = await asked(words[0] ?? "");
  for (const text of words.slice(1)) await citizen.send(text);
  await until(citizen.state, (state) => texts(state).length === words.length && isAllStored(state), 60_000);
  citizen.stop();
  return device;
};
const online = (citizen: Awaited<ReturnType<typeof openCitizen>>) =>
  until(citizen.state, (state) => isTalk(state) && state.connection === "online", 30_000);
const gatheredTexts = (found: Awaited<ReturnType<Awaited<ReturnType<typeof openCitizen>>["gather"]>>) =>
  found?.entries.flatMap((entry) => (entry.kind === "text" ? [entry.text] : []));
/** From which message on pages were asked for since. */
const pagesAfter = (since: number) =>
  hostile.requests
    .slice(since)
    .flatMap(({ event, request }) => (event === "conversation:load" ? [request.afterSeq] : []));

describe("a conversation of more than two pages", () => {
  it("is gathered whole, in order, also before the page has read it, and by its code", async () => {
    const device = await longTalk();
    const citizen = await openCitizen(device);
    await online(citizen);
    const found = await citizen.gather();
    expect(gatheredTexts(found)).toEqual(words);
    const seqs = found?.entries.map(({ id }) => found.seqs.get(id) ?? 0) ?? [];
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(found?.summary).toMatchObject({ closedAtMs: null, publicSeq: words.length });

    const elsewhere = await openCitizen(newDevice());
    expect(await elsewhere.gather()).toBeUndefined();
    const key = await citizen.ownKey();
    expect(await elsewhere.continueWith(codeOf(key ?? new Uint8Array()), findByCode)).toBe("continued");
    await online(elsewhere);
    expect(gatheredTexts(await elsewhere.gather())).toEqual(words);
  });

  it("is not given in part; what came in is not fetched again by who tries once more", async () => {
    const device = await longTalk();
    hostile.tamper.refuse = (event, request) =>
      event === "conversation:load" && Number(request.afterSeq) >= maxPage ? unavailable : undefined;
    const citizen = await openCitizen(device);
    await until(citizen.state, (state) => texts(state).length === maxPage);
    expect(await citizen.gather()).toBeUndefined();
    const since = hostile.requests.length;
    hostile.tamper = {};
    const [one, other] = await Promise.all([citizen.gather(), citizen.gather()]);
    expect(gatheredTexts(one)).toEqual(words);
    expect(gatheredTexts(other)).toEqual(words);
    const asked = pagesAfter(since);
    expect(asked.filter((after) => after === maxPage).length).toBeLessThanOrEqual(1);
    expect(Math.min(...asked.map(Number))).toBeGreaterThanOrEqual(maxPage);
  });

  it("is not taken for whole because a gateway says that there is no more", async () => {
    const device = await longTalk();
    hostile.tamper.answer = (event, answer: Answered) =>
      event === "conversation:load" ? { ok: true, value: { ...answer.value, more: false } } : answer;
    const citizen = await openCitizen(device);
    await until(citizen.state, (state) => texts(state).length > 0);
    expect(await citizen.gather()).toBeUndefined();
    hostile.tamper = {};
    expect(gatheredTexts(await citizen.gather())).toEqual(words);
  });
});

describe("a conversation that is on the device", () => {
  it("is not taken for whole while the line is gone, and is when it is back", async () => {
    const { citizen } = await asked("Vraag");
    expect(gatheredTexts(await citizen.gather())).toEqual(["Vraag"]);
    await setting.restartGateway(async () => {
      hostile.cut();
      await until(citizen.state, (state) => isTalk(state) && state.connection === "offline");
      expect(await citizen.gather()).toBeUndefined();
    });
    await online(citizen);
    expect(gatheredTexts(await citizen.gather())).toEqual(["Vraag"]);
  });

  it("is gathered with what the other side said last, and after it was closed", async () => {
    const { citizen, id } = await asked("Vraag");
    const anna = await openConversation((await openAgent("anna")).agent, id);
    await anna.take();
    hostile.tamper.news = () => [];
    await anna.send("Antwoord");
    await until(anna.state, isAllStored);
    expect(gatheredTexts(await citizen.gather())).toEqual(["Vraag", "Antwoord"]);
    hostile.tamper = {};
    expect(await anna.close(asAnswered)).toBeUndefined();
    await until(citizen.state, (state) => isTalk(state) && state.conversation.state === "closed");
    await until(citizen.state, shows("Vraag", "Antwoord"));
    const found = await citizen.gather();
    expect(gatheredTexts(found)).toEqual(["Vraag", "Antwoord"]);
    expect(found?.entries.at(-1)?.kind).toBe("closed");
    expect(found?.summary.closedAtMs).toEqual(expect.any(Number));
  });
});
