import { beforeAll, describe, expect, it } from "vitest";
import {
  buildScene,
  dayMs,
  deskBody,
  Ledger,
  member,
  noHash,
  nowMs,
  organisation,
  people,
  rosterBody,
  type Scene,
  uuidOf,
} from "../vectors/scene.js";
import { bytesToUuid } from "./bytes.js";
import type { CertificateBody } from "./certificateBody.js";
import {
  addSignature,
  certificateHash,
  certificateLeaf,
  readCertificate,
  signCertificate,
} from "./certificates.js";
import type { SigningKeys } from "./primitives.js";
import { ready } from "./sodium.js";
import { buildTrust } from "./trust.js";

let scene: Scene;
beforeAll(async () => {
  await ready();
  scene = await buildScene(1);
});

/** What becomes of one more certificate at the end of the log: "ok" or why not. */
async function verdict(
  body: CertificateBody,
  signers: readonly SigningKeys[],
  ledger = scene.ledger,
): Promise<string> {
  const longer = ledger.copy();
  await longer.add(body, signers);
  const { rejected } = await longer.trust();
  return rejected.find(({ logIndex }) => logIndex === longer.certificates.length - 1)?.why ?? "ok";
}

const revoke = (revoked: Uint8Array): CertificateBody => {
  const { v, ...period } = scene.ledger.period(400);
  return { v, type: "revoke", ...period, revoked, why: "vertrokken" };
};

const nextRoster = async (over: Partial<CertificateBody & { type: "roster" }> = {}) => ({
  ...(await rosterBody(scene.ledger, "waste", {
    members: [await member("sanne", ["answer", "rotate"])],
    version: 2,
    previousHash: scene.hashes.wasteRoster,
  })),
  ...over,
});

const nextDesk = (over: Partial<CertificateBody & { type: "desk" }> = {}) => ({
  ...deskBody(scene.ledger, "waste", {
    rosterHash: scene.hashes.wasteRoster,
    epoch: 2,
    previousHash: scene.hashes.wasteDesk,
  }),
  ...over,
});

describe("an organisation's certificates", () => {
  it("all stand from the pinned root, and none from another or for another organisation", async () => {
    const trust = await scene.ledger.trust();
    expect(trust.rejected).toEqual([]);
    expect(trust.currentDesk(uuidOf("waste"))?.hash).toEqual(scene.hashes.wasteDesk);
    expect(trust.desks().map(({ body }) => body.name)).toEqual(["waste"]);
    expect(trust.archiveDesk()?.hash).toEqual(scene.hashes.archiveDesk);
    expect(trust.officers()).toHaveLength(2);
    const { certificates } = scene.ledger;
    const { outsider, root } = people;
    const elsewhere = await buildTrust({ rootVk: outsider.signing.vk, organisation, nowMs, certificates });
    expect(elsewhere.desks()).toEqual([]);
    const other = await buildTrust({ rootVk: root.vk, organisation: uuidOf("other"), nowMs, certificates });
    expect(new Set(other.rejected.map(({ why }) => why))).toEqual(new Set(["organisation"]));
  });

  it("do not depend on the order in which they arrive", async () => {
    const certificates = scene.ledger.certificates.toReversed();
    const trust = await buildTrust({ rootVk: people.root.vk, organisation, nowMs, certificates });
    expect(trust.rejected).toEqual([]);
  });

  it("are not current once expired, and still serve history", async () => {
    const later = await scene.ledger.trust(nowMs + 40 * dayMs);
    expect(later.currentDesk(uuidOf("waste"))).toBeUndefined();
    expect(later.currentRoster(uuidOf("waste"))).toBeDefined();
    expect(later.deskByCertHash(scene.hashes.wasteDesk)).toBeDefined();
    expect(later.rosterAt(uuidOf("waste"), scene.ledger.certificates.length)).toBeDefined();
  });

  it("may not claim a place in the log that is taken", async () => {
    const certificates = [
      ...scene.ledger.certificates,
      { ...signCertificate(revoke(noHash), []), logIndex: 0 },
    ];
    const trust = await buildTrust({ rootVk: people.root.vk, organisation, nowMs, certificates });
    expect(trust.rejected).toEqual([{ why: "log-index", logIndex: 0 }]);
  });
});

