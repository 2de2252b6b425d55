import { type Browser, expect, type Page } from "@playwright/test";
import { type ToldBy, tellStanding } from "../harness/colleagueFigures.js";
import type { Told } from "../harness/counted.js";
import { test } from "./journey.js";
import { expectAccessible, picture, signIn } from "./people.js";
import { inMessages } from "./serverSide.js";

/** A colleague's own figures, and how the town lets their supervisor see them, and then no more. */

const desk = "d0000000-0000-4000-8000-000000000001";

/** Last year Youssef answered six questions within ten minutes, and Sanne two. */
const fillYear = () =>
  inMessages(async (client) => {
    const { rows } = await client.query<{ organisation: string; member: string; alias: string }>(
      "SELECT organisation_id AS organisation, member_id AS member, alias FROM member WHERE alias IN ('Youssef', 'Sanne')",
    );
    const memberOf = (alias: string) => rows.find((one) => one.alias === alias)?.member ?? "";
    const year = new Date().getFullYear() - 1;
    const talk = (by: string, day: number): ToldBy[] => {
      const at = (minute: number) => new Date(Date.UTC(year, 5, day, 10, minute)).toISOString();
      const told = (kind: string, minute: number, over: Partial<Told> = {}) =>
        ({ kind, at: at(minute), desk, ...over }) as Told;
      return [
        { told: told("opened", 0, { actor: "citizen", begun_at: "chat", language: "nl" }), by: null },
        { told: told("citizen_message", 0, { actor: "citizen" }), by: null },
        { told: told("agent_answer", 10), by },
        { told: told("closed", 20, { outcome: "answered" }), by },
      ];
    };
    const talks = (alias: string, count: number) =>
      Array.from({ length: count }, (_, n) => talk(memberOf(alias), n + 1));
    await tellStanding(
      {
        rows: async (sql, values) => (await client.query(sql, values)).rows,
        town: { organisation: rows[0]?.organisation ?? "" },
      },
      [...talks("Youssef", 6), ...talks("Sanne", 2)],
    );
    await expect
      .poll(async () => (await client.query("SELECT FROM figure_due LIMIT 1")).rowCount, { timeout: 30_000 })
      .toBe(0);
  });

/** A records officer weighs whether supervisors see figures per colleague. */
const decide = async (hendrik: Page, answer: "Ja" | "Nee", reason: string) => {
  await hendrik.getByRole("link", { name: /^Cijfers per medewerker/ }).press("Enter");
  await expect(hendrik.getByRole("heading", { name: "Cijfers per medewerker", level: 2 })).toBeVisible();
  await hendrik.getByRole("radio", { name: answer }).press("Space");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill(reason);
  await hendrik.getByRole("button", { name: "Leg vast" }).press("Enter");
  await expect(
    hendrik.getByRole("link", { name: new RegExp(`^Cijfers per medewerker ${answer}`) }),
  ).toBeVisible();
};
const weigher = async (browser: Browser) => {
  const hendrik = await signIn(browser, "Hendrik");
  await hendrik.keyboard.press("g");
  await hendrik.keyboard.press("r");
  await hendrik.getByRole("link", { name: "Afwegingen" }).press("Enter");
  return hendrik;
};
const card = (page: Page, name: string) =>
  page.locator(".report-card").filter({ has: page.getByText(name, { exact: true }) });

test("a colleague sees how they answered, and is told when the town lets their supervisor see it", async ({
  browser,
}) => {
  await fillYear();
  const youssef = await signIn(browser, "Youssef");
  const notice = youssef.getByRole("region", { name: "Je coördinator ziet jouw cijfers" });
  await expect(youssef.getByRole("heading", { name: "Wachtrij" })).toBeVisible();
  await expect(notice).toHaveCount(0);
  await youssef.keyboard.press("g");
  await youssef.keyboard.press("c");
  await expect(youssef.getByRole("heading", { name: "Mijn cijfers", level: 1 })).toBeFocused();
  await youssef.getByLabel("Periode", { exact: true }).selectOption("last_year");
  await expect(youssef).toHaveURL(/#\/figures\/last_year/);
  await expect(card(youssef, "Gesprekken waarin je antwoordde")).toContainText("6");
  await expect(card(youssef, "Door jou afgerond")).toContainText("6");
  await expect(card(youssef, "Binnen de norm")).toContainText("100%");
  const firsts = youssef.getByRole("region", { name: "Eerste antwoorden" });
  await expect(firsts).toContainText("10 min");
  const seenBy = youssef.getByRole("region", { name: "Wie ziet jouw cijfers?" });
  await expect(seenBy).toContainText("niet besloten dat je coördinator ze ook ziet");
  await expectAccessible(youssef);
  await picture(youssef, "myFigures-1-own");

  // Their supervisor does not see them, and reads who decides it.
  const marieke = await signIn(browser, "Marieke");
  await marieke.keyboard.press("g");
  await marieke.keyboard.press("p");
  await marieke.getByRole("link", { name: "Per collega" }).press("Enter");
  await expect(marieke.getByRole("heading", { name: "Dit staat nu dicht" })).toBeVisible();
  await expect(marieke.getByText(/Dit wordt besloten bij Afwegingen/)).toBeVisible();
  await expectAccessible(marieke);
  await picture(marieke, "myFigures-2-closed");

  // The town decides; every colleague is told, and says that they read it.
  const hendrik = await weigher(browser);
  await decide(hendrik, "Ja", "Voor gesprekken met de collega zelf");
  await expect(seenBy).toContainText("ook wie jouw bureau coördineert", { timeout: 15_000 });
  await expect(seenBy).toContainText("Voor gesprekken met de collega zelf");
  await youssef.keyboard.press("g");
  await youssef.keyboard.press("w");
  await expect(notice).toBeVisible();
  await expectAccessible(youssef);
  await picture(youssef, "myFigures-3-notice");
  await notice.getByRole("button", { name: "Ik heb dit gelezen" }).press("Enter");
  await expect(notice).toHaveCount(0);

  const table = marieke.getByRole("table", { name: "Cijfers per collega, op naam" });
  await marieke.getByRole("combobox", { name: "Periode", exact: true }).selectOption("last_year");
  const row = (name: string) =>
    table.getByRole("row").filter({ has: marieke.getByRole("rowheader", { name, exact: true }) });
  await expect(row("Youssef")).toContainText("100% (6 van 6)");
  await expect(row("Sanne")).toContainText("Minder dan vijf gesprekken");
  const names = await table.getByRole("rowheader").allInnerTexts();
  expect(names).toEqual(names.toSorted(new Intl.Collator("nl").compare));
  // By name, and in no other order: there is nothing to press.
  expect(await table.getByRole("button").or(table.getByRole("link")).count()).toBe(0);
  await expectAccessible(marieke);
  await picture(marieke, "myFigures-4-colleagues");

  // Told once: somebody else at this device, or the same again, is another matter.
  const elsewhere = await signIn(browser, "Sanne");
  await expect(elsewhere.getByRole("region", { name: "Je coördinator ziet jouw cijfers" })).toBeVisible();

  await decide(hendrik, "Nee", "Toch niet");
  await expect(marieke.getByRole("heading", { name: "Dit staat nu dicht" })).toBeVisible({ timeout: 15_000 });
  await expect(table).toHaveCount(0);
  await youssef.keyboard.press("g");
  await youssef.keyboard.press("c");
  await expect(seenBy).toContainText("dat je coördinator ze niet ziet", { timeout: 15_000 });
  await expect(elsewhere.getByRole("region", { name: "Je coördinator ziet jouw cijfers" })).toHaveCount(0, {
    timeout: 15_000,
  });
});
