import { readFileSync } from "node:fs";
import { Report } from "@eigenkanaal/protocol";
import { expect, type Locator, type Page } from "@playwright/test";
import type { QueryResultRow } from "pg";
import { makeFigures, writeFigures, writeMoves } from "../harness/figures.js";
import { test } from "./journey.js";
import { expectAccessible, picture, signIn } from "./people.js";
import { inMessages } from "./serverSide.js";
import { unzip } from "./unzip.js";

/** A supervisor: from the figures of a month to the conversations behind one, and to a file with the same figures. */

const desks = ["d0000000-0000-4000-8000-000000000001", "d0000000-0000-4000-8000-000000000007"];

/** Some months of questions, as the gateway would have counted them. */
const fillFigures = () =>
  inMessages(async (client) => {
    const rows = async <Row extends QueryResultRow>(sql: string, values?: unknown[]) =>
      (await client.query<Row>(sql, values)).rows;
    const [town] = await rows<{ organisation: string }>(
      "SELECT organisation_id AS organisation FROM organisation",
    );
    const made = makeFigures(town?.organisation ?? "", {
      ...{ desks, perDesk: 120, days: 70, seed: 11 },
      lastDay: new Date().toISOString().slice(0, 10),
    });
    await writeFigures({ rows }, made);
    // Some of last month's go to the other desk, come back and go there again.
    const [from = "", to = ""] = desks;
    const lastMonth = new Date();
    lastMonth.setUTCDate(0);
    const at = `${lastMonth.toISOString().slice(0, 8)}12T10:00:00Z`;
    await writeMoves(
      { rows },
      made.figures.slice(0, 9).flatMap((of, index) => [
        { ...{ of, from, to, at }, kind: "transferred" },
        ...(index % 3 === 0
          ? [
              { of, at, from: to, to: from, kind: "handed_back" },
              { ...{ of, from, to, at }, kind: "transferred" },
            ]
          : []),
      ]),
    );
  });

/** What the gateway answers to the same question, asked by the page itself. */
const reportOf = async (page: Page, from: string, until: string): Promise<Report> =>
  Report.parse(
    await page.evaluate(
      async (days) => (await fetch(`/api/v1/reports?${days}`)).json(),
      String(new URLSearchParams({ fromDate: from, toDate: until })),
    ),
  );

const card = (page: Page, name: string) =>
  page.locator(".report-card").filter({ has: page.getByText(name, { exact: true }) });

/** The bytes of what a button saves. */
const saved = async (page: Page, button: string): Promise<Buffer> => {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).press("Enter");
  return readFileSync(await (await downloading).path());
};

/** The lines of a file of values: part, row, figure, value. */
const linesOf = (csv: Buffer) =>
  csv
    .toString("utf8")
    .slice(1)
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(";").map((field) => field.replace(/^"|"$/g, "")));

const openAll = async (page: Page) => {
  const more = page.getByRole("button", { name: "Toon meer" });
  while (await more.isVisible()) {
    const before = await page.locator(".report-list tbody tr").count();
    await more.press("Enter");
    await expect.poll(() => page.locator(".report-list tbody tr").count()).toBeGreaterThan(before);
  }
};

