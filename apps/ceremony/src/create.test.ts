import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  agentFromSeed,
  fromCrockford,
  joinRootSeed,
  openRootPin,
  openSlot,
  organisationNumber,
  parseRecoveryKit,
  recoveryKek,
  type SigningKeys,
  signingKeysFromSeed,
  utf8,
} from "@eigenkanaal/crypto";
import { stretchPassphrase } from "@eigenkanaal/crypto/passphrase";
import type { BundleContent } from "@eigenkanaal/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedBundle } from "./bundle.js";
import { openDeskSeeds } from "./deskEpoch.js";
import { readLetter } from "./letter.js";
import { bytesOf, findDesk, trustOf } from "./organisation.js";
import {
  bundleContent,
  ceremony,
  copyTown,
  desks,
  keysOf,
  madeAt,
  makeTemporaryFolder,
  makeTown,
  occurs,
  openEpochs,
  plan,
  removeFolder,
  writePlan,
} from "./rehearsal.js";

const at = ["--now", madeAt];
let folder: string;
let town: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  town = await makeTown(folder);
});
afterAll(() => removeFolder(folder));

const officerSeed = async (name: string): Promise<Uint8Array> =>
  bytesOf(JSON.parse(await readFile(join(town, "officers", name), "utf8")).seed);

describe("an organisation made of a plan", () => {
  it("has a bundle that stands, and one organisation number everywhere", async () => {
    const content = await bundleContent(town);
    const number = organisationNumber(bytesOf(content.rootVk));
    const verified = await ceremony("verify", join(town, "bundle.json"), ...at);
    expect(verified).toMatchObject({ code: 0, err: "" });
    expect(verified.out).toContain(number);
    expect((await ceremony("show", "--dir", town, ...at)).out).toContain(number);
    expect(await readFile(join(town, "letters", "joris@town.example.txt"), "utf8")).toContain(number);
  });

  it("gives a trust in which nothing is rejected and every desk stands", async () => {
    const content = await bundleContent(town);
    const trust = await trustOf(content, Date.parse(madeAt));
    expect(trust.rejected).toEqual([]);
    expect(trust.officers()).toHaveLength(2);
    expect(trust.desks().map(({ body }) => body.desk)).toEqual([desks.general, desks.waste]);
    expect(trust.archiveDesk()?.body.desk).toBe(desks.archive);
    expect(content.certificates.map(({ logIndex }) => logIndex)).toEqual(
      content.certificates.map((_, i) => i),
    );
  });

  it("lets every member open the keys of their desks, and no other", async () => {
    const seats = Object.fromEntries(plan.members.map(({ account, desks }) => [account, desks]));
    for (const [account, own] of Object.entries(seats)) {
      const keys = await keysOf(town, account);
      for (const desk of Object.values(desks)) {
        const expected = own.some((seat) => seat.desk === desk) ? [1] : [];
        expect(await openEpochs(town, desk, { account, keys }), `${account} ${desk}`).toEqual(expected);
      }
    }
  });

  it("does not open a colleague's wrap with one's own keys", async () => {
    const content = await bundleContent(town);
    const fatima = content.members.find(({ account }) => account.startsWith("fatima"))?.member ?? "";
    const desk = findDesk(content, desks.general);
    const open = async (account: string) =>
      openDeskSeeds(content, desk, { member: fatima, keys: await keysOf(town, account) });
    expect(await open("fatima@town.example")).toHaveLength(1);
    expect(await open("joris@town.example")).toHaveLength(0);
  });

  it("opens a member's identity and root pin with the passphrase of the letter, and with no other", async () => {
    const content = await bundleContent(town);
    const [member] = content.members;
    const slot = member?.slots.find(({ type }) => type === 1);
    const letter = await readLetter(town, member?.account ?? "");
    if (!member || !slot || !letter) throw new Error("no founding member");
    const { ops, memBytes } = slot;
    const work = { salt: bytesOf(slot.salt), ops, memBytes };
    const open = async (passphrase: string) => {
      const stretched = await stretchPassphrase({ passphrase, ...work });
      if (!stretched.ok) throw new Error(stretched.why);
      const header = { agent: member.member, vk: bytesOf(member.vk), type: "passphrase", ...work } as const;
      return { ...openSlot(header, stretched.kek, bytesOf(slot.slot)), auth: stretched.auth };
    };
    const opened = await open(letter.passphrase);
    if (!opened.ok) throw new Error(opened.why);
    expect(opened.auth).toEqual(bytesOf(member.auth));
    const { localKey } = agentFromSeed(opened.seed);
    expect(openRootPin(content.organisation, localKey, bytesOf(member.rootPin))).toEqual(
      bytesOf(content.rootVk),
    );
    expect(await open("babab-babab-babab-babab-babab")).toMatchObject({ ok: false, why: "tampered" });
  });

  it("needs both halves of the root for its key", async () => {
    const content = await bundleContent(town);
    const [a, b] = await Promise.all(
      ["root-a", "root-b"].map(async (name) => fromCrockford(await readFile(join(town, name), "utf8"), 32)),
    );
    if (!a || !b) throw new Error("a half that cannot be read");
    const vkOf = (seed: Uint8Array) => signingKeysFromSeed(seed).vk;
    expect(vkOf(joinRootSeed(a, b))).toEqual(bytesOf(content.rootVk));
    expect(vkOf(a)).not.toEqual(bytesOf(content.rootVk));
    expect(vkOf(b)).not.toEqual(bytesOf(content.rootVk));
  });

  it("keeps its files to their owner", async () => {
    const entries = await readdir(town, { recursive: true, withFileTypes: true });
    expect(entries.length).toBeGreaterThan(8);
    for (const entry of entries) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o777, entry.name).toBe(entry.isDirectory() ? 0o700 : 0o600);
    }
    expect((await stat(town)).mode & 0o777).toBe(0o700);
  });

  it("has none of its secrets in the bundle or the organisation's file", async () => {
    const content = await bundleContent(town);
    const halves = ["root-a", "root-b"].map(async (n) =>
      fromCrockford(await readFile(join(town, n), "utf8"), 32),
    );
    const [a, b] = await Promise.all(halves);
    const secrets = [a, b, joinRootSeed(a ?? utf8(""), b ?? utf8(""))];
    secrets.push(await officerSeed("officer-1.json"), await officerSeed("officer-2.json"));
    for (const { account, member, slots } of content.members) {
      const letter = await readLetter(town, account);
      const keys = await keysOf(town, account);
      secrets.push(utf8(letter?.passphrase ?? ""), utf8(letter?.recoveryKit ?? ""));
      const kit = parseRecoveryKit(letter?.recoveryKit ?? "") ?? utf8("");
      const slot = bytesOf(slots.find(({ type }) => type === 2)?.slot ?? "");
      const header = { agent: member, vk: keys.signing.vk, type: "recovery-kit" } as const;
      const opened = openSlot(header, recoveryKek(kit, member), slot);
      if (!opened.ok) throw new Error(opened.why);
      secrets.push(
        kit,
        opened.seed,
        keys.localKey,
        keys.box.sk,
        keys.xwing.sk,
        keys.signing.sk.subarray(0, 32),
      );
      for (const desk of content.desks) {
        secrets.push(...openDeskSeeds(content, desk, { member, keys }).map(({ seed }) => seed));
      }
    }
    expect(secrets.length).toBeGreaterThan(25);
    for (const file of ["bundle.json", "organisation.json"]) {
      const text = await readFile(join(town, file), "utf8");
      // What should be found is found: else a search that finds nothing would say nothing.
      expect(occurs((await keysOf(town, "karin@town.example")).box.pk, text), file).toBe(true);
      for (const secret of secrets) {
        expect(secret?.length).toBeGreaterThanOrEqual(20);
        expect(occurs(secret ?? utf8(""), text), file).toBe(false);
      }
    }
  });
});

