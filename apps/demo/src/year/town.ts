import type { DeskId, Hours, MemberId, RetentionCode, TopicId } from "@eigenkanaal/protocol";

/** What of a town decides how its year goes. */
export type YearTown = {
  readonly timeZone: string;
  readonly desks: readonly YearDesk[];
  readonly topics: readonly YearTopic[];
};

export type YearDesk = {
  readonly desk: DeskId;
  readonly general: boolean;
  /** With the holidays of the year as closed days. */
  readonly hours: Hours;
  /** Who may answer. */
  readonly colleagues: readonly MemberId[];
  readonly overflow: DeskId | null;
  readonly warnAtPercent: number;
};

export type YearTopic = {
  readonly topic: TopicId;
  readonly desk: DeskId;
  /** In Dutch. */
  readonly name: string;
  readonly normMinutes: number;
  readonly retention: RetentionCode | null;
  /** The gateway hears of the desk only. */
  readonly sensitive: boolean;
};

/** The desk of this id; throws where the town has none. */
export const deskOf = ({ desks }: Pick<YearTown, "desks">, desk: DeskId): YearDesk => {
  const found = desks.find((one) => one.desk === desk);
  if (!found) throw new Error(`no desk ${desk}`);
  return found;
};
