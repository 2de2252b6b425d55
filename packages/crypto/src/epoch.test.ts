import { beforeAll, describe, expect, it } from "vitest";
import {
  accept,
  buildScene,
  conversation,
  deskSeed,
  firstEpoch,
  id16,
  nowMs,
  people,
  type Scene,
  startConversation,
} from "../vectors/scene.js";
import { checkEpoch, type EpochContext } from "./checkEpoch.js";
import {
  citizenId,
  citizenParticipant,
  createEpoch,
  internalConversationId,
  type NewEpoch,
  openEpochKey,
  previousEpochKey,
} from "./epoch.js";
import { readEpoch } from "./epochRecord.js";
import { citizenFromEntropy, deskFromSeed } from "./keys.js";
import { ready } from "./sodium.js";
import type { WrapAlgorithm } from "./wrap.js";

beforeAll(ready);

/** The verdict on an epoch: "ok" or why not. */
async function verdict(epoch: NewEpoch, context: EpochContext): Promise<string> {
  const read = readEpoch(createEpoch(epoch).recordBytes);
  if (!read.ok) return read.why;
  const checked = await checkEpoch(read.record, context);
  return checked.ok ? "ok" : checked.why;
}

describe.each<WrapAlgorithm>([1, 2])("an epoch with algorithm %i", (alg) => {
  let scene: Scene;
  let started: Awaited<ReturnType<typeof startConversation>>;
  beforeAll(async () => {
    await ready();
    scene = await buildScene(alg);
    started = await startConversation(scene);
  });

  it("reads as well from a Buffer of Node, whose slice does not copy", () => {
    expect(readEpoch(Buffer.from(started.made.recordBytes)).ok).toBe(true);
  });

  it("is as long as the design says", () => {
    expect(started.made.recordBytes).toHaveLength(alg === 1 ? 889 : 7588);
  });

  it("opens to one key for citizen, desk and archive, and not for another citizen or in another role", () => {
    const { record } = started.epoch;
    const { citizen, otherCitizen } = people;
    const desk = deskFromSeed(deskSeed("waste", 1));
    expect(openEpochKey(record, "citizen", citizen)).toEqual({ ok: true, key: started.made.key });
    expect(openEpochKey(record, "desk", desk)).toEqual({ ok: true, key: started.made.key });
    expect(openEpochKey(record, "archive", deskFromSeed(deskSeed("archive", 1)))).toEqual({
      ok: true,
      key: started.made.key,
    });
    expect(openEpochKey(record, "citizen", otherCitizen)).toEqual({ ok: false, why: "not-a-participant" });
    expect(openEpochKey(record, "archive", desk)).toEqual({ ok: false, why: "not-a-participant" });
  });

  it("shows a commitment fault to the one who was given another key than the rest", () => {
    const other = createEpoch(firstEpoch(scene));
    const otherRecord = readEpoch(other.recordBytes);
    if (!otherRecord.ok) throw new Error(otherRecord.why);
    const { record } = started.epoch;
    const [citizen, desk, archive] = record.participants;
    const forArchive = otherRecord.record.participants[2];
    if (!citizen || !desk || !archive || !forArchive) throw new Error("three participants");
    const mixed = { ...record, participants: [citizen, desk, { ...archive, wrapped: forArchive.wrapped }] };
    const keys = deskFromSeed(deskSeed("archive", 1));
    expect(openEpochKey(mixed, "archive", keys)).toEqual({ ok: false, why: "commitment" });
  });

  it("may follow with history, and gives the key before only then", async () => {
    const { context, epoch, made } = started;
    const next = (key?: Uint8Array): NewEpoch => ({
      ...firstEpoch(scene),
      reason: "renewal",
      creator: { role: "desk", keys: people.sanne.signing },
      previous: { record: epoch.record, ...(key && { key }) },
    });
    const withHistory = createEpoch(next(made.key));
    const accepted = await accept(withHistory.recordBytes, { ...context, previous: epoch });
    expect(previousEpochKey(accepted.record, withHistory.key, epoch.record)).toEqual({
      ok: true,
      key: made.key,
    });
    const without = createEpoch(next());
    const cut = await accept(without.recordBytes, { ...context, previous: epoch });
    expect(previousEpochKey(cut.record, without.key, epoch.record)).toEqual({ ok: false, why: "none" });
    expect(previousEpochKey(accepted.record, made.key, epoch.record)).toEqual({ ok: false, why: "tampered" });
    const lie = createEpoch(next(withHistory.key));
    const lied = await accept(lie.recordBytes, { ...context, previous: epoch });
    expect(previousEpochKey(lied.record, lie.key, epoch.record)).toEqual({ ok: false, why: "commitment" });
  });

  it("may add a reviewer with the right, and nobody without it", async () => {
    const { context, epoch } = started;
    const { waste, archive, citizen, reviewer } = scene.participants;
    const { sanne } = people;
    const add = (fourth: typeof reviewer): NewEpoch => ({
      ...firstEpoch(scene),
      reason: "reviewer-added",
      creator: { role: "desk", keys: sanne.signing },
      participants: [citizen, waste, archive, fourth],
      previous: { record: epoch.record },
    });
    const following = { ...context, previous: epoch };
    expect(await verdict(add(reviewer), following)).toBe("ok");
    const sannePk = alg === 1 ? sanne.box.pk : sanne.xwing.pk;
    expect(await verdict(add({ ...reviewer, pk: sannePk }), following)).toBe("reviewer");
    expect(
      await verdict(add({ ...reviewer, certHash: scene.hashes.wasteRoster, pk: sannePk }), following),
    ).toBe("reviewer");
  });

  it("may be moved to another device by the citizen only", async () => {
    const { context, epoch } = started;
    const { citizen, sanne } = people;
    const device = citizenParticipant(citizenFromEntropy(id16("second device")), alg);
    const move: NewEpoch = {
      ...firstEpoch(scene),
      reason: "citizen-device",
      participants: [device, scene.participants.waste, scene.participants.archive],
      previous: { record: epoch.record },
    };
    const following = { ...context, previous: epoch };
    expect(await verdict({ ...move, creator: { role: "citizen", keys: citizen.signing } }, following)).toBe(
      "ok",
    );
    expect(await verdict({ ...move, creator: { role: "desk", keys: sanne.signing } }, following)).toBe(
      "citizen",
    );
    expect(await verdict({ ...move, reason: "renewal" }, following)).toBe("citizen");
  });
});

