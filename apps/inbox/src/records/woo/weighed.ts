import type { ColleagueView, OpenedRecord, RecordEntry } from "@eigenkanaal/client";
import { findPersonalData, type TownsOwn } from "@eigenkanaal/domain";
import type { Finders, Weighed, WeighedLine } from "@eigenkanaal/records/redaction";
import type { TownNames } from "../../queue/names.js";
import type { Texts } from "../../texts/wording.js";
import { turnText } from "../../transfer/turns.js";

export type Weighing = {
  organisation: string;
  texts: Texts;
  names: TownNames;
  nowMs: number;
};

/** An opened conversation as it is weighed for publication: all that was said, among colleagues too, line by line. */
export const weighedOf = (record: OpenedRecord, { organisation, texts, names, nowMs }: Weighing): Weighed => {
  const { summary, entries, turns, number, desks } = record;
  const said = entries.map((entry) => ({ entry, line: lineOf(entry, texts) }));
  // Where another desk got it: before what was said under that epoch.
  const placeOf = (epoch: number) => {
    const at = said.findIndex(({ entry }) => entry.channel === "public" && entry.epoch >= epoch);
    return at === -1 ? said.length : at;
  };
  const turned = turns.map((turn) => ({
    at: placeOf(turn.epoch) - 0.5,
    line: {
      ...{ atMs: turn.atMs, speaker: null, kind: "system" as const },
      text: turnText(turn, names, texts),
    },
  }));
  return {
    ...{ conversation: record.conversation, number, organisation: { name: organisation } },
    desk: names.certified(desks.at(-1)?.name ?? names.desk(summary.desk)),
    topic: summary.topic === null ? null : names.topic(summary.topic),
    openedAtMs: summary.openedAtMs,
    closedAtMs: summary.closedAtMs,
    doubts: doubtsOf(record),
    lines: [...said.map(({ line }, at) => ({ at, line })), ...turned]
      .toSorted((one, other) => one.at - other.at)
      .map(({ line }) => line),
    openedToWeighAtMs: nowMs,
  };
};

const doubtsOf = ({ warnings, unopened, refusedEpochs }: OpenedRecord): Weighed["doubts"] => {
  const kinds = new Set<Weighed["doubts"][number]>(warnings.map(({ kind }) => kind));
  for (const { why } of unopened) kinds.add(why === "fork" ? "fork" : "gap");
  if (refusedEpochs.public + refusedEpochs.internal > 0) kinds.add("gap");
  return [...kinds];
};

const lineOf = (entry: RecordEntry, texts: Texts): WeighedLine => {
  const { woo } = texts.records;
  const at = { atMs: entry.atMs };
  const says = (text: string): WeighedLine => ({
    ...{ ...at, kind: "text", text },
    speaker: "author" in entry ? speakerOf(entry, texts) : null,
  });
  switch (entry.kind) {
    case "text":
      return says(entry.text);
    case "handover":
      return says(entry.note.text);
    case "registration": {
      const { summary, place, topic } = entry.card;
      const parts = [
        ...(summary === "" ? [] : [woo.cardSummary(summary)]),
        ...(place === "" ? [] : [woo.cardPlace(place)]),
        ...(topic === "" ? [] : [woo.cardTopic(topic)]),
      ];
      return says(parts.join("\n"));
    }
    case "remark":
      return says(woo.remark(entry.text));
    case "case":
      return says(woo.caseNumber(entry.number));
    case "closed":
      return {
        ...{ ...at, speaker: null, kind: "system" },
        text:
          entry.author.role === "citizen"
            ? texts.conversation.closedByCitizen
            : texts.conversation.closedBy(entry.author.alias, texts.records.list.outcomes[entry.outcome]),
      };
    case "unread":
    case "invalid":
      return { ...at, speaker: texts.conversation.invalidTitle, kind: "invalid", text: "" };
  }
};

const speakerOf = ({ author, channel }: Extract<RecordEntry, { author: unknown }>, texts: Texts): string => {
  const who =
    author.role === "citizen"
      ? texts.conversation.citizen
      : [author.alias, ...(author.desk === undefined ? [] : [author.desk])].join(", ");
  return channel === "internal" ? `${who} (${texts.records.woo.internal})` : who;
};

/** What is looked for in it: the town's own numbers are nobody's, and its colleagues are known by name. */
export const findersOf = (
  record: OpenedRecord,
  { own, members }: { own: TownsOwn; members: readonly ColleagueView[] },
): Finders => ({
  personalData: (text) => findPersonalData(text, own),
  names: [
    ...members.map(({ name }) => name),
    ...record.entries.flatMap((entry) =>
      "author" in entry && entry.author.role === "member" ? entry.author.alias : [],
    ),
  ],
});
