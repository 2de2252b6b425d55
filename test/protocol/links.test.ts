import { randomUUID } from "node:crypto";
import { Links, maxCampaigns } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { connectCitizen, inboxFetch, signIn } from "../harness/callers.js";
import { opening, yes } from "../harness/conversation.js";
import { makeEpoch } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

const domain = async () =>
  (await setting.rows<{ domain: string }>("SELECT domain FROM organisation"))[0]?.domain ?? "";
const setPage = (page: string | null) => setting.rows("UPDATE organisation SET chat_url = $1", [page]);
const follow = async (path: string) =>
  fetch(`${setting.gateway.widgetOrigin}/c/${path}`, { redirect: "manual" });
const leadsTo = async (path: string) => (await follow(path)).headers.get("location");

const setCampaign = async (cookie: string, campaign: string, ended = false) =>
  (await inboxFetch(setting, `/api/v1/campaigns/${campaign}`, { method: "PUT", cookie, body: { ended } }))
    .status;
const linksOf = async (cookie: string): Promise<Links> =>
  Links.parse(await (await inboxFetch(setting, "/api/v1/links", { cookie })).json());

/** Anna, who administers the town's settings too. */
const administrator = async () => {
  const anna = setting.colleague("anna");
  await setting.rows("UPDATE member SET roles = '{agent,functional_administrator}' WHERE member_id = $1", [
    anna.member,
  ]);
  return signIn(setting, anna);
};

test("[D1] a link leads to the town's own page, with topic and campaign where no server hears them, and sets nothing", async () => {
  await setPage("https://www.voorbeeld.example/chat?lang=nl");
  const town = await domain();
  const page = "https://www.voorbeeld.example/chat?lang=nl#eigenkanaal=";
  const response = await follow(`${town}/afval-00000012?via=brief-2026`);
  expect([response.status, response.headers.get("location")]).toEqual([
    303,
    `${page}afval-00000012&via=brief-2026`,
  ]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await leadsTo(town)).toBe(page);
  expect(await leadsTo(`${town.toUpperCase()}?via=brief-2026`)).toBe(`${page}&via=brief-2026`);
  // What is of another form is left out, whatever it is.
  for (const [given, left] of [
    [`${town}/Iets%20anders?via=Jan%20de%20Vries`, ""],
    [`${town}/%23x&y?via=${"a".repeat(41)}`, ""],
    [`${town}/00000012?other=1`, "00000012"],
  ])
    expect([given, await leadsTo(given ?? "")]).toEqual([given, `${page}${left}`]);
});

test("[D1] a link of no town, or of one without a page, says how to reach a person", async () => {
  await setPage(null);
  await setting.rows("UPDATE organisation SET name = 'Gemeente <Voorbeeld>', phone = '14 0000'");
  const response = await follow(`${await domain()}/00000012`);
  const html = await response.text();
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(html).toContain('<a href="tel:140000">Bel 14 0000</a>');
  expect(html).toContain("Gemeente &#60;Voorbeeld&#62;");
  for (const word of ["Bel", "Call"]) expect(html).toContain(`<a href="tel:112">${word} 112</a>`);
  expect(html).not.toContain("<script");
  // No name of a town, and none that a database takes.
  expect((await follow("a%00b/00000012")).status).toBe(200);
  // With a page again, who mistyped the town of an installation with one town is helped all the same.
  await setPage("https://www.voorbeeld.example/");
  expect(await leadsTo("elders.example/00000012")).toBe(
    "https://www.voorbeeld.example/#eigenkanaal=00000012",
  );
});

test("[D2] a registered campaign is kept with what it opened; any other counts as none", async () => {
  const cookie = await administrator();
  expect(await setCampaign(cookie, "brief-2026")).toBe(204);
  expect(await setCampaign(cookie, "oude-brief")).toBe(204);
  expect(await setCampaign(cookie, "oude-brief", true)).toBe(204);
  const openedBy = async (campaign: string | undefined) => {
    const citizen = await connectCitizen(setting);
    const conversation = randomUUID();
    const epoch = await makeEpoch(setting, { conversation, citizen: citizen.keys });
    yes(
      await citizen.call("conversation:open", {
        ...opening(setting, conversation, epoch),
        ...(campaign !== undefined && { campaign }),
      }),
    );
    citizen.socket.disconnect();
    return setting.rows(
      `SELECT c.campaign AS kept, e.campaign AS counted FROM conversation c
       JOIN conversation_event e ON e.conversation_pseudonym = c.pseudonym AND e.kind = 'opened'
       WHERE c.conversation_id = $1`,
      [conversation],
    );
  };
  expect(await openedBy("brief-2026")).toEqual([{ kept: "brief-2026", counted: "brief-2026" }]);
  for (const none of [undefined, "oude-brief", "jan-de-vries-1970"])
    expect([none, await openedBy(none)]).toEqual([none, [{ kept: null, counted: null }]]);
  expect((await linksOf(cookie)).campaigns).toEqual([{ campaign: "brief-2026", opened: 1 }]);
});

test("[D3] every member reads what links are made of; who administers the settings changes the campaigns", async () => {
  await setPage("https://www.voorbeeld.example/chat");
  const [anna, bram] = [await administrator(), await signIn(setting, setting.colleague("bram"))];
  expect(await linksOf(bram)).toMatchObject({
    short: `${setting.gateway.widgetOrigin}/c/${await domain()}`,
    page: "https://www.voorbeeld.example/chat",
  });
  expect(await setCampaign(bram, "poster")).toBe(403);
  expect([await setCampaign(anna, "poster"), await setCampaign(anna, "poster")]).toEqual([204, 204]);
  expect((await linksOf(bram)).campaigns).toContainEqual({ campaign: "poster", opened: 0 });
  expect([await setCampaign(anna, "Poster"), await setCampaign(anna, "a".repeat(41))]).toEqual([400, 400]);
  expect(await setCampaign(anna, "poster", true)).toBe(204);
  expect((await linksOf(bram)).campaigns.map(({ campaign }) => campaign)).not.toContain("poster");
  // What held before is still there to be read.
  const rows = await setting.rows("SELECT ended FROM campaign WHERE campaign = 'poster' ORDER BY valid_from");
  expect(rows).toEqual([{ ended: false }, { ended: true }]);
});

test("[D3] so few campaigns hold at once that none can stand for a person", async () => {
  const cookie = await administrator();
  await setting.rows(
    `INSERT INTO campaign (organisation_id, campaign, valid_from)
     SELECT $1, 'nummer-' || n, now() FROM generate_series(1, $2) n`,
    [setting.town.organisation, maxCampaigns - (await linksOf(cookie)).campaigns.length],
  );
  expect(await setCampaign(cookie, "een-te-veel")).toBe(413);
  expect(await setCampaign(cookie, "nummer-1")).toBe(204);
  expect(await setCampaign(cookie, "nummer-1", true)).toBe(204);
  expect(await setCampaign(cookie, "een-te-veel")).toBe(204);
});
