import { type CivilDate, presetPeriod, type ReportPreset, reportPresets } from "@eigenkanaal/domain";
import { ReportListQuery, ReportMovesQuery, ReportQuery } from "@eigenkanaal/protocol";
import { hashOfSupervisor } from "../place.js";

/** What a report is of: a preset's days move on with the calendar, own days stay. */
export type ReportWish = Omit<ReportQuery, "fromDate" | "toDate"> & {
  period: ReportPreset | { fromDate: CivilDate; toDate: CivilDate };
};

/** Which conversations are listed; `atMs`: as the figure was counted then. */
export type ListWish = Partial<Pick<ReportListQuery, "which" | "bucket" | "hourOfWeek" | "atMs">>;

/** From which desk to which. */
export type MoveWish = Pick<ReportMovesQuery, "from" | "to">;

/** Where in the reports somebody is. */
export type ReportsPlace =
  | { page: "figures"; wish: ReportWish }
  | { page: "list"; wish: ReportWish; list: ListWish }
  | { page: "moves"; wish: ReportWish; move: MoveWish }
  | { page: "colleagues"; wish: ReportWish }
  | { page: "definitions"; wish: ReportWish };

const atFirst: ReportWish = { period: "this_month" };

export const reportsHome: ReportsPlace = { page: "figures", wish: atFirst };

/** `figures?period=this_month&desk=…`: what stands behind the room's name in the fragment. */
export const reportsPlaceOf = (open: string | null): ReportsPlace => {
  const [page, search] = (open ?? "").split("?");
  const asked = Object.fromEntries(
    [...new URLSearchParams(search)].map(([name, value]) => [
      name,
      /^\d{1,15}$/.test(value) ? Number(value) : value,
    ]),
  );
  const { period, which, bucket, hourOfWeek, atMs, from, to, ...rest } = asked;
  const preset = reportPresets.find((one) => one === period);
  // Days only to be read as the gateway reads them.
  const anyDays = { fromDate: "2026-01-01", toDate: "2026-01-01" };
  const filters = ReportQuery.safeParse(preset ? { ...anyDays, ...rest } : rest);
  const wish = filters.success ? wishOf(filters.data, preset) : atFirst;
  if (page === "definitions" || page === "colleagues") return { page, wish };
  if (page === "moves") {
    const move = ReportMovesQuery.safeParse({ ...anyDays, from, to });
    return move.success
      ? { page, wish, move: { from: move.data.from, to: move.data.to } }
      : { page: "figures", wish };
  }
  if (page !== "list") return { page: "figures", wish };
  const list = ReportListQuery.safeParse({ ...anyDays, which, bucket, hourOfWeek, atMs });
  if (!list.success) return { page: "figures", wish };
  const { limit: _limit, fromDate: _from, toDate: _to, ...only } = list.data;
  return { page, wish, list: only };
};

const wishOf = (
  { fromDate, toDate, ...filters }: ReportQuery,
  preset: ReportPreset | undefined,
): ReportWish => ({
  ...filters,
  period: preset ?? { fromDate, toDate },
});

/** The address of a place. */
export const hashOfReports = (place: ReportsPlace): string => {
  const { period, ...filters } = place.wish;
  const parts = {
    ...(typeof period === "string" ? { period } : period),
    ...filters,
    ...(place.page === "list" ? place.list : {}),
    ...(place.page === "moves" ? place.move : {}),
  };
  const search = new URLSearchParams(
    Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return hashOfSupervisor({ room: "reports", open: `${place.page}?${search}` });
};

/** What the gateway is asked, on this day. */
export const queryOf = ({ period, ...filters }: ReportWish, today: CivilDate): ReportQuery => ({
  ...(typeof period === "string" ? presetPeriod(period, today) : period),
  ...filters,
});
