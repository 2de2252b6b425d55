import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { colourRules, settle, sidewaysPx, violationsIn } from "./axe.js";
import { galleryUrl, galleryTest as test } from "./gallery.js";
import { expectOtherTheme, wearOtherTheme } from "./otherTheme.js";
import { draw } from "./pictures.js";

/**
 * Every state of the widget, drawn from fixtures under the content security policy of the product: accessible,
 * nothing cut off sideways, and it keeps the reader's place. Build it first: the `gallery` script of apps/widget.
 */

const open = async (page: Page, query: string) => {
  await page.goto(`${galleryUrl("widget")}/gallery.html?${query}`);
  await page.locator("footer").waitFor();
  await settle(page);
};

/** The states that the gallery can draw, by its own list. */
const states = [
  ...readFileSync(new URL("../../apps/widget/src/gallery/fixtures.ts", import.meta.url), "utf8").matchAll(
    /^ {2}"?([a-z-]+)"?: (?:conversation|closedNow|closedBut|\{ phase)\b/gm,
  ),
].flatMap(([, name]) => name ?? []);

const widths = [320, 400, 768];

/** The form for a notice, opened. */
const askForNotice = async (page: Page) => {
  await page.getByRole("button", { name: "Mail mij als er antwoord is" }).click();
  await expect(page.getByRole("textbox", { name: "Uw e-mailadres" })).toBeFocused();
};

const askToSave = async (page: Page) => {
  await page.getByRole("button", { name: "Meer mogelijkheden" }).click();
  await page.getByRole("button", { name: "Gesprek bewaren" }).click();
};

const askWhoReads = (page: Page) => page.getByRole("button", { name: /kunnen dit lezen/ }).click();

const askToErase = async (page: Page) => {
  await page.getByRole("button", { name: "Meer mogelijkheden" }).click();
  await page.getByRole("button", { name: "Gesprek laten wissen" }).click();
};

/** What opens over a conversation: how to get there, and what must then be seen. */
const overlays: Record<string, (page: Page) => Promise<void>> = {
  menu: (page) => page.getByRole("button", { name: "Meer mogelijkheden" }).click(),
  readers: async (page) => {
    await askWhoReads(page);
    await expect(page.getByRole("dialog", { name: "Wie kan dit lezen?" })).toBeVisible();
  },
  data: async (page) => {
    await page.getByRole("button", { name: "Uw gegevens" }).click();
    await expect(page.getByRole("dialog", { name: "Uw gegevens" })).toBeVisible();
  },
  "own-code": async (page) => {
    await page.getByRole("button", { name: "Meer mogelijkheden" }).click();
    await page.getByRole("button", { name: "Op een ander apparaat verder" }).click();
    await expect(page.getByRole("status", { name: "Uw code" })).toBeVisible();
  },
  save: async (page) => {
    await askToSave(page);
    await expect(page.getByRole("link", { name: "Leesbaar (om te lezen of te printen)" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Voor een computer (JSON)" })).toBeVisible();
  },
  forget: async (page) => {
    await page.getByRole("button", { name: "Meer mogelijkheden" }).click();
    await page.getByRole("button", { name: "Verwijderen van dit apparaat" }).click();
  },
};

/**
 * A picture at every width, at the narrowest in the dark as well, and nothing runs off sideways. All of axe once, at the
 * narrowest: the widget draws the same at every width, only roomier. In the dark only what a colour can break.
 */
const check = async (page: Page, name: string) => {
  for (const width of widths.toReversed()) {
    await page.setViewportSize({ width, height: width === 768 ? 1024 : 640 });
    const schemes = width === 320 ? (["dark", "light"] as const) : (["light"] as const);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      await draw(page, `widget/${name}-${width}-${colorScheme}`);
    }
    expect(await sidewaysPx(page), `scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
  expect(await violationsIn(page), "axe at 320 px").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await violationsIn(page, colourRules), "axe in the dark").toEqual([]);
};

const questionIn = (page: Page) => page.getByRole("textbox", { name: "Waar kunnen we u mee helpen?" });

/** What the first screen becomes by typing or looking. */
const choices: Record<string, (page: Page) => Promise<void>> = {
  sure: async (page) => {
    await questionIn(page).fill("Mijn kliko is weer overgeslagen, de container is vol en niet opgehaald");
    await expect(page.getByRole("heading", { name: "Gaat het hierover?" })).toBeVisible();
    const [first] = await page.locator(".topics").first().getByRole("button").allInnerTexts();
    expect(first).toContain("Container niet geleegd");
  },
  unsure: async (page) => {
    await questionIn(page).fill("rekeningen");
    await expect(page.getByRole("heading", { name: "We weten het niet zeker" })).toBeVisible();
    const [first, second] = await page.locator(".topics").first().getByRole("button").allInnerTexts();
    expect(first).toContain("Iets anders of ik weet het niet");
    expect(second).toContain("Wij horen alleen welk bureau u kiest");
  },
  nothing: async (page) => {
    await questionIn(page).fill("xqzw");
    await expect(page.getByRole("heading", { name: "We weten het niet zeker" })).toBeVisible();
    await expect(page.locator(".topics").first().getByRole("button")).toHaveCount(1);
  },
  tree: async (page) => {
    await page.locator("summary", { hasText: "Afval" }).click();
    await expect(page.getByRole("button", { name: "Afvalpas kwijt of kapot" })).toBeVisible();
  },
};
for (const [name, show] of Object.entries(choices)) {
  test(`the first screen, ${name}, is accessible and fits`, async ({ page }) => {
    await open(page, "state=choosing");
    await show(page);
    await check(page, `choosing-${name}`);
  });
}

test("the gallery has states to look at", () => {
  expect(states.length).toBeGreaterThan(12);
});

for (const state of states) {
  test(`${state} is accessible and fits`, async ({ page }) => {
    await open(page, `state=${state}`);
    await check(page, state);
  });
}

for (const [choice, outcome] of [
  ["Ja, vraag bureau Algemeen", "Dit lukt nu niet"],
  ["Nee, ik wacht op bureau Afval", "Dit kan niet meer"],
] as const) {
  test(`choosing "${choice}" of an offer says why it did not work`, async ({ page }) => {
    await open(page, "state=waiting-overflow");
    await page.getByRole("button", { name: choice }).click();
    await expect(page.getByRole("alert").filter({ hasText: outcome })).toBeVisible();
    await draw(page, `widget/overflow-${outcome.replaceAll(" ", "-").toLowerCase()}`);
  });
}

for (const [state, line, why] of [
  ["closed", "wordt bewaard tot en met 23 november 2027", /Vraag om informatie.*Daarna vernietigt/],
  ["closed-forever", "wordt altijd bewaard", /Verklaring van vernietiging.*nooit vernietigd/],
  ["closed-no-term", "blijft bewaard tot uw gemeente een termijn kiest", /nog geen termijn/],
] as const) {
  test(`${state} says how long it is kept, and why to who asks, is accessible and fits`, async ({ page }) => {
    await open(page, `state=${state}`);
    const says = page.locator("summary", { hasText: `Dit gesprek ${line}.` });
    await expect(says).toBeVisible();
    await expect(page.getByText(why)).toBeHidden();
    await says.click();
    await expect(page.getByText(why)).toBeVisible();
    await check(page, `${state}-why`);
  });
}

test("what is held says that it is kept longer, for a procedure and not for which", async ({ page }) => {
  await open(page, "state=closed-held");
  const says = page.locator("summary", {
    hasText: "We bewaren het nu langer, omdat er een procedure loopt.",
  });
  await expect(says).toContainText("tot en met 23 november 2027.");
  await says.click();
  await expect(page.getByText(/Zolang de procedure loopt/)).toBeVisible();
  await check(page, "closed-held-why");
  await open(page, "state=closed");
  await expect(page.locator("summary", { hasText: "wordt bewaard tot en met" })).toBeVisible();
  await expect(page.getByText(/procedure/)).toHaveCount(0);
});

test("what nobody went on with says so, and that one can go on", async ({ page }) => {
  await open(page, "state=closed-silent");
  await expect(
    page.getByText("Het gesprek is afgesloten omdat er 14 dagen niets is geschreven."),
  ).toBeVisible();
  await expect(page.getByText("U kunt gewoon verder schrijven.")).toBeVisible();
  await open(page, "state=closed");
  await expect(page.getByText(/14 dagen/)).toHaveCount(0);
});

test("who is asked whether they were helped hears why it did not work, and is not asked what is past", async ({
  page,
}) => {
  await open(page, "state=verdict-asked");
  const question = page.getByRole("region", { name: "Bent u geholpen?" });
  const answers = question.getByRole("group", { name: "Bent u geholpen?" }).getByRole("button");
  await expect(answers).toHaveText(["Ja", "Voor een deel", "Nee", "Overslaan"]);
  await answers.first().click();
  await expect(question.getByRole("alert")).toHaveText("Dit lukt nu niet. Probeer het straks opnieuw.");
  await answers.nth(2).click();
  await expect(question.getByRole("alert")).toHaveText("Dit kan niet meer.");
  await check(page, "verdict-refused");
  for (const state of ["verdict-past", "closed"]) {
    await open(page, `state=${state}`);
    await expect(page.getByText("wordt bewaard tot en met").first()).toBeVisible();
    await expect(question).toHaveCount(0);
  }
});

test("a remark is written beside what was said, and stays written where it cannot be sent", async ({
  page,
}) => {
  await open(page, "state=verdict-given");
  await page.getByRole("button", { name: "Schrijf er iets bij" }).click();
  const field = page.getByRole("textbox", { name: "Uw opmerking" });
  await expect(field).toBeFocused();
  await expect(page.getByRole("checkbox", { name: "De leidinggevende mag dit ook lezen" })).not.toBeChecked();
  await page.getByRole("button", { name: "Verstuur opmerking" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Schrijf eerst uw opmerking." })).toBeVisible();
  await field.fill("Vlot geholpen.");
  await page.getByRole("button", { name: "Verstuur opmerking" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "niet verstuurd" })).toBeVisible();
  await expect(field).toHaveValue("Vlot geholpen.");
  await check(page, "verdict-remark");
  // On the smallest phone too something of the conversation stays in sight.
  expect((await page.getByRole("log").boundingBox())?.height).toBeGreaterThan(130);
  await field.press("Escape");
  await expect(page.getByRole("button", { name: "Schrijf er iets bij" })).toBeFocused();
  await page.getByRole("button", { name: "Antwoord veranderen" }).click();
  await expect(page.getByRole("button", { name: "Ja", exact: true })).toBeFocused();
  await expect(page.getByRole("button", { name: "Voor een deel", pressed: true })).toBeVisible();
  await check(page, "verdict-changing");
  for (const [state, shows] of [
    ["verdict-remarked", true],
    ["verdict-skipped", false],
  ] as const) {
    await open(page, `state=${state}`);
    await expect(page.getByText("Uw opmerking staat bij het gesprek.")).toHaveCount(shows ? 1 : 0);
    await expect(page.getByRole("button", { name: "Schrijf er iets bij" })).toHaveCount(0);
  }
  await expect(page.getByRole("button", { name: "Toch antwoorden" })).toBeVisible();
});

for (const [name, show] of Object.entries(overlays)) {
  test(`${name}, over a conversation, is accessible and fits`, async ({ page }) => {
    await open(page, "state=dialogue");
    await show(page);
    await check(page, `dialogue-${name}`);
  });
}

for (const [gather, told] of [
  ["never", "We halen het hele gesprek op. Tot nu toe: 6 berichten."],
  ["failed", "Daarom bewaren we nog niets."],
] as const) {
  test(`saving a conversation of which gathering is ${gather} is accessible and fits, and can be left`, async ({
    page,
  }) => {
    await open(page, `state=dialogue&gather=${gather}`);
    await askToSave(page);
    const sheet = page.getByRole("dialog", { name: "Gesprek bewaren" });
    await expect(sheet.getByText(told)).toBeVisible();
    await expect(sheet.getByRole("link")).toHaveCount(0);
    await check(page, `dialogue-save-${gather}`);
    await sheet.getByRole("button", { name: "Annuleren" }).click();
    await expect(sheet).toHaveCount(0);
  });
}

for (const [erase, told] of [
  ["", "Dit lukt nu niet."],
  ["held", /Er loopt een procedure waarvoor dit gesprek nodig is.*onder b en e/],
  ["in-hand", /De gemeente heeft uw vraag opgepakt.*Archiefwet/],
  ["term", /“Vraag om informatie”.*tot en met 23 november 2027.*artikel 17, lid 3, onder b\)/],
  ["forever", /“Verklaring van vernietiging”.*altijd bewaren.*onder b en d/],
  ["no-term", /nog geen termijn/],
] as const) {
  test(`asking to have it erased says first what may come of it, then ${erase || "that it did not work"}, is accessible and fits`, async ({
    page,
  }) => {
    await open(page, `state=closed&erase=${erase}`);
    await askToErase(page);
    const sheet = page.getByRole("dialog", { name: "Gesprek laten wissen?" });
    await expect(sheet.getByText(/Dan wissen we het meteen/)).toBeVisible();
    await expect(sheet.getByText(/Dan blijft het staan/)).toBeVisible();
    if (erase === "") await check(page, "closed-erase");
    await sheet.getByRole("button", { name: "Vraag om te wissen" }).click();
    await expect(sheet.getByText(told)).toBeVisible();
    if (erase !== "") await expect(sheet.getByText("We mogen dit gesprek nu niet wissen.")).toBeVisible();
    await check(page, `closed-erase-${erase || "failed"}`);
  });
}

for (const [chunk, ask] of [
  ["SaveSheet", askToSave],
  ["EraseSheet", askToErase],
  ["ReadersSheet", askWhoReads],
  ["PrivacySheet", (page: Page) => page.getByRole("button", { name: "Uw gegevens" }).click()],
] as const) {
  test(`who asks for the ${chunk} when it cannot be fetched is told so`, async ({ page }) => {
    const files = new RegExp(`/${chunk}-[^/]*\\.js$`);
    await page.route(files, (route) => route.abort());
    await open(page, "state=dialogue");
    await ask(page);
    const told = page.getByRole("alert").filter({ hasText: "We kunnen geen verbinding maken." });
    await expect(told).toBeVisible();
    await check(page, `dialogue-${chunk.toLowerCase()}-unreachable`);
    await page.unroute(files);
  });
}

for (const [state, show] of [
  ["choosing", undefined],
  ["closed", overlays["readers"]],
  ["unreachable", undefined],
] as const) {
  test(`${state} wears another town's tokens, is accessible and fits`, async ({ page }) => {
    await open(page, `state=${state}`);
    await wearOtherTheme(page);
    if (state !== "choosing") await expectOtherTheme(page);
    await check(page, `other-theme-${state}`);
    await show?.(page);
    expect(await violationsIn(page)).toEqual([]);
  });
}

test("going on with a code, mistyped, is accessible and fits, with a person one tap away", async ({
  page,
}) => {
  await open(page, "state=choosing");
  await page.getByRole("button", { name: "Verder met een code" }).click();
  await page.getByRole("button", { name: "Ga verder" }).click();
  const sheet = page.getByRole("dialog", { name: "Verder met een code" });
  await expect(sheet.getByRole("alert")).toContainText("Deze code klopt niet.");
  await expect(sheet.getByRole("link", { name: "Bel 14 0000" })).toBeVisible();
  await expect(sheet.getByRole("link", { name: /Liever aan de balie/ })).toBeVisible();
  await check(page, "choosing-code");
  // By a link on a device with a conversation: asked first.
  await open(page, "state=dialogue&code=0R40-M30E");
  await expect(page.getByText("Op dit apparaat staat al een gesprek.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Uw code" })).toHaveValue("0R40-M30E");
  await check(page, "dialogue-linked-code");
});

test("before anything is sent nothing is said of a connection, for there is none yet", async ({ page }) => {
  await open(page, "state=empty");
  await expect(page.getByText("Verbinden…")).toHaveCount(0);
});

/** The town's own lines, as soon as it is known whose chat this is. */
const expectHelpInDanger = async (page: Page) => {
  for (const phone of ["112", "113", "0800-2000", "0800-0432", "14 0000"])
    await expect(page.locator(`a[href="tel:${phone.replace(/\D/g, "")}"]`).first()).toContainText(phone);
  await expect(page.getByRole("link", { name: /Liever aan de balie/ }).first()).toBeVisible();
  // Said twice it is not clearer.
  await expect(page.getByRole("link", { name: "Bel 112" })).toHaveCount(1);
};

for (const state of [
  "choosing-closed",
  "empty-closed",
  "waiting",
  "waiting-closed",
  "in-hand-waiting",
  "in-hand-waiting-closed",
  "in-hand-waiting-former",
  "offline",
  "closed",
  "closed-desk-closed",
  "blocked",
  "blocked-closed",
]) {
  test(`112 and the crisis lines stand in ${state}, and a person is one tap away`, async ({ page }) => {
    await open(page, `state=${state}`);
    await expectHelpInDanger(page);
  });
}

for (const state of ["unreachable", "untrusted", "storage"]) {
  test(`112 stands in ${state}, where no town has said its crisis lines`, async ({ page }) => {
    await open(page, `state=${state}`);
    await expect(page.getByRole("link", { name: "Bel 112" })).toHaveAttribute("href", "tel:112");
  });
}

test("once a colleague has it, who waits is told as much as before, and once answered no more", async ({
  page,
}) => {
  const safety = page.getByRole("link", { name: "Bel 112" });
  const byMail = page.getByRole("button", { name: "Mail mij als er antwoord is" });
  await open(page, "state=in-hand-waiting");
  await expect(page.getByText("We willen vandaag vóór 11.47 uur antwoorden.")).toBeVisible();
  await expect(page.getByText(/voor u\.|aan de beurt/)).toHaveCount(0);
  await askForNotice(page);
  await open(page, "state=in-hand-waiting-closed");
  await expect(page.getByText("Bureau Afval is nu gesloten.")).toBeVisible();
  await expect(page.getByText("Morgen vanaf 8.30 uur lezen we uw bericht.")).toBeVisible();
  await expect(byMail).toBeVisible();
  await page.keyboard.press("F9");
  for (const gone of [safety, byMail, page.getByText("Bureau Afval is nu gesloten.")])
    await expect(gone).toHaveCount(0);
  await open(page, "state=dialogue");
  await expect(safety).toHaveCount(0);
});

test("who asks again of a closed desk is told when they are read before they write", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, "state=closed-desk-closed");
  await page.getByRole("button", { name: "Stel nog een vraag" }).click();
  await expect(page.getByRole("link", { name: "Bel 112" })).toBeInViewport();
  await expect(page.getByText("Morgen vanaf 8.30 uur lezen we uw bericht.")).toBeVisible();
  await expect(page.getByText("U kunt het nu al sturen.")).toBeVisible();
  await expectHelpInDanger(page);
  await check(page, "closed-desk-closed-again");
});

