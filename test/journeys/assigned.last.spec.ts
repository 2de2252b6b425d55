import { expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  expectAccessible,
  field,
  openChat,
  picture,
  questionField,
  row,
  saidTo,
  signIn,
  visitTown,
} from "./people.js";
import { inMessages } from "./serverSide.js";

/**
 * The whole way of a question at a desk that assigns: own words, topic, desk, colleague, another desk, answer, end. After all
 * others (playwright.config.ts): its colleagues are not at work there before they say so.
 */

const desk = "Werk en inkomen";
const question = "Ik ben mijn baan kwijt en heb geen inkomen meer. Krijg ik bijstand?";

/** The desk gives its questions out by itself, day and night. */
const assignAllDay = () =>
  inMessages((client) =>
    client.query(
      `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, assignment)
       SELECT DISTINCT ON (s.desk_id) s.organisation_id, s.desk_id, now(), s.name,
         s.hours || jsonb_build_object('exceptions', '[]'::jsonb, 'holidays', '[]'::jsonb, 'weekly', (
           SELECT jsonb_agg(jsonb_build_object('day', day, 'opens', '00:00', 'closes', '24:00'))
           FROM generate_series(1, 7) day)), 'push'
       FROM desk_setting s JOIN desk d USING (organisation_id, desk_id)
       WHERE d.name = $1 ORDER BY s.desk_id, s.valid_from DESC`,
      [desk],
    ),
  );

/** What the journeys before left in her hands takes no room. */
const giveRoom = (alias: string) =>
  inMessages((client) =>
    client.query(
      `INSERT INTO member_setting (organisation_id, member_id, valid_from, capacity, languages)
       SELECT organisation_id, member_id, now(), 100, '{nl}' FROM member WHERE alias = $1`,
      [alias],
    ),
  );

test.beforeAll(async () => {
  await assignAllDay();
  await giveRoom("Fatma");
});

test("a question in one's own words is given to a colleague who is ready, handed over with a note, answered and closed", async ({
  browser,
}) => {
  const fatma = await signIn(browser, "Fatma");
  const presence = fatma.getByRole("button", { name: /^Beschikbaarheid: / });
  await expect(presence).toContainText("Afwezig");

  const citizen = await visitTown(browser);
  await openChat(citizen);
  await questionField(citizen).fill(question);
  await citizen.chat.getByRole("button", { name: /^Bijstandsuitkering/ }).click();
  await expect(citizen.chat.getByText(`Bureau ${desk}`, { exact: true })).toBeVisible();
  await field(citizen).press("Enter");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  await expect(row(fatma, /Bijstandsuitkering/)).toBeVisible();

  // Nobody has it until somebody is ready; then it is theirs without a click.
  await fatma.keyboard.press("p");
  await fatma.getByRole("radio", { name: /^Aan het werk/ }).press("Space");
  await fatma.keyboard.press("Escape");
  await expect(row(fatma, /Bijstandsuitkering/)).toHaveCount(0);
  await fatma.keyboard.press("g");
  await fatma.keyboard.press("m");
  await expect(row(fatma, /Bijstandsuitkering.*Nieuw voor jou/)).toBeVisible();
  await expectAccessible(fatma);
  await picture(fatma, "assigned-1-given");
  await row(fatma, /Bijstandsuitkering/).click();
  await expect(saidTo(fatma, question)).toBeVisible();

  await fatma.keyboard.press("t");
  const dialog = fatma.getByRole("dialog", { name: "Gesprek overdragen" });
  await dialog.getByRole("searchbox").fill("belast");
  await fatma.keyboard.press("ArrowDown");
  await expect(dialog.getByRole("radio", { name: /^Belastingen/ })).toBeChecked();
  // The clock of the test decides whether the desk is open.
  const canWait = dialog.getByRole("checkbox", { name: "De inwoner kan wachten" });
  if (await canWait.isVisible()) await canWait.check();
  await dialog.getByRole("textbox", { name: "Notitie voor Belastingen" }).fill("Eerst de kwijtschelding.");
  await dialog.getByRole("button", { name: "Draag over aan Belastingen" }).click();
  await expect(dialog).toBeHidden();
  await expect(
    citizen.chat.getByText(new RegExp(`Fatma van bureau ${desk} heeft uw gesprek overgedragen`)).first(),
  ).toBeVisible();

  const lotte = await signIn(browser, "Lotte");
  await row(lotte, /Bijstandsuitkering/).click();
  await expect(saidTo(lotte, question)).toBeVisible();
  await expect(saidTo(lotte, "Eerst de kwijtschelding.")).toBeVisible();
  await lotte.keyboard.press("r");
  await lotte.keyboard.type("Ik regel eerst de kwijtschelding voor u.");
  await lotte.keyboard.press("Enter");
  await expect(saidTo(citizen, "Ik regel eerst de kwijtschelding voor u.")).toBeVisible();
  await expect(citizen.chat.getByText("Eerst de kwijtschelding.")).toHaveCount(0);
  await lotte.keyboard.press("Escape");
  await lotte.keyboard.press("e");
  await lotte.getByRole("button", { name: "Rond gesprek af" }).click();
  await expect(citizen.chat.getByText("Dit gesprek is afgesloten.")).toBeVisible();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "assigned-2-closed");
});