describe("a roster", () => {
  it("needs two different officers where the policy says so", async () => {
    const [first, second] = people.officers;
    expect(await verdict(await nextRoster(), [first, second])).toBe("ok");
    expect(await verdict(await nextRoster(), [first])).toBe("signature");
    expect(await verdict(await nextRoster(), [first, first])).toBe("signature");
    expect(await verdict(await nextRoster(), [first, people.sanne.signing])).toBe("signature");
  });

  it("is not signed by two officers when two certificates hold one key, or one person two", async () => {
    const [first, second] = people.officers;
    const { v, ...period } = scene.ledger.period(400);
    const certify = async (officer: string, keys: SigningKeys) => {
      const ledger = scene.ledger.copy();
      const body = {
        v,
        type: "officer",
        ...period,
        officer: uuidOf(officer),
        name: officer,
        vk: keys.vk,
      } as const;
      await ledger.add(body, [people.root]);
      return ledger;
    };
    const third = people.outsider.signing;
    expect(await verdict(await nextRoster(), [first, third], await certify("officer 3", third))).toBe("ok");
    expect(await verdict(await nextRoster(), [first], await certify("officer 3", first))).toBe("signature");
    expect(await verdict(await nextRoster(), [second, third], await certify("officer 2", third))).toBe(
      "signature",
    );
  });

  it("needs two officers where no policy is in force, and one where the policy says one", async () => {
    const [first, second] = people.officers;
    const roster = (ledger: Ledger) => rosterBody(ledger, "new", { members: [] });
    const ledger = new Ledger();
    ledger.certificates.push(...scene.ledger.certificates.slice(0, 2));
    expect(await verdict(await roster(ledger), [first], ledger)).toBe("signature");
    expect(await verdict(await roster(ledger), [first, second], ledger)).toBe("ok");
    const { v, ...period } = ledger.period(400);
    await ledger.add({ v, type: "policy", ...period, roster_signatures: 1 }, [people.root]);
    expect(await verdict(await roster(ledger), [first], ledger)).toBe("ok");
  });

  it("follows the one before it, keeps its kind and its members distinct", async () => {
    const { officers } = people;
    expect(await verdict(await nextRoster({ version: 1 }), officers)).toBe("version");
    expect(await verdict(await nextRoster({ version: 3 }), officers)).toBe("version");
    expect(await verdict(await nextRoster({ prev_hash: noHash }), officers)).toBe("version");
    expect(await verdict(await nextRoster({ kind: "archive" }), officers)).toBe("kind");
    expect(
      await verdict(await rosterBody(scene.ledger, "archive 2", { members: [], kind: "archive" }), officers),
    ).toBe("kind");
    const sanne = await member("sanne", ["answer"]);
    expect(await verdict(await nextRoster({ members: [sanne, sanne] }), officers)).toBe("members");
    expect(await verdict(await nextRoster({ members: [{ ...sanne, pk: noHash }] }), officers)).toBe("key");
  });

  it("lasts 92 days at most", async () => {
    const { officers } = people;
    const lasting = async (days: number) => {
      const { not_before } = scene.ledger.period(1);
      return nextRoster({ not_after: not_before + days * dayMs });
    };
    expect(await verdict(await lasting(92), officers)).toBe("ok");
    expect(await verdict(await lasting(93), officers)).toBe("lifetime");
    expect(await verdict(await lasting(0), officers)).toBe("lifetime");
  });

  it("is the one of its time for history", async () => {
    const ledger = scene.ledger.copy();
    const size = ledger.certificates.length;
    await ledger.add(await nextRoster(), people.officers);
    const trust = await ledger.trust();
    expect(trust.rosterAt(uuidOf("waste"), size)?.body.version).toBe(1);
    expect(trust.rosterAt(uuidOf("waste"), size + 1)?.body.version).toBe(2);
    expect(trust.rosterAt(uuidOf("waste"), 3)).toBeUndefined();
  });
});

describe("a desk certificate", () => {
  it("is signed by a member who may rotate, and by nobody else", async () => {
    const { sanne, bram, outsider, officers } = people;
    expect(await verdict(nextDesk(), [sanne.signing])).toBe("ok");
    expect(await verdict(nextDesk(), [bram.signing])).toBe("signature");
    expect(await verdict(nextDesk(), [outsider.signing])).toBe("signature");
    expect(await verdict(nextDesk(), officers)).toBe("signature");
  });

  it("names the roster in force, follows the epoch before and has a usable key", async () => {
    const signers = [people.sanne.signing];
    expect(await verdict(nextDesk({ roster_hash: scene.hashes.archiveRoster }), signers)).toBe("roster");
    expect(await verdict(nextDesk({ kind: "archive" }), signers)).toBe("kind");
    expect(await verdict(nextDesk({ epoch: 1 }), signers)).toBe("version");
    expect(await verdict(nextDesk({ epoch: 3 }), signers)).toBe("version");
    expect(await verdict(nextDesk({ prev_hash: noHash }), signers)).toBe("version");
    expect(await verdict(nextDesk({ enc_pk: noHash }), signers)).toBe("key");
    expect(await verdict(nextDesk({ enc_alg: 2 }), signers)).toBe("key");
    const ledger = scene.ledger.copy();
    await ledger.add(await nextRoster(), people.officers);
    expect(await verdict(nextDesk(), signers, ledger)).toBe("roster");
  });
});

