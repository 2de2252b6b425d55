import { lazily } from "../shell/lazily.js";
import { NotReached } from "../shell/NotReached.js";

/** What few ever need in a conversation, each a chunk of its own. */

/** The form for being told by e-mail, once somebody waits. */
export const NoticeOffer = lazily(() => import("./NoticeForm.js"), "NoticeForm");

/** The card that offers another desk, once there is an offer. */
export const OverflowOffer = lazily(() => import("./OverflowCard.js"), "OverflowCard");

/** How long what is closed is kept. */
export const Kept = lazily(() => import("./KeptLine.js"), "KeptLine");

/** The question whether one was helped, once it is closed. */
export const VerdictQuestion = lazily(() => import("../verdict/VerdictCard.js"), "VerdictCard");

/** Where the composer stood, for who cannot write now. */
export const Blocked = lazily(() => import("./BlockedCard.js"), "BlockedCard");

/** Who can read it; whoever asks for that without a line is told so. */
export const ReadersSheet = lazily(
  () => import("./ReadersSheet.js").catch(() => ({ ReadersSheet: NotReached })),
  "ReadersSheet",
);

/** The sheet that saves all that was said; likewise. */
export const SaveSheet = lazily(
  () => import("../saving/SaveSheet.js").catch(() => ({ SaveSheet: NotReached })),
  "SaveSheet",
);

/** The sheet that asks the town to erase the conversation; likewise. */
export const EraseSheet = lazily(
  () => import("../erasing/EraseSheet.js").catch(() => ({ EraseSheet: NotReached })),
  "EraseSheet",
);
