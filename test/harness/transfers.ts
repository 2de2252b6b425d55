import type { AgentKeys, CitizenKeys } from "@eigenkanaal/crypto";
import {
  Chain,
  type EpochWish,
  makeEpoch,
  makeInternalEpoch,
  type OpenEpoch,
  participantsOf,
} from "./frames.js";
import type { Town, TownDesk } from "./town.js";

/** A transfer as it should be, or with parts that a test wants otherwise. */
export type TransferPlan = {
  conversation: string;
  citizen: CitizenKeys | AgentKeys;
  colleague: CitizenKeys | AgentKeys;
  to: TownDesk;
  before: { public: OpenEpoch; internal: OpenEpoch };
  reading?: "along" | "not";
  wish?: { public?: EpochWish; internal?: EpochWish };
  /** Under which epoch the note is; the new internal one unless given. */
  noteUnder?: OpenEpoch;
};

/** What a colleague asks to hand a conversation to another desk. */
export const transferOf = async (place: { town: Town; desk: TownDesk }, plan: TransferPlan) =>
  (await transferWithEpochs(place, plan)).request;

/** The same, and the epochs that it begins. */
export const transferWithEpochs = async (place: { town: Town; desk: TownDesk }, plan: TransferPlan) => {
  const { conversation, citizen, colleague, to, before, reading = "not", wish } = plan;
  const creator = { role: "desk", keys: colleague.signing } as const;
  const by = { creator, reason: "transfer" } as const;
  const outer = await makeEpoch(
    place,
    { conversation, citizen },
    {
      ...by,
      previous: before.public,
      participants: participantsOf(place.town, to, citizen),
      ...wish?.public,
    },
  );
  const inner = await makeInternalEpoch(
    place,
    { conversation, colleague },
    { ...by, previous: before.internal, participants: participantsOf(place.town, to), ...wish?.internal },
  );
  const note = new Chain(plan.noteUnder ?? inner, "desk", colleague);
  const request = {
    ...{ conversation, to: to.desk, reading },
    epochs: { public: outer.recordBytes, internal: inner.recordBytes },
    note: note.seal({ type: "handover", step: "given", to: "desk", id: to.desk, text: "Hoort bij jullie" }),
  };
  return { request, after: { public: outer, internal: inner } };
};
