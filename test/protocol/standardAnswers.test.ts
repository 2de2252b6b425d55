import { randomUUID } from "node:crypto";
import { maxStandardAnswers } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

type Kept = { answer: string; desk: string; title: string; text: { nl: string; en?: string } };

const cookieOf = (name: "anna" | "bram" | "chris") => signIn(setting, setting.colleague(name));

const listed = async (cookie: string): Promise<Kept[]> => {
  const response = await inboxFetch(setting, "/api/v1/standard-answers", { cookie });
  expect(response.status).toBe(200);
  return ((await response.json()) as { answers: Kept[] }).answers;
};

const keep = async (cookie: string, { answer, ...body }: Kept) =>
  (await inboxFetch(setting, `/api/v1/standard-answers/${answer}`, { method: "PUT", cookie, body })).status;

const remove = async (cookie: string, { answer }: Kept) =>
  (await inboxFetch(setting, `/api/v1/standard-answers/${answer}`, { method: "DELETE", cookie })).status;

const written = (title: string, desk = setting.desk.desk): Kept => ({
  answer: randomUUID(),
  desk,
  title,
  text: { nl: `${title}: wij zoeken het voor u uit.` },
});

test("[S1] a colleague hears the standard answers of the desks they answer, by title, and no other's", async () => {
  const [anna, bram, chris] = [await cookieOf("anna"), await cookieOf("bram"), await cookieOf("chris")];
  const [two, one] = [written("Wachttijd"), { ...written("Groet"), text: { nl: "Dag", en: "Hello" } }];
  const foreign = written("Parkeren", setting.otherDesk.desk);
  expect([await keep(anna, two), await keep(anna, one), await keep(chris, foreign)]).toEqual([204, 204, 204]);
  expect(await listed(anna)).toEqual([one, two]);
  expect(await listed(bram)).toEqual([one, two]);
  expect(await listed(chris)).toEqual([foreign]);
});

test("[S2] who answers a desk changes, moves and removes its answers; of another desk nothing, as if it were not there", async () => {
  const [anna, bram, chris] = [await cookieOf("anna"), await cookieOf("bram"), await cookieOf("chris")];
  const answer = written("Openingstijden");
  expect(await keep(anna, answer)).toBe(204);
  const better = { ...answer, title: "Open op zaterdag" };
  expect([await keep(chris, better), await remove(chris, answer)]).toEqual([404, 404]);
  expect(await keep(anna, { ...better, desk: setting.otherDesk.desk })).toBe(404);
  expect(await keep(bram, better)).toBe(204);
  expect(await listed(anna)).toContainEqual(better);
  expect([await remove(anna, answer), await remove(anna, answer)]).toEqual([204, 404]);
  expect(await listed(anna)).not.toContainEqual(better);
  expect(await keep(anna, { ...answer, title: " " })).toBe(400);
  expect(await keep(anna, { ...answer, answer: "elsewhere" })).toBe(400);
});

test("[S2] a desk has a bounded number of them; changing one of those goes on", async () => {
  const anna = await cookieOf("anna");
  const [first] = [written("De eerste")];
  expect(await keep(anna, first)).toBe(204);
  await setting.rows(
    `INSERT INTO standard_answer (organisation_id, answer_id, desk_id, title, text)
     SELECT $1, gen_random_uuid(), $2, 'Nummer ' || n, '{"nl": "x"}'
     FROM generate_series(1, $3 - (SELECT count(*)::int FROM standard_answer WHERE desk_id = $2)) n`,
    [setting.town.organisation, setting.desk.desk, maxStandardAnswers],
  );
  expect(await keep(anna, written("Een te veel"))).toBe(413);
  expect(await keep(anna, { ...first, title: "Nog steeds de eerste" })).toBe(204);
});
