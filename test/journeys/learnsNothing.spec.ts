import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { needlesOf, type Place, search } from "../harness/needles.js";
import { sendUnsealed } from "./bareCitizen.js";
import { test } from "./journey.js";
import {
  colleague,
  expectAccessible,
  field,
  openChat,
  picture,
  questionField,
  row,
  saidTo,
  say,
  signIn,
  visitTown,
} from "./people.js";
import { clusterFiles, demoOutput, dumpClusters, gatewayLog } from "./serverSide.js";
import { recordWire } from "./wire.js";

/** A word that nobody else says; in small letters, so that it is also found after somebody made them small. */
const canary = (kind: string) => `${kind}${randomBytes(10).toString("hex")}`;

/** The kinds of place that findings are in: the word before the colon of their names. */
const kindsOf = (findings: { place: string }[]) =>
  [...new Set(findings.map(({ place }) => place.split(":", 1)[0]))].toSorted();

const find = (places: Iterable<Place>, words: string) => search(places, needlesOf(words));

test("the server learns nothing of what people say, note, type or are called, nor a passphrase", async ({
  browser,
}) => {
  const recorded = recordWire(browser);
  // All that is secret begins with the same random word: one search finds every piece of it.
  const secret = canary("geheim");
  const said = {
    search: `${secret}zoek`,
    question: `Ik ben Jannie ${secret}naam. Mijn vraag is ${secret}vraag.`,
    answer: `Dag Jannie ${secret}naam, ${secret}antwoord.`,
    note: `Gebeld met ${secret}naam: ${secret}notitie.`,
    citizenDraft: `Toch nog iets: ${secret}klad`,
    answerDraft: `Bijna af: ${secret}concept`,
    noteDraft: `Intern bijna af: ${secret}kladnotitie`,
  };

  const citizen = await visitTown(recorded.browser);
  await openChat(citizen);
  await questionField(citizen).fill(`${said.search} over de jeugdpsycholoog van mijn dochter`);
  await citizen.chat.getByRole("button", { name: /^Jeugdhulp.*Wij horen alleen welk bureau/ }).click();
  await expect(field(citizen)).toHaveValue(new RegExp(said.search));
  await say(citizen, said.question);
  await expect(citizen.chat.getByText("Verstuurd")).toBeVisible();

  const fatma = await signIn(recorded.browser, "Fatma");
  await row(fatma, /Andere vraag/).click();
  await expect(saidTo(fatma, said.question)).toBeVisible();
  await fatma.keyboard.press("r");
  await fatma.keyboard.type(said.answer);
  await fatma.keyboard.press("Enter");
  await expect(saidTo(citizen, said.answer)).toBeVisible();
  await fatma.keyboard.type(said.answerDraft);
  await fatma.keyboard.press("Escape");
  await fatma.keyboard.press("n");
  await fatma.keyboard.type(said.note);
  await fatma.keyboard.press("Enter");
  await expect(saidTo(fatma, said.note)).toBeVisible();
  await fatma.keyboard.type(said.noteDraft);
  await field(citizen).pressSequentially(said.citizenDraft);
  await expect(fatma.getByText("De inwoner typt")).toBeVisible();
  await expect(fatma.getByRole("textbox", { name: /^Notitie/ })).toHaveValue(said.noteDraft);
  await expectAccessible(fatma);
  await picture(fatma, "learns-nothing-1-drafts");

  // The same search must find what is there to be found: an envelope that its sender did not seal.
  const unsealed = canary("open");
  await sendUnsealed(unsealed, "Leerlingenvervoer");
  await fatma.keyboard.press("Escape");
  await row(fatma, /Leerlingenvervoer/).click();
  await expect(fatma.getByText("Bericht ongeldig")).toBeVisible();
  await expectAccessible(fatma);
  await picture(fatma, "learns-nothing-2-invalid");

  const wire = await recorded.wire();
  await citizen.page.context().close();
  await fatma.context().close();
  const { account, passphrase } = await colleague("Fatma");
  for (const known of [account, "Gemeente Voorbeeld", "conversation:open"])
    expect(kindsOf(find(wire, known)), `the recorder missed ${known}`).toEqual(["wire"]);

  const dump = await dumpClusters();
  const everywhere = [...wire, ...dump, gatewayLog(), demoOutput()];
  expect(kindsOf([...find(everywhere, unsealed), ...find(clusterFiles(), unsealed)])).toEqual([
    "dump",
    "file",
    "wire",
  ]);
  expect([...find(everywhere, secret), ...find(clusterFiles(), secret)]).toEqual([]);
  const withoutLetters = everywhere.filter(({ name }) => name !== demoOutput().name);
  expect([...find(withoutLetters, passphrase), ...find(clusterFiles(), passphrase)]).toEqual([]);
});
