import type { ColleagueView, TownView } from "@eigenkanaal/client";
import type { TownsOwn } from "@eigenkanaal/domain";
import type { DeskId, MemberId, TopicId } from "@eigenkanaal/protocol";
import { inLanguage } from "../texts/texts.js";
import type { Texts } from "../texts/wording.js";

/** What the town calls its desks and topics, in the reader's language. */
export type TownNames = {
  desk: (desk: DeskId) => string;
  /** The same, with the name in its certificate where that is another: for where one chooses who may read. */
  deskInFull: (desk: DeskId) => string;
  topic: (topic: TopicId | null) => string;
  /** A colleague's name within a sentence. */
  colleague: (member: MemberId) => string;
  /** A desk by the name in its certificate, which is in one language; that name itself where the town knows no other. */
  certified: (name: string) => string;
};

/** What the town no longer offers keeps its name; a desk or topic that it never had gets a neutral one. */
export const townNames = (
  { town, members }: { town: TownView; members: readonly ColleagueView[] },
  texts: Texts,
): TownNames => {
  const colleagues = new Map(
    members.map(({ member, name, me }) => [member, me ? texts.transfer.youInSentence : name]),
  );
  const desks = new Map(
    [...town.former.desks, ...town.desks].map(({ desk, name }) => [desk, inLanguage(name, texts)]),
  );
  const certified = new Map(town.desks.map(({ desk, name }) => [desk, name.nl]));
  const deskName = (desk: DeskId) => desks.get(desk) ?? texts.lists.desk;
  const topics = new Map(
    [...town.former.topics, ...town.topics].map(({ topic, name }) => [topic, inLanguage(name, texts)]),
  );
  return {
    desk: deskName,
    deskInFull: (desk) => {
      const [shown, signed] = [deskName(desk), certified.get(desk)];
      return signed === undefined || signed === shown ? shown : `${shown} (${signed})`;
    },
    colleague: (member) => colleagues.get(member) ?? texts.transfer.someone,
    certified: (name) => {
      const known = town.desks.find((desk) => desk.name.nl === name);
      return known ? inLanguage(known.name, texts) : name;
    },
    topic: (topic) => (topic ? topics.get(topic) : undefined) ?? texts.row.noTopic,
  };
};

/** What colleagues may write without a question: how the town itself is reached. */
export const townsOwn = ({ contact }: TownView): TownsOwn => ({
  phones: [contact.phone],
  hosts: [new URL(contact.counterUrl).hostname],
});

/** The topics of these desks, by name. */
export const topicsOf = (
  topics: TownView["topics"],
  desks: readonly DeskId[],
  names: Pick<TownNames, "topic">,
): { topic: TopicId; name: string }[] =>
  topics
    .filter(({ desk }) => desks.includes(desk))
    .map(({ topic }) => ({ topic, name: names.topic(topic) }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