test("who waits can leave an e-mail address, and take it back", async ({ page }) => {
  await open(page, "state=waiting");
  await askForNotice(page);
  await check(page, "waiting-notice");
  await page.keyboard.type("naam@");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Vul een heel e-mailadres in" })).toBeVisible();
  await page.keyboard.type("voorbeeld.nl");
  await page.keyboard.press("Enter");
  await expect(page.getByText("U krijgt een e-mail als er antwoord is.")).toBeFocused();
  await page.getByRole("button", { name: "Toch geen e-mail" }).click();
  await expect(page.getByRole("button", { name: "Mail mij als er antwoord is" })).toBeFocused();
});

test("by when an answer is due stands where one waits", async ({ page }) => {
  await open(page, "state=waiting");
  await expect(page.getByText("We willen vandaag vóór 11.47 uur antwoorden.")).toBeVisible();
  await open(page, "state=empty-closed");
  await expect(page.getByText("We willen morgen vóór 9.30 uur antwoorden.")).toBeVisible();
});

test.describe("at 400 px", () => {
  test.use({ viewport: { width: 400, height: 640 } });
  const log = (page: Page) => page.getByRole("log");
  const answer = "Graag gedaan. Nog een fijne dag!";

  test("English and right to left are accessible and fit too", async ({ page }) => {
    await open(page, "state=dialogue&lang=en&dir=rtl");
    await check(page, "dialogue-en-rtl");
  });

  test("an answer that comes in while reading back keeps the place and is counted", async ({ page }) => {
    await open(page, "state=dialogue");
    await log(page).evaluate((list) => list.scrollTo(0, 0));
    await page.waitForTimeout(100);
    await page.keyboard.press("F9");
    const more = page.getByRole("button", { name: "1 nieuw bericht" });
    await expect(more).toBeVisible();
    expect(await log(page).evaluate((list) => list.scrollTop)).toBe(0);
    await more.click();
    await expect(log(page).getByText(answer)).toBeInViewport();
    await expect(more).toBeHidden();
  });

  test("an answer that comes in while reading the newest is followed, and announced once", async ({
    page,
  }) => {
    await open(page, "state=dialogue");
    await page.keyboard.press("F9");
    await expect(log(page).getByText(answer)).toBeInViewport();
    const belowPx = await log(page).evaluate(
      (list) => list.scrollHeight - list.scrollTop - list.clientHeight,
    );
    expect(belowPx).toBeLessThan(2);
    await expect(page.getByRole("status").filter({ hasText: answer })).toHaveText(`Sanne: ${answer}`);
    await expect(page.getByRole("button", { name: "1 nieuw bericht" })).toBeHidden();
  });

  test("Enter sends, Shift+Enter breaks the line", async ({ page }) => {
    await open(page, "state=dialogue");
    const field = page.getByRole("textbox", { name: "Uw bericht" });
    await field.pressSequentially("een");
    await field.press("Shift+Enter");
    await field.pressSequentially("twee");
    await expect(field).toHaveValue("een\ntwee");
    await field.press("Enter");
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
  });

  test("a text that is too long is not sent, and says so", async ({ page }) => {
    await open(page, "state=dialogue");
    const field = page.getByRole("textbox", { name: "Uw bericht" });
    await field.fill("a".repeat(16_003));
    await field.press("Enter");
    await expect(field).toHaveValue("a".repeat(16_003));
    await expect(page.getByText("Uw bericht is ongeveer 3 tekens te lang.")).toBeVisible();
  });

  test("a sheet takes focus, closes on Esc and gives focus back", async ({ page }) => {
    await open(page, "state=dialogue");
    const lock = page.getByRole("button", { name: /kunnen dit lezen/ });
    await lock.click();
    const sheet = page.getByRole("dialog", { name: "Wie kan dit lezen?" });
    await expect(sheet.getByText("20417 88365 90214")).toBeVisible();
    expect(await sheet.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(lock).toBeFocused();
  });

  test("what one types becomes suggestions, said once, and Enter goes on to them", async ({ page }) => {
    await open(page, "state=choosing");
    await questionIn(page).fill("kliko overgeslagen, container vol");
    await expect(page.getByRole("heading", { name: "Gaat het hierover?" })).toBeVisible();
    await expect(
      page.getByRole("status").filter({ hasText: "Gaat het hierover?, Container niet geleegd" }),
    ).toHaveCount(1);
    await questionIn(page).press("Enter");
    await expect(page.getByRole("button", { name: "Container niet geleegd Bureau Afval" })).toBeFocused();
    await questionIn(page).fill("");
    await expect(page.getByRole("heading", { name: "Gaat het hierover?" })).toHaveCount(0);
  });

  test("Esc minimises and keeps what was typed", async ({ page }) => {
    await open(page, "state=choosing");
    await questionIn(page).fill("een lang verhaal");
    await questionIn(page).press("Escape");
    await expect(questionIn(page)).toHaveValue("een lang verhaal");
  });
});
