import { useCallback, useState } from "react";
import { type ReadNotices, readNoticesOf } from "./figures/notice.js";
import { alertsOf, type BoardAlerts, noAlerts } from "./supervisor/board/alerts.js";
import { type LanguageCode, languages } from "./texts/texts.js";

/** What a colleague chose on this device; nothing of it is secret. */
export type Preferences = {
  language: LanguageCode;
  singleLetterKeys: boolean;
  /** Whether an answer waits ten seconds before it really leaves. */
  holdAnswers: boolean;
  /** Whether the desktop says that something came. */
  notify: boolean;
  /** When a supervisor is told of a desk. */
  board: BoardAlerts;
  /** Who of this device read that their supervisor sees their figures. */
  figuresRead: ReadNotices;
};

const place = "eigenkanaal.inbox.preferences";
const usual: Preferences = {
  language: "nl",
  singleLetterKeys: true,
  holdAnswers: false,
  notify: false,
  board: noAlerts,
  figuresRead: {},
};

/** What was kept, or the usual choice for whatever is missing or is not a choice (any more). */
export const preferencesOf = (kept: string | null): Preferences => {
  const found = parsed(kept);
  const { language, singleLetterKeys, holdAnswers, notify, board, figuresRead } = found;
  return {
    language:
      typeof language === "string" && Object.hasOwn(languages, language)
        ? (language as LanguageCode)
        : usual.language,
    singleLetterKeys: typeof singleLetterKeys === "boolean" ? singleLetterKeys : usual.singleLetterKeys,
    holdAnswers: typeof holdAnswers === "boolean" ? holdAnswers : usual.holdAnswers,
    notify: typeof notify === "boolean" ? notify : usual.notify,
    board: alertsOf(board),
    figuresRead: readNoticesOf(figuresRead),
  };
};

const parsed = (kept: string | null): { [Name in keyof Preferences]?: unknown } => {
  try {
    return JSON.parse(kept ?? "{}") ?? {};
  } catch {
    return {};
  }
};

/** The preferences, and changing some of them; remembered on this device. */
export const usePreferences = (storage: Pick<Storage, "getItem" | "setItem">) => {
  const [preferences, setPreferences] = useState(() => preferencesOf(storage.getItem(place)));
  const change = useCallback(
    (some: Partial<Preferences>) =>
      setPreferences((before) => {
        const after = { ...before, ...some };
        storage.setItem(place, JSON.stringify(after));
        return after;
      }),
    [storage],
  );
  return [preferences, change] as const;
};