describe("a revocation", () => {
  it("comes from an officer or the root, and names a certificate that stands", async () => {
    const { officers, root, sanne } = people;
    expect(await verdict(revoke(scene.hashes.wasteDesk), [officers[0]])).toBe("ok");
    expect(await verdict(revoke(scene.hashes.wasteDesk), [root])).toBe("ok");
    expect(await verdict(revoke(scene.hashes.wasteDesk), [sanne.signing])).toBe("signature");
    expect(await verdict(revoke(noHash), [root])).toBe("target");
  });

  it("takes a desk out from its own place in the log on, and not before", async () => {
    const ledger = scene.ledger.copy();
    const size = ledger.certificates.length;
    await ledger.add(revoke(scene.hashes.wasteRoster), [people.root]);
    const trust = await ledger.trust();
    expect(trust.currentRoster(uuidOf("waste"))).toBeUndefined();
    expect(trust.currentDesk(uuidOf("waste"))).toBeUndefined();
    expect(trust.rosterAt(uuidOf("waste"), size)).toBeDefined();
    expect(trust.rosterAt(uuidOf("waste"), size + 1)).toBeUndefined();
  });

  it("of an officer ends what they can sign", async () => {
    const ledger = scene.ledger.copy();
    const [certificate] = ledger.certificates;
    if (!certificate) throw new Error("no officer");
    await ledger.add(revoke(await certificateHash(certificate.payloadBytes)), [people.root]);
    expect(await verdict(await nextRoster(), people.officers, ledger)).toBe("signature");
  });
});

describe("a certificate's bytes", () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);

  it("are read in their one spelling only", () => {
    const certificate = signCertificate(revoke(noHash), []);
    const json = new TextDecoder().decode(certificate.payloadBytes);
    const read = (text: string) => readCertificate({ payloadBytes: utf8(text), signatures: [] }).ok;
    expect(read(json)).toBe(true);
    expect(read(`${json} `)).toBe(false);
    expect(read(json.replace('{"v":1', '{"v":1,"v":1'))).toBe(false);
    expect(read(json.replace('{"v":1', '{"v":1.0'))).toBe(false);
    expect(read(json.replace('{"v":1,', '{"x":1,"v":1,'))).toBe(false);
    expect(read(json.replace('{"v":1,"type":"revoke"', '{"type":"revoke","v":1'))).toBe(false);
    expect(read(json.replace("vertrokken", "\\u0076ertrokken"))).toBe(false);
    expect(read(json.replace("vertrokken", "\\ud800"))).toBe(false);
    expect(read(json.replace(organisation, organisation.toUpperCase()))).toBe(false);
    expect(read(json.replace(/"revoked":"A/, '"revoked":"B'))).toBe(true);
    expect(read(json.replace(/A","why"/, 'B","why"'))).toBe(false);
  });

  it("are refused to be signed when no reader would take them", () => {
    expect(() => signCertificate({ ...revoke(noHash), org: "not a uuid" }, [])).toThrow(RangeError);
    expect(() => addSignature({ payloadBytes: utf8("{}"), signatures: [] }, people.root)).toThrow(RangeError);
  });

  it("have a leaf of 42 bytes that shows the type and nothing else", async () => {
    const { payloadBytes } = signCertificate(revoke(noHash), []);
    const leaf = await certificateLeaf("revoke", payloadBytes);
    expect(leaf).toHaveLength(42);
    expect(new TextDecoder().decode(leaf.subarray(0, 9))).toBe("MCE1/leaf");
    expect(leaf[9]).toBe(5);
    expect(bytesToUuid(leaf.slice(10, 26))).not.toBe(
      bytesToUuid((await certificateHash(payloadBytes)).slice(0, 16)),
    );
  });
});
