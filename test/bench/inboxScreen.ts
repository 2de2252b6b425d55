import { join } from "node:path";
import { startPostgres } from "@eigenkanaal/postgres";
import { chromium, type Page } from "@playwright/test";
import pg from "pg";
import { chromiumPath } from "../journeys/chromium.js";
import { signIn } from "../journeys/people.js";
import startDemo, { demoFile, demoPlaces } from "../journeys/startDemo.js";
import { type Figure, median, rounded } from "./figure.js";
import { insertConversations } from "./openRows.js";

/** From the click on a list to its rows on the screen: the demo town in a real browser, with so many open conversations. */

const sizes = [100, 1_000, 10_000];

/** How long the browser takes from the click on a list until it has drawn it, milliseconds. */
const clickToDrawnMs = (page: Page, list: string): Promise<number> =>
  page.evaluate(
    (hash) =>
      new Promise<number>((resolve) => {
        const link = document.querySelector<HTMLElement>(`.rail-link[href="${hash}"]`);
        const drawn = () => document.querySelector(".rows .row");
        const beganMs = performance.now();
        link?.click();
        const look = () => {
          // The frame after the one in which the rows stand is on the screen.
          if (drawn()) requestAnimationFrame(() => resolve(performance.now() - beganMs));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    list,
  );

const withRows = async (client: pg.Client, count: number, clicks: number): Promise<Figure> => {
  const { rows } = await client.query<{ organisation_id: string; desks: string[] }>(
    "SELECT organisation_id, array_agg(desk_id::text) AS desks FROM desk WHERE kind = 'desk' GROUP BY organisation_id",
  );
  const [town] = rows;
  if (!town) throw new Error("the demo town has no desks");
  await client.query("DELETE FROM conversation");
  await insertConversations(client, "waiting", {
    organisation: town.organisation_id,
    desks: town.desks,
    count,
  });
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    // Marieke answers every desk.
    const page = await signIn(browser, "Marieke");
    await page.locator(".row").first().waitFor();
    const took: number[] = [];
    for (let n = 0; n < clicks; n++) {
      await page.evaluate(() => document.querySelector<HTMLElement>('.rail-link[href="#/mine"]')?.click());
      await page.locator(".row").first().waitFor({ state: "detached" });
      took.push(await clickToDrawnMs(page, "#/desk"));
    }
    return {
      id: `inbox_${count}_ms`,
      value: rounded(median(took)),
      unit: "ms",
      of: `the middle of ${clicks} clicks on a list of ${count}; at worst ${rounded(Math.max(...took))}`,
    };
  } finally {
    await browser.close();
  }
};

export const measureInboxScreens = async (
  clicks: number,
  report: (step: string) => void,
): Promise<Figure[]> => {
  const stopDemo = await startDemo();
  try {
    const { url } = await startPostgres({ dataDir: join(demoPlaces().dataDir, "messages") });
    const server = new pg.Client({ connectionString: url });
    await server.connect();
    const { rows } = await server.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datallowconn AND datname NOT IN ('postgres', 'template1')",
    );
    await server.end();
    const address = new URL(url);
    address.pathname = `/${rows[0]?.datname ?? "postgres"}`;
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    report(`the demo town at ${(await demoFile()).urls.inbox}`);
    const figures: Figure[] = [];
    for (const count of sizes) {
      figures.push(await withRows(client, count, clicks));
      report(`${count} open conversations: ${figures.at(-1)?.value} ms`);
    }
    await client.end();
    return figures;
  } finally {
    await stopDemo();
  }
};
