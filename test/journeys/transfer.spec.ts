import { expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  isTheirs,
  openTab,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** A question that landed at the wrong desk: taken, handed over with a note, answered where it belongs, closed. */

test("a conversation goes to another desk with a note, is answered there and closed; the old desk reads no more", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Afvalpas/);
  await say(citizen, "Ik kan de afvalstoffenheffing niet betalen. Kan ik kwijtschelding krijgen?");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();

  const youssef = await signIn(browser, "Youssef");
  await row(youssef, /Afvalpas/).click();
  await isTheirs(youssef);
  await youssef.keyboard.press("t");
  const dialog = youssef.getByRole("dialog", { name: "Gesprek overdragen" });
  await dialog.getByRole("searchbox").fill("belast");
  await youssef.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: /^Belastingen/ })).toBeChecked();
  // The clock of the test decides whether the desk is open.
  const canWait = dialog.getByRole("checkbox", { name: "De inwoner kan wachten" });
  if (await canWait.isVisible()) await canWait.check();
  await dialog.getByRole("checkbox", { name: /^Ik lees mee/ }).check();
  await dialog.getByRole("textbox", { name: "Notitie voor Belastingen" }).fill("Vraagt om kwijtschelding.");
  await expectAccessible(youssef);
  await picture(youssef, "transfer-1-dialog");
  await dialog.getByRole("button", { name: "Draag over aan Belastingen" }).click();
  await expect(dialog).toBeHidden();
  await expect(youssef.getByText("Je leest mee tot iemand dit gesprek oppakt")).toBeVisible();
  await expect(
    citizen.chat.getByText(/Youssef van bureau Afval heeft uw gesprek overgedragen aan bureau Belastingen\./),
  ).toHaveCount(2);
  await citizen.chat.getByRole("button", { name: /kunnen dit lezen/ }).click();
  const readers = citizen.chat.getByRole("dialog", { name: "Wie kan dit lezen?" });
  await expect(readers.getByText("Youssef van bureau Afval")).toBeVisible();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "transfer-2-readers");
  await citizen.page.keyboard.press("Escape");

  const lotte = await signIn(browser, "Lotte");
  await row(lotte, /Afvalpas/).click();
  await expect(
    saidTo(lotte, "Ik kan de afvalstoffenheffing niet betalen. Kan ik kwijtschelding krijgen?"),
  ).toBeVisible();
  await expect(saidTo(lotte, "Vraagt om kwijtschelding.")).toBeVisible();
  await expect(youssef.getByText("Dit gesprek is nu bij Belastingen")).toBeVisible();
  await expect(citizen.chat.getByText("Youssef leest niet meer mee.").first()).toBeVisible();
  await picture(youssef, "transfer-3-moved");
  await lotte.keyboard.press("r");
  await lotte.keyboard.type("Dat kan. Ik stuur u het formulier.");
  await lotte.keyboard.press("Enter");
  await expect(saidTo(citizen, "Dat kan. Ik stuur u het formulier.")).toBeVisible();
  await expectAccessible(lotte);
  await picture(lotte, "transfer-4-answered");
  await picture(citizen.page, "transfer-5-answered");

  // Also in a tab that is opened only now.
  const again = await openTab(citizen.page.context());
  await again.page.getByRole("button", { name: /Stel uw vraag/ }).click();
  await expect(saidTo(again, "Dat kan. Ik stuur u het formulier.")).toBeVisible();
  await expect(again.chat.getByText(/overgedragen aan bureau Belastingen/)).toHaveCount(1);

  // A word of the note finds the conversation at that note.
  await lotte.keyboard.press("Escape");
  await lotte.keyboard.press("/");
  await lotte.keyboard.type("vraagt");
  await expect(lotte.getByRole("button", { name: /Afvalpas.*Vraagt om kwijtschelding/ })).toBeVisible();
  await lotte.keyboard.press("Enter");
  await expect(lotte.locator(".bubble-found")).toBeInViewport();
  await expect(lotte.locator(".bubble-found")).toContainText("Vraagt om kwijtschelding.");
  await picture(lotte, "transfer-6-found");
  await lotte.keyboard.press("Escape");
  await lotte.keyboard.press("e");
  await lotte.getByRole("button", { name: "Rond gesprek af" }).click();
  await expect(citizen.chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();
});
