import { type BrowserContext, expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  type Citizen,
  chooseTopic,
  expectAccessible,
  field,
  openChat,
  openTab,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** When there is no line, and when there is more than one tab. */

/**
 * From the next page on the browser's sockets fail as they do when nobody listens, until `restore`; pages and files
 * stay within reach, without which there would be nothing to reload.
 */
const cutSockets = async (context: BrowserContext) => {
  await context.addInitScript(() => {
    const RealWebSocket = WebSocket;
    const cut = { away: true };
    Object.assign(window, {
      cut,
      WebSocket: class extends RealWebSocket {
        constructor(url: string, protocols?: string | string[]) {
          super(cut.away ? "ws://localhost:9" : url, protocols);
        }
      },
    });
  });
  return {
    restore: async ({ page }: Citizen) => {
      for (const frame of page.frames())
        await frame.evaluate(() =>
          Object.assign((window as unknown as { cut: object }).cut, { away: false }),
        );
    },
  };
};

const quietBar = ({ chat }: Citizen) => chat.getByText(/^Geen verbinding\./);

test("what is sent without a connection waits, and goes once when the connection is back", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Rijbewijs/);
  await say(citizen, "Mijn rijbewijs verloopt in mei.");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  await expect(quietBar(citizen)).toHaveCount(0);

  await citizen.page.context().setOffline(true);
  await expect(quietBar(citizen)).toBeVisible();
  await say(citizen, "Kan ik het nu al verlengen?");
  await expect(citizen.chat.getByText("In de wacht")).toBeVisible();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "line-1-waiting");

  const sanne = await signIn(browser, "Sanne");
  await row(sanne, /Rijbewijs/).click();
  await expect(saidTo(sanne, "Mijn rijbewijs verloopt in mei.")).toBeVisible();
  await expect(saidTo(sanne, "Kan ik het nu al verlengen?")).toHaveCount(0);

  await citizen.page.context().setOffline(false);
  await expect(quietBar(citizen)).toHaveCount(0);
  await expect(citizen.chat.getByText("In de wacht")).toHaveCount(0);
  await expect(saidTo(sanne, "Kan ik het nu al verlengen?")).toHaveCount(1);
  await expect(saidTo(citizen, "Kan ik het nu al verlengen?")).toHaveCount(1);
  await picture(citizen.page, "line-2-back");

  await sanne.context().setOffline(true);
  await expect(sanne.getByText(/^Geen verbinding\. Je kunt verder/)).toBeVisible();
  await sanne.keyboard.press("r");
  await sanne.keyboard.type("Ja, dat kan.");
  await sanne.keyboard.press("Enter");
  await expect(sanne.getByText("Wacht op verbinding")).toBeVisible();
  await expectAccessible(sanne);
  await picture(sanne, "line-3-inbox-waiting");
  await sanne.context().setOffline(false);
  await expect(saidTo(citizen, "Ja, dat kan.")).toHaveCount(1);
  await expect(saidTo(sanne, "Ja, dat kan.")).toHaveCount(1);
});

test("a first question that waits is still there after a reload, and goes once", async ({ browser }) => {
  const citizen = await visitTown(browser);
  const sockets = await cutSockets(citizen.page.context());
  await citizen.page.reload();
  await chooseTopic(citizen, /^Uittreksel uit de BRP/);
  await say(citizen, "Kan ik een uittreksel krijgen?");
  await say(citizen, "Het is voor mijn werk.");
  for (const words of ["Kan ik een uittreksel krijgen?", "Het is voor mijn werk."])
    await expect(saidTo(citizen, words)).toBeVisible();
  await expect(citizen.chat.getByText("In de wacht").first()).toBeVisible();

  await citizen.page.reload();
  await openChat(citizen);
  await expect(saidTo(citizen, "Kan ik een uittreksel krijgen?")).toBeVisible();
  await expect(saidTo(citizen, "Het is voor mijn werk.")).toBeVisible();
  await expect(citizen.chat.getByText("In de wacht").first()).toBeVisible();
  await expect(quietBar(citizen)).toBeVisible();
  await picture(citizen.page, "line-4-reloaded");

  await sockets.restore(citizen);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible({ timeout: 30_000 });
  const sanne = await signIn(browser, "Sanne");
  await expect(row(sanne, /Uittreksel/)).toHaveCount(1);
  await row(sanne, /Uittreksel/).click();
  await expect(saidTo(sanne, "Het is voor mijn werk.")).toBeVisible();
  for (const reader of [sanne, citizen]) {
    await expect(saidTo(reader, "Kan ik een uittreksel krijgen?")).toHaveCount(1);
    await expect(saidTo(reader, "Het is voor mijn werk.")).toHaveCount(1);
  }
});

test("what a citizen sends in one tab shows in the other, once", async ({ browser }) => {
  const first = await visitTown(browser);
  await chooseTopic(first, /^Identiteitskaart/);
  await say(first, "Dit is de eerste tab.");
  await expect(first.chat.getByText("Verstuurd")).toBeVisible();

  const second = await openTab(first.page.context());
  await openChat(second);
  await expect(saidTo(second, "Dit is de eerste tab.")).toHaveCount(1);
  await say(second, "Dit is de tweede tab.");
  await expect(saidTo(first, "Dit is de tweede tab.")).toHaveCount(1);
  await say(first, "En weer de eerste.");
  await expect(saidTo(second, "En weer de eerste.")).toHaveCount(1);
  for (const tab of [first, second]) {
    for (const words of ["Dit is de eerste tab.", "Dit is de tweede tab.", "En weer de eerste."])
      await expect(saidTo(tab, words)).toHaveCount(1);
    await expect(tab.chat.getByRole("alert")).toHaveCount(0);
  }
  await picture(second.page, "line-5-second-tab");
});

test("that one types is shown to the colleague, and no longer once the citizen switches it off", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  let signs = 0;
  citizen.page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if (payload.includes("ephemeral:send")) signs++;
    }),
  );
  await chooseTopic(citizen, /^Paspoort/);
  await say(citizen, "Wat kost een paspoort?");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const sanne = await signIn(browser, "Sanne");
  await row(sanne, /Paspoort/).click();
  await expect(saidTo(sanne, "Wat kost een paspoort?")).toBeVisible();

  await field(citizen).pressSequentially("En");
  await expect(sanne.getByText("De inwoner typt")).toBeVisible();
  const signsBefore = signs;
  expect(signsBefore).toBeGreaterThan(0);

  await citizen.chat.getByRole("button", { name: "Meer mogelijkheden" }).click();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "line-6-menu");
  await citizen.chat.getByRole("checkbox", { name: "Laten zien dat ik typ" }).uncheck();
  // A sign is sent at most once in four seconds: by now the next letter would send one.
  await citizen.page.waitForTimeout(4_100);
  await field(citizen).pressSequentially(" voor een kind?");
  await field(citizen).press("Enter");
  await expect(saidTo(sanne, "En voor een kind?")).toBeVisible();
  await expect(sanne.getByText("De inwoner typt")).toHaveCount(0);
  expect(signs).toBe(signsBefore);
});
