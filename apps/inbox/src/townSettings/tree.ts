import { settingAt } from "@eigenkanaal/domain";
import type { DeskId, TopicId, TopicSetting, TownSettings } from "@eigenkanaal/protocol";

/** A topic as it is now, or as it will begin; `announced`: when a later setting of it begins (unix ms). */
export type TopicNow = { topic: TopicId; setting: TopicSetting; announced: number[] };

/** A line of the tree; `depth` from 0 for a topic right under its desk. */
export type TreeRow = TopicNow & { depth: number };

/** Every topic with the setting that holds, or the first announced one of a topic that is still to come. */
export const topicsNow = ({ topics, nowMs }: Pick<TownSettings, "topics" | "nowMs">): TopicNow[] =>
  topics.flatMap(({ topic, settings }) => {
    const setting = settingAt(settings, nowMs) ?? settings[0]?.setting;
    const announced = settings.map(({ validFromMs }) => validFromMs).filter((atMs) => atMs > nowMs);
    return setting ? [{ topic, setting, announced }] : [];
  });

/** Without capitals and accents, so that "financien" finds "Financiën". */
const plain = (words: string) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether a topic is called so: by its name or one of its words. */
const isCalled = ({ name, words }: TopicSetting, typed: string): boolean =>
  plain([name.nl, name.en ?? "", ...words.nl, ...(words.en ?? [])].join("\n")).includes(plain(typed.trim()));

/**
 * The topics of a desk in the order of the tree, those under another behind it; one whose parent is not among them stands
 * right under the desk. With something typed only those that are called so, flat.
 */
export const treeOf = (topics: readonly TopicNow[], desk: DeskId, typed: string): TreeRow[] => {
  const own = topics
    .filter(({ setting }) => setting.desk === desk)
    .toSorted((one, other) => one.setting.name.nl.localeCompare(other.setting.name.nl, "nl"));
  if (typed.trim() !== "")
    return own.filter(({ setting }) => isCalled(setting, typed)).map((one) => ({ ...one, depth: 0 }));
  const under = (parent: TopicId | null, depth: number): TreeRow[] =>
    own
      .filter(({ setting }) => parentAmong(own, setting) === parent)
      .flatMap((one) => [{ ...one, depth }, ...under(one.topic, depth + 1)]);
  return under(null, 0);
};

const parentAmong = (own: readonly TopicNow[], { parent }: TopicSetting) =>
  own.some(({ topic }) => topic === parent) ? parent : null;

/** The topics that stand under this one, at whatever depth. */
export const allUnder = (topics: readonly TopicNow[], topic: TopicId): TopicNow[] =>
  topics
    .filter(({ setting }) => setting.parent === topic)
    .flatMap((one) => [
      one,
      ...allUnder(
        topics.filter(({ topic: each }) => each !== topic),
        one.topic,
      ),
    ]);
