import { randomBytes, randomUUID } from "node:crypto";
import { type Body, type CitizenKeys, citizenFromEntropy, type EpochReason } from "@eigenkanaal/crypto";
import {
  type Actor,
  type Change,
  type Closer,
  type Conversation,
  type ConversationEvent,
  close,
  decideAppend,
  declineOverflow,
  defaultRetention,
  escalate,
  giveVerdict,
  stageAt,
  take,
  transfer,
  type WaitRules,
} from "@eigenkanaal/domain";
import {
  type Channel,
  type ConversationId,
  type MemberId,
  MessageId,
  type RetentionCode,
} from "@eigenkanaal/protocol";
import { sealAtRest } from "./atRest.js";
import { type SealedChannel, type Speaker, sealedChannel, speaker } from "./channel.js";
import type { Lived, LivedEpoch, LivedEvent, LivedMessage } from "./lived.js";
import type { Parties } from "./parties.js";
import type { PlannedConversation, Step } from "./steps.js";
import { deskOf, type YearTown } from "./town.js";

/** Where a conversation is to stand: under which id, and under which key its records lie at rest. */
export type Place = { readonly conversation: ConversationId; readonly keyBytes: Uint8Array };

/** Whose year it is, and up to when (unix ms). */
export type Setting = { readonly town: YearTown; readonly parties: Parties; readonly endMs: number };

/**
 * Lives through a planned conversation: what its people do goes through the same decisions (packages/domain) as in the
 * gateway, what they say is sealed as on their devices. Throws where the plan asks for what nobody could do.
 */
export const live = (planned: PlannedConversation, place: Place, setting: Setting): Lived => {
  const life = new Life(planned, place, setting);
  life.open();
  for (const step of planned.steps) {
    life.waitUntil(step.atMs);
    life.go(step);
  }
  life.waitUntil(setting.endMs);
  return life.lived();
};

/** A rule acts at the gateway's next look, every fifteen seconds. */
const watchMs = 15_000;
/** So long after they were offered another desk a citizen says no. */
const declinesAfterMs = 90_000;

type Who = Actor | { kind: "gateway" };
const eventActor = { citizen: "citizen", member: "agent", gateway: "gateway" } as const;

class Life {
  readonly #planned: PlannedConversation;
  readonly #place: Place;
  readonly #setting: Setting;
  readonly #citizenKeys: CitizenKeys = citizenFromEntropy(randomBytes(16));
  readonly #citizen: Actor;
  readonly #pseudonym = randomUUID();
  readonly #channels: Record<Channel, SealedChannel>;
  readonly #speakers = new Map<string, Speaker>();
  readonly #actors = new Map<MemberId | null, string>();
  readonly #chains = new Map<string, { senderSeq: number; sender: Actor }>();
  readonly #epochs: LivedEpoch[] = [];
  readonly #messages: LivedMessage[] = [];
  readonly #events: LivedEvent[] = [];
  #now: Conversation;

