import type { CertificateBody } from "../src/certificateBody.js";
import { type Certificate, signCertificate } from "../src/certificates.js";
import type { SigningKeys } from "../src/primitives.js";
import { type Case, type CaseOf, type LoggedHex, toHex, type Vectors } from "./format.js";
import { flipped } from "./messageCases.js";
import {
  dayMs,
  deskBody,
  type Ledger,
  member,
  noHash,
  people,
  rosterBody,
  type Scene,
  startMs,
  uuidOf,
} from "./scene.js";

const toLoggedHex = ({ payloadBytes, signatures }: Certificate, logIndex: number): LoggedHex => ({
  payload: toHex(payloadBytes),
  signatures: signatures.map(({ vk, signature }) => ({ vk: toHex(vk), signature: toHex(signature) })),
  log_index: logIndex,
});

const toLog = ({ certificates }: Ledger): LoggedHex[] =>
  certificates.map((one) => toLoggedHex(one, one.logIndex));

async function nextRoster({ ledger, hashes }: Scene): Promise<CertificateBody & { type: "roster" }> {
  const members = [await member("sanne", ["answer", "rotate"])];
  return rosterBody(ledger, "waste", { members, version: 2, previousHash: hashes.wasteRoster });
}

const nextDesk = ({ ledger, hashes }: Scene) =>
  deskBody(ledger, "waste", { rosterHash: hashes.wasteRoster, epoch: 2, previousHash: hashes.wasteDesk });

function revoke({ ledger }: Scene, revoked: Uint8Array): CertificateBody {
  const { v, ...period } = ledger.period(400);
  return { v, type: "revoke", ...period, revoked, why: "vertrokken" };
}

/** The logs that the cases are judged by. */
export async function logs(scene: Scene): Promise<Vectors["scene"]["logs"]> {
  const { officers, root, sanne } = people;
  const grown = async (body: CertificateBody, signers: readonly SigningKeys[]) => {
    const ledger = scene.ledger.copy();
    await ledger.add(body, signers);
    return toLog(ledger);
  };
  return {
    base: toLog(scene.ledger),
    "bram left": await grown(await nextRoster(scene), officers),
    "desk rotated": await grown(nextDesk(scene), [sanne.signing]),
    "desk revoked": await grown(revoke(scene, scene.hashes.wasteDesk), [root]),
    "no policy": toLog(scene.ledger).slice(0, 2),
  };
}

