import { expect, type Page } from "@playwright/test";
import { needlesOf, search } from "../harness/needles.js";
import { deviceStorage } from "./deviceStorage.js";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  expectAtWork,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** Searching in the inbox: on the device, in what is open and what is closed, and asked of nobody. */

const results = (inbox: Page) => inbox.getByRole("list", { name: "Gevonden gesprekken" });
const searchField = (inbox: Page) => inbox.getByRole("searchbox", { name: /^Zoek in berichten/ });

/** What the page sends over its sockets from now on, but for the transport's own sign of life. */
const sentBy = (inbox: Page) => {
  const sent: string[] = [];
  inbox.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (payload.toString() !== "3") sent.push(payload.toString());
    }),
  );
  inbox.on("request", (request) => void sent.push(request.url()));
  return sent;
};

/**
 * What a page asks by itself, whatever is sought: it keeps up with what others say and with what the town changes
 * meanwhile, and after a line that fell away with all that it follows. Nothing of it can carry a word.
 */
const keepsUp = [
  /^42\/agent,\d+\["(search:shares|conversation:load|queue:load|presence:load)",/,
  /^40\/agent,/,
  /\/api\/v1\/[a-z-]+$/,
  /\/socket\.io\/\?EIO=4&transport=websocket$/,
];

test("a word from a finished conversation is found after a reload, by the keyboard, without asking anybody", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Slopen en asbest/);
  const secret = "golfplatendakje";
  await say(citizen, `Mag ik zelf mijn ${secret} weghalen?`);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();

  const fatma = await signIn(browser, "Fatma");
  const asked = row(fatma, /Slopen en asbest/);
  const conversation = (await asked.getAttribute("data-conversation")) ?? "";
  await asked.click();
  await expect(saidTo(fatma, `Mag ik zelf mijn ${secret} weghalen?`)).toBeVisible();
  await fatma.keyboard.press("r");
  await fatma.keyboard.type("Tot 35 vierkante meter mag dat, na een melding.");
  await fatma.keyboard.press("Enter");
  await expect(saidTo(citizen, "Tot 35 vierkante meter mag dat, na een melding.")).toBeVisible();
  await fatma.keyboard.press("Escape");
  await fatma.keyboard.press("e");
  await fatma.getByRole("button", { name: "Rond gesprek af" }).click();
  await expect(fatma.getByText("Dit gesprek is afgerond")).toBeVisible();
  await fatma.keyboard.press("Escape");

  const sent = sentBy(fatma);
  await fatma.reload();
  await expectAtWork(fatma);
  await fatma.keyboard.press("/");
  await expect(searchField(fatma)).toBeFocused();
  await expect(fatma.getByText(/^Alle \d+ gesprekken zijn gelezen\./)).toBeVisible();
  await expectAccessible(fatma);
  expect(sent.length).toBeGreaterThan(0);
  sent.splice(0);
  await fatma.keyboard.type("golfpl 35");
  const found = results(fatma).getByRole("button", { name: /Slopen en asbest/ });
  await expect(found).toBeVisible();
  // In the question, and in what it was registered with.
  await expect(found.getByText(secret)).toHaveCount(2);
  await fatma.getByRole("combobox", { name: "Welke gesprekken" }).selectOption("Open");
  await expect(found).toBeHidden();
  await fatma.getByRole("combobox", { name: "Welke gesprekken" }).selectOption("Afgerond");
  await expect(found).toBeVisible();
  expect(conversation).not.toBe("");
  expect(sent.filter((one) => !keepsUp.some((shape) => shape.test(one)))).toEqual([]);
  expect(sent.filter((one) => one.includes(conversation))).toEqual([]);
  await expectAccessible(fatma);
  await picture(fatma, "search-1-found");

  await searchField(fatma).focus();
  await fatma.keyboard.press("ArrowDown");
  await expect(found).toBeFocused();
  await fatma.keyboard.press("Enter");
  await expect(saidTo(fatma, `Mag ik zelf mijn ${secret} weghalen?`).first()).toBeVisible();
  await expect(fatma.locator(".bubble-found")).toBeInViewport();
  await picture(fatma, "search-2-opened");

  const kept = await deviceStorage(fatma);
  expect(kept.some(({ name }) => name.includes("search/"))).toBe(true);
  expect(search(kept, needlesOf(secret))).toEqual([]);
  expect(search(kept, needlesOf("golfpl"))).toEqual([]);
  expect(search([{ name: "address", bytes: Buffer.from(fatma.url()) }], needlesOf("golfpl"))).toEqual([]);
});
