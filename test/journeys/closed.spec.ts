import { expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  type Citizen,
  chooseTopic,
  expectAccessible,
  picture,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";
import { inMessages } from "./serverSide.js";

/** Outside hours: what somebody reads who asks all the same, until they are answered. */

/** For this topic alone the town is open tomorrow, and not before. */
const openTomorrow = (topic: string) =>
  inMessages((client) =>
    client.query(
      `INSERT INTO topic_setting
       SELECT (newest).* FROM (
         SELECT DISTINCT ON (t.topic_id) jsonb_populate_record(t, jsonb_build_object('valid_from', now(), 'hours',
           jsonb_build_object('timeZone', zone, 'exceptions', '[]'::jsonb, 'holidays', '[]'::jsonb, 'weekly',
             jsonb_build_array(jsonb_build_object('opens', '08:30', 'closes', '17:00', 'day',
               extract(isodow FROM now() AT TIME ZONE zone + interval '1 day')))))) AS newest
         FROM topic_setting t, (VALUES ('Europe/Amsterdam')) there (zone)
         WHERE t.name ->> 'nl' LIKE $1 ORDER BY t.topic_id, t.valid_from DESC) settings`,
      [`${topic}%`],
    ),
  );

test.beforeAll(() => openTomorrow("Vervoer met de regiotaxi"));

/** Past midnight tomorrow has become today. */
const readFrom =
  /^Voor dit onderwerp zijn we nu gesloten\. (?:Morgen v|V)anaf 8\.30 uur lezen we uw bericht\./;

const expectHonest = async ({ chat }: Citizen) => {
  await expect(chat.getByText(readFrom)).toBeVisible();
  for (const name of ["Bel 112", "Bel 113", /^Bel 14/, /^Liever aan de balie/])
    await expect(chat.getByRole("link", { name })).toBeInViewport();
};

test("who asks a closed town reads when it answers, and where to turn, also once a colleague has it", async ({
  browser,
}) => {
  const question = "Kan ik een rolstoel meenemen in de taxi?";
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Vervoer met de regiotaxi/);
  await expectHonest(citizen);
  await expect(citizen.chat.getByText(readFrom)).toContainText("vóór 12.30 uur antwoorden. U kunt het nu al");
  await expectAccessible(citizen.page);
  await picture(citizen.page, "closed-1-empty");

  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  await expectHonest(citizen);
  await picture(citizen.page, "closed-2-left");

  // Nothing holds it up for who is at work all the same.
  const fatma = await signIn(browser, "Fatma");
  await row(fatma, /regiotaxi/).click();
  await expect(saidTo(fatma, question)).toBeVisible();
  // Signed for by who has it in hand.
  await expect(citizen.chat.getByText("Gelezen")).toBeVisible();
  await expectHonest(citizen);
  await expect(citizen.chat.getByText(readFrom)).toContainText("vóór 12.30 uur antwoorden.");
  await expectAccessible(citizen.page);
  await picture(citizen.page, "closed-3-in-hand");

  await fatma.keyboard.press("r");
  await fatma.keyboard.type("Ja, dat kan. Zegt u het als u belt.");
  await fatma.keyboard.press("Enter");
  await expect(saidTo(citizen, "Ja, dat kan. Zegt u het als u belt.")).toBeVisible();
  await expect(citizen.chat.getByText(readFrom)).toHaveCount(0);

  // What they write next is not answered before the town opens either.
  await say(citizen, "Dank u. En een hond?");
  await expectHonest(citizen);
});
