import { type Browser, expect, type Page } from "@playwright/test";
import { Secret } from "otpauth";
import { needlesOf, search } from "../harness/needles.js";
import { codeOf, wrongCodeOf } from "../harness/totp.js";
import { test } from "./journey.js";
import {
  colleague,
  enter,
  expectAccessible,
  expectAtWork,
  passphraseField,
  picture,
  visitInbox,
} from "./people.js";
import { dumpClusters } from "./serverSide.js";

/** One colleague whom no other journey needs, from a passphrase alone to a second step and back. */

const alias = "Noor";

const codeField = (inbox: Page) => inbox.getByRole("textbox", { name: "Code" });

const openSetting = async (inbox: Page, name: string) => {
  await inbox
    .getByRole("navigation", { name: "Lijsten" })
    .getByRole("button", { name: /Instellingen/ })
    .click();
  await inbox.getByRole("button", { name }).click();
};

const startSignIn = async (browser: Browser): Promise<Page> => {
  const inbox = await visitInbox(browser);
  await enter(inbox, await colleague(alias));
  return inbox;
};

/** A code that the app shows once the one that was used last is over; both are within what the gateway takes. */
const nextCode = (secretBase32: string) => codeOf(secretBase32, 1);

test("a colleague sets up a second step, signs in with it, loses the phone once, ends a session, and stops", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { passphrase } = await colleague(alias);
  const first = await startSignIn(browser);
  await expectAtWork(first);

  await openSetting(first, "Tweede stap bij inloggen");
  await first.getByRole("button", { name: "Zet aan" }).click();
  await passphraseField(first).fill(passphrase);
  await first.keyboard.press("Enter");
  await expect(first.getByRole("img", { name: /QR-code/ })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(first);
  await picture(first, "second-step-1-enrolment");
  const shown = await first.locator(".enrolment-secret").textContent();
  const secretBase32 = (shown ?? "").replaceAll(" ", "");
  await codeField(first).fill(wrongCodeOf(secretBase32));
  await first.keyboard.press("Enter");
  await expect(first.getByRole("alert")).toHaveText(/^Deze code klopt niet/);
  await codeField(first).fill(codeOf(secretBase32));
  await first.keyboard.press("Enter");
  const paper = first.getByRole("list", { name: "Je herstelcodes" }).getByRole("listitem");
  await expect(paper).toHaveCount(10);
  const recoveryCodes = await paper.allTextContents();
  await expectAccessible(first);
  await picture(first, "second-step-2-recovery-codes");
  await first.getByRole("button", { name: "Ik heb ze bewaard" }).click();
  await expect(first.getByText(/^Staat aan sinds/)).toBeVisible();

  const secretHex = Buffer.from(Secret.fromBase32(secretBase32).bytes).toString("hex");
  const messages = (await dumpClusters()).filter(({ name }) => name.startsWith("dump: messages"));
  for (const secret of [secretBase32, secretHex, ...recoveryCodes.map((code) => code.replaceAll("-", ""))])
    expect(search(messages, needlesOf(secret))).toEqual([]);
  expect(search(messages, needlesOf("second_factor_enrolled"))).not.toEqual([]);

  const second = await startSignIn(browser);
  await expect(second.getByRole("heading", { name: "Vul je code in" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(second);
  await picture(second, "second-step-3-code");
  await codeField(second).fill(wrongCodeOf(secretBase32));
  await second.keyboard.press("Enter");
  await expect(second.getByRole("alert")).toHaveText(/^Deze code klopt niet/);
  await codeField(second).fill(nextCode(secretBase32));
  await second.keyboard.press("Enter");
  await expectAtWork(second);

  const [recoveryCode = "", another = ""] = recoveryCodes;
  const third = await startSignIn(browser);
  await codeField(third).fill(recoveryCode.toLowerCase());
  await third.keyboard.press("Enter");
  await expect(third.getByText(/Je hebt er nog 9 over/)).toBeVisible();
  await expectAccessible(third);
  await picture(third, "second-step-4-recovery-code-used");
  await third.getByRole("button", { name: "Naar de inbox" }).click();
  await expectAtWork(third);
  const fourth = await startSignIn(browser);
  await codeField(fourth).fill(recoveryCode);
  await fourth.keyboard.press("Enter");
  await expect(fourth.getByRole("alert")).toHaveText(/^Deze code klopt niet/);

  await openSetting(third, "Waar je bent ingelogd");
  const rows = third.getByRole("list", { name: "Waar je bent ingelogd" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expectAccessible(third);
  await picture(third, "second-step-5-sessions");
  await rows
    .getByRole("button", { name: /^Log uit/ })
    .first()
    .click();
  await expect(rows).toHaveCount(2);
  await third.getByRole("button", { name: "Log overal uit, behalve hier" }).click();
  await expect(rows).toHaveCount(1);
  for (const ended of [first, second])
    await expect(ended.getByRole("heading", { name: "Inloggen" })).toBeVisible();

  await third.keyboard.press("Escape");
  await third.getByRole("button", { name: "Tweede stap bij inloggen" }).click();
  await third.getByRole("button", { name: "Zet uit" }).click();
  await passphraseField(third).fill(passphrase);
  await codeField(third).fill(another);
  await third.keyboard.press("Enter");
  await expect(third.getByText("Je hebt nog geen tweede stap.")).toBeVisible({ timeout: 30_000 });
  await expectAtWork(await startSignIn(browser));
});
