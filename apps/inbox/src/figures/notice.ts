/** Of which beginning (unix ms) each member read on this device that their supervisor sees their figures. */
export type ReadNotices = Readonly<Record<string, number>>;

/** What was kept, without whatever is no moment. */
export const readNoticesOf = (kept: unknown): ReadNotices =>
  typeof kept === "object" && kept !== null
    ? Object.fromEntries(
        Object.entries(kept).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
      )
    : {};
