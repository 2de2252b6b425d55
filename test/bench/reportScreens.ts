import { inboxFetch } from "../harness/callers.js";
import { percentile } from "./figure.js";
import type { ReportTown } from "./reportRows.js";
import type { Stand } from "./stand.js";

/** What a supervisor's screen asks the gateway for, by its name. */
export type Screens = Record<string, string>;

const dayMs = 86_400_000;
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The periods that the screen offers, without and with filters; `month` is the one that it opens with. */
export const screensOf = ({ desks, topics }: ReportTown, nowMs: number): Screens => {
  const until = (days: number) => ({ fromDate: dateOf(nowMs - days * dayMs), toDate: dateOf(nowMs - dayMs) });
  const [desk = "", topic = ""] = [desks[0], topics[0]];
  const asked = {
    week: until(7),
    month: until(30),
    year: until(365),
    month_of_desk: { ...until(30), desk },
    year_of_desk: { ...until(365), desk },
    year_of_topic: { ...until(365), topic },
    year_through_link: { ...until(365), entry: "via:afvalkalender" },
    year_in_english: { ...until(365), language: "en" },
  };
  const screens = Object.entries(asked).map(([name, query]) => [
    name,
    `reports?${new URLSearchParams(query)}`,
  ]);
  const lists = { month_list: until(30), year_list: until(365) };
  for (const [name, period] of Object.entries(lists))
    screens.push([name, `reports/conversations?${listOf(period)}`]);
  return Object.fromEntries(screens);
};

/** All that the town has: no period that is offered, and the most that can be asked. */
export const everything = (nowMs: number): string =>
  `reports?${new URLSearchParams({ fromDate: dateOf(nowMs - 3_652 * dayMs), toDate: dateOf(nowMs - dayMs) })}`;

const listOf = (period: Record<string, string>) => new URLSearchParams({ ...period, which: "all" });

/** How long an answer takes over HTTP, body and all, so many times; in ms, after two that are not counted. Throws unless it is one. */
export const timesOf = async (
  stand: Stand,
  { path, cookie, times }: { path: string; cookie: string; times: number },
): Promise<number[]> => {
  const took: number[] = [];
  for (let n = -2; n < times; n++) {
    const beganMs = performance.now();
    const response = await inboxFetch(stand, `/api/v1/${path}`, { cookie });
    const body = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`);
    if (n >= 0) took.push(performance.now() - beganMs);
  }
  return took;
};

/** The 95th percentile of each screen, in ms. */
export const p95Of = async (
  stand: Stand,
  { screens, cookie, times }: { screens: Screens; cookie: string; times: number },
): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  for (const [name, path] of Object.entries(screens))
    found.set(name, percentile(await timesOf(stand, { path, cookie, times }), 0.95));
  return found;
};
