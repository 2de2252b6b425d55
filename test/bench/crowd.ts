import { randomUUID } from "node:crypto";
import type { Socket } from "socket.io-client";
import { connectAgent, connectCitizen, openSocket } from "../harness/callers.js";
import { load, opening, yes } from "../harness/conversation.js";
import { Chain, makeEpoch } from "../harness/frames.js";
import type { RunningGateway } from "../harness/gateway.js";
import type { Town, TownDesk } from "../harness/town.js";
import { createPair, type Pair } from "./pair.js";

/** Ten desks of two colleagues; all other connections are citizens, each with a conversation. */
const desks = 10;
const colleaguesEach = 2;

const colleague = (desk: number, place: number) => `colleague${desk}.${place}`;
const places = Array.from({ length: colleaguesEach }, (_, place) => place);

/** The desks by name, each with the names of its colleagues, as `Town.found` takes them. */
export const roster = (): Record<string, string[]> =>
  Object.fromEntries(
    Array.from({ length: desks }, (_, desk) => [
      `desk${desk}`,
      places.map((place) => colleague(desk, place)),
    ]),
  );

type Place = {
  gateway: RunningGateway;
  town: Awaited<ReturnType<typeof Town.found>>;
  /** Where the colleagues are; with the citizens unless given. */
  colleaguesAt?: RunningGateway;
};

/** So many connections at the gateway; in each conversation the citizen and one colleague of its desk. */
export const crowdAtGateway = async (
  { gateway, town, colleaguesAt = gateway }: Place,
  connections: number,
): Promise<Pair[]> => {
  const agents = new Map<string, Awaited<ReturnType<typeof connectAgent>>>();
  for (const [name, person] of town.people)
    if (name.startsWith("colleague"))
      agents.set(name, quiet(await connectAgent({ gateway: colleaguesAt, town }, person)));

  const meet = async (index: number): Promise<Pair> => {
    const name = colleague(index % desks, Math.floor(index / desks) % colleaguesEach);
    const agent = agents.get(name);
    const desk: TownDesk | undefined = town.desks[index % desks];
    if (!agent || !desk) throw new Error("a desk without its colleague");
    const citizen = quiet(await connectCitizen({ gateway, town }));
    const conversation = randomUUID();
    const epoch = await makeEpoch({ town, desk }, { conversation, citizen: citizen.keys });
    yes(await citizen.call("conversation:open", opening({ desk }, conversation, epoch)));
    for (const who of [citizen, agent]) yes(await load(who, conversation));
    const side = (role: "citizen" | "desk", { socket, keys }: typeof citizen) => ({
      socket,
      envelope: new Chain(epoch, role, keys).text(),
    });
    return createPair([side("citizen", citizen), side("desk", agent)], conversation);
  };
  return inTurns(connections - agents.size, meet);
};

/** The same connections at the relay, which has no identities: whoever joins a room hears it. */
export const crowdAtRelay = async (
  url: string,
  { connections, envelope }: { connections: number; envelope: Uint8Array },
): Promise<Pair[]> => {
  const open = () => openSocket(url, { origin: url });
  const agents: Socket[] = await inTurns(desks * colleaguesEach, open);
  const meet = async (index: number): Promise<Pair> => {
    const agent = agents[index % agents.length];
    if (!agent) throw new Error("a desk without its colleague");
    const citizen = await open();
    const conversation = randomUUID();
    for (const socket of [citizen, agent]) await socket.emitWithAck("join", conversation);
    const sides = [citizen, agent].map((socket) => ({ socket, envelope }));
    return createPair([sides[0], sides[1]] as Parameters<typeof createPair>[0], conversation);
  };
  return inTurns(connections - agents.length, meet);
};

/** A connection that keeps no record of what it hears. */
const quiet = <C extends { socket: Socket }>(connected: C): C => {
  connected.socket.offAny();
  return connected;
};

/** As many as asked, a few at a time. */
export const inTurns = async <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next++;
      made[index] = await make(index);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return made;
};
