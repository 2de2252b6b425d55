import { lazily } from "../shell/lazily.js";
import { NotReached } from "../shell/NotReached.js";

/** What few ever need in a conversation, each a chunk of its own. */

/** The form for being told by e-mail, once somebody waits. */
export const NoticeOffer = lazily(() => import("./NoticeForm.js"), "NoticeForm");

/** The card that offers another desk, once there is an offer. */
export const OverflowOffer = lazily(() => import("./OverflowCard.js"), "OverflowCard");

/** How long what is closed is kept. */
export const Kept = lazily(() => import("./KeptLine.js"), "KeptLine");

/** Where the composer stood, for who cannot write now. */
export const Blocked = lazily(() => import("./BlockedCard.js"), "BlockedCard");

/** The sheet that saves all that was said; whoever asks for it without a line is told so. */
export const SaveSheet = lazily(
  () => import("../saving/SaveSheet.js").catch(() => ({ SaveSheet: NotReached })),
  "SaveSheet",
);
