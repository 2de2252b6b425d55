import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { isExportSignedBy, ready } from "@eigenkanaal/crypto";
import { checkPackage } from "@eigenkanaal/records/package";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  colleague,
  enter,
  expectAccessible,
  expectAtWork,
  isTheirs,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitInbox,
  visitTown,
} from "./people.js";
import { inMessages } from "./serverSide.js";
import { unzip } from "./unzip.js";

/** A records officer brings a closed conversation to an e-depot: from the browser to the bag that the e-depot unpacks. */

const topic = "Markt, standplaats of straatverkoop";
const question = "Is er nog plek op de markt van zaterdag?";

/** The folder that the officer chooses: the browser's own file system, since nobody can click in the system's window here. */
const choosesFolder = (page: Page) =>
  page.addInitScript(() => {
    Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() });
  });

/** What stands in that folder, each by its name. */
const folderOf = async (page: Page): Promise<Map<string, Buffer>> => {
  const found = await page.evaluate(async () => {
    const files: [string, string][] = [];
    const folder = await navigator.storage.getDirectory();
    for await (const handle of folder.values()) {
      if (handle.kind !== "file") continue;
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      files.push([handle.name, Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")]);
    }
    return files;
  });
  return new Map(found.map(([name, text]) => [name, Buffer.from(text, "latin1")]));
};

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Every line of a bag's manifest against what stands there. */
const expectSums = (files: Map<string, Buffer>, manifest: string) => {
  const lines = (files.get(manifest)?.toString() ?? "").trim().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    const [sum = "", path = ""] = line.split(/ +/);
    expect([path, sha256(files.get(path) ?? Buffer.alloc(0))]).toEqual([path, sum]);
  }
};

/** Holds MDTO against its schema where there is one; else says that it did not. */
const expectValid = (documents: Map<string, Buffer>) => {
  const folder = process.env.MDTO_XSD;
  if (!folder || spawnSync("xmllint", ["--version"]).error) return console.log("MDTO: not checked");
  const dir = mkdtempSync(join(tmpdir(), "mdto-"));
  try {
    const paths = [...documents].map(([path, bytes]) => {
      const file = join(dir, basename(path));
      writeFileSync(file, bytes);
      return file;
    });
    const schema = join(folder, "MDTO-XML1.0.2.xsd");
    execFileSync("xmllint", ["--nonet", "--noout", "--schema", schema, ...paths], { stdio: "pipe" });
  } finally {
    rmSync(dir, { recursive: true });
  }
};

test("a records officer exports a closed conversation, the e-depot's checks hold, and its receipt is registered", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, new RegExp(`^${topic}`));
  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const daan = await signIn(browser, "Daan");
  await row(daan, new RegExp(topic)).press("Enter");
  await expect(saidTo(daan, question)).toBeVisible();
  await isTheirs(daan);
  await daan.keyboard.press("e");
  await daan.getByRole("radio", { name: /^Beantwoord/ }).press("Space");
  await daan.keyboard.press("Enter");
  await expect(daan.getByText("Dit gesprek is afgerond").first()).toBeVisible();

  const hendrik = await visitInbox(browser);
  await choosesFolder(hendrik);
  await hendrik.reload();
  await enter(hendrik, await colleague("Hendrik"));
  await expectAtWork(hendrik);
  await hendrik.keyboard.press("g");
  await hendrik.keyboard.press("r");
  await hendrik.getByRole("link", { name: "Overbrengen" }).press("Enter");
  await hendrik.getByRole("link", { name: "Maak een pakket" }).press("Enter");
  await expect(hendrik.getByRole("heading", { name: "Gesprekken overbrengen", level: 2 })).toBeFocused();
  await hendrik.getByRole("combobox", { name: "Onderwerp" }).selectOption({ label: topic });
  await hendrik.getByRole("button", { name: "Tel de gesprekken" }).press("Enter");
  await expect(hendrik.getByText("1 gesprek past hierbij.")).toBeVisible();
  await hendrik
    .getByRole("textbox", { name: "Openbare sleutel van het e-depot" })
    .fill("dit is geen sleutel");
  const start = hendrik.getByRole("button", { name: "Breng 1 gesprek over" });
  await start.press("Enter");
  await expect(hendrik.getByRole("alert")).toContainText("geen sleutel");
  await hendrik.getByRole("radio", { name: /^Leesbaar/ }).press("Space");
  await expect(hendrik.getByText(/staat leesbaar wat inwoners schreven/)).toBeVisible();
  await expectAccessible(hendrik);
  await picture(hendrik, "exporting-1-choose");
  await start.press("Enter");
  await expect(hendrik.getByText("Klaar. Het pakket is compleet")).toBeVisible();
  await expectAccessible(hendrik);
  await picture(hendrik, "exporting-2-done");

  // One file, under the name of a whole package.
  const folder = await folderOf(hendrik);
  const [[name, zip] = ["", Buffer.alloc(0)], ...others] = [...folder];
  expect(others).toEqual([]);
  expect(name).toMatch(/^gesprekken-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.zip$/);
  const base = name.replace(/\.zip$/, "/");
  const files = new Map([...unzip(zip)].map(([path, bytes]) => [path.replace(base, ""), bytes]));
  expect(files.get("bagit.txt")?.toString()).toContain("BagIt-Version: 1.0");
  expectSums(files, "manifest-sha256.txt");
  expectSums(files, "tagmanifest-sha256.txt");
  expectValid(new Map([...files].filter(([path]) => path.endsWith(".mdto.xml"))));
  const transcript = [...files].find(([path]) => path.endsWith("/transcript.txt"))?.[1].toString();
  expect(transcript).toContain(question);

  // Signed by Hendrik, as the gateway knows him.
  await ready();
  const manifest = files.get("manifest.json") ?? Buffer.alloc(0);
  const signature = files.get("manifest.json.sig") ?? Buffer.alloc(0);
  const vk = await inMessages(async (client) => {
    const { rows } = await client.query<{ vk: Buffer }>("SELECT vk FROM member WHERE alias = 'Hendrik'");
    return rows[0]?.vk ?? Buffer.alloc(0);
  });
  expect(isExportSignedBy(manifest, { vk, signature })).toBe(true);
  expect(isExportSignedBy(Buffer.concat([manifest, Buffer.from(" ")]), { vk, signature })).toBe(false);
  const faults = await checkPackage(new Blob([new Uint8Array(zip)]), {
    verify: async (signed) => isExportSignedBy(signed.manifest, { vk, signature: signed.signature }),
  });
  expect(faults).toEqual([]);

  // The e-depot has it.
  const code = sha256(files.get("tagmanifest-sha256.txt") ?? Buffer.alloc(0));
  await expect(hendrik.getByText(code)).toBeVisible();
  await hendrik
    .getByRole("list")
    .getByRole("link", { name: /1 gesprek gekozen · compleet/ })
    .press("Enter");
  await hendrik.getByLabel("Ontvangen op").fill("2026-11-01");
  await hendrik.getByRole("textbox", { name: "Kenmerk van het e-depot" }).fill("RHC-2026-31");
  const register = hendrik.getByRole("button", { name: "Registreer" });
  await hendrik.getByRole("textbox", { name: "Controlecode op het bewijs" }).fill("0".repeat(64));
  await register.press("Enter");
  await expect(hendrik.getByRole("alert")).toContainText("niet de controlecode van dit pakket");
  await hendrik.getByRole("textbox", { name: "Controlecode op het bewijs" }).fill(code);
  await register.press("Enter");
  await expect(hendrik.getByText(/Ontvangen op 1 november 2026, kenmerk RHC-2026-31/)).toBeVisible();
  await expectAccessible(hendrik);
  await picture(hendrik, "exporting-3-received");
});
