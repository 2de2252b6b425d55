import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AgentKeys, organisationNumber } from "@eigenkanaal/crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openIdentity } from "./identity.js";
import { bytesOf, trustOf } from "./organisation.js";
import {
  bundleContent,
  bundlePaths,
  ceremony,
  copyTown,
  daysLater,
  desks,
  keysOf,
  madeAt,
  makeTemporaryFolder,
  makeTown,
  openEpochs,
  removeFolder,
} from "./rehearsal.js";
import { readOrganisation } from "./save.js";

const account = "noor@town.example";
const at = ["--now", daysLater(1)];
let folder: string;
let town: string;
/** What Noor was shown when she enrolled. */
let shown: { fingerprint: string; kit: string };
let requestPath: string;
/** A fresh copy of the town per test. */
let dir: string;

const fingerprintIn = (told: string) => /ask:\n\n {2}(\S+)/.exec(told)?.[1] ?? "";
const number = async () => organisationNumber(bytesOf((await readOrganisation(town)).content.rootVk));
const enrol = (...changed: string[]) =>
  ceremony(
    ...["enrol", "--card", join(town, "organisation-card.json"), "--out", folder, "--name", "Noor de Boer"],
    ...["--argon2-mem", "64MiB", "--account", account],
    ...changed,
  );
const admit = (...changed: string[]) =>
  ceremony(
    ...["admit", "--dir", dir, "--request", requestPath, "--desk", "Afval", "--alias", "Noor", ...at],
    ...["--rights", "answer", "--fingerprint", shown.fingerprint],
    ...changed,
  );
const renewDesk = (by: string, ...changed: string[]) =>
  ceremony(
    "renew-desk",
    "--dir",
    dir,
    "--desk",
    "Afval",
    "--account",
    `${by}@town.example`,
    ...at,
    ...changed,
  );

async function noorKeys(): Promise<AgentKeys> {
  const { content } = await readOrganisation(dir);
  const noor = content.members.find((member) => member.account === account);
  if (!noor) throw new Error("Noor is not a member");
  return openIdentity(noor, shown.kit);
}

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  town = await makeTown(folder);
  const { out } = await enrol("--organisation-number", await number());
  shown = { fingerprint: fingerprintIn(out), kit: /Recovery kit: (\S+)/.exec(out)?.[1] ?? "" };
  requestPath = join(folder, `${account}.request.json`);
});
afterAll(() => removeFolder(folder));
beforeEach(async () => {
  dir = await copyTown(town, folder);
});

describe("enrolling", () => {
  it("needs the organisation number that belongs to the card", async () => {
    const right = (await number()).replaceAll(" ", "");
    const wrong = right.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
    const elsewhere = ["--out", join(folder, "elsewhere")];
    expect(await enrol("--organisation-number", right, ...elsewhere)).toMatchObject({ code: 0 });
    const refused = await enrol("--organisation-number", wrong, ...elsewhere, "--replace");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("not of the organisation with this number");
  });

  it("does not write a request over another, nor for an account elsewhere", async () => {
    const before = await readFile(requestPath, "utf8");
    expect(await enrol("--organisation-number", await number())).toMatchObject({ code: 1, out: "" });
    expect(await readFile(requestPath, "utf8")).toBe(before);
    const elsewhere = await enrol("--organisation-number", await number(), "--account", "noor@other.example");
    expect(elsewhere).toMatchObject({ code: 1, out: "" });
  });

  it("writes no passphrase and no kit into the request", async () => {
    const request = await readFile(requestPath, "utf8");
    expect(request).toContain(account);
    expect(request).not.toContain(shown.kit);
  });
});

