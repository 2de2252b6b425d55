import { type Browser, expect } from "@playwright/test";
import { test } from "./journey.js";
import { chooseTopic, say, signIn, visitTown } from "./people.js";

test("who looks elsewhere is told that a question waits, and nothing of whom or what", async ({
  browser,
}) => {
  // A browser without a screen shows no notifications: what it would show is kept here.
  const elsewhere: Pick<Browser, "newContext"> = {
    newContext: async (options) => {
      const context = await browser.newContext(options);
      await context.addInitScript(() => {
        const told: string[][] = [];
        Object.assign(window, {
          told,
          Notification: class {
            static readonly permission = "granted";
            static requestPermission(): Promise<string> {
              return Promise.resolve("granted");
            }
            constructor(...words: [string, object]) {
              told.push([words[0], ...Object.keys(words[1])]);
            }
          },
        });
        document.hasFocus = () => false;
      });
      return context;
    },
  };
  const fatma = await signIn(elsewhere, "Fatma");
  const told = () => fatma.evaluate(() => (window as unknown as { told: string[][] }).told);
  const ask = async () => {
    const citizen = await visitTown(browser);
    await chooseTopic(citizen, /^Subsidie en duurzaam wonen/);
    await say(citizen, "Krijg ik subsidie voor een groen dak?");
    await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  };
  await ask();
  await expect(fatma.locator(".row", { hasText: /Subsidie en duurzaam wonen/ }).first()).toBeVisible();
  expect(await told()).toEqual([]);

  await fatma
    .getByRole("navigation", { name: "Lijsten" })
    .getByRole("button", { name: /Instellingen/ })
    .click();
  const choice = fatma.getByRole("checkbox", { name: /Melding op het bureaublad/ });
  await choice.click();
  await expect(choice).toBeChecked();
  await fatma.keyboard.press("Escape");
  await ask();
  await expect.poll(told).toContainEqual(["Er wacht een nieuwe vraag", "tag"]);
});
