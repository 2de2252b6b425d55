import type { ConversationView, TownView } from "@eigenkanaal/client";
import { localised, type Reading } from "../texts/reading.js";

/** What desks are called: by the town's directory, and by their certificates. */

/** The desk's name; empty where the town's directory does not have it any more. */
export const deskName = (town: TownView, desk: ConversationView["desk"], { lang }: Reading): string => {
  const found = town.desks.find((each) => each.desk === desk);
  return found === undefined ? "" : localised(found.name, lang);
};

/** The desk's name within a sentence, as `bureau Afval`. */
export const deskInSentence = (town: TownView, desk: ConversationView["desk"], reading: Reading): string =>
  reading.texts.desk.named(deskName(town, desk, reading));

/** The desk's name on its own, as `Bureau Afval`. */
export const deskTitle = (town: TownView, desk: ConversationView["desk"], reading: Reading): string =>
  reading.texts.desk.title(deskName(town, desk, reading));

/**
 * A desk by the name in its certificate, which is in one language; where the town's directory has a desk by that very
 * name, it is shown in the reader's.
 */
export const certifiedDesk = (town: TownView, name: string, { lang }: Reading): string => {
  const found = town.desks.find((desk) => desk.name.nl === name);
  return found === undefined ? name : localised(found.name, lang);
};
