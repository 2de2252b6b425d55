import { type Browser, expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  colleague,
  enter,
  expectAccessible,
  expectAtWork,
  passphraseField,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitInbox,
  visitTown,
} from "./people.js";

/** Colleagues beside each other, colleagues who may not, and one who leaves the desk for a moment. */

const ask = async (browser: Parameters<typeof visitTown>[0], topic: RegExp, question: string) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, topic);
  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  return citizen;
};

const answerField = (inbox: Page) => inbox.getByRole("textbox", { name: "Antwoord aan de inwoner" });

const openSettings = (inbox: Page) =>
  inbox
    .getByRole("navigation", { name: "Lijsten" })
    .getByRole("button", { name: /Instellingen/ })
    .click();

test("two colleagues see one queue live; who opens a question takes it, the other reads along and notes", async ({
  browser,
}) => {
  const lotte = await signIn(browser, "Lotte");
  const daan = await signIn(browser, "Daan");
  await expect(row(lotte, /Hondenbelasting/)).toHaveCount(0);
  const citizen = await ask(browser, /^Hondenbelasting/, "Mijn hond is overleden. Wat nu?");
  for (const inbox of [lotte, daan])
    await expect(row(inbox, /^Openen en oppakken, ongelezen: Hondenbelasting/)).toBeVisible();

  await row(lotte, /Hondenbelasting/).click();
  await expect(saidTo(lotte, "Mijn hond is overleden. Wat nu?")).toBeVisible();
  await expect(answerField(lotte)).toBeVisible();
  await expect(row(daan, /Hondenbelasting/)).toHaveCount(0);

  await daan.keyboard.press("g");
  await daan.keyboard.press("b");
  await row(daan, /Hondenbelasting.*Lotte/).click();
  await expect(daan.getByText("Lotte heeft dit gesprek in behandeling")).toBeVisible();
  await expect(saidTo(daan, "Mijn hond is overleden. Wat nu?")).toBeVisible();
  await expect(answerField(daan)).toHaveCount(0);
  await expect(daan.getByRole("button", { name: "Pak op" })).toHaveCount(0);
  await daan.keyboard.press("n");
  await daan.keyboard.type("Vorig jaar ook al gevraagd.");
  await daan.keyboard.press("Enter");
  for (const inbox of [daan, lotte])
    await expect(saidTo(inbox, "Vorig jaar ook al gevraagd.")).toHaveCount(1);
  await expectAccessible(daan);
  await picture(daan, "inbox-1-reads-along");

  await lotte.keyboard.press("r");
  // Enter in the middle: what one types while the answer is still being sealed belongs to the next one.
  await lotte.keyboard.type("Wat verdrietig. U hoeft niets te doen.\nSterkte");
  for (const reader of [citizen, daan, lotte])
    await expect(saidTo(reader, "Wat verdrietig. U hoeft niets te doen.")).toHaveCount(1);
  await expect(answerField(lotte)).toHaveValue("Sterkte");
  await expect(saidTo(citizen, "Vorig jaar ook al gevraagd.")).toHaveCount(0);
  await picture(lotte, "inbox-2-took");
});

test("a colleague of other desks and a records officer see nothing of a conversation, not even by its address", async ({
  browser,
}) => {
  await ask(browser, /^Kwijtschelding/, "Kan ik kwijtschelding krijgen?");
  const daan = await signIn(browser, "Daan");
  await row(daan, /Kwijtschelding/).click();
  await expect(saidTo(daan, "Kan ik kwijtschelding krijgen?")).toBeVisible();
  const address = new URL(daan.url()).hash;
  const { length } = "#/waiting/all/";
  expect(address.slice(length)).toMatch(/^[0-9a-f-]{36}$/);

  for (const alias of ["Fatma", "Hendrik"]) {
    const outsider = await signIn(browser, alias);
    await expect(outsider.getByText("Verbonden", { exact: true })).toBeVisible();
    for (const list of ["w", "b"]) {
      await outsider.keyboard.press("g");
      await outsider.keyboard.press(list);
      await expect(outsider.getByText(/Kwijtschelding/)).toHaveCount(0);
    }
    await outsider.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await expect(outsider.getByText("Dit gesprek kan niet open")).toBeVisible();
    await expect(outsider.getByText(/hoort niet bij jouw bureaus/)).toBeVisible();
    await expect(outsider.getByText("Kan ik kwijtschelding krijgen?")).toHaveCount(0);
    await expectAccessible(outsider);
    await picture(outsider, `inbox-3-outside-${alias.toLowerCase()}`);
  }
});

