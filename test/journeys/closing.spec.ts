import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  type Citizen,
  chooseTopic,
  colleague,
  enter,
  expectAccessible,
  expectAtWork,
  field,
  picture,
  saidTo,
  say,
  signIn,
  stepTo,
  visitInbox,
  visitTown,
} from "./people.js";

/** Closing by the keyboard with a card, and what a citizen on a phone reads of it. */

/** The last day on which something is kept that is closed today, as Dutch writes it. */
const inYears = (years: number) => {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(Date.now());
  const [year = "", ...rest] = today.split("-");
  // A year after 29 February is 28 February.
  const day = rest.join("-") === "02-29" ? "02-28" : rest.join("-");
  return new Intl.DateTimeFormat("nl-NL", { dateStyle: "long", timeZone: "UTC" }).format(
    Date.parse(`${Number(year) + years}-${day}`),
  );
};
const press = async (inbox: Page, ...keys: string[]) => {
  for (const key of keys) await inbox.keyboard.press(key);
};
const keptLine = ({ chat }: Citizen) => chat.getByText(/^Dit gesprek wordt bewaard tot en met/);
const narrow = { width: 320, height: 640 };

test("an agent closes with a card by the keyboard alone, the citizen reads until when it is kept and why, and writing takes that away", async ({
  browser,
}) => {
  const question = "Goedemorgen. De iep voor mijn huis is ziek. Kan hij weg?";
  const citizen = await visitTown(browser, narrow);
  await chooseTopic(citizen, /^Groen, bomen en onkruid/);
  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();

  const youssef = await visitInbox(browser);
  await enter(youssef, await colleague("Youssef"));
  await expectAtWork(youssef);
  await stepTo(youssef, /Groen, bomen en onkruid/);
  await press(youssef, "Enter");
  await expect(saidTo(youssef, question)).toBeVisible();
  await press(youssef, "r");
  await youssef.keyboard.type("We komen donderdag kijken.");
  await press(youssef, "Enter");
  await expect(saidTo(citizen, "We komen donderdag kijken.")).toBeVisible();

  // The card stands as it could go: what was asked, under its topic.
  await press(youssef, "Escape", "e");
  const card = youssef.getByRole("dialog", { name: "Gesprek afronden" });
  await expect(card.getByRole("radio", { name: /^Beantwoord/ })).toBeFocused();
  await expect(card.getByRole("combobox", { name: "Onderwerp" })).toContainText("Groen, bomen en onkruid");
  const summary = card.getByRole("textbox", { name: "Samenvatting" });
  await expect(summary).toHaveValue("De iep voor mijn huis is ziek.");
  await expect(
    card.getByText(`Wordt bewaard tot en met ${inYears(5)} · Melding of verzoek (6.1, 5 jaar)`),
  ).toBeVisible();
  await expectAccessible(youssef);
  await picture(youssef, "closing-1-card");

  // What is refused is kept shorter, and said so at once.
  await press(youssef, "ArrowDown");
  await expect(
    card.getByText(`Wordt bewaard tot en met ${inYears(1)} · Afgewezen (6.2, 1 jaar)`),
  ).toBeVisible();
  await press(youssef, "ArrowUp", "Tab", "Tab");
  await expect(card.getByRole("textbox", { name: /^Plaats/ })).toBeFocused();
  await youssef.keyboard.type("Molenwijk");
  await press(youssef, "Tab");
  await expect(summary).toBeFocused();
  // Typing replaces what stood there; a number of nine digits that could be somebody's is asked about.
  await youssef.keyboard.type("Iep ziek bij 111222333");
  await expect(summary).toHaveValue("Iep ziek bij 111222333");
  await press(youssef, "Control+Enter");
  await expect(card.getByText("Staat een burgerservicenummer (BSN) in wat je hier invult?")).toBeVisible();
  await expectAccessible(youssef);
  await press(youssef, "Escape");
  await expect(card).toBeVisible();
  await expect(summary).toBeFocused();
  await youssef.keyboard.type("het plein");
  await expect(summary).toHaveValue("Iep ziek bij het plein");
  await press(youssef, "Control+Enter");
  await expect(card).toBeHidden();
  await expect(youssef.getByText("Dit gesprek is afgerond")).toBeVisible();

  // A colleague finds it by place, and reads what it is kept under.
  const sanne = await signIn(browser, "Sanne");
  await press(sanne, "/");
  await sanne.keyboard.type("molenwijk");
  await expect(sanne.getByRole("button", { name: /Groen, bomen.*Iep ziek bij het plein/ })).toBeVisible();
  await press(sanne, "Enter");
  const registered = sanne.locator(".bubble-found", { hasText: "Youssef registreerde dit gesprek" });
  await expect(registered).toBeInViewport();
  await expect(registered).toContainText("Molenwijk · Groen, bomen en onkruid");
  const details = sanne.getByRole("region", { name: "Details" });
  await expect(details.getByText(`tot en met ${inYears(5)}`)).toBeVisible();
  await expect(details.getByText("Melding of verzoek (6.1, 5 jaar)")).toBeVisible();
  await expect(details.getByText("Iep ziek bij het plein")).toBeVisible();
  await expectAccessible(sanne);
  await picture(sanne, "closing-2-found");

  // The citizen, on a small phone.
  await expect(keptLine(citizen)).toContainText(inYears(5));
  await expect(citizen.chat.getByText(/Melding of verzoek/)).toBeHidden();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "closing-3-kept");
  await keptLine(citizen).click();
  await expect(
    citizen.chat.getByText(/Melding of verzoek.*resultaat 6\.1\b.*Daarna vernietigt/),
  ).toBeVisible();
  await expect(citizen.chat.getByText("Iep ziek")).toHaveCount(0);
  await expectAccessible(citizen.page);
  await picture(citizen.page, "closing-4-why");

  await citizen.chat.getByRole("button", { name: "Stel nog een vraag" }).click();
  await say(citizen, "Hij is omgewaaid!");
  await expect(saidTo(youssef, "Hij is omgewaaid!")).toBeVisible();
  await expect(keptLine(citizen)).toHaveCount(0);
  await expect(field(citizen)).toBeEditable();
  await expect(youssef.getByText("Dit gesprek is afgerond")).toBeHidden();
});
