import { type Browser, expect } from "@playwright/test";
import { test } from "./journey.js";
import {
  type Citizen,
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
import { inMessages } from "./serverSide.js";

/** A question that nobody answers in time: an alert, an offer, and what the citizen chooses. */

/** Parkeren has been open day and night since yesterday, as the desk to which it overflows. */
const openAllDay = () =>
  inMessages((client) =>
    client.query(
      `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, overflow_desk_id)
       SELECT DISTINCT ON (s.desk_id) s.organisation_id, s.desk_id, now() - interval '1 day', s.name,
         s.hours || jsonb_build_object('exceptions', '[]'::jsonb, 'holidays', '[]'::jsonb, 'weekly', (
           SELECT jsonb_agg(jsonb_build_object('day', day, 'opens', '00:00', 'closes', '24:00'))
           FROM generate_series(1, 7) day)),
         CASE d.name WHEN 'Parkeren' THEN (SELECT o.desk_id FROM desk o WHERE o.name = 'Vergunningen') END
       FROM desk_setting s JOIN desk d USING (organisation_id, desk_id)
       WHERE d.name IN ('Parkeren', 'Vergunningen') ORDER BY s.desk_id, s.valid_from DESC`,
    ),
  );

/** Lets everybody who waits with such a question have done so for long: past the norm of its topic and the offer after it. */
const letHoursPass = (topic: string) =>
  inMessages((client) =>
    client.query(
      `UPDATE conversation c SET waiting_since = now() - interval '11 hours', late_due_at = now()
       FROM topic_setting t WHERE t.topic_id = c.topic_id AND t.name ->> 'nl' LIKE $1 AND c.waiting_since IS NOT NULL`,
      [`${topic}%`],
    ),
  );

const asked = async (browser: Browser, topic: string, words: string): Promise<Citizen> => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, new RegExp(`^${topic}`));
  await say(citizen, words);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  await letHoursPass(topic);
  return citizen;
};
const offer = ({ chat }: Citizen) => chat.getByRole("region", { name: "Het duurt langer dan we willen" });

test.beforeAll(openAllDay);

test("who waits too long is offered another desk, says yes, and is answered there; the old desk reads no more", async ({
  browser,
}) => {
  const question = "Kan er een laadpaal bij mij in de straat komen?";
  const [lotte, marieke] = [await signIn(browser, "Lotte"), await signIn(browser, "Marieke")];
  const citizen = await asked(browser, "Laadpaal", question);
  await expect(offer(citizen)).toContainText("Bureau Parkeren heeft u nog niet geantwoord.");
  await expectAccessible(citizen.page);
  await picture(citizen.page, "overflow-1-offered");
  await expect(row(lotte, /Laadpaal/)).toContainText("te laat");
  await picture(lotte, "overflow-2-alert");

  await offer(citizen).getByRole("button", { name: "Ja, vraag bureau Vergunningen" }).click();
  await expect(offer(citizen)).toBeHidden();
  await expect(
    citizen.chat.getByText("U koos ervoor dat bureau Vergunningen verder helpt.").first(),
  ).toBeVisible();
  await expect(citizen.chat.getByRole("button", { name: /kunnen dit lezen/ })).toContainText(
    "bureau Vergunningen",
  );
  await picture(citizen.page, "overflow-3-chosen");
  await expect(row(lotte, /Laadpaal/)).toBeHidden();

  await expect(row(marieke, /Laadpaal/)).toContainText("te laat");
  await row(marieke, /Laadpaal/).click();
  await expect(saidTo(marieke, question)).toBeVisible();
  await expect(marieke.getByText(/De inwoner koos voor Vergunningen/).first()).toBeVisible();
  await expectAccessible(marieke);
  await marieke.keyboard.press("r");
  await marieke.keyboard.type("Ja. U vraagt die aan op onze website.");
  await marieke.keyboard.press("Enter");
  await expect(saidTo(citizen, "Ja. U vraagt die aan op onze website.")).toBeVisible();
  await picture(marieke, "overflow-4-answered");

  // Also in a tab that is opened only now.
  const again = await openTab(citizen.page.context());
  await again.page.getByRole("button", { name: /Stel uw vraag/ }).click();
  await expect(saidTo(again, "Ja. U vraagt die aan op onze website.")).toBeVisible();
  await expect(again.chat.getByText(/U koos ervoor/)).toHaveCount(1);
});

test("who would rather wait is not asked again, and the desk is told with the way to hand it over itself", async ({
  browser,
}) => {
  const citizen = await asked(browser, "Gehandicaptenparkeerplaats", "Hoe krijg ik een eigen plek?");
  await offer(citizen).getByRole("button", { name: "Nee, ik wacht op bureau Parkeren" }).click();
  await expect(offer(citizen)).toBeHidden();

  const lotte = await signIn(browser, "Lotte");
  await row(lotte, /Gehandicaptenparkeerplaats/).click();
  await expect(lotte.getByText("De inwoner wacht langer dan de norm.")).toBeVisible();
  await expect(lotte.getByText(/De inwoner wacht liever op jullie/)).toBeVisible();
  await isTheirs(lotte);
  await lotte.getByRole("heading", { name: /Gehandicaptenparkeerplaats/ }).focus();
  await lotte.keyboard.press("Shift+T");
  const dialog = lotte.getByRole("dialog", { name: "Gesprek overdragen" });
  await expect(dialog.getByRole("radio", { name: /^Vergunningen/ })).toBeChecked();
  await expectAccessible(lotte);
  await picture(lotte, "overflow-5-declined");
  await lotte.keyboard.press("Escape");
  await lotte.keyboard.press("r");
  await lotte.keyboard.type("Dank voor het wachten. Ik stuur u het formulier.");
  await lotte.keyboard.press("Enter");
  await expect(saidTo(citizen, "Dank voor het wachten. Ik stuur u het formulier.")).toBeVisible();
  await expect(lotte.getByText("De inwoner wacht langer dan de norm.")).toBeHidden();
});
