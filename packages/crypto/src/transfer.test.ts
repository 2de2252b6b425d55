import { beforeAll, describe, expect, it } from "vitest";
import {
  accept,
  buildScene,
  conversation,
  deskBody,
  deskSeed,
  firstEpoch,
  member,
  nowMs,
  people,
  rosterBody,
  seedOf,
  startConversation,
  uuidOf,
} from "../vectors/scene.js";
import { type AcceptedEpoch, checkEpoch, type EpochContext } from "./checkEpoch.js";
import { citizenId, createEpoch, internalConversationId, type NewEpoch } from "./epoch.js";
import { type Participant, readEpoch } from "./epochRecord.js";
import { agentFromSeed, deskFromSeed } from "./keys.js";
import { openMessage, sealMessage } from "./message.js";
import { ready } from "./sodium.js";
import type { WrapAlgorithm } from "./wrap.js";

const noHash = new Uint8Array(32);

/** Sanne of desk waste hands a conversation to desk taxes, where Yusuf answers. */
const build = async (alg: WrapAlgorithm) => {
  const scene = await buildScene(alg);
  const { ledger, participants, hashes } = scene;
  const yusuf = agentFromSeed(seedOf("yusuf"));
  const members = [await member("yusuf", ["answer", "rotate"])];
  const rosterHash = await ledger.add(await rosterBody(ledger, "taxes", { members }), people.officers);
  const certHash = await ledger.add(deskBody(ledger, "taxes", { rosterHash, alg }), [yusuf.signing]);
  const pkOf = (keys: { box: { pk: Uint8Array }; xwing: { pk: Uint8Array } }) =>
    alg === 1 ? keys.box.pk : keys.xwing.pk;
  const taxes: Participant = { role: "desk", alg, certHash, pk: pkOf(deskFromSeed(deskSeed("taxes", 1))) };
  const sanne: Participant = { role: "reviewer", alg, certHash: hashes.wasteRoster, pk: pkOf(people.sanne) };
  const { context, epoch, made } = await startConversation(scene);
  const { citizen, archive, waste } = participants;
  const transfer: NewEpoch = {
    ...{ ...firstEpoch(scene), reason: "transfer", creator: { role: "desk", keys: people.sanne.signing } },
    log: { size: ledger.certificates.length, root: noHash },
    participants: [citizen, taxes, archive],
    previous: { record: epoch.record, key: made.key },
  };
  const following: EpochContext = { ...context, previous: epoch };
  return { scene, yusuf, taxes, sanne, waste, rosterHash, context, following, transfer, pkOf };
};

const verdict = async (epoch: NewEpoch, context: EpochContext): Promise<string> => {
  const read = readEpoch(createEpoch(epoch).recordBytes);
  if (!read.ok) return read.why;
  const checked = await checkEpoch(read.record, context);
  return checked.ok ? "ok" : checked.why;
};

