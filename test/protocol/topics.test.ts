import { randomUUID } from "node:crypto";
import { Directory, TopicWordList } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { useHostileSetting } from "../harness/hostileSetting.js";
import { until } from "../harness/people.js";
import { isAllStored, shows, usePeople } from "../harness/talks.js";

/** The tree of topics: what holds now of settings past and future, and what a citizen's client tells of a choice. */

const { setting, hostile } = await useHostileSetting();
const { openCitizen } = usePeople(setting, () => hostile.origin);

type TopicSetting = {
  from: string;
  nl: string;
  under?: string;
  words?: string[];
  norm?: number;
  hours?: object;
  sensitive?: boolean;
  ended?: boolean;
};
const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [{ day: 1, opens: "08:30", closes: "17:00" }],
  exceptions: [],
};

const set = async (topic: string, settings: TopicSetting[]) => {
  const { organisation } = setting.town;
  await setting.rows("INSERT INTO topic VALUES ($1, $2)", [organisation, topic]);
  for (const { from, nl, under, words, norm, hours, sensitive, ended } of settings)
    await setting.rows(
      `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, parent_id, words,
         norm_minutes, hours, sensitive, ended)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        organisation,
        topic,
        from,
        setting.desk.desk,
        { nl },
        under,
        { nl: words ?? [] },
        norm ?? 480,
        hours,
        sensitive ?? false,
        ended ?? false,
      ],
    );
};

const get = async (path: "directory" | "topic-words"): Promise<unknown> => {
  const { gateway, town } = setting;
  return (await fetch(`${gateway.widgetOrigin}/api/v1/organisations/${town.rootB64}/${path}`)).json();
};
const topicsNow = async () =>
  Directory.parse(await get("directory")).topics.map(({ desk: _, ...topic }) => topic);

const waste = randomUUID();
const bulky = randomUUID();
const gone = randomUUID();
const underGone = randomUUID();
const debts = randomUUID();

beforeAll(async () => {
  await set(waste, [
    { from: "2020-01-01", nl: "Vuil", words: ["vuilnis"], norm: 60 },
    { from: "2021-01-01", nl: "Afval", words: ["kliko"], norm: 120, hours },
    { from: "2999-01-01", nl: "Grondstoffen", words: ["grondstof"], norm: 30, ended: true },
  ]);
  await set(bulky, [{ from: "2020-01-01", nl: "Grofvuil", under: waste }]);
  await set(gone, [
    { from: "2020-01-01", nl: "Hondenbelasting" },
    { from: "2021-01-01", nl: "Hondenbelasting", ended: true },
  ]);
  await set(underGone, [{ from: "2020-01-01", nl: "Puppy", under: gone }]);
  await set(debts, [{ from: "2020-01-01", nl: "Schulden", words: ["deurwaarder"], sensitive: true }]);
});

describe("the tree of topics", () => {
  test("[H3] a topic is as its newest setting that holds says, and is gone once that ends it", async () => {
    const other = { parent: null, normMinutes: 480, hours: null, sensitive: false, retention: null };
    const expected = [
      { ...other, topic: waste, name: { nl: "Afval" }, normMinutes: 120, hours },
      { ...other, topic: bulky, name: { nl: "Grofvuil" }, parent: waste },
      { ...other, topic: underGone, name: { nl: "Puppy" } },
      { ...other, topic: debts, name: { nl: "Schulden" }, sensitive: true },
    ];
    expect(await topicsNow()).toEqual(expected.toSorted((a, b) => (a.topic < b.topic ? -1 : 1)));
  });

  test("[H5] the words for the topics are those that hold, of topics that can be chosen", async () => {
    const { topics } = TopicWordList.parse(await get("topic-words"));
    const words = Object.fromEntries(topics.map(({ topic, words }) => [topic, words.nl]));
    expect(words).toEqual({ [waste]: ["kliko"], [bulky]: [], [underGone]: [], [debts]: ["deurwaarder"] });
  });
});

test("[C9] of a sensitive topic the gateway hears the desk only, of another also which", async () => {
  const { topics } = Directory.parse(await get("directory"));
  for (const { topic, sensitive } of topics.filter((one) => one.topic === debts || one.topic === waste)) {
    const before = hostile.requests.length;
    const citizen = await openCitizen();
    citizen.choose(topic);
    await citizen.send("Help mij");
    await until(citizen.state, (state) => shows("Help mij")(state) && isAllStored(state));
    const asked = hostile.requests.slice(before);
    expect(asked.find(({ event }) => event === "conversation:open")?.request).toMatchObject({
      desk: setting.desk.desk,
      topic: sensitive ? null : topic,
    });
    expect(JSON.stringify(asked).includes(topic)).toBe(!sensitive);
  }
});
