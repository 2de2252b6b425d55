import { DeskId, type Label, LabelId } from "@eigenkanaal/protocol";

/** What two desks sort their conversations by. */
const label = (n: number, name: string, state: Label["state"] = "in_use"): Label => ({
  label: LabelId.parse(`00000005-0000-4000-8000-${String(n).padStart(12, "0")}`),
  desk: DeskId.parse(`00000001-0000-4000-8000-00000000000${Math.floor(n / 10)}`),
  name,
  state,
});

export const labels: Label[] = [
  label(11, "Terugbellen"),
  label(12, "Wijkbeheer ingelicht"),
  label(41, "Spoed"),
  label(42, "Wacht op offerte van leverancier"),
  label(43, "Maatwerk"),
  label(44, "Energietoeslag 2024", "ended"),
];
