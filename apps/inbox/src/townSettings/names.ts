import { settingAt } from "@eigenkanaal/domain";
import type { DeskId, MemberId, TopicId, TownSettings } from "@eigenkanaal/protocol";
import { inLanguage } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";

/** What topics, desks and colleagues are called, ended ones and those to come too. */
export type SettingNames = {
  topic: (topic: TopicId) => string;
  desk: (desk: DeskId) => string;
  member: (member: MemberId) => string;
};

export const settingNames = ({ topics, desks, members, nowMs }: TownSettings, texts: Texts): SettingNames => {
  const topicNames = new Map(
    topics.map(({ topic, settings }) => [topic, (settingAt(settings, nowMs) ?? settings[0]?.setting)?.name]),
  );
  const deskNames = new Map(
    desks.map(({ desk, name, settings }) => {
      const en = settingAt(settings, nowMs)?.english;
      return [desk, { nl: name, ...(en && { en }) }];
    }),
  );
  const memberNames = new Map(members.map(({ member, name }) => [member, name]));
  const named = (name: Parameters<typeof inLanguage>[0] | undefined, other: string) =>
    name ? inLanguage(name, texts) : other;
  return {
    topic: (topic) => named(topicNames.get(topic), texts.row.noTopic),
    desk: (desk) => named(deskNames.get(desk), texts.lists.desk),
    member: (member) => memberNames.get(member) ?? texts.transfer.someone,
  };
};
