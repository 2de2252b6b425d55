import { expect, type Page } from "@playwright/test";
import { test } from "./journey.js";
import {
  type Citizen,
  chooseTopic,
  expectAccessible,
  isTheirs,
  openChat,
  picture,
  questionField,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";
import { inMessages } from "./serverSide.js";

/** From closing with a card to a certificate: what is kept, held, due, approved by two, and gone on both sides. */

const question = "Mag ik een terras voor mijn lunchroom zetten?";
const keptLine = ({ chat }: Citizen) => chat.getByText(/^Dit gesprek wordt bewaard tot en met/);
const held = ({ chat }: Citizen) => chat.getByText("We bewaren het nu langer, omdat er een procedure loopt.");

const toArchive = async (inbox: Page, tab: string) => {
  await inbox.keyboard.press("g");
  await inbox.keyboard.press("r");
  await inbox.getByRole("link", { name: tab }).press("Enter");
};

test("a conversation is closed with a card, held and released, and when its term has passed two officers destroy it", async ({
  browser,
}) => {
  const topic = "Horeca, winkel of bedrijf";
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, new RegExp(`^${topic}`));
  await say(citizen, question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const daan = await signIn(browser, "Daan");
  await row(daan, new RegExp(topic)).press("Enter");
  await expect(saidTo(daan, question)).toBeVisible();
  await isTheirs(daan);
  await daan.keyboard.press("e");
  await daan.getByRole("radio", { name: /^Beantwoord/ }).press("Space");
  await daan.keyboard.press("Enter");
  await expect(daan.getByText("Dit gesprek is afgerond").first()).toBeVisible();
  await expect(keptLine(citizen)).toBeVisible();
  const [conversation = ""] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(daan.url()) ?? [];

  // What is asked of it too soon is refused, with the ground and the day.
  await citizen.chat.getByRole("button", { name: "Meer mogelijkheden" }).click();
  await citizen.chat.getByRole("button", { name: "Gesprek laten wissen" }).click();
  await citizen.chat.getByRole("button", { name: "Vraag om te wissen" }).click();
  await expect(citizen.chat.locator("p", { hasText: "We mogen dit gesprek nu niet wissen." })).toBeFocused();
  await expect(citizen.chat.getByText(/moet het bewaren tot en met .*Archiefwet/)).toBeVisible();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "destroyed-1-refused");
  await citizen.chat.locator(".sheet-actions").getByRole("button", { name: "Sluiten" }).click();

  const hendrik = await signIn(browser, "Hendrik");
  await toArchive(hendrik, "Vasthouden");
  await hendrik.getByRole("link", { name: "Houd gesprekken vast" }).press("Enter");
  await hendrik.getByRole("textbox", { name: "Kenmerk" }).fill("Bezwaar 2026-7");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Bezwaar over terrassen");
  await hendrik.locator("summary", { hasText: "Onderwerpen" }).click();
  await hendrik.getByRole("checkbox", { name: topic }).check();
  await hendrik.getByRole("button", { name: "Houd vast" }).press("Enter");
  await expect(hendrik.getByText(/^Er wordt 1 gesprek vastgehouden|^Er worden \d+ gesprekken/)).toBeVisible();
  await expect(held(citizen)).toBeVisible();
  await expect(citizen.chat.getByText(/2026-7|terrassen/)).toHaveCount(0);
  await expectAccessible(citizen.page);
  await picture(citizen.page, "destroyed-2-held");
  await citizen.page.reload();
  await openChat(citizen);
  await expect(held(citizen)).toBeVisible();

  // Its term passes while it is held: it is on no list.
  await inMessages((client) =>
    client.query(
      `UPDATE conversation SET opened_at = opened_at - interval '10 years', closed_at = closed_at - interval '10 years',
         last_activity_at = last_activity_at - interval '10 years' WHERE conversation_id = $1`,
      [conversation],
    ),
  );
  await hendrik.getByRole("link", { name: "Vernietigen" }).press("Enter");
  const propose = hendrik.getByRole("button", { name: "Maak nu een lijst" });
  await propose.press("Enter");
  await expect(hendrik.getByText("Er is nu niets te vernietigen dat nog op geen lijst staat.")).toBeVisible();

  await hendrik.getByRole("link", { name: "Vasthouden" }).press("Enter");
  await hendrik.getByRole("link", { name: /Bezwaar 2026-7/ }).press("Enter");
  await hendrik.getByRole("textbox", { name: "Reden" }).fill("Het bezwaar is afgehandeld");
  await hendrik.getByRole("button", { name: "Hef op" }).press("Enter");
  await expect(hendrik.getByText("Opgeheven.")).toBeVisible();
  await expect(held(citizen)).toHaveCount(0);

  // The gateway proposes it by itself; two officers approve.
  const noor = await signIn(browser, "Noor");
  for (const [officer, name] of [
    [hendrik, "hendrik"],
    [noor, "noor"],
  ] as const) {
    await toArchive(officer, "Vernietigen");
    const list = officer.getByRole("list", { name: "Lijsten" }).getByRole("listitem").first();
    await expect(async () => {
      await officer.reload();
      await expect(list).toContainText("Wacht op goedkeuring", { timeout: 2_000 });
    }).toPass();
    await list.getByRole("link", { name: /^Bekijk/ }).press("Enter");
    await expect(officer.getByRole("heading", { name: /^Lijst van/, level: 2 })).toBeFocused();
    await expect(
      officer.getByRole("list", { name: "Gesprekken op deze lijst" }).getByRole("listitem"),
    ).toHaveCount(1);
    await expectAccessible(officer);
    await picture(officer, `destroyed-3-list-${name}`);
    await officer.getByRole("button", { name: "Keur goed" }).press("Enter");
    await expect(officer.getByText("Je goedkeuring is opgeslagen.")).toBeVisible();
  }

  await expect(citizen.chat.getByRole("heading", { name: /^Dit gesprek is vernietigd op/ })).toBeVisible();
  await expectAccessible(citizen.page);
  await picture(citizen.page, "destroyed-4-citizen");
  await expect(daan.getByText(question)).toHaveCount(0);
  await citizen.chat.getByRole("button", { name: "Nieuw gesprek" }).click();
  await expect(citizen.chat.getByText(question)).toHaveCount(0);

  await noor.getByRole("link", { name: "Terug naar de lijsten" }).press("Enter");
  await noor.reload();
  const certificate = noor.getByRole("list", { name: "Register" }).getByRole("listitem").first();
  await expect(certificate).toContainText(/^Verklaring \d+/);
  await certificate.getByRole("button", { name: /^Controleer/ }).press("Enter");
  await expect(certificate.getByText(/^Klopt tot nu toe/)).toBeVisible();
  await expectAccessible(noor);
  await picture(noor, "destroyed-5-certificate");

  await noor.getByRole("link", { name: "Logboek" }).press("Enter");
  // What others did in the town at the same time stands there too.
  await noor.getByLabel("Wat", { exact: true }).selectOption({ label: "Vernietigingslijst goedgekeurd" });
  for (const act of ["Hendrik", "Noor"]) {
    const line = noor
      .getByRole("row")
      .filter({ hasText: "Vernietigingslijst goedgekeurd" })
      .filter({ hasText: act });
    await expect(line.first()).toContainText("Gelukt");
  }
  await picture(noor, "destroyed-6-log");

  await noor.getByRole("link", { name: "Wisverzoeken" }).press("Enter");
  const asked = noor.getByRole("list", { name: "Verzoeken om te wissen" }).getByRole("listitem").first();
  await expect(asked).toContainText("Geweigerd. De bewaartermijn was niet voorbij");
  await expectAccessible(noor);
});

test("a citizen whose question nobody took up has it erased at once, from their device and from the desk's list", async ({
  browser,
}) => {
  const citizen = await visitTown(browser);
  await chooseTopic(citizen, /^Markt, standplaats/);
  await say(citizen, "Laat maar: mag ik op de markt staan?");
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();
  const daan = await signIn(browser, "Daan");
  await expect(row(daan, /Markt, standplaats/)).toBeVisible();
  await citizen.chat.getByRole("button", { name: "Meer mogelijkheden" }).click();
  await citizen.chat.getByRole("button", { name: "Gesprek laten wissen" }).click();
  await picture(citizen.page, "erased-1-asks");
  await citizen.chat.getByRole("button", { name: "Vraag om te wissen" }).click();
  await expect(citizen.chat.getByRole("heading", { name: /^Dit gesprek is vernietigd op/ })).toBeVisible();
  await expect(row(daan, /Markt, standplaats/)).toHaveCount(0);
  await citizen.chat.getByRole("button", { name: "Nieuw gesprek" }).click();
  await expect(questionField(citizen)).toBeVisible();
});