/** Certificates as the next entry of the log. */
export async function certificateCases(scene: Scene): Promise<Case[]> {
  const { officers, root, sanne, bram, outsider } = people;
  const [first, second] = officers;
  const { hashes, ledger } = scene;
  const logIndex = ledger.certificates.length;
  const add = (name: string, why: string, certificate: Certificate): CaseOf<"add_certificate"> => ({
    name: `certificate: ${name}`,
    why,
    operation: "add_certificate",
    certificate: toLoggedHex(certificate, logIndex),
    log: "base",
  });
  const roster = await nextRoster(scene);
  const desk = nextDesk(scene);
  const { v, ...period } = ledger.period(400);
  const officer: CertificateBody = {
    v,
    type: "officer",
    ...period,
    officer: uuidOf("new"),
    name: "new",
    vk: outsider.signing.vk,
  };
  const signedRoster = (over: Partial<typeof roster>) => signCertificate({ ...roster, ...over }, officers);
  const signedDesk = (over: Partial<typeof desk>) => signCertificate({ ...desk, ...over }, [sanne.signing]);
  const good = signCertificate(roster, officers);
  const respelled = (from: string, to: string): Certificate => {
    const text = new TextDecoder().decode(good.payloadBytes).replace(from, to);
    return { ...good, payloadBytes: new TextEncoder().encode(text) };
  };
  const asOfficer = signCertificate(officer, [root]);
  const [sanneMember] = roster.members;
  if (!sanneMember) throw new Error("no member");
  const newRoster = signCertificate(await rosterBody(ledger, "new", { members: [] }), [first]);

  return [
    add("roster by two officers", "ok", good),
    add("desk by a member who may rotate", "ok", signCertificate(desk, [sanne.signing])),
    add("officer by the root", "ok", asOfficer),
    add("revocation by an officer", "ok", signCertificate(revoke(scene, hashes.wasteDesk), [first])),
    add("roster by one officer where two are asked", "signature", signCertificate(roster, [first])),
    add("roster twice by the same officer", "signature", signCertificate(roster, [second, second])),
    add("roster by an officer and an agent", "signature", signCertificate(roster, [first, sanne.signing])),
    { ...add("roster by one officer without a policy", "signature", newRoster), log: "no policy" },
    add("roster with a changed payload", "signature", {
      ...good,
      payloadBytes: signCertificate({ ...roster, not_after: roster.not_after - 1 }, []).payloadBytes,
    }),
    add("roster with a changed signature", "signature", {
      ...good,
      signatures: good.signatures.map((one) => ({ ...one, signature: flipped(one.signature, 5) })),
    }),
    add("roster with its signatures under each other's keys", "signature", {
      ...good,
      signatures: good.signatures.map(({ signature }, i) => ({
        vk: officers[1 - i]?.vk ?? noHash,
        signature,
      })),
    }),
    add("officer by an officer", "signature", signCertificate(officer, [first])),
    add("officer with the signature of a policy", "signature", {
      ...asOfficer,
      signatures: ledger.certificates[2]?.signatures ?? [],
    }),
    add("desk by a member without the right to rotate", "signature", signCertificate(desk, [bram.signing])),
    add("desk by officers", "signature", signCertificate(desk, officers)),
    add(
      "revocation by an agent",
      "signature",
      signCertificate(revoke(scene, hashes.wasteDesk), [sanne.signing]),
    ),
    add("revocation of what is not there", "target", signCertificate(revoke(scene, noHash), [root])),
    add("roster of the same version again", "version", signedRoster({ version: 1 })),
    add("roster with a version skipped", "version", signedRoster({ version: 3 })),
    add("roster after another than the last", "version", signedRoster({ prev_hash: noHash })),
    add("desk of the same epoch again", "version", signedDesk({ epoch: 1 })),
    add("desk after another than the last", "version", signedDesk({ prev_hash: noHash })),
    add("desk under another desk's roster", "roster", signedDesk({ roster_hash: hashes.archiveRoster })),
    {
      ...add("desk under a superseded roster", "roster", signedDesk({})),
      log: "bram left",
      certificate: toLoggedHex(signedDesk({}), logIndex + 1),
    },
    add("desk with a low-order key", "key", signedDesk({ enc_pk: noHash })),
    add("desk with a key of the other algorithm", "key", signedDesk({ enc_alg: 2 })),
    add("member with a low-order key", "key", signedRoster({ members: [{ ...sanneMember, pk: noHash }] })),
    add("member listed twice", "members", signedRoster({ members: [sanneMember, sanneMember] })),
    add("desk turned into an archive", "kind", signedRoster({ kind: "archive" })),
    add("of another organisation", "organisation", signedRoster({ org: uuidOf("elsewhere") })),
    add("valid too long", "lifetime", signedRoster({ not_after: startMs + 93 * dayMs })),
    add("ended before it began", "lifetime", signedRoster({ not_after: startMs - 1 })),
    { ...add("at a place in the log that is taken", "log-index", good), certificate: toLoggedHex(good, 0) },
    add("unknown key", "malformed", respelled('{"v":1,', '{"v":1,"x":1,')),
    add("duplicate key", "malformed", respelled('{"v":1,', '{"v":1,"v":1,')),
    add(
      "keys in another order",
      "malformed",
      respelled('{"v":1,"type":"roster",', '{"type":"roster","v":1,'),
    ),
    add("number spelled otherwise", "malformed", respelled('"version":2', '"version":2.0')),
    add("letter escaped", "malformed", respelled('"alias":"sanne"', '"alias":"s\\u0061nne"')),
    add("UUID in capitals", "malformed", respelled(uuidOf("waste"), uuidOf("waste").toUpperCase())),
    add("empty", "malformed", { payloadBytes: new Uint8Array(0), signatures: [] }),
  ];
}
