import { Report, ReportedConversations } from "@eigenkanaal/protocol";
import { beforeAll, expect, test } from "vitest";
import { inboxFetch, signIn } from "../harness/callers.js";
import { allPacked } from "../harness/counted.js";
import { makeFigures, makeSupervisor, writeFigures } from "../harness/figures.js";
import { useSetting } from "../harness/setting.js";

/** That a report is what the figures of its conversations say at that moment, whatever was packed before. */

const setting = useSetting();
const november = { fromDate: "2026-11-01", toDate: "2026-11-30" };
const made: ReturnType<typeof makeFigures> = { figures: [], responses: [] };
let cookie: string;

beforeAll(async () => {
  const { desk, otherDesk, town } = setting;
  const desks = [desk.desk, otherDesk.desk];
  Object.assign(
    made,
    makeFigures(town.organisation, {
      ...{ desks, perDesk: 150, days: 60, lastDay: "2026-11-30", seed: 11 },
    }),
  );
  await writeFigures(setting, made);
  await makeSupervisor(setting, "anna", [desk]);
  const also = [town.organisation, otherDesk.desk, setting.colleague("anna").member];
  await setting.rows("INSERT INTO desk_member VALUES ($1, $2, $3, '{supervise}')", also);
  cookie = await signIn(setting, setting.colleague("anna"));
});

const ask = async (path: string, query: Record<string, string>) => {
  const response = await inboxFetch(setting, `/api/v1/${path}?${new URLSearchParams(query)}`, { cookie });
  expect(response.status).toBe(200);
  return response.json();
};
/** All but the moment at which it was made. */
const report = async (query: Record<string, string> = november) => {
  const { atMs: _, ...told } = Report.parse(await ask("reports", query));
  return told;
};
const total = async (which: string) =>
  ReportedConversations.parse(await ask("reports/conversations", { ...november, which })).total;
const stale = () =>
  setting.rows<{ desk: string; day: string }>(
    "SELECT desk_id AS desk, opened_on::text AS day FROM figure_day WHERE figures IS NULL ORDER BY 2, 1",
  );

test("[F6] a report is the same before its days are packed and after, of each desk and of all", async () => {
  const queries = [
    november,
    { ...november, language: "nl" },
    { fromDate: "2025-12-01", toDate: "2026-11-30" },
    ...[setting.desk, setting.otherDesk].map(({ desk }) => ({ ...november, desk })),
  ];
  expect((await stale()).length).toBeGreaterThan(60);
  const before = await Promise.all(queries.map(report));
  await allPacked(setting);
  expect(await stale()).toEqual([]);
  expect(await Promise.all(queries.map(report))).toEqual(before);
  expect(before[0]?.totals.later.count).toBeGreaterThan(20);
});

test("[F6] what is written of a conversation is in the next report, and no other day is packed anew", async () => {
  await allPacked(setting);
  const of = made.figures.find(
    (row) => row.opened_on >= november.fromDate && row.answered_at !== null && row.transfers === 0,
  );
  if (!of) throw new Error("none of November");
  const before = await report();
  const where = "WHERE conversation_pseudonym = $1";
  const pseudonym = [of.conversation_pseudonym];
  const stood = { desk: of.desk_id, day: of.opened_on };

  await setting.rows(
    `UPDATE conversation_figure SET transfers = 1, topic_id = gen_random_uuid() ${where}`,
    pseudonym,
  );
  expect(await stale()).toEqual([stood]);
  const after = await report();
  expect(after.totals.transferred).toBe(before.totals.transferred + 1);
  expect(after.byTopic).toHaveLength(before.byTopic.length + 1);
  expect(await total("transferred")).toBe(after.totals.transferred);
  // To another day: of both it is to be seen.
  await allPacked(setting);
  await setting.rows(`UPDATE conversation_figure SET opened_on = '2026-12-24' ${where}`, pseudonym);
  expect(await stale()).toEqual([stood, { ...stood, day: "2026-12-24" }]);
  expect((await report()).totals.volume).toBe(before.totals.volume - 1);
  expect((await report({ fromDate: "2026-12-24", toDate: "2026-12-24" })).totals.volume).toBe(1);
  // Another answer of it, of the other desk.
  await allPacked(setting);
  await setting.rows(
    `INSERT INTO response_figure SELECT organisation_id, conversation_pseudonym, 99, $2, opened_at, opened_at, 0, 0
     FROM conversation_figure ${where}`,
    [...pseudonym, setting.otherDesk.desk],
  );
  expect(await stale()).toEqual([{ ...stood, day: "2026-12-24" }]);
  await allPacked(setting);
  await setting.rows(`DELETE FROM conversation_figure ${where}`, pseudonym);
  expect((await report({ fromDate: "2026-12-24", toDate: "2026-12-24" })).totals.volume).toBe(0);
  await allPacked(setting);
  expect((await report()).totals.volume).toBe(before.totals.volume - 1);
});

test("[F6] a day at which something happens is left alone until nothing has for a while", async () => {
  await allPacked(setting);
  const touch = () =>
    setting.rows("UPDATE conversation_figure SET reopened = reopened WHERE opened_on = '2026-11-04'");
  await touch();
  const days = await stale();
  expect(days.length).toBeGreaterThan(0);
  // Three rounds of the gateway's work.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await stale()).toEqual(days);
  await allPacked(setting);
});