test("a wrong passphrase and an unknown account are refused in the same words; both right, one comes in", async ({
  browser,
}) => {
  const { account, passphrase } = await colleague("Marieke");
  const { passphrase: another } = await colleague("Noor");
  const inbox = await visitInbox(browser);
  await expectAccessible(inbox);
  await picture(inbox, "inbox-4-sign-in");
  const heard: (string | null)[] = [];
  for (const attempt of [
    { account, passphrase: another },
    { account: `niet.${account}`, passphrase },
  ]) {
    await enter(inbox, attempt);
    await expect(inbox.getByRole("heading", { name: "Je wordt ingelogd" })).toBeVisible();
    const refusal = inbox.getByRole("alert");
    await expect(refusal).toBeVisible();
    heard.push(await refusal.textContent());
  }
  expect(heard).toEqual(Array(2).fill("Account of wachtzin klopt niet. Kijk ze na en probeer het opnieuw."));
  await expectAccessible(inbox);
  await picture(inbox, "inbox-5-refused");
  await enter(inbox, { account, passphrase });
  await expectAtWork(inbox);
});

test("locking hides the conversations until the passphrase comes; signing out asks for the account again", async ({
  browser,
}) => {
  await ask(browser, /^Parkeervergunning/, "Hoe vraag ik een vergunning aan?");
  const { passphrase } = await colleague("Lotte");
  const { passphrase: another } = await colleague("Noor");
  const lotte = await signIn(browser, "Lotte");
  await row(lotte, /Parkeervergunning/).click();
  await expect(saidTo(lotte, "Hoe vraag ik een vergunning aan?")).toBeVisible();

  await openSettings(lotte);
  await expectAccessible(lotte);
  await picture(lotte, "inbox-6-settings");
  await lotte.getByRole("button", { name: "Vergrendel" }).click();
  await expect(lotte.getByRole("heading", { name: "Welkom terug, Lotte van Dijk" })).toBeVisible();
  await lotte.reload();
  await expect(lotte.getByRole("heading", { name: "Welkom terug, Lotte van Dijk" })).toBeVisible();
  await expect(lotte.getByText("Hoe vraag ik een vergunning aan?")).toHaveCount(0);
  await expectAccessible(lotte);
  await picture(lotte, "inbox-7-locked");

  await passphraseField(lotte).fill(another);
  await lotte.keyboard.press("Enter");
  await expect(lotte.getByRole("alert")).toHaveText(/^Deze wachtzin klopt niet\./);
  await expectAccessible(lotte);
  await passphraseField(lotte).fill(passphrase);
  await lotte.keyboard.press("Enter");
  await expectAtWork(lotte);
  await expect(saidTo(lotte, "Hoe vraag ik een vergunning aan?")).toBeVisible();

  await openSettings(lotte);
  await lotte.getByRole("button", { name: "Log uit" }).click();
  await expect(lotte.getByText("Je bent uitgelogd.")).toBeVisible();
  await picture(lotte, "inbox-8-signed-out");
  await lotte.reload();
  await expect(lotte.getByRole("textbox", { name: "Account" })).toHaveValue("");
  await expect(lotte.getByRole("navigation", { name: "Lijsten" })).toHaveCount(0);
});

test("what is written while the conversation is still being taken is kept, and goes out once it is taken", async ({
  browser,
}) => {
  let release = () => {};
  const taken = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: Pick<Browser, "newContext"> = {
    newContext: async (options) => {
      const context = await browser.newContext(options);
      await context.routeWebSocket(/socket\.io/, (page) => {
        const gateway = page.connectToServer();
        page.onMessage(async (frame) => {
          if (typeof frame === "string" && frame.includes('"conversation:take"')) await taken;
          gateway.send(frame);
        });
      });
      return context;
    },
  };
  const citizen = await ask(browser, /^Boom kappen/, "Mag deze boom weg?");
  const daan = await signIn(slow, "Daan");
  await row(daan, /Boom kappen/).click();
  await expect(saidTo(daan, "Mag deze boom weg?")).toBeVisible();
  await daan.keyboard.press("r");
  await daan.keyboard.type("Ik zoek het op.");
  await daan.keyboard.press("Enter");
  await daan.keyboard.type("En nog iets.");
  release();
  await expect(saidTo(citizen, "Ik zoek het op.")).toBeVisible();
  await expect(daan.getByRole("textbox")).toBeFocused();
  await expect(daan.getByRole("textbox")).toHaveValue("En nog iets.");
});