describe("making an organisation again", () => {
  /** The program as built: of two in one process, each would wait for the other's key stretching. */
  const ceremonyInAnotherProcess = (dir: string): Promise<{ code: number }> =>
    new Promise((resolve) => {
      const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
      const args = [
        "create",
        "--plan",
        join(folder, "plan.json"),
        "--out",
        dir,
        "--argon2-mem",
        "64MiB",
        ...at,
      ];
      spawn(process.execPath, [main, ...args]).once("close", (code) => resolve({ code: code ?? -1 }));
    });
  const create = async (dir: string, ...more: string[]) =>
    ceremony(
      "create",
      "--plan",
      await writePlan(folder),
      "--out",
      dir,
      "--argon2-mem",
      "64MiB",
      ...at,
      ...more,
    );

  it("is refused where one is, and keeps the old one beside the new with --replace", async () => {
    const copy = await copyTown(town, folder);
    const before = await readFile(join(copy, "root-a"), "utf8");
    const refused = await create(copy);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("exists already");
    expect(await readFile(join(copy, "root-a"), "utf8")).toBe(before);

    expect(await create(copy, "--replace")).toMatchObject({ code: 0 });
    expect(await readFile(join(copy, "root-a"), "utf8")).not.toBe(before);
    expect(await readFile(join(`${copy}.before-${Date.parse(madeAt)}`, "root-a"), "utf8")).toBe(before);
  });

  it("keeps the one that was made in the meantime, whole, when two are at it", async () => {
    const out = join(folder, "twice");
    await writePlan(folder);
    const both = await Promise.all([create(out), ceremonyInAnotherProcess(out)]);
    expect(both.map(({ code }) => code).toSorted()).toEqual([0, 1]);
    expect(await ceremony("renew", "--dir", out, ...at)).toMatchObject({ code: 0 });
    expect(await ceremony("verify", join(out, "bundle.json"), ...at)).toMatchObject({ code: 0 });
    expect((await readdir(folder)).filter((name) => name.startsWith("twice"))).toEqual(["twice"]);
  });

  it("starts anew after one that was interrupted", async () => {
    const out = join(folder, "interrupted");
    const abandoned = `${out}.draft-${2 ** 22 + 1}`;
    const atWork = `${out}.draft-${process.ppid}`;
    for (const draft of [abandoned, atWork]) await mkdir(draft);
    expect(await create(out)).toMatchObject({ code: 0 });
    const drafts = (await readdir(folder)).filter((name) => name.startsWith("interrupted.draft"));
    expect(drafts).toEqual([basename(atWork)]);
  });
});

