import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  colleague,
  enter,
  expectAccessible,
  expectAtWork,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitInbox,
  visitTown,
} from "./people.js";

/** The audit log: who keeps the records sees who opened what; who does not, has no way to it. */

test("a records officer sees who opened a conversation, and exports it; a colleague has no entry and is refused", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Uitrit aanleggen/);
  await say(citizen, "Mag ik zelf een uitrit aanleggen?");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const begunMs = Date.now();

  const reader = await signIn(browser, "Daan");
  await row(reader, /Uitrit aanleggen/).press("Enter");
  await expect(saidTo(reader, "Mag ik zelf een uitrit aanleggen?")).toBeVisible();
  await reader.getByRole("button", { name: /Instellingen/ }).press("Enter");
  await expect(reader.getByRole("button", { name: "Standaardantwoorden" })).toBeVisible();
  await expect(reader.getByRole("link", { name: "Archief" })).toHaveCount(0);
  for (const path of ["audit-log", "audit-log/export?fromMs=0&toMs=1"]) {
    const refused = await reader.request.get(`${new URL(reader.url()).origin}/api/v1/${path}`);
    expect([refused.status(), (await refused.json()).code]).toEqual([403, "forbidden"]);
  }

  const hendrik = await visitInbox(browser);
  await enter(hendrik, await colleague("Hendrik"));
  await expectAtWork(hendrik);
  await hendrik.getByRole("link", { name: "Archief" }).press("Enter");
  await hendrik.getByRole("link", { name: "Logboek" }).press("Enter");
  const log = hendrik.getByRole("main");
  await expect(log.getByRole("heading", { name: "Archief", level: 1 })).toBeFocused();
  await log.getByLabel("Wie", { exact: true }).focus();
  await hendrik.keyboard.type("Daan");
  await log.getByLabel("Wat", { exact: true }).selectOption({ label: "Gesprek geopend" });
  const opened = log.getByRole("row").filter({ hasText: "Gesprek geopend" }).filter({ hasText: "Daan" });
  await expect(opened.first()).toContainText(/Gesprek [0-9a-f]{8}/);
  await expect(opened.first()).toContainText("Gelukt");
  await expectAccessible(hendrik);
  await picture(hendrik, "audit-log");

  const download = hendrik.waitForEvent("download");
  await log.getByRole("link", { name: "Exporteer" }).press("Enter");
  const text = await readFile(await (await download).path(), "utf8");
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const loads = lines.filter(
    ({ name, start_time }) => name === "conversation:load" && Date.parse(start_time) > begunMs - 60_000,
  );
  expect(loads.length).toBeGreaterThan(0);
  expect(loads[0]).toMatchObject({
    status_code: "OK",
    attributes: { "eigenkanaal.object_kind": "conversation" },
  });
  expect(text).not.toContain("Mag ik zelf een uitrit aanleggen?");

  await hendrik.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(hendrik);
  expect(await hendrik.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await picture(hendrik, "audit-log-narrow");
});