describe("admitting", () => {
  it("puts the person on the roster; desk keys follow when a member with the right to rotate renews", async () => {
    expect(await admit()).toMatchObject({ code: 0 });
    const trust = await trustOf(await bundleContent(dir), Date.parse(daysLater(1)));
    const roster = trust.currentRoster(desks.waste)?.body;
    expect(roster?.version).toBe(2);
    expect(roster?.members.map(({ alias }) => alias)).toEqual(["fatima", "joris", "Noor"]);
    const noor = { account, keys: await noorKeys() };
    expect(await openEpochs(dir, desks.waste, noor)).toEqual([]);
    expect((await ceremony("show", "--dir", dir, ...at)).out).toMatch(/roster changed.*Afval/s);

    expect(await renewDesk("joris")).toMatchObject({ code: 0 });
    expect((await openEpochs(dir, desks.waste, noor)).toSorted()).toEqual([1, 2]);
    expect(await openEpochs(dir, desks.general, noor)).toEqual([]);
    const fatima = { account: "fatima@town.example", keys: await keysOf(dir, "fatima@town.example") };
    expect(await openEpochs(dir, desks.waste, fatima)).toEqual([1, 2]);
    expect((await ceremony("show", "--dir", dir, ...at)).out).not.toContain("roster changed");
    expect(await ceremony("verify", ...(await bundlePaths(dir)), ...at)).toMatchObject({ code: 0 });
  });

  it("takes a request only with the fingerprint that was compared", async () => {
    expect(await admit("--fingerprint", shown.fingerprint.toLowerCase().replaceAll("-", " "))).toMatchObject({
      code: 0,
    });
    const other = await admit("--fingerprint", "0000-0000-0000-0000-0000-0000-000");
    expect(other).toMatchObject({ code: 1, out: "" });
    const changed = join(folder, "changed.request.json");
    await writeFile(changed, (await readFile(requestPath, "utf8")).replace("Noor de Boer", "Noor de Beer"));
    expect(await admit("--request", changed)).toMatchObject({ code: 1, out: "" });
  });

  it("needs as many officers as the policy says", async () => {
    const officer = (n: number) => join(dir, "officers", `officer-${n}.json`);
    const alone = await admit("--officer", officer(1));
    expect(alone).toMatchObject({ code: 1, out: "" });
    expect(alone.err).toContain("needs 2 officers; present: 1");
    const twice = await admit("--officer", officer(1), "--officer", officer(1));
    expect(twice).toMatchObject({ code: 1, err: alone.err });
    expect(await admit("--officer", officer(1), "--officer", officer(2))).toMatchObject({ code: 0 });
  });

  it("knows its desks, rights and roles", async () => {
    expect(await admit("--desk", "Parkeren")).toMatchObject({ code: 1, out: "" });
    expect(await admit("--rights", "answer,reign")).toMatchObject({ code: 1, out: "" });
    expect(await admit("--roles", "mayor")).toMatchObject({ code: 1, out: "" });
    expect(await admit("--rights", "answer,rotate", "--roles", "agent,supervisor")).toMatchObject({
      code: 0,
    });
  });

  it("gives a member another desk, but never an account to other keys", async () => {
    expect(await admit()).toMatchObject({ code: 0 });
    expect(await admit("--desk", "KCC")).toMatchObject({ code: 0 });
    const content = await bundleContent(dir);
    expect(content.members.filter((member) => member.account === account)).toHaveLength(1);

    const stranger = await makeTemporaryFolder();
    const { out } = await enrol("--organisation-number", await number(), "--out", stranger);
    const path = join(stranger, `${account}.request.json`);
    const refused = await admit("--request", path, "--fingerprint", fingerprintIn(out));
    await removeFolder(stranger);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("with other keys");
  });
});

describe("renewing a desk's key", () => {
  it("is for members of that desk with the right to rotate, with their own kit", async () => {
    const answersOnly = await renewDesk("fatima");
    expect(answersOnly).toMatchObject({ code: 1, out: "" });
    expect(answersOnly.err).toContain("right to rotate");
    expect(await renewDesk("karin")).toMatchObject({ code: 1, out: "" });
    const kit = join(dir, "letters", "kit");
    await writeFile(kit, shown.kit);
    expect(await renewDesk("joris", "--kit", kit)).toMatchObject({ code: 1, out: "" });
    expect((await bundleContent(dir)).certificates).toHaveLength(
      (await bundleContent(town)).certificates.length,
    );
    expect(await renewDesk("joris")).toMatchObject({ code: 0 });
  });

  it.each(["review", "supervise", "review,supervise"])(
    "gives none to who is on the roster to %s alone, and does to the others",
    async (rights) => {
      expect(await admit("--rights", rights)).toMatchObject({ code: 0 });
      expect(await renewDesk("joris")).toMatchObject({ code: 0 });
      const { deskKeys } = await bundleContent(dir);
      const { vk } = (await noorKeys()).signing;
      const noor = (await bundleContent(dir)).members.find((one) => bytesOf(one.vk).join() === vk.join());
      expect(deskKeys.filter(({ member }) => member === noor?.member)).toEqual([]);
      expect(await openEpochs(dir, desks.waste, { account, keys: await noorKeys() })).toEqual([]);
      const fatima = { account: "fatima@town.example", keys: await keysOf(dir, "fatima@town.example") };
      expect(await openEpochs(dir, desks.waste, fatima)).toEqual([1, 2]);
    },
  );

  it("is refused before the organisation was made", async () => {
    const early = await renewDesk("joris", "--now", "2026-11-01T00:00:00Z");
    expect(early).toMatchObject({ code: 1, out: "" });
    expect(await renewDesk("joris", "--now", madeAt)).toMatchObject({ code: 0 });
  });
});
