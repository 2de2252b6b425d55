import type { DeskId, Directory } from "@eigenkanaal/protocol";
import type { TownView } from "./views.js";

/** The town as it is shown: only desks whose key has been verified, and only topics of such desks. */
export const townOf = (
  directory: Directory,
  { organisationNumber, desks }: { organisationNumber: string; desks: readonly DeskId[] },
): TownView => ({
  name: directory.name,
  organisationNumber,
  contact: directory.contact,
  emergencyProcedure: directory.emergencyProcedure ?? null,
  desks: directory.desks.filter(({ desk }) => desks.includes(desk)),
  topics: directory.topics.filter(({ desk }) => desks.includes(desk)),
});
