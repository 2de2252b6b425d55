import type { OpenedRecord, TownView } from "@eigenkanaal/client";
import { townNames } from "../../queue/names.js";
import { nl } from "../../texts/nl.js";
import type { TranscriptNames } from "./transcripts.js";

/** What a package calls things: in Dutch, as its metadata are, whatever the officer reads. */
export const dutchNames = (town: TownView): ((of: OpenedRecord["summary"]) => TranscriptNames) => {
  const names = townNames({ town, members: [] }, nl);
  const known = new Set([...town.topics, ...town.former.topics].map(({ topic }) => topic));
  return ({ desk, topic }) => ({
    ...{ organisation: town.name, desk: names.desk(desk) },
    topic: topic !== null && known.has(topic) ? names.topic(topic) : null,
  });
};
