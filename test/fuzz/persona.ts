import { randomBytes, randomUUID } from "node:crypto";
import { type AgentKeys, type CitizenKeys, citizenFromEntropy, toBase64Url } from "@eigenkanaal/crypto";
import { authentication } from "../harness/callers.js";
import { opening, sending } from "../harness/conversation.js";
import { Chain, makeEpoch, makeInternalEpoch, type OpenEpoch } from "../harness/frames.js";
import type { Colleague } from "../harness/town.js";
import { type Foreign, isForeign } from "./foreign.js";
import { isPlain, RawNumber } from "./mutations.js";
import type { Part } from "./plan.js";
import { cookieOfNobody, deskOf, fuzzingColleagues, type Stage } from "./stage.js";
import { Reference, type Spoiling } from "./values.js";
import type { Witness } from "./witness.js";

/** Who a worker is: what its references stand for, in this town, now. */

/** A conversation of the fuzzer's, with all that its people know of it. */
export type Talk = {
  conversation: string;
  citizen: CitizenKeys;
  epoch: OpenEpoch;
  internal: OpenEpoch | undefined;
};

/** What all workers share. */
export type World = {
  stage: Stage;
  /** The fuzzer's conversations, the newest last. */
  talks: Talk[];
  closed: Talk;
  witness: Witness;
  otherTown: Witness;
  envelopes: Uint8Array[];
  foreign: Foreign;
};

/** What a frame's references became: the same identifier wherever a frame names it. */
export type Made = { fresh: string; epochs: OpenEpoch[]; chain: Chain | undefined };

export type Persona = {
  part: Part;
  keys: CitizenKeys | AgentKeys;
  colleague: Colleague | undefined;
  /** The conversation that is its own just now. */
  talk: Talk;
  cookie: string;
  session: string;
  nonce: Uint8Array;
  /** A standard answer that it keeps and removes again. */
  answer: string;
  /** A label that it makes and renames. */
  label: string;
  /** Its chain in the newest epoch of its conversation, as long as all of it was stored. */
  chain: Chain | undefined;
};

const senderRefAt = 60;

/** The same bytes or letters, spoilt. */
const spoil = (value: unknown, spoiling: Spoiling | undefined): unknown => {
  if (!spoiling) return value;
  if (spoiling.how === "upper") return typeof value === "string" ? value.toUpperCase() : value;
  if (typeof value === "string") {
    if (spoiling.how === "extend") return value + value.slice(0, spoiling.byBytes % 40);
    if (spoiling.how === "truncate") return value.slice(0, Math.floor(value.length * spoiling.share));
    const at = spoiling.bit % Math.max(1, value.length);
    return `${value.slice(0, at)}${value[at] === "0" ? "1" : "0"}${value.slice(at + 1)}`;
  }
  if (!(value instanceof Uint8Array)) return value;
  const copy = Uint8Array.from(value);
  if (spoiling.how === "truncate") return copy.subarray(0, Math.floor(copy.length * spoiling.share));
  if (spoiling.how === "extend") return Buffer.concat([copy, new Uint8Array(spoiling.byBytes)]);
  const at = Math.floor(spoiling.bit / 8) % Math.max(1, copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << (spoiling.bit % 8));
  return copy;
};

const patched = (bytes: Uint8Array, at: number, by: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy.set(by, at);
  return copy;
};

/** An epoch number near the end of 32 bits, which is more than a column's integer holds. */
const farEpoch = (previous: OpenEpoch): OpenEpoch => ({
  ...previous,
  record: { ...previous.record, epoch: 0xffff_fff0 },
});

const conversationFor = (which: string, { persona, world }: Place, { fresh }: Made): string => {
  const { talks, closed, witness, otherTown } = world;
  const others: Record<string, string> = {
    own: persona.talk.conversation,
    fresh,
    closed: closed.conversation,
    colleagues: talks.at(-2)?.conversation ?? fresh,
    witness: witness.conversation,
    otherTown: otherTown.conversation,
  };
  return others[which] ?? randomUUID();
};