test("a supervisor sees a month, opens what is late, and saves the same figures", async ({ browser }) => {
  await fillFigures();
  const marieke = await signIn(browser, "Marieke");
  const complaints: string[] = [];
  marieke.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  marieke.on("pageerror", (error) => complaints.push(error.message));
  await marieke.keyboard.press("g");
  await marieke.keyboard.press("p");
  await expect(marieke.getByRole("heading", { name: "Rapporten", level: 1 })).toBeFocused();
  await marieke.getByLabel("Periode", { exact: true }).selectOption("last_month");
  await expect(marieke).toHaveURL(/period=last_month/);
  await marieke.getByLabel("Periode", { exact: true }).selectOption("own");
  const [from, until] = await Promise.all(
    ["Van", "Tot en met"].map((name) => marieke.getByLabel(name, { exact: true }).inputValue()),
  );
  const told = await reportOf(marieke, from ?? "", until ?? "");
  expect(told.totals.missed).toBeGreaterThan(0);
  await expect(card(marieke, "Gesprekken")).toContainText(String(told.totals.volume));
  await expect(card(marieke, "Afgehaakt")).toContainText(String(told.totals.abandoned));
  const { within, missed } = told.totals;
  await expect(card(marieke, "Binnen de norm")).toContainText(`Op tijd: ${within}Te laat: ${missed}`);
  await expect(marieke.locator(".report-chart svg").first()).toBeVisible();
  await expectAccessible(marieke);
  await picture(marieke, "reports-1-figures");

  // A table behind a drawing, and from a number in it to its conversations.
  await marieke.getByRole("button", { name: "Toon als tabel" }).first().press("Enter");
  const distribution = marieke.getByRole("table", { name: /^Hoe lang mensen wachten/ });
  const counts = await distribution.locator("td").allInnerTexts();
  expect(counts.map(Number)).toEqual(told.distribution);
  const bucket = told.distribution.findIndex((count) => count > 0);
  await distribution.getByRole("link").first().press("Enter");
  await expect(marieke.getByRole("heading", { name: "Beantwoord", level: 2 })).toBeFocused();
  await expectList(marieke, told.distribution[bucket] ?? 0);
  await marieke.goBack();
  await card(marieke, "Gesprekken").getByRole("link").press("Enter");
  await expect(marieke.getByRole("heading", { name: "Alle gesprekken", level: 2 })).toBeFocused();
  await expectList(marieke, told.totals.volume);
  await expectAccessible(marieke);
  await picture(marieke, "reports-2-list");
  const back = marieke.getByRole("link", { name: "Terug naar de cijfers" });
  await back.press("Enter");

  // What citizens said, and who said so.
  const { judged, helped, partly, unhelped } = told.totals;
  await expect(card(marieke, "Geholpen")).toContainText(
    `${Math.round((helped / judged) * 100)}%Oordelen: ${judged}Ja: ${helped}Voor een deel: ${partly}Nee: ${unhelped}`,
  );
  await card(marieke, "Geholpen")
    .getByRole("link", { name: String(unhelped), exact: true })
    .last()
    .press("Enter");
  await expect(
    marieke.getByRole("heading", { name: "Niet geholpen volgens de inwoner", level: 2 }),
  ).toBeFocused();
  await expectList(marieke, unhelped);
  for (const words of await rows(marieke).locator("td:last-child").allInnerTexts())
    expect(words).toMatch(/^niet geholpen/);
  await back.press("Enter");

  // From moves between two desks to the conversations that made them, some of them twice.
  const [move] = told.moves;
  const moves = marieke.getByRole("table", { name: "Overdrachten tussen bureaus" });
  await moves
    .getByRole("link", { name: String(move?.count), exact: true })
    .first()
    .press("Enter");
  await expect(marieke.getByRole("heading", { name: /^Van .+ naar .+/, level: 2 })).toBeFocused();
  await expect(marieke.getByRole("status").filter({ hasText: "getoond" })).toContainText(
    `Samen gingen ze ${move?.count} keer.`,
  );
  const times = (await rows(marieke).locator("td:nth-of-type(1)").allInnerTexts()).map(Number.parseFloat);
  expect(times).toContain(2);
  expect(times.reduce((sum, one) => sum + one, 0)).toBe(move?.count);
  await expectAccessible(marieke);
  await picture(marieke, "reports-3-moves");
  await back.press("Enter");

  // The files say what the gateway says.
  const lines = linesOf(await saved(marieke, "CSV"));
  const now = new Map(
    lines
      .filter(([part, , column]) => part === "Kerncijfers" && column === "Nu")
      .map(([, row, , value]) => [row, value]),
  );
  expect(now.get("Gesprekken")).toBe(String(told.totals.volume));
  expect(now.get("Te laat")).toBe(String(missed));
  expect(now.get("Oordelen van inwoners")).toBe(String(judged));
  expect(Number(now.get("Geholpen")?.replace(",", "."))).toBeCloseTo(helped / judged, 3);
  const median = now.get("Eerste antwoord: helft sneller dan, in openingstijd (minuten)");
  expect(Number(median?.replace(",", "."))).toBeCloseTo((told.totals.first.open.medianMs ?? 0) / 60_000, 2);
  const perDesk = lines.filter(([part, , column]) => part === "Per bureau" && column === "Gesprekken");
  expect(perDesk.map(([, , , value]) => Number(value))).toEqual(told.byDesk.map(({ volume }) => volume));
  const helpedPerDesk = lines.filter(([part, , column]) => part?.endsWith("per bureau") && column === "Ja");
  expect(helpedPerDesk.map(([, , , value]) => Number(value))).toEqual(told.byDesk.map((desk) => desk.helped));

  const workbook = unzip(await saved(marieke, "Excel"));
  const first = workbook.get("xl/worksheets/sheet1.xml")?.toString("utf8") ?? "";
  const numbers = [...first.matchAll(/<c r="B(?!1")\d+"[^>]*><v>([\d.]+)<\/v>/g)].map(([, value]) =>
    Number(value),
  );
  const { answered, abandoned, reopened, transferred, volume } = told.totals;
  expect(numbers.filter((_, index) => index < 7)).toEqual([
    volume,
    answered,
    abandoned,
    reopened,
    transferred,
    within,
    missed,
  ]);
  // Behind the share within the norm.
  expect(numbers.slice(8, 12)).toEqual([judged, helped, partly, unhelped]);

  await marieke.getByRole("checkbox", { name: /^Voor publicatie/ }).press("Space");
  const published = linesOf(await saved(marieke, "CSV"));
  const counted = published.filter(([, row, column]) => !/minuten|norm/.test(`${row} ${column}`)).slice(1);
  expect(counted.length).toBeGreaterThan(50);
  expect(counted.filter(([, , , value]) => Number(value) > 0 && Number(value) < 5)).toEqual([]);
  const page = (await saved(marieke, "Rapport (voor pdf)")).toString("utf8");
  expect(page).toContain("Zo is gerekend");
  expect(page).toContain("<h2>Geholpen volgens de inwoner, per bureau</h2>");
  expect(page).not.toContain("<script");

  await marieke.getByRole("link", { name: "Zo rekenen we" }).press("Enter");
  await expect(marieke.getByRole("heading", { name: "Binnen de norm", level: 3 })).toBeVisible();
  await expectAccessible(marieke);
  expect(complaints).toEqual([]);
});

/** A list that says how many it has, and has them. */
const expectList = async (page: Page, count: number) => {
  await expect(page.getByRole("status").filter({ hasText: "getoond" })).toContainText(`van ${count} gesprek`);
  await openAll(page);
  await expect(rows(page)).toHaveCount(count);
};
const rows = (page: Page): Locator => page.locator(".report-list tbody tr");

test("a colleague who does not supervise has no reports", async ({ browser }) => {
  const daan = await signIn(browser, "Daan");
  await expect(daan.getByRole("link", { name: "Rapporten" })).toHaveCount(0);
  await daan.keyboard.press("g");
  await daan.keyboard.press("p");
  await expect(daan).not.toHaveURL(/supervisor/);
  const status = await daan.evaluate(
    async () => (await fetch("/api/v1/reports?fromDate=2026-01-01&toDate=2026-01-31")).status,
  );
  expect(status).toBe(403);
});
