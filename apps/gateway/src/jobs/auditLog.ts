import type { OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import { sealLines, verifyChain } from "../store/auditChain.js";
import type { Database } from "../store/database.js";
import { organisations } from "../store/organisations.js";
import { createDailyVerification } from "./dailyVerification.js";

type Parts = { database: Database; logger: Logger };

/**
 * At the gateway that leads: seals what was written into the audit logs, oldest first (PROTOCOL.md Y6). It goes by what is
 * stored, so that whoever dies between an act and its seal loses nothing. What fails for one town is no other's business.
 */
export const sealAuditLogs = async ({ database, logger }: Parts) => {
  for (const organisation of await organisations(database))
    await seal(organisation, "recent", { database, logger });
};

const seal = async (organisation: OrganisationId, which: "recent" | "all", { database, logger }: Parts) => {
  try {
    while ((await database.forOrganisation(organisation, (scope) => sealLines(scope, which))) === "more");
  } catch (error) {
    logger.warn({ organisation, err: error }, "audit log not sealed");
  }
};

/**
 * Reckons the chains anew, at the gateway that leads and daily: faults and a line that has no seal are told in the log and
 * as a metric. Afterwards also what committed too late for the sealing is sealed.
 */
export const createAuditVerification = ({ database, logger, nowMs }: Parts & { nowMs: () => number }) =>
  createDailyVerification(
    async (organisation) => {
      const { head, faults, faultCount, unsealed } = await verifyChain(organisation, { database });
      // Kept with the logs, the newest seal tells of a chain that was made anew.
      const newest = head && { position: head.position, hash: Buffer.from(head.hash).toString("hex") };
      if (faultCount + unsealed === 0) logger.info({ organisation, head: newest }, "audit log verified");
      else
        logger.error(
          { organisation, head: newest, faults, faultCount, unsealed },
          "audit log is not as it was",
        );
      await seal(organisation, "all", { database, logger });
      return faultCount + unsealed;
    },
    { towns: () => organisations(database), nowMs },
  );