const recordFor = async (which: string, { persona, world }: Place, made: Made): Promise<Uint8Array> => {
  const { town } = world.stage;
  const place = { town, desk: deskOf(town, 1) };
  const { talk, keys, part } = persona;
  const { conversation } = talk;
  const kept = (epoch: OpenEpoch) => {
    made.epochs.push(epoch);
    return epoch.recordBytes;
  };
  const after = async (previous: OpenEpoch) =>
    kept(
      await makeEpoch(
        place,
        { conversation, citizen: talk.citizen },
        { previous, creator: { role: part === "colleague" ? "desk" : "citizen", keys: keys.signing } },
      ),
    );
  const inside = async (previous: OpenEpoch | undefined) =>
    kept(await makeInternalEpoch(place, { conversation, colleague: keys }, previous ? { previous } : {}));
  switch (which) {
    case "first":
      return kept(await makeEpoch(place, { conversation: made.fresh, citizen: keys }));
    case "next":
      return after(talk.epoch);
    case "far":
      return after(farEpoch(talk.epoch));
    case "internal":
      return inside(talk.internal);
    case "internalFar":
      return inside(farEpoch(talk.internal ?? talk.epoch));
    case "witness":
      return world.witness.recordBytes;
    default:
      return world.otherTown.recordBytes;
  }
};

const envelopeFor = (which: string, { persona, world }: Place, made: Made): Uint8Array => {
  const { talk, keys, part } = persona;
  const chain = new Chain(talk.epoch, part === "colleague" ? "desk" : "citizen", keys);
  switch (which) {
    case "text":
      return chain.text();
    case "continued":
      if (persona.chain?.epoch !== talk.epoch) persona.chain = chain;
      made.chain = persona.chain;
      return persona.chain.text();
    case "chained":
      chain.seq = 1;
      return chain.text();
    case "far":
      // The header's epoch and its number in the chain, each the largest of 32 bits.
      return patched(patched(chain.text(), 24, Buffer.alloc(4, 0xff)), 76, Buffer.alloc(4, 0xff));
    case "typing":
      return chain.seal({ type: "typing" });
    case "internal":
      return new Chain(talk.internal ?? talk.epoch, "desk", keys).text();
    case "repeated":
      return world.envelopes.at(-1) ?? chain.text();
    case "stolenChain": {
      const theirs = world.envelopes.at(-1) ?? world.witness.envelopeBytes;
      return patched(chain.text(), senderRefAt, theirs.subarray(senderRefAt, senderRefAt + 16));
    }
    case "witness":
      return world.witness.envelopeBytes;
    default:
      return world.otherTown.envelopeBytes;
  }
};

const memberFor = (which: string, { persona, world }: Place): string => {
  const other = fuzzingColleagues.find((name) => name !== persona.colleague?.name) ?? "";
  const members: Record<string, string | undefined> = {
    own: persona.colleague?.member,
    colleague: world.stage.town.people.get(other)?.member,
    witness: world.witness.member,
    otherTown: world.otherTown.member,
  };
  return members[which] ?? randomUUID();
};

type Place = { persona: Persona; world: World };

