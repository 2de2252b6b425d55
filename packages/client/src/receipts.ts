import { newestFromOther, type Timeline, unsigned } from "./timeline.js";
import type { Author } from "./views.js";

/** Signs for what arrived and what was shown, coalesced: one receipt for all that came within a moment. */
export type Receipts = {
  /** Something changed that may need signing for. */
  wake(): void;
  /** The reader has everything before their eyes. */
  seen(): void;
};

export type ReceiptsOptions = {
  mine: Author["role"];
  timeline: () => Timeline;
  signs: () => boolean;
  sign: (read: boolean) => void;
};

const coalesceMs = 400;

export const createReceipts = ({ mine, timeline, signs, sign }: ReceiptsOptions): Receipts => {
  let waiting = false;
  let seenSeq = 0;
  // What a receipt has been made for in this client, so that one that is still under way is not made again.
  const signed = { arrivedSeq: 0, shownSeq: 0 };

  const signNow = () => {
    waiting = false;
    if (!signs()) return;
    const newestSeq = newestFromOther(timeline(), mine);
    const missing = unsigned(timeline(), mine);
    const read = missing.shown && seenSeq >= newestSeq && signed.shownSeq < newestSeq;
    if (!read && !(missing.arrived && signed.arrivedSeq < newestSeq)) return;
    signed.arrivedSeq = newestSeq;
    if (read) signed.shownSeq = newestSeq;
    sign(read);
  };

  const wake = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(signNow, coalesceMs);
  };
  return {
    wake,
    seen: () => {
      const newestSeq = newestFromOther(timeline(), mine);
      if (newestSeq === seenSeq) return;
      seenSeq = newestSeq;
      wake();
    },
  };
};