  constructor(planned: PlannedConversation, place: Place, setting: Setting) {
    this.#planned = planned;
    this.#place = place;
    this.#setting = setting;
    const { conversation } = place;
    const of = (channel: Channel) =>
      sealedChannel({ conversation, channel, citizen: this.#citizenKeys }, setting.parties);
    this.#channels = { public: of("public"), internal: of("internal") };
    const { vk } = this.#citizenKeys.signing;
    this.#citizen = { kind: "citizen", vkB64: Buffer.from(vk).toString("base64url") };
    const { desk, topic, language, openedAtMs } = planned;
    this.#now = {
      ...{ conversation, desk, topic, language, openedAtMs },
      handling: { state: "waiting" },
      ...{ handover: null, reader: null, labels: [], reopened: null, block: null, waitingSinceMs: null },
      late: { stage: null, dueAtMs: null, overflow: null },
      lastActivityAtMs: openedAtMs,
      seq: { public: 0, internal: 0 },
      citizenSeq: 0,
    };
  }

  open(): void {
    const { begunBy, campaign, openedAtMs: atMs, topic, language } = this.#planned;
    this.#begin("public", "first", { who: this.#citizen, atMs });
    const who: Actor = begunBy ? { kind: "member", member: begunBy } : this.#citizen;
    const begunAt = begunBy ? ("counter" as const) : ("chat" as const);
    const opened = { kind: "opened" as const, campaign, begunAt, topic, language };
    this.#note(opened, { who, atMs });
    if (begunBy) this.#take(begunBy, atMs);
  }

  /** What the town's rules do while nobody does anything: they warn, alert, and offer another desk. */
  waitUntil(untilMs: number): void {
    for (;;) {
      const { waitingSinceMs: sinceMs, late } = this.#now;
      if (sinceMs === null || late.stage === "offered" || late.stage === "declined") return;
      const rules = this.#rules();
      const stage = late.stage === null ? "warned" : late.stage === "warned" ? "passed" : "offered";
      // A desk is never open for longer than time passes: most waits are over before there is anything to count.
      const shortestMs = sinceMs + ((rules.normMinutes * rules.warnAtPercent) / 100) * 60_000;
      if (shortestMs > untilMs) return;
      const stageMs = stageAt(stage, { ...rules, sinceMs });
      if (stageMs === undefined) return;
      const atMs = stageMs + watchMs;
      if (atMs >= untilMs) return;
      const internal = this.#channels.internal.epoch() ? "begun" : "none";
      const escalated = escalate(this.#now, { rules, internal }, atMs);
      this.#now = { ...this.#now, late: escalated.late };
      for (const event of escalated.events) this.#note(event, { who: { kind: "gateway" }, atMs });
      const offered = escalated.late.stage === "offered" && this.#planned.whenOffered === "declines";
      if (offered && atMs + declinesAfterMs < untilMs)
        this.#change(declineOverflow(this.#now), { who: this.#citizen, atMs: atMs + declinesAfterMs });
      if (escalated.events.length === 0) return;
    }
  }

  go(step: Step): void {
    const { atMs } = step;
    const citizen = { who: this.#citizen, atMs };
    switch (step.does) {
      case "asks":
        this.#say("public", { type: "text", text: step.text }, citizen);
        break;
      case "reads":
        this.#say("public", { type: "receipt", read: true }, citizen);
        break;
      case "leaves":
        this.#close({ by: "citizen", outcome: "left" }, citizen);
        break;
      case "takes":
        this.#take(step.member, atMs);
        break;
      case "answers":
        this.#say("public", { type: "text", text: step.text }, by(step));
        break;
      case "notes":
        this.#say("internal", { type: "text", text: step.text }, by(step));
        break;
      case "transfers":
        this.#transfer(step);
        break;
      case "closes":
        this.#closeAsColleague(step);
        break;
      case "judges":
        this.#change(giveVerdict(this.#now, step.verdict, atMs), citizen);
        break;
      case "expires":
        this.#close({ by: "gateway", outcome: "abandoned" }, { who: { kind: "gateway" }, atMs });
        break;
      default:
        step satisfies never;
    }
  }

  lived(): Lived {
    const { log, archive } = this.#setting.parties;
    return {
      conversation: this.#now,
      campaign: this.#planned.campaign,
      pseudonym: this.#pseudonym,
      citizenVk: this.#citizenKeys.signing.vk,
      channels: (["public", "internal"] as const).map((kind) => {
        const { cryptoId, epoch } = this.#channels[kind];
        const newest = epoch();
        return {
          kind,
          newest: newest
            ? {
                ...{ cryptoId, epoch: newest.number, logSize: log.size },
                ...{ deskKeyHash: newest.desk.certHash, archiveKeyHash: archive.certHash },
              }
            : null,
        };
      }),
      epochs: this.#epochs,
      messages: this.#messages,
      actors: [...this.#actors].map(([member, pseudonym]) => ({ member, pseudonym })),
      events: this.#events,
    };
  }

  #rules(): WaitRules {
    const { town } = this.#setting;
    const desk = deskOf(town, this.#now.desk);
    const topic = town.topics.find((one) => one.topic === this.#now.topic);
    const to = town.desks.find((one) => one.desk === desk.overflow);
    return {
      normMinutes: topic?.normMinutes ?? 60,
      warnAtPercent: desk.warnAtPercent,
      hours: [{ fromMs: 0, hours: desk.hours }],
      overflow: to ? { desk: to.desk, hours: to.hours } : null,
    };
  }

  #take(member: MemberId, atMs: number): void {
    const { handover } = this.#now;
    this.#change(take(this.#now, member, atMs), { who: { kind: "member", member }, atMs });
    // Whoever handed it over made the newest keys: who takes it goes on under their own.
    if (handover && handover.from !== this.#now.desk)
      for (const channel of ["public", "internal"] as const) this.#renew(channel, by({ member, atMs }));
  }

  #transfer({ member, to, text, atMs }: Extract<Step, { does: "transfers" }>): void {
    const who = by({ member, atMs });
    if (!this.#channels.internal.epoch()) {
      this.#begin("internal", "first", who);
      this.#note({ kind: "epoch_published" }, who);
    }
    const kind = deskOf(this.#setting.town, to).general ? "general" : "special";
    const change = { by: member, to: { desk: to, kind }, reading: "not", giver: "away" } as const;
    this.#change(transfer(this.#now, change, atMs), who);
    for (const channel of ["public", "internal"] as const) this.#begin(channel, "transfer", who);
    // A chain of its own: what else they wrote is not for the desk that gets it.
    this.#speakers.delete(`internal/${member}`);
    this.#say("internal", { type: "handover", step: "given", to: "desk", id: to, text }, who);
    this.#speakers.delete(`internal/${member}`);
  }

  #closeAsColleague({ member, outcome, summary, atMs }: Extract<Step, { does: "closes" }>): void {
    const who = by({ member, atMs });
    const topic = this.#setting.town.topics.find((one) => one.topic === this.#now.topic);
    if (summary !== null)
      this.#say("internal", { type: "registration", summary, place: "", topic: topic?.name ?? "" }, who);
    const card = summary === null ? null : MessageId.parse(this.#messages.at(-1)?.id);
    const registration = { topic: this.#now.topic, class: null, card };
    this.#close({ by: "member", outcome, registration, topicClass: topic?.retention ?? null }, who);
  }

  #close(
    closer: Omit<Closer, "rules"> & { topicClass?: RetentionCode | null },
    as: { who: Who; atMs: number },
  ): void {
    const { topicClass = null, ...rest } = closer;
    this.#change(close(this.#now, { ...rest, rules: { table: defaultRetention, topicClass } }, as.atMs), as);
    const { outcome } = closer;
    const { who, atMs } = as;
    if (outcome !== "abandoned" && who.kind !== "gateway")
      this.#say("public", { type: "close", outcome }, { who, atMs });
  }

  /** A message, under the epoch that a client would seal it under. */
  #say(channel: Channel, body: Body, as: { who: Actor; atMs: number }): void {
    const sealed = this.#channels[channel];
    if (!sealed.epoch()) {
      this.#begin(channel, "first", as);
      this.#note({ kind: "epoch_published" }, as);
    } else if (sealed.isWornOut(as.atMs)) this.#renew(channel, as);
    const message = sealed.seal(body, { by: this.#speaker(channel, as.who), atMs: as.atMs });
    const decision = decideAppend(
      {
        ...{ channel, sender: as.who, class: message.messageClass },
        ...{ cryptoId: sealed.cryptoId, epoch: message.epoch, senderSeq: message.senderSeq },
      },
      {
        conversation: this.#now,
        epoch: { newest: message.epoch, cryptoId: sealed.cryptoId, keys: "newest" },
        chain: this.#chains.get(`${channel}/${message.ref}`),
        earlier: undefined,
      },
      as.atMs,
    );
    if (decision.outcome !== "accepted") throw new Error(`not accepted: ${JSON.stringify(decision)}`);
    this.#chains.set(`${channel}/${message.ref}`, { senderSeq: message.senderSeq, sender: as.who });
    this.#now = decision.conversation;
    const { id, epoch, ref, senderSeq, envelope } = message;
    const member = as.who.kind === "member" ? as.who.member : null;
    const { atMs } = as;
    this.#messages.push({
      ...{ channel, seq: decision.seq, id, class: message.messageClass, epoch },
      ...{ member, ref, senderSeq, envelope, atMs },
    });
    for (const event of decision.events) this.#note(event, as);
  }

  #renew(channel: Channel, as: { who: Actor; atMs: number }): void {
    if (!this.#channels[channel].epoch()) return;
    this.#begin(channel, "renewal", as);
    this.#note({ kind: "epoch_published" }, as);
  }

  #begin(channel: Channel, reason: EpochReason, as: { who: Actor; atMs: number }): void {
    const { conversation, keyBytes } = this.#place;
    const { atMs } = as;
    const sealed = this.#channels[channel];
    const { desk } = this.#now;
    const record = sealed.begin(reason, { by: this.#speaker(channel, as.who), desk, atMs });
    const epoch = sealed.epoch()?.number ?? 0;
    const { organisation } = this.#setting.parties;
    const sealedRecord = sealAtRest(keyBytes, { organisation, conversation, channel, epoch }, record);
    this.#epochs.push({ channel, epoch, sealedRecord, atMs });
  }

  #change(change: Change, as: { who: Who; atMs: number }): void {
    if (change.outcome !== "changed") throw new Error(`not changed: ${JSON.stringify(change)}`);
    const before = this.#now.desk;
    this.#now = change.conversation;
    this.#note(change.event, as, before);
  }

  #note(event: ConversationEvent, { who, atMs }: { who: Who; atMs: number }, desk = this.#now.desk): void {
    const pseudonym = this.#pseudonymOf(who.kind === "member" ? who.member : null);
    const { topic, language } = this.#now;
    this.#events.push({
      ...{ event, desk, actor: eventActor[who.kind], pseudonym, atMs },
      topic: event.kind === "opened" || event.kind === "closed" ? topic : null,
      language: event.kind === "opened" ? language : null,
    });
  }

  #pseudonymOf(member: MemberId | null): string {
    const known = this.#actors.get(member) ?? randomUUID();
    this.#actors.set(member, known);
    return known;
  }

  #speaker(channel: Channel, who: Actor): Speaker {
    const name = `${channel}/${who.kind === "member" ? who.member : ""}`;
    const known = this.#speakers.get(name);
    if (known) return known;
    const keys =
      who.kind === "member" ? this.#setting.parties.signing.get(who.member) : this.#citizenKeys.signing;
    if (!keys) throw new Error("a colleague without keys");
    const made = speaker(who.kind === "member" ? "desk" : "citizen", keys);
    this.#speakers.set(name, made);
    return made;
  }
}

const by = ({ member, atMs }: { member: MemberId; atMs: number }) => ({
  who: { kind: "member" as const, member },
  atMs,
});
