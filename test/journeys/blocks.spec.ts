import { expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  chooseTopic,
  expectAccessible,
  field,
  isTheirs,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";

/** Keeping an abuser out: what the colleague does, what the citizen reads, and the way back. */

test("by the keyboard alone a colleague blocks an abuser, who reads until when and how to reach a person; a supervisor lifts it, and the citizen writes again", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Woning zoeken/);
  await say(citizen, "Jullie zijn allemaal oplichters!");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();

  const fatma = await signIn(browser, "Fatma");
  await row(fatma, /Woning zoeken/).press("Enter");
  await expect(saidTo(fatma, "Jullie zijn allemaal oplichters!")).toBeVisible();
  await isTheirs(fatma);
  await fatma.keyboard.press("Shift+B");
  const dialog = fatma.getByRole("dialog", { name: "Inwoner blokkeren" });
  await expect(dialog.getByRole("radio", { name: "Schelden of beledigen" })).toBeFocused();
  await fatma.keyboard.press("Space");
  await fatma.keyboard.press("Tab");
  await expect(dialog.getByRole("radio", { name: "1 dag", exact: true })).toBeFocused();
  await fatma.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: "7 dagen" })).toBeChecked();
  await expectAccessible(fatma);
  await picture(fatma, "blocks-1-dialog");
  await fatma.keyboard.press("Enter");
  await expect(fatma.getByText(/^Door jou geblokkeerd tot/)).toBeVisible();

  await expect(citizen.chat.getByText("U kunt hier nu niet schrijven.").first()).toBeVisible();
  await expect(citizen.chat.getByText(/Vanaf .+ om .+ uur kunt u hier weer schrijven/)).toBeVisible();
  await expect(citizen.chat.getByRole("main").getByRole("link", { name: /^Bel 14/ })).toBeVisible();
  await expect(citizen.chat.getByRole("main").getByRole("link", { name: "Bel 112" })).toBeVisible();
  await expect(field(citizen)).toHaveCount(0);
  await expectAccessible(citizen.page);
  await picture(citizen.page, "blocks-2-citizen");

  await fatma.keyboard.press("r");
  await fatma.keyboard.type("Zo praten we niet met elkaar. Volgende week kunt u hier weer schrijven.");
  await fatma.keyboard.press("Enter");
  await expect(
    saidTo(citizen, "Zo praten we niet met elkaar. Volgende week kunt u hier weer schrijven."),
  ).toBeVisible();

  const marieke = await signIn(browser, "Marieke");
  await expect(row(marieke, /Woning zoeken.*Geblokkeerd/)).toHaveCount(0);
  await marieke.getByRole("button", { name: /Instellingen/ }).press("Enter");
  await marieke.getByRole("button", { name: "Blokkades" }).press("Enter");
  const list = marieke.getByRole("dialog", { name: "Blokkades" });
  await expect(list.getByRole("listitem").filter({ hasText: "Woning zoeken" })).toContainText("door Fatma");
  await expectAccessible(marieke);
  await picture(marieke, "blocks-3-list");
  await list.getByRole("button", { name: /^Open gesprek/ }).press("Enter");
  const bar = marieke.getByText(/^Geblokkeerd tot .+ door Fatma/);
  await expect(bar).toBeVisible();
  await expect(row(marieke, /Woning zoeken.*Geblokkeerd/)).toBeVisible();
  await picture(marieke, "blocks-4-supervisor");
  await marieke.keyboard.press("Shift+B");
  await expect(bar).toBeHidden();

  await expect(field(citizen)).toBeEditable();
  await say(citizen, "Sorry. Mag ik u nog iets vragen?");
  await expect(saidTo(fatma, "Sorry. Mag ik u nog iets vragen?")).toBeVisible();
});
