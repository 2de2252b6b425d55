import { copyFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { trustOf } from "./organisation.js";
import {
  bundleContent,
  bundlePaths,
  ceremony,
  copyTown,
  daysLater,
  desks,
  keysOf,
  makeTemporaryFolder,
  makeTown,
  openEpochs,
  readBundle,
  removeFolder,
} from "./rehearsal.js";

let folder: string;
let town: string;
let dir: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  town = await makeTown(folder);
});
afterAll(() => removeFolder(folder));
beforeEach(async () => {
  dir = await copyTown(town, folder);
});

const renew = (day: number, ...more: string[]) =>
  ceremony("renew", "--dir", dir, "--now", daysLater(day), ...more);
const trustOn = async (day: number) => trustOf(await bundleContent(dir), Date.parse(daysLater(day)));

describe("renewing what ends soon", () => {
  it("leaves alone what lasts longer", async () => {
    const before = await bundleContent(dir);
    expect(await renew(5)).toMatchObject({ code: 0, out: "Nothing ends within 14 days.\n" });
    expect(await bundleContent(dir)).toEqual(before);
  });

  it("gives desks their next key after three weeks, which the same members open", async () => {
    const { length } = (await bundleContent(dir)).certificates;
    expect(await renew(25)).toMatchObject({ code: 0 });
    const content = await bundleContent(dir);
    expect(content.certificates.slice(length).map(({ logIndex }) => logIndex)).toEqual([
      length,
      length + 1,
      length + 2,
    ]);
    const trust = await trustOn(50);
    expect(trust.currentDesk(desks.waste)?.body.epoch).toBe(2);
    expect(trust.archiveDesk()?.body.epoch).toBe(2);
    for (const account of ["fatima@town.example", "joris@town.example"]) {
      const keys = await keysOf(dir, account);
      expect(await openEpochs(dir, desks.waste, { account, keys })).toEqual([1, 2]);
    }
    const karin = { account: "karin@town.example", keys: await keysOf(dir, "karin@town.example") };
    expect(await openEpochs(dir, desks.waste, karin)).toEqual([]);
  });

  it("sets a town right that nobody opened for half a year, and then for one and a half", async () => {
    for (const day of [180, 180 + 540]) {
      expect((await trustOn(day)).desks()).toEqual([]);
      expect(await renew(day)).toMatchObject({ code: 0, err: "" });
      const trust = await trustOn(day);
      expect(trust.desks()).toHaveLength(2);
      expect(trust.archiveDesk()).toBeDefined();
      expect(trust.officers().length).toBeGreaterThanOrEqual(2);
      expect(await ceremony("verify", ...(await bundlePaths(dir)), "--now", daysLater(day))).toMatchObject({
        code: 0,
      });
    }
  });

  it("says what it had to leave to the holders of the root, and does the rest", async () => {
    await rm(join(dir, "root-b"));
    const refused = await renew(390);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("officer Ans de Wit: needs both halves of the root key");
    expect((await trustOn(390)).desks()).toHaveLength(2);
  });

  it("leaves rosters to officers who are not there, and desk keys to members who took their letter", async () => {
    await rm(join(dir, "officers", "officer-2.json"));
    await rm(join(dir, "letters", "joris@town.example.txt"));
    const refused = await renew(25, "--within", "80");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain('roster of "Afval": A roster needs 2 officers');
    expect(refused.err).toContain('key of "Afval": needs a member with the right to rotate');
    const trust = await trustOn(50);
    expect(trust.currentDesk(desks.waste)).toBeUndefined();
    expect(trust.currentDesk(desks.general)?.body.epoch).toBe(2);
  });

  it("refuses halves that are of another root", async () => {
    const other = await makeTown(await makeTemporaryFolder());
    await copyFile(join(other, "root-a"), join(dir, "root-a"));
    const refused = await renew(390);
    await removeFolder(join(other, ".."));
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("do not make the root key");
  });
});

describe("the bundles of one organisation", () => {
  it("each hold only what is new, and stand together in their order and no other", async () => {
    await renew(25);
    await renew(50);
    const paths = await bundlePaths(dir);
    expect(paths).toHaveLength(3);
    const [first, second, third] = await Promise.all(paths.map(readBundle));
    expect(second?.certificates[0]?.logIndex).toBe(first?.certificates.length);
    expect(second).toMatchObject({ members: [], desks: [] });
    expect(third?.deskKeys.map(({ epoch }) => epoch)).toEqual([3, 3, 3, 3]);

    const verify = (...some: (string | undefined)[]) =>
      ceremony("verify", ...some.map((path) => path ?? ""), "--now", daysLater(50));
    expect(await verify(...paths)).toMatchObject({ code: 0 });
    expect((await verify(paths[0], paths[2])).err).toContain("A bundle is missing");
    expect((await verify(paths[0], paths[2], paths[1])).err).toContain("A bundle is missing");
    expect(await verify(paths[1])).toMatchObject({ code: 1, out: "" });
    const other = await makeTown(await makeTemporaryFolder());
    expect((await verify(paths[0], join(other, "bundle.json"))).err).toContain("different organisations");
    await removeFolder(join(other, ".."));
  });

  it("are put back when writing the last one was interrupted", async () => {
    await renew(25);
    const [, last = ""] = await bundlePaths(dir);
    const before = await readFile(last, "utf8");
    await rm(last);
    expect(await ceremony("show", "--dir", dir, "--now", daysLater(25))).toMatchObject({ code: 0 });
    expect(await readFile(last, "utf8")).toBe(before);
  });
});

describe("the letters", () => {
  it("are printed with what the launcher of a demo needs, as long as they are there", async () => {
    const printed = JSON.parse((await ceremony("letters", "--dir", dir)).out);
    expect(printed.letters).toHaveLength(3);
    expect(printed).toMatchObject({ name: "Gemeente Test", rootVk: (await bundleContent(dir)).rootVk });
    expect(printed.letters[1]).toMatchObject({
      account: "joris@town.example",
      alias: "joris",
      roles: ["agent"],
      desks: [{ desk: desks.waste, name: "Afval", rights: ["answer", "rotate"] }],
    });
    await removeFolder(join(dir, "letters"));
    expect(await ceremony("letters", "--dir", dir)).toMatchObject({ code: 1, out: "" });
  });
});
