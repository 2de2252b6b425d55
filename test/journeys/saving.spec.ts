import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { type OwnConversation, toHtml, transcriptWords } from "@eigenkanaal/records";
import { expect, type Page, type TestInfo } from "@playwright/test";
import fc from "fast-check";
import { sidewaysPx } from "./axe.js";
import { test } from "./journey.js";
import {
  type Citizen,
  chooseTopic,
  expectAccessible,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** A citizen takes home what was said. */

const choose = async ({ chat }: Citizen, item: string) => {
  await chat.getByRole("button", { name: "Meer mogelijkheden" }).click();
  await chat.getByRole("button", { name: item, exact: true }).click();
};

/** Opens the sheet, saves both files, and closes it. */
const save = async (citizen: Citizen, info: TestInfo) => {
  await choose(citizen, "Gesprek bewaren");
  const sheet = citizen.chat.getByRole("dialog", { name: "Gesprek bewaren" });
  const file = async (link: RegExp) => {
    const downloading = citizen.page.waitForEvent("download");
    await sheet.getByRole("link", { name: link }).click();
    const download = await downloading;
    const path = info.outputPath(download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };
  const [html, json] = [await file(/^Leesbaar/), await file(/JSON/)];
  await expect(sheet.getByText("U vindt het bestand bij uw downloads.")).toBeVisible();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "saving-1-sheet");
  await sheet.getByRole("button", { name: "Sluiten" }).click();
  return { html, json: JSON.parse(await readFile(json, "utf8")) };
};

const said = (page: Page) => page.locator(".said").allTextContents();

test("both sides of a conversation, in order, in a page to read and a file for computers; closed too", async ({
  browser,
}, info) => {
  const citizen = await visitTown(browser, { width: 360, height: 740 });
  await chooseTopic(citizen, /^Belasting betalen/);
  const question = 'Kan dit? </p></style><script>document.title = "stuk"</script> & \u202Eachterstevoren';
  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const lotte = await signIn(browser, "Lotte");
  await row(lotte, /Belasting betalen/).click();
  await expect(saidTo(lotte, question)).toBeVisible();
  const answer = lotte.getByRole("textbox", { name: "Antwoord aan de inwoner" });
  await answer.fill("Ja, dat kan. U vraagt het aan op onze website.");
  await answer.press("Enter");
  await expect(saidTo(citizen, "Ja, dat kan. U vraagt het aan op onze website.")).toBeVisible();
  await say(citizen, "Dank u wel");
  await expect(saidTo(lotte, "Dank u wel")).toBeVisible();
  const talk = [question, "Ja, dat kan. U vraagt het aan op onze website.", "Dank u wel"];

  const open = await save(citizen, info);
  expect(open.json).toMatchObject({
    ...{ format: "eigenkanaal-conversation", version: 1, organisation: { name: "Gemeente Voorbeeld" } },
    ...{
      topic: "Belasting betalen: termijnen of incasso",
      desk: "Belastingen",
      closedAt: null,
      doubts: [],
      unsent: [],
    },
  });
  expect(open.json.messages.map(({ text }: { text: string }) => text)).toEqual(talk);
  expect(
    open.json.messages.map(({ by }: { by: { role: string; name?: string } }) => by.name ?? by.role),
  ).toEqual(["citizen", "Lotte", "citizen"]);

  const page = await citizen.page.context().newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(pathToFileURL(open.html).href);
  expect(await said(page)).toEqual(talk);
  await expect(page).toHaveTitle("Uw gesprek met Gemeente Voorbeeld");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Uw gesprek met Gemeente Voorbeeld");
  await expect(page.getByText("Dit is het hele gesprek, zoals het was op")).toBeVisible();
  // The policy lets the style through, and stops what somebody would put in.
  expect(complaints).toEqual([]);
  expect(
    await page
      .locator(".said")
      .first()
      .evaluate((text) => getComputedStyle(text).whiteSpace),
  ).toBe("pre-wrap");
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sidewaysPx(page)).toBeLessThanOrEqual(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    await picture(page, `saving-2-page-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light", media: "print" });
  await picture(page, "saving-3-printed");
  await page.close();

  await choose(citizen, "Gesprek afsluiten");
  await citizen.chat.getByRole("button", { name: "Afsluiten", exact: true }).click();
  await expect(citizen.chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();
  const closed = await save(citizen, info);
  const lines = [...talk, "U heeft het gesprek afgesloten."];
  expect(closed.json.messages.map(({ text }: { text: string }) => text)).toEqual(lines);
  expect(closed.json.closedAt).toMatch(/^20\d\d-.*Z$/);
  const again = await citizen.page.context().newPage();
  await again.goto(pathToFileURL(closed.html).href);
  expect(await said(again)).toEqual(lines);
});

test("without a line nothing is saved, and one is told so; with it all is", async ({ browser }) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Leerplicht/);
  await say(citizen, "Mag mijn kind een dag vrij?");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  await choose(citizen, "Gesprek bewaren");
  const sheet = citizen.chat.getByRole("dialog", { name: "Gesprek bewaren" });
  await expect(sheet.getByRole("link")).toHaveCount(2);
  await sheet.getByRole("button", { name: "Sluiten" }).click();

  await citizen.page.context().setOffline(true);
  await expect(citizen.chat.getByText(/^Geen verbinding\./)).toBeVisible();
  await choose(citizen, "Gesprek bewaren");
  await expect(sheet.getByRole("alert")).toContainText("Daarom bewaren we nog niets.");
  await expect(sheet.getByRole("link")).toHaveCount(0);
  await citizen.page.context().setOffline(false);
  await expect(citizen.chat.getByText(/^Geen verbinding\./)).toHaveCount(0);
  await sheet.getByRole("button", { name: "Probeer opnieuw" }).click();
  await expect(sheet.getByRole("link")).toHaveCount(2);
});

test("a browser reads back exactly what was said, whatever that is", async ({ page }) => {
  const saying = (texts: string[]): OwnConversation => ({
    ...{ conversation: "c" as OwnConversation["conversation"], organisation: { name: "Voorbeeld" } },
    ...{ desk: "Afval", topic: null, language: null, openedAtMs: 0, closedAtMs: null, number: null },
    ...{ turns: [], unsent: [], doubts: [], savedAtMs: 0 },
    said: texts.map((text, index) => ({
      ...{
        seq: index + 1,
        messageId: `${index}`,
        storedAtMs: 0,
        by: { role: "citizen" },
        kind: "text",
        text,
      },
    })),
  });
  const hostile = [
    "</style><script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&lt",
    "&#0;",
    "<p",
    "</",
    "\r",
    "\n",
    '"',
    "<",
  ];
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(fc.oneof(fc.constantFrom(...hostile), fc.string()), { maxLength: 10 })
      .map((parts) => parts.join("")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 30 }), async (texts) => {
      const read = await page.evaluate(
        (html) => {
          const read = new DOMParser().parseFromString(html, "text/html");
          return {
            said: [...read.querySelectorAll(".said")].map((element) => element.textContent),
            scripts: read.scripts.length,
          };
        },
        toHtml(saying(texts), transcriptWords.nl),
      );
      expect(read).toEqual({ said: texts.map((each) => each.replaceAll("\0", "\uFFFD")), scripts: 0 });
    }),
    { numRuns: 100 },
  );
});