describe("an internal channel", () => {
  it("may be begun by a member of the desk, without the citizen, and by nobody else", async () => {
    const scene = await buildScene(1);
    const { context } = await startConversation(scene);
    const { waste, archive, citizen } = scene.participants;
    const { bram, outsider } = people;
    const begin: NewEpoch = {
      ...firstEpoch(scene),
      conversation: internalConversationId(conversation),
      creator: { role: "desk", keys: bram.signing },
      participants: [waste, archive],
    };
    const internal: EpochContext = { ...context, channel: "internal" };
    expect(await verdict(begin, internal)).toBe("ok");
    expect(await verdict({ ...begin, creator: { role: "desk", keys: outsider.signing } }, internal)).toBe(
      "creator",
    );
    expect(await verdict({ ...begin, participants: [citizen, waste, archive] }, internal)).toBe("roles");
    expect(await verdict(begin, context)).toBe("roles");
  });
});

describe("the citizen's own reading", () => {
  it("takes only a record that lists their own identity: anybody can make one for their public key", async () => {
    const scene = await buildScene(1);
    const { context } = await startConversation(scene);
    const { citizen, otherCitizen } = people;
    const reading = { ...context, citizenVk: citizen.signing.vk };
    expect(await verdict(firstEpoch(scene), reading)).toBe("ok");
    const { pk } = scene.participants.citizen;
    const impostor = { ...scene.participants.citizen, certHash: citizenId(pk, otherCitizen.signing.vk) };
    const forged: NewEpoch = {
      ...firstEpoch(scene),
      creator: { role: "citizen", keys: otherCitizen.signing },
      participants: [impostor, scene.participants.waste, scene.participants.archive],
    };
    expect(await verdict(forged, reading)).toBe("citizen");
    // To everybody else it is a citizen like any other.
    expect(await verdict(forged, context)).toBe("ok");
  });
});

describe("what an epoch has to name", () => {
  it("is a log that the reader has: what a longer one decided is not known yet", async () => {
    const scene = await buildScene(1);
    const { context } = await startConversation(scene);
    const first = firstEpoch(scene);
    const { logSize } = context.trust;
    expect(await verdict({ ...first, log: { ...first.log, size: logSize } }, context)).toBe("ok");
    for (const arrival of ["new", "history"] as const) {
      const longer = { ...first, log: { ...first.log, size: logSize + 1 } };
      expect(await verdict(longer, { ...context, arrival })).toBe("log-size");
    }
  });

  it("must stand in the log before it, and be current when new", async () => {
    const scene = await buildScene(1);
    const { context } = await startConversation(scene);
    const first = firstEpoch(scene);
    expect(await verdict(first, context)).toBe("ok");
    expect(await verdict({ ...first, log: { ...first.log, size: 4 } }, context)).toBe("not-logged");
    const later = nowMs + 40 * 86_400_000;
    const laterTrust = { ...context, trust: await scene.ledger.trust(later), nowMs: later };
    expect(await verdict(first, laterTrust)).toBe("expired");
    expect(await verdict(first, { ...laterTrust, arrival: "history" })).toBe("ok");
    expect(await verdict({ ...first, timeMs: later }, { ...laterTrust, arrival: "history" })).toBe("expired");
  });
});
