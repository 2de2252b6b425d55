import { setTimeout as wait } from "node:timers/promises";
import { type Answer, type Connected, connectAgent, connectCitizen, signIn } from "../harness/callers.js";
import { begin, load, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { currentSession } from "./foreign.js";
import type { Judge } from "./judge.js";
import { deskOf, type FoundedTown, type Stage } from "./stage.js";

/** A citizen and a colleague who go on talking, and keep everything, while others do what they do. */
export type Witness = {
  conversation: string;
  citizen: Connected;
  recordBytes: Uint8Array;
  envelopeBytes: Uint8Array;
  town: FoundedTown;
  /** The colleague: who they are, and the session that the gateway knows them by. */
  member: string;
  session: string;
  /** Talks until it is told to stop; then everything said must be stored, once and in order. */
  talk(judge: Judge): { stop(): Promise<{ messages: number; slowestMs: number }>; slowDown(): void };
};

const patienceMs = 30_000;

export const witnessIn = async (
  { gateway }: Stage,
  town: FoundedTown,
  name: "anna" | "els",
): Promise<Witness> => {
  const place = { gateway, town };
  const desk = deskOf(town, 0);
  const person = town.people.get(name);
  if (!person) throw new Error(`no ${name}`);
  const begun = await begin({ town, desk, citizen: () => connectCitizen(place) });
  const { conversation, citizen, epoch } = begun;
  const cookie = await signIn(place, person);
  const colleague = await connectAgent(place, person, cookie);
  yes(await colleague.call("conversation:take", { conversation }));
  for (const one of [citizen, colleague]) yes(await load(one, conversation));
  const sides = [
    { who: citizen, other: colleague, chain: begun.chain },
    { who: colleague, other: citizen, chain: new Chain(epoch, "desk", colleague.keys) },
  ];
  const first = begun.chain.text();
  yes(await citizen.call("message:send", sending(conversation, first)));
  await colleague.heard("message:new");
  const said: Uint8Array[] = [first];

  /** One message, until it is stored: limits may ask for patience, and nothing else may be said. */
  const say = async ({ who, other, chain }: (typeof sides)[number]) => {
    const envelope = chain.text();
    for (;;) {
      const answer: Answer = await who.call("message:send", sending(conversation, envelope));
      if (!answer.ok && answer.code === "too_many_requests") {
        await wait(answer.retryAfterMs ?? 100);
        continue;
      }
      const { seq } = yes(answer);
      said.push(envelope);
      const heardBeforeMs = performance.now() + patienceMs;
      while (other.news("message:new").at(-1)?.seq !== seq) {
        if (performance.now() > heardBeforeMs) throw new Error(`message ${seq} was not heard`);
        await wait(5);
      }
      return;
    }
  };

  /** All that is stored, page by page. */
  const everything = async () => {
    const kept: Uint8Array[] = [];
    for (let more = true; more; ) {
      const answer = await load(citizen, conversation, { afterSeq: kept.length });
      if (!answer.ok && answer.code === "too_many_requests") await wait(answer.retryAfterMs ?? 100);
      else {
        const page = yes(answer);
        kept.push(...(page.messages as { envelope: Uint8Array }[]).map(({ envelope }) => envelope));
        more = page.more === true;
      }
    }
    return kept;
  };

  return {
    conversation,
    citizen,
    recordBytes: epoch.recordBytes,
    envelopeBytes: first,
    town,
    member: person.member,
    session: await currentSession(place, cookie),
    talk: (judge) => {
      let phase: "talking" | "stopping" = "talking";
      let pauseMs = 50;
      let slowestMs = 0;
      for (const { who } of sides)
        who.socket.once("disconnect", () => {
          if (phase === "talking") judge.find("a witness was disconnected", name);
        });
      const talking = (async () => {
        while (phase === "talking") {
          for (const side of sides) {
            const beganMs = performance.now();
            await say(side);
            slowestMs = Math.max(slowestMs, performance.now() - beganMs);
          }
          await wait(pauseMs);
        }
      })().catch((error: unknown) => judge.find("a witness could not talk", String(error)));
      return {
        slowDown: () => {
          pauseMs = 1_000;
        },
        stop: async () => {
          phase = "stopping";
          await talking;
          try {
            const kept = await everything();
            const isSame =
              kept.length === said.length &&
              said.every((one, at) => Buffer.compare(one, kept[at] ?? new Uint8Array()) === 0);
            if (!isSame) judge.find("a witness lost something", { said: said.length, kept: kept.length });
          } catch (error) {
            judge.find("a witness could not read", String(error));
          }
          for (const { who } of sides) who.socket.disconnect();
          return { messages: said.length, slowestMs };
        },
      };
    },
  };
};
