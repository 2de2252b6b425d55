import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  type Citizen,
  chooseTopic,
  expectAccessible,
  openTab,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** What a citizen makes of a conversation that is closed: asked once, answered by the keyboard, read at the desk. */

const question = ({ chat }: Citizen) => chat.getByRole("region", { name: "Bent u geholpen?" });
const answer = (citizen: Citizen, name: string) =>
  question(citizen)
    .getByRole("group", { name: "Bent u geholpen?" })
    .getByRole("button", { name, exact: true });
const told = (citizen: Citizen) => question(citizen).getByRole("status");

/** Finishes what is open, as answered. */
const finish = async (inbox: Page) => {
  await inbox.keyboard.press("Escape");
  await inbox.keyboard.press("e");
  const card = inbox.getByRole("dialog", { name: "Gesprek afronden" });
  await expect(card.getByRole("radio", { name: /^Beantwoord/ })).toBeFocused();
  await card.getByRole("button", { name: "Rond gesprek af" }).press("Enter");
  await expect(inbox.getByText("Dit gesprek is afgerond")).toBeVisible();
};

test("who was helped in part says so by the keyboard and remarks on it, the desk reads both, and skipping is for good", async ({
  browser,
}) => {
  const remark = "Ik moest lang wachten. Het antwoord was wel goed.";
  const citizen = await visitTown(browser);
  const { page, chat } = citizen;
  await chooseTopic(citizen, /^Ongedierte/);
  await say(citizen, "Er zit een wespennest in de speeltuin.");
  await expect(chat.getByText("Verstuurd")).toBeVisible();
  const youssef = await signIn(browser, "Youssef");
  await row(youssef, /Ongedierte/).click();
  await expect(saidTo(youssef, "Er zit een wespennest in de speeltuin.")).toBeVisible();
  await youssef.keyboard.press("r");
  await youssef.keyboard.type("Dank u. Morgen halen we het weg.");
  await youssef.keyboard.press("Enter");
  await expect(saidTo(citizen, "Dank u. Morgen halen we het weg.")).toBeVisible();
  await expect(question(citizen)).toHaveCount(0);

  await finish(youssef);
  await expect(question(citizen)).toBeVisible();
  const details = youssef.getByRole("region", { name: "Details" });
  await expect(details.getByText("Geholpen volgens de inwoner")).toHaveCount(0);
  await expectAccessible(page);
  await picture(page, "verdict-1-asked");

  await answer(citizen, "Ja").focus();
  await page.keyboard.press("Tab");
  await expect(answer(citizen, "Voor een deel")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(told(citizen)).toHaveText("Dank u wel. U zei: ik ben voor een deel geholpen.");
  await expect(told(citizen)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(question(citizen).getByRole("button", { name: "Antwoord veranderen" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(question(citizen).getByRole("button", { name: "Schrijf er iets bij" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question(citizen).getByRole("textbox", { name: "Uw opmerking" })).toBeFocused();
  await page.keyboard.type(remark);
  const tick = question(citizen).getByRole("checkbox", { name: "De leidinggevende mag dit ook lezen" });
  await expect(tick).not.toBeChecked();
  await page.keyboard.press("Tab");
  await expect(tick).toBeFocused();
  await page.keyboard.press("Space");
  await expectAccessible(page);
  await picture(page, "verdict-2-remark");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(question(citizen).getByText("Uw opmerking staat bij het gesprek.")).toBeVisible();
  await expect(told(citizen)).toBeFocused();
  await expect(saidTo(citizen, remark)).toBeVisible();
  await expectAccessible(page);
  await picture(page, "verdict-3-given");

  const marieke = await signIn(browser, "Marieke");
  await marieke.getByRole("button", { name: /Instellingen/ }).press("Enter");
  await marieke.getByRole("button", { name: "Opmerkingen voor jou" }).press("Enter");
  const list = marieke.getByRole("dialog", { name: "Opmerkingen voor jou" });
  await expect(list.getByRole("listitem").filter({ hasText: remark })).toContainText(
    "Geholpen: voor een deel",
  );
  await expectAccessible(marieke);
  await picture(marieke, "verdict-5-supervisor");

  // It opened nothing again.
  await expect(saidTo(youssef, remark)).toBeVisible();
  await expect(youssef.getByText("Dit gesprek is afgerond")).toBeVisible();
  await expect(details.getByText("Geholpen volgens de inwoner")).toBeVisible();
  await expect(details.getByText("Voor een deel")).toBeVisible();
  await expectAccessible(youssef);
  await picture(youssef, "verdict-4-desk");
  await question(citizen).getByRole("button", { name: "Antwoord veranderen" }).press("Enter");
  await expect(answer(citizen, "Ja")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(told(citizen)).toHaveText("Dank u wel. U zei: ja, ik ben geholpen.");
  await expect(details.getByText("Ja", { exact: true })).toBeVisible();

  // Who writes again is asked of the next closing, and once only.
  await chat.getByRole("button", { name: "Stel nog een vraag" }).click();
  await say(citizen, "Het zit er nog.");
  await expect(question(citizen)).toHaveCount(0);
  await expect(saidTo(youssef, "Het zit er nog.")).toBeVisible();
  await expect(details.getByText("Geholpen volgens de inwoner")).toHaveCount(0);
  await row(youssef, /Ongedierte/).click();
  await youssef.keyboard.press("r");
  await youssef.keyboard.type("Ik bel de bestrijder.");
  await youssef.keyboard.press("Enter");
  await expect(saidTo(citizen, "Ik bel de bestrijder.")).toBeVisible();
  await finish(youssef);
  await expect(answer(citizen, "Ja")).toBeVisible();
  await answer(citizen, "Overslaan").press("Enter");
  await expect(told(citizen)).toBeFocused();
  const again = await openTab(page.context());
  await again.page.getByRole("button", { name: /Stel uw vraag/ }).click();
  await expect(told(again)).toHaveText("U sloeg de vraag of u geholpen bent over.");
  await expect(answer(again, "Ja")).toHaveCount(0);
  await expect(details.getByText("Geholpen volgens de inwoner")).toHaveCount(0);
});
