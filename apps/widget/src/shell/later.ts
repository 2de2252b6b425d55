import { lazily } from "./lazily.js";
import { NotReached } from "./NotReached.js";

/** What happens with one's data; whoever asks for it without a line is told so. */
export const PrivacySheet = lazily(
  () => import("./PrivacySheet.js").catch(() => ({ PrivacySheet: NotReached })),
  "PrivacySheet",
);
