import { expect } from "@playwright/test";
import { needlesOf, search } from "../harness/needles.js";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  field,
  openChat,
  picture,
  questionField,
  saidTo,
  visitTown,
} from "./people.js";
import { recordWire } from "./wire.js";

/** The first screen at the real town: from one's own words to a desk. */

test("what one typed begins the first message, goes back and forth, and is sent by oneself alone", async ({
  browser,
}) => {
  const recorded = recordWire(browser);
  const citizen = await visitTown(recorded.browser, { width: 320, height: 640 });
  const { page, chat } = citizen;
  await openChat(citizen);
  const typed = "Mijn kliko is vanochtend overgeslagen en nog helemaal vol";
  await questionField(citizen).click();
  await questionField(citizen).fill(typed);
  const suggested = chat.getByRole("button", { name: /^Afval niet opgehaald Bureau Afval/ });
  // Also where the town is closed, and says so above the field.
  await expect(suggested).toBeInViewport({ ratio: 0.99 });
  await expectAccessible(page);
  await picture(page, "start-1-suggested");
  await suggested.click();
  await expect(field(citizen)).toHaveValue(typed);
  await expect(chat.getByText("Uw tekst staat klaar.")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "start-2-draft");

  await field(citizen).fill(`${typed}, wat nu?`);
  await chat.getByRole("button", { name: "Terug naar de onderwerpen" }).click();
  await expect(questionField(citizen)).toHaveValue(`${typed}, wat nu?`);
  await suggested.click();
  const framesBefore = (await recorded.wire()).filter(({ name }) => name === "wire: frame sent");
  expect(framesBefore).toEqual([]);

  await field(citizen).press("Enter");
  await expect(saidTo(citizen, `${typed}, wat nu?`)).toBeVisible();
  await expect(chat.getByText("Verstuurd")).toBeVisible();
  await expect(field(citizen)).toHaveValue("");
  const wire = await recorded.wire();
  await page.context().close();
  expect([...search(wire, needlesOf("conversation:open"))]).not.toEqual([]);
  expect([...search(wire, needlesOf("vanochtend overgeslagen"))]).toEqual([]);
});

test("of a sensitive topic only the desk goes to the gateway; of another the topic too", async ({
  browser,
}) => {
  for (const [topic, named] of [
    [/^Schulden/, false],
    [/^Hondenbelasting/, true],
  ] as const) {
    const recorded = recordWire(browser);
    const citizen = await visitTown(recorded.browser);
    await chooseTopic(citizen, topic);
    await field(citizen).fill("Kunt u mij helpen?");
    await field(citizen).press("Enter");
    await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
    const sent = (await recorded.wire())
      .filter(({ name }) => name === "wire: frame sent")
      .map(({ bytes }) => Buffer.from(bytes).toString())
      .find((frame) => frame.includes('"conversation:open"'));
    expect(sent).toMatch(named ? /"topic":"[0-9a-f-]{36}"/ : /"topic":null/);
    await citizen.page.context().close();
  }
});

test("a topic that nobody has a word for is for the general desk, and a person", async ({ browser }) => {
  const citizen = await visitTown(browser);
  await openChat(citizen);
  await questionField(citizen).fill("Weet u wat ik bedoel?");
  await expect(citizen.chat.getByRole("heading", { name: "We weten het niet zeker" })).toBeVisible();
  await citizen.chat.getByRole("button", { name: /^Iets anders of ik weet het niet/ }).click();
  await expect(citizen.chat.getByText("Uw vraag gaat naar bureau Klantcontact.")).toBeVisible();
  await expect(field(citizen)).toHaveValue("Weet u wat ik bedoel?");
});

test("who turns the chat to English is known to read English, to the colleague and the mail that follow", async ({
  browser,
}) => {
  const recorded = recordWire(browser);
  const citizen = await visitTown(recorded.browser);
  const { chat } = citizen;
  await openChat(citizen);
  await chat.getByRole("button", { name: "English" }).click();
  await chat.getByRole("textbox", { name: "What can we help you with?" }).fill("I lost my keys in the park");
  await chat
    .getByRole("button", { name: /^Lost and found/ })
    .first()
    .click();
  await chat.getByRole("textbox", { name: "Your message" }).press("Enter");
  await expect(chat.getByText("Sent", { exact: true })).toBeVisible();
  const sent = (await recorded.wire())
    .filter(({ name }) => name === "wire: frame sent")
    .map(({ bytes }) => Buffer.from(bytes).toString())
    .find((frame) => frame.includes('"conversation:open"'));
  expect(sent).toContain('"language":"en"');
});