/** What a reference stands for, before it is spoilt. */
const standsFor = async ({ kind, which }: Reference, place: Place, made: Made): Promise<unknown> => {
  const { persona, world } = place;
  const { town, otherTown, gateway } = world.stage;
  const own = which === "own";
  switch (kind) {
    case "conversation":
      return conversationFor(which, place, made);
    case "record":
      return recordFor(which, place, made);
    case "envelope":
      return envelopeFor(which, place, made);
    case "desk":
      if (which === "nobody") return randomUUID();
      if (which === "otherTown") return deskOf(otherTown, 0).desk;
      return deskOf(town, own ? 1 : which === "archive" ? "archive" : 0).desk;
    case "organisation":
      return own ? town.organisation : which === "otherTown" ? otherTown.organisation : randomUUID();
    case "vk":
      return own ? persona.keys.signing.vk : world.witness.citizen.keys.signing.vk;
    case "signature":
      return authentication(
        { gateway, town },
        { keys: persona.keys, nonce: own ? persona.nonce : randomBytes(32) },
      ).signature;
    case "account":
      if (which === "nobody") return `niemand@${town.domain}`;
      return own && persona.colleague ? persona.colleague.account : `anna@${town.domain}`;
    case "auth":
      return toBase64Url(own && persona.colleague ? persona.colleague.auth : randomBytes(32));
    case "origin":
      return which === "inbox" ? gateway.inboxOrigin : gateway.widgetOrigin;
    case "session":
      if (which === "witness") return world.witness.session;
      if (which === "otherTown") return world.otherTown.session;
      return own ? persona.session : randomUUID();
    case "to":
      return memberFor(which, place);
    case "answer":
      return own ? persona.answer : randomUUID();
    case "label":
      return own ? persona.label : randomUUID();
    case "rootVk":
      return own ? town.rootB64 : toBase64Url(randomBytes(32));
    case "cookie":
      if (own) return persona.cookie;
      if (isForeign(which)) return world.foreign.cookie(which, persona.cookie);
      return cookieOfNobody(
        which === "otherTownShape" ? otherTown : town,
        which === "pendingShape" ? "eigenkanaal_sign_in" : "eigenkanaal_inbox",
      );
    default:
      throw new Error(`nothing is known of ${kind}`);
  }
};

/** A planned value as it is sent by this persona now. */
export const resolved = async (value: unknown, place: Place, made: Made): Promise<unknown> => {
  if (value instanceof Reference) return spoil(await standsFor(value, place, made), value.spoiling);
  if (value instanceof RawNumber) return value.toJSON();
  if (Array.isArray(value)) return Promise.all(value.map((one) => resolved(one, place, made)));
  if (!isPlain(value)) return value;
  const copy = {};
  for (const [key, part] of Object.entries(value))
    Object.defineProperty(copy, key, { value: await resolved(part, place, made), enumerable: true });
  return copy;
};

export const newMade = (): Made => ({ fresh: randomUUID(), epochs: [], chain: undefined });

/** A chain that misses a number goes nowhere: the next one begins anew. */
export const unlearn = (persona: Persona, { chain }: Made) => {
  if (chain && persona.chain === chain) persona.chain = undefined;
};

/** Keeps what an accepted request changed, so that the next ones can go on from there. */
export const learn = (request: unknown, { persona, world }: Place, made: Made) => {
  if (!isPlain(request)) return;
  const { conversation, record, envelope } = request;
  const isPublished = ({ recordBytes }: OpenEpoch) =>
    record instanceof Uint8Array && Buffer.compare(record, recordBytes) === 0;
  const epoch = made.epochs.find(isPublished);
  if (epoch && conversation === made.fresh) {
    const citizen = persona.keys as CitizenKeys;
    persona.talk = { conversation: made.fresh, citizen, epoch, internal: undefined };
    world.talks.push(persona.talk);
    if (world.talks.length > 50) world.talks.shift();
  } else if (epoch && conversation === persona.talk.conversation) {
    if (request.channel === "internal") persona.talk.internal = epoch;
    else persona.talk.epoch = epoch;
  }
  if (envelope instanceof Uint8Array && conversation === persona.talk.conversation) {
    world.envelopes.push(envelope);
    if (world.envelopes.length > 50) world.envelopes.shift();
  }
};

/** A new citizen's keys and the request that begins a conversation with the fuzzer's desk. */
export const newTalk = async ({ town }: Stage): Promise<{ talk: Talk; request: object; message: object }> => {
  const citizen = citizenFromEntropy(randomBytes(16));
  const conversation = randomUUID();
  const desk = deskOf(town, 1);
  const epoch = await makeEpoch({ town, desk }, { conversation, citizen });
  return {
    talk: { conversation, citizen, epoch, internal: undefined },
    request: opening({ desk }, conversation, epoch),
    message: sending(conversation, new Chain(epoch, "citizen", citizen).text()),
  };
};
