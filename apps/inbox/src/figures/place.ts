import { type ReportPreset, reportPresets } from "@eigenkanaal/domain";
import { useSyncExternalStore } from "react";

/** One's own figures, of a period that moves on with the calendar. */
export type FiguresPlace = { period: ReportPreset };

export const figuresHome: FiguresPlace = { period: "this_month" };

/** `#/figures/last_month`. */
export const hashOfFigures = ({ period }: FiguresPlace): string => `#/figures/${period}`;

/** The place of a fragment, also of `#/figures`; null for one that is elsewhere in the inbox. */
export const figuresPlaceOf = (hash: string): FiguresPlace | null => {
  const [, figures, period] = hash.split("/");
  if (figures !== "figures") return null;
  return { period: reportPresets.find((one) => one === period) ?? figuresHome.period };
};

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

/** The place for who may be there; null for anybody else. */
export const useFiguresPlace = (may: boolean): FiguresPlace | null => {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return may ? figuresPlaceOf(hash) : null;
};

export const goToFigures = (place: FiguresPlace): void => {
  window.location.hash = hashOfFigures(place);
};
