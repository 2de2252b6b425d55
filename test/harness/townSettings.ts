import type { DeskSetting, TopicSetting } from "@eigenkanaal/protocol";
import { DeskId } from "@eigenkanaal/protocol";

/** Settings as an administrator would write them. */

export const openHours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: "17:00" })),
  exceptions: [],
  holidays: [],
};

export const topicSetting = (desk: string, over: Partial<TopicSetting> = {}): TopicSetting => ({
  ...{
    desk: DeskId.parse(desk),
    parent: null,
    name: { nl: "Grofvuil" },
    words: { nl: [] },
    normMinutes: 480,
  },
  ...{ hours: null, retention: null, sensitive: false, ended: false },
  ...over,
});

export const deskSetting = (over: Partial<DeskSetting> = {}): DeskSetting => ({
  ...{
    english: null,
    hours: openHours,
    assignment: "pull",
    overflow: null,
    warnAt: 75,
    ended: false,
  },
  ...over,
});