describe("a plan that cannot be carried out", () => {
  const [fatima, joris, karin] = plan.members;
  const unknownDesk = {
    ...joris,
    desks: [{ desk: "44444444-4444-4444-8444-444444444444", rights: ["answer"] }],
  };
  const withoutRotator = { ...karin, desks: [{ desk: desks.archive, rights: ["answer"] }] };

  it.each([
    [
      "an unknown desk",
      { ...plan, members: [fatima, joris, karin, { ...unknownDesk, account: "x@town.example" }] },
      "unknown desk",
    ],
    [
      "a desk where nobody may rotate",
      { ...plan, members: [fatima, joris, withoutRotator] },
      "right to rotate",
    ],
    ["no archive", { ...plan, desks: plan.desks.slice(0, 2), members: [fatima, joris] }, "one archive"],
    [
      "two general desks",
      { ...plan, desks: plan.desks.map((desk) => ({ ...desk, general: true })) },
      "one general",
    ],
    [
      "an account of another town",
      { ...plan, members: [{ ...fatima, account: "fatima@other.example" }, joris, karin] },
      "not an account of",
    ],
    [
      "a right that does not exist",
      { ...plan, members: [{ ...fatima, desks: [{ desk: desks.general, rights: ["reign"] }] }] },
      "members.0.desks.0.rights.0",
    ],
    ["one officer", { ...plan, officers: ["Ans de Wit"] }, "officers"],
  ])("is refused for %s, and leaves nothing behind", async (_, changed, words) => {
    const out = join(folder, "refused");
    const planPath = await writePlan(folder, changed);
    const refused = await ceremony("create", "--plan", planPath, "--out", out, ...at);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain(words);
    await expect(stat(out)).rejects.toThrow("ENOENT");
  });
});

describe("a bundle that was changed", () => {
  const bundleText = (content: BundleContent, signer: SigningKeys) =>
    JSON.stringify(signedBundle(content, signer));
  const verify = async (text: string) => {
    const path = join(folder, "changed-bundle.json");
    await writeFile(path, text);
    return ceremony("verify", path, ...at);
  };

  it("is refused when its content is not what was signed", async () => {
    const text = await readFile(join(town, "bundle.json"), "utf8");
    expect(await verify(text)).toMatchObject({ code: 0 });
    const bundle = JSON.parse(text);
    const content = Buffer.from(JSON.stringify({ ...(await bundleContent(town)), name: "Gemeente Vals" }));
    const refused = await verify(JSON.stringify({ ...bundle, content: content.toString("base64url") }));
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("signature is false");
  });

  it("is refused when anybody but the root or an officer signed it", async () => {
    const content = await bundleContent(town);
    const officer = signingKeysFromSeed(await officerSeed("officer-1.json"));
    expect(await verify(bundleText(content, officer))).toMatchObject({ code: 0 });
    const member = await keysOf(town, "fatima@town.example");
    const refused = await verify(bundleText(content, member.signing));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain("neither the root nor an officer");
  });

  it("is refused when an officer slips in a member's other key or a certificate that does not stand", async () => {
    const content = await bundleContent(town);
    const officer = signingKeysFromSeed(await officerSeed("officer-1.json"));
    const strangerVk = Buffer.alloc(32, 9).toString("base64url");
    const otherKey = content.members.map((member, i) => (i === 0 ? { ...member, vk: strangerVk } : member));
    expect((await verify(bundleText({ ...content, members: otherKey }, officer))).err).toContain(
      "another key",
    );
    const cut = content.certificates.map((one, i) =>
      i === 3
        ? { ...one, signatures: one.signatures.slice(0, 1).map((s) => ({ ...s, vk: strangerVk })) }
        : one,
    );
    expect((await verify(bundleText({ ...content, certificates: cut }, officer))).err).toContain(
      "does not stand",
    );
  });

  it("is refused when it is no bundle", async () => {
    expect(await verify("{}")).toMatchObject({ code: 1, out: "" });
    expect(await verify("bundle")).toMatchObject({ code: 1, out: "" });
    expect(await ceremony("verify", join(folder, "absent.json"))).toMatchObject({ code: 1, out: "" });
  });

  it("is refused when it names another root than the one that certified the officers", async () => {
    const content = await bundleContent(town);
    const officer = signingKeysFromSeed(await officerSeed("officer-1.json"));
    const rootVk = Buffer.from(officer.vk).toString("base64url");
    expect((await verify(bundleText({ ...content, rootVk }, officer))).err).toContain("does not stand");
  });
});
