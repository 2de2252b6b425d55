import type { DeskId, Directory, Localised } from "@eigenkanaal/protocol";
import type { TrustResult } from "./vault/vault.js";
import type { TownView } from "./views.js";

/**
 * The town as it is shown: only desks whose key has been verified, and only topics of such desks. A desk's Dutch name is the
 * one in its certificate: a gateway that told two names the wrong way round would have people write to the wrong desk.
 * Translations are the gateway's word.
 */
export const townOf = (
  directory: Directory,
  { organisationNumber, desks }: Extract<TrustResult, { ok: true }>,
): TownView => {
  const certified = new Map(desks.map(({ desk, name }) => [desk, name]));
  const named = <Desk extends { desk: DeskId; name: Localised }>(all: readonly Desk[]): Desk[] =>
    all.flatMap((desk) => {
      const nl = certified.get(desk.desk);
      return nl === undefined ? [] : [{ ...desk, name: { ...desk.name, nl } }];
    });
  const former = directory.former ?? { desks: [], topics: [] };
  return {
    name: directory.name,
    organisationNumber,
    contact: directory.contact,
    emergencyProcedure: directory.emergencyProcedure ?? null,
    desks: named(directory.desks),
    topics: directory.topics.filter(({ desk }) => certified.has(desk)),
    retention: directory.retention,
    former: { ...former, desks: named(former.desks) },
  };
};