describe.each<WrapAlgorithm>([1, 2])("a transfer with algorithm %i", (alg) => {
  let about: Awaited<ReturnType<typeof build>>;
  beforeAll(async () => {
    await ready();
    about = await build(alg);
  });

  it("is made by a member of the desk before, and by nobody else", async () => {
    const { transfer, following, yusuf } = about;
    const by = (keys: NewEpoch["creator"]["keys"], role: "desk" | "citizen" = "desk") =>
      verdict({ ...transfer, creator: { role, keys } }, following);
    expect(await by(people.sanne.signing)).toBe("ok");
    expect(await by(people.bram.signing)).toBe("ok");
    expect(await by(yusuf.signing)).toBe("creator");
    expect(await by(people.outsider.signing)).toBe("creator");
    expect(await by(people.citizen.signing, "citizen")).toBe("transfer");
  });

  it("is called one exactly where the desk changes", async () => {
    const { transfer, following, scene } = about;
    const { citizen, waste, archive } = scene.participants;
    expect(await verdict({ ...transfer, reason: "renewal" }, following)).toBe("transfer");
    const same = { ...transfer, participants: [citizen, waste, archive] };
    expect(await verdict(same, following)).toBe("transfer");
    expect(await verdict({ ...same, reason: "renewal" }, following)).toBe("ok");
  });

  it("says from which desk it is, and whether its creator reads along", async () => {
    const { transfer, following, sanne } = about;
    const cold = await accept(createEpoch(transfer).recordBytes, following);
    expect([cold.desk, cold.transfer]).toEqual([
      uuidOf("taxes"),
      { from: uuidOf("waste"), creator: "leaves" },
    ]);
    const warm = { ...transfer, participants: [...transfer.participants, sanne] };
    expect((await accept(createEpoch(warm).recordBytes, following)).transfer?.creator).toBe("reads-along");
  });

  it("lets its creator read along and no colleague of theirs, nor anybody in an epoch that is none", async () => {
    const { transfer, following, sanne, scene, pkOf, rosterHash } = about;
    const { citizen, waste, archive } = scene.participants;
    const withReader = (reader: Participant) =>
      verdict({ ...transfer, participants: [...transfer.participants, reader] }, following);
    expect(await withReader(sanne)).toBe("ok");
    expect(await withReader({ ...sanne, pk: pkOf(people.bram) })).toBe("reviewer");
    expect(await withReader({ ...sanne, certHash: rosterHash })).toBe("reviewer");
    const renewal = {
      ...transfer,
      reason: "renewal" as const,
      participants: [citizen, waste, archive, sanne],
    };
    expect(await verdict(renewal, following)).toBe("reviewer");
  });

  it("is the citizen's own choice of another desk where they sign one, and nobody's in their name", async () => {
    const { transfer, following, context, sanne, yusuf, scene, taxes } = about;
    const { citizen, waste, archive } = scene.participants;
    const overflow: NewEpoch = {
      ...{ ...transfer, reason: "overflow" },
      creator: { role: "citizen", keys: people.citizen.signing },
    };
    const accepted = await accept(createEpoch(overflow).recordBytes, following);
    expect([accepted.desk, accepted.overflowFrom, accepted.transfer]).toEqual([
      ...[uuidOf("taxes"), uuidOf("waste"), undefined],
    ]);
    expect(await verdict(overflow, { ...following, citizenVk: people.citizen.signing.vk })).toBe("ok");
    // Signed by whoever runs the server, by another citizen, by the desk that had it or by the one that would get it.
    for (const { signing: keys } of [people.outsider, people.otherCitizen, people.sanne, yusuf]) {
      expect(await verdict({ ...overflow, creator: { role: "citizen", keys } }, following)).toBe("creator");
      expect(await verdict({ ...overflow, creator: { role: "desk", keys } }, following)).toBe("transfer");
    }
    // It changes the desk, and nothing else: not without another one, no reader, no other citizen.
    const over = (change: Partial<NewEpoch>) => verdict({ ...overflow, ...change }, following);
    expect(await over({ participants: [citizen, waste, archive] })).toBe("transfer");
    expect(await over({ reason: "renewal" })).toBe("transfer");
    expect(await over({ participants: [citizen, taxes, archive, sanne] })).toBe("reviewer");
    const { pk } = citizen;
    const another = { ...citizen, certHash: citizenId(pk, people.otherCitizen.signing.vk) };
    expect(await over({ participants: [another, taxes, archive] })).toBe("citizen");
    const { previous: _, ...first } = overflow;
    expect(await verdict(first, context)).toBe("transfer");
  });

  it("is never a citizen's in the internal channel, which has none", async () => {
    const { transfer, context, taxes, scene } = about;
    const { waste, archive } = scene.participants;
    const id = internalConversationId(conversation);
    const internal = { ...context, channel: "internal" } as const;
    const { previous: _, ...inner } = { ...transfer, conversation: id };
    const begun = createEpoch({ ...inner, reason: "first", participants: [waste, archive] });
    const first = await accept(begun.recordBytes, { ...internal, previous: undefined });
    const next: NewEpoch = {
      ...{ ...inner, reason: "overflow", participants: [taxes, archive] },
      ...{ creator: { role: "citizen", keys: people.citizen.signing }, previous: { record: first.record } },
    };
    expect(await verdict(next, { ...internal, previous: first })).toBe("creator");
  });

  it("holds for its creator the note and nothing else, of its desk before and not of a former member", async () => {
    const { transfer, following, context, taxes, yusuf, scene } = about;
    const { archive } = scene.participants;
    const id = internalConversationId(conversation);
    const internal = { ...context, channel: "internal" } as const;
    const inner: NewEpoch = {
      ...{
        ...transfer,
        conversation: id,
        reason: "first",
        participants: [scene.participants.waste, archive],
      },
    };
    const { previous: _, ...firstInner } = inner;
    const begun = createEpoch(firstInner);
    const first = await accept(begun.recordBytes, { ...internal, previous: undefined });
    const next = createEpoch({
      ...{ ...transfer, conversation: id, participants: [taxes, archive] },
      previous: { record: first.record },
    });
    const epoch = await accept(next.recordBytes, { ...internal, previous: first });
    const open = (
      who: typeof yusuf,
      body: Parameters<typeof sealMessage>[0]["body"],
      over: Partial<AcceptedEpoch> = {},
    ) => {
      const sealed = sealMessage({
        epoch: { record: epoch.record, key: next.key },
        sender: { role: "desk", keys: who.signing, instance: seedOf("tab").slice(0, 16) },
        ...{
          seq: 0,
          previousHash: noHash,
          messageId: seedOf("id").slice(0, 16),
          timeMs: nowMs,
          acknowledgements: [],
        },
        body,
      });
      if (!sealed.ok) throw new Error(sealed.why);
      const opened = openMessage(sealed.envelopeBytes, {
        ...{ epoch: { ...epoch, ...over }, key: next.key, trust: context.trust, arrival: "new" },
      });
      return opened.ok ? "ok" : opened.why;
    };
    const note = {
      type: "handover",
      step: "given",
      to: "desk",
      id: uuidOf("taxes"),
      text: "Waarom",
    } as const;
    const text = { type: "text", text: "Nog iets" } as const;
    expect(open(people.sanne, note)).toBe("ok");
    expect(open(people.sanne, text)).toBe("sender");
    expect(open(people.bram, note)).toBe("sender");
    expect(open(yusuf, note)).toBe("ok");
    expect(open(yusuf, text)).toBe("ok");
    // Of another desk than the one before, or no member of it any more.
    expect(open(people.sanne, note, { transfer: { from: uuidOf("quality"), creator: "leaves" } })).toBe(
      "sender",
    );
    expect(following.channel).toBe("public");
  });
});
