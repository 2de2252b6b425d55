import { checkCustody, checkEvents } from "./checkActs.js";
import { checkNumbers, checkOrder, checkScreens, checkWritten } from "./checkMessages.js";
import type { Diary, Rows, Screens, Violation } from "./record.js";

/** Every promise that does not hold, once each; empty when all do. */
export const check = (diary: Diary, rows: Rows, screens: Screens): Violation[] => {
  const { conversations } = screens;
  const found: Violation[] = [
    ...diary.mishaps.map((where): Violation => ({ kind: "mishap", where })),
    ...checkWritten({ diary, rows, screens: conversations }),
    ...checkOrder({ diary, rows, screens: conversations }),
    ...checkNumbers({ rows }),
    ...checkScreens({ rows, screens: conversations }),
    ...rows.ownership.map(
      ({ conversation, violation }): Violation => ({
        kind: "disowned",
        where: `${conversation}: ${violation}`,
      }),
    ),
    ...checkCustody(rows, screens),
    ...checkEvents(diary, rows, screens),
  ];
  return [...new Map(found.map((one) => [`${one.kind} ${one.where}`, one])).values()];
};
