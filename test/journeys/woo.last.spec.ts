import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  isTheirs,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";
import { unzip } from "./unzip.js";

/** A request under the Wet open overheid: found by a word, masked by keyboard, handed over, and held. */

const topic = "Woning verhuren, splitsen of kamers maken";
const question =
  "Ik ben Kwirina Zonneschijn, bel me op 06-12345678 over de terrasvergunning. Mijn zus Wolkje weet ervan.";

const find = async (officer: Page, words: string) => {
  await officer.getByRole("textbox", { name: "Woorden of gespreksnummer" }).fill(words);
  await officer.getByRole("button", { name: "Zoek", exact: true }).press("Enter");
};

test("a records officer finds a conversation by a word in it, masks it, and hands over a set without what is masked", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, new RegExp(`^${topic}`));
  await say(citizen, question);
  // It has a phone number in it: the citizen is asked first.
  await citizen.chat.getByRole("button", { name: "Toch versturen" }).click();
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const daan = await signIn(browser, "Daan");
  await row(daan, new RegExp(topic)).press("Enter");
  await isTheirs(daan);
  await daan.keyboard.press("e");
  await daan.getByRole("radio", { name: /^Beantwoord/ }).press("Space");
  await daan.keyboard.press("Enter");
  // The summary is the citizen's own first words, with what is masked later.
  await daan.getByRole("button", { name: "Toch afronden" }).click();
  await expect(daan.getByText("Dit gesprek is afgerond").first()).toBeVisible();

  const hendrik = await signIn(browser, "Hendrik");
  await hendrik.keyboard.press("g");
  await hendrik.keyboard.press("r");
  await hendrik.getByRole("link", { name: "Woo-verzoek" }).press("Enter");
  await expect(hendrik.getByRole("heading", { name: "Archief", level: 1 })).toBeFocused();
  await find(hendrik, "regenboogforel");
  await expect(hendrik.getByText("Niets gevonden.")).toBeVisible();
  await hendrik.locator("summary", { hasText: "Wat je zoekt" }).press("Enter");
  await find(hendrik, "TERRASVERG");
  const found = hendrik.getByRole("list", { name: "Gevonden gesprekken" }).getByRole("listitem");
  await expect(found).toHaveCount(1);
  await expectAccessible(hendrik);
  await picture(hendrik, "woo-1-found");

  await found.getByRole("link", { name: new RegExp(topic) }).press("Enter");
  await expect(hendrik.getByRole("heading", { name: new RegExp(topic), level: 2 })).toBeFocused();
  const desk = hendrik.getByRole("region", { name: "Lakken" });
  await expect(desk.getByText("“Kwirina Zonneschijn”, naam: voorstel")).toBeVisible();
  const finish = desk.getByRole("button", { name: "Klaar met dit gesprek" });
  await expect(finish).toBeDisabled();
  // What patterns missed, by selecting it.
  await desk.getByText("Wolkje").dblclick({ position: await middleOf(hendrik, "Wolkje") });
  await hendrik.keyboard.press("s");
  await expect(desk.getByText("1 plek gelakt.")).toBeVisible();
  await desk.getByRole("button", { name: "Vorige" }).focus();
  // The first is refused, and then masked all the same.
  await expect(desk.getByText("“Kwirina Zonneschijn”, naam: voorstel")).toBeVisible();
  await hendrik.keyboard.press("o");
  await expect(desk.getByText("“06-12345678”, telefoonnummer: voorstel")).toBeVisible();
  await hendrik.keyboard.press("k");
  await expect(desk.getByText("“Kwirina Zonneschijn”, naam: blijft staan")).toBeVisible();
  await hendrik.keyboard.press("l");
  await hendrik.keyboard.press("l");
  while (await finish.isDisabled()) await hendrik.keyboard.press("l");
  await expectAccessible(hendrik);
  await picture(hendrik, "woo-2-masked");
  await finish.press("Enter");
  await expect(desk.getByText("Klaar. Je kunt het nog wijzigen.")).toBeVisible();

  await hendrik.getByRole("link", { name: "Bewaar de set" }).press("Enter");
  await expect(hendrik.getByText("1 gesprek deels openbaar")).toBeVisible();
  const saving = hendrik.waitForEvent("download");
  await hendrik.getByRole("button", { name: "Bewaar als ZIP" }).press("Enter");
  const zip = await readFile(await (await saving).path());
  await expectAccessible(hendrik);
  await picture(hendrik, "woo-3-saved");
  const files = unzip(zip);
  expect([...files.keys()]).toEqual(["0001.html", "0001.txt", "laklijst.csv", "inventarislijst.csv"]);
  for (const [path, content] of [...files, ["the ZIP itself", zip] as const])
    for (const masked of ["Kwirina", "Zonneschijn", "06-12345678", "12345678", "Wolkje", "Daan"])
      expect(content.toString("utf8"), `${masked} in ${path}`).not.toContain(masked);
  for (const path of ["0001.html", "0001.txt"])
    expect(files.get(path)?.toString("utf8").replaceAll(/\s+/g, " ")).toContain(
      "over de terrasvergunning. Mijn zus",
    );
  expect(files.get("inventarislijst.csv")?.toString("utf8")).toMatch(
    new RegExp(`"0001";"[\\d ]+";"\\d{4}-\\d\\d-\\d\\d";"${topic}";"\\d";"5.1.2.e";"deels"`),
  );
  // The conversation itself is as it was.
  await expect(saidTo(citizen, question)).toBeVisible();

  await hendrik.getByRole("link", { name: "Houd deze vast" }).press("Enter");
  await hendrik.getByRole("textbox", { name: "Kenmerk" }).fill("Woo 2026-77");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Verzoek over terrassen");
  await hendrik.getByRole("button", { name: "Houd vast", exact: true }).press("Enter");
  await expect(hendrik.getByText("Er wordt 1 gesprek vastgehouden.")).toBeVisible();
  await picture(hendrik, "woo-4-held");
  await hendrik.getByRole("link", { name: "Bekijk het bij Vasthouden" }).press("Enter");
  await expect(hendrik.getByRole("list", { name: "Afgeronde gesprekken" }).getByRole("listitem")).toHaveCount(
    1,
  );
  await daan.reload();
  await expect(daan.getByText("Woo-verzoek Woo 2026-77")).toBeVisible();
});

/** Where a word stands in the element that holds its text: what a double click selects. */
const middleOf = (page: Page, word: string) =>
  page.evaluate((sought) => {
    const texts = document.evaluate(`//*[@data-text]//text()[contains(., "${sought}")]`, document);
    const text = texts.iterateNext();
    if (!text?.parentElement) throw new Error(`no text says ${sought}`);
    const range = document.createRange();
    const at = text.textContent?.indexOf(sought) ?? 0;
    range.setStart(text, at);
    range.setEnd(text, at + sought.length);
    const [box, around] = [range.getBoundingClientRect(), text.parentElement.getBoundingClientRect()];
    return { x: box.x - around.x + box.width / 2, y: box.y - around.y + box.height / 2 };
  }, word);
