import {
  Directory,
  type MemberDirectory,
  type OrganisationId,
  Refusal,
  type TopicWordList,
} from "@eigenkanaal/protocol";
import { Router } from "express";
import { certificateLog } from "../store/certificates.js";
import { perColleagueDecision } from "../store/considerations.js";
import type { Database } from "../store/database.js";
import { organisationByRoot } from "../store/organisations.js";
import { currentRetention } from "../store/retention.js";
import { currentOffer, currentTopicWords, emergencyProcedure, formerNames } from "../store/settings.js";
import { requireMember } from "./authentication.js";

const directoryOf = (organisation: OrganisationId, database: Database): Promise<Directory> =>
  database.forOrganisation(organisation, async (scope) => ({
    organisation,
    ...(await currentOffer(scope)),
    retention: await currentRetention(scope),
    ...(await certificateLog(scope)),
  }));

/** The organisation with this root key (base64url). Refuses `not_found`. */
export const requireOrganisation = async (rootVk: string, database: Database): Promise<OrganisationId> => {
  const isKey = Directory.shape.rootVk.safeParse(rootVk).success;
  const organisation = isKey
    ? await organisationByRoot(new Uint8Array(Buffer.from(rootVk, "base64url")), database)
    : undefined;
  if (organisation === undefined) throw new Refusal("not_found");
  return organisation;
};

/** `GET /api/v1/organisations/{rootVk}/directory`: for anyone, by the root key that the town's page pins. */
export const publicDirectory = ({ database }: { database: Database }): Router =>
  Router().get("/organisations/:rootVk/directory", async (request, response) => {
    const organisation = await requireOrganisation(request.params.rootVk, database);
    response.set("Cache-Control", "no-cache").json(await directoryOf(organisation, database));
  });

/** `GET /api/v1/organisations/{rootVk}/topic-words`: for anyone, like the directory. */
export const publicTopicWords = ({ database }: { database: Database }): Router =>
  Router().get("/organisations/:rootVk/topic-words", async (request, response) => {
    const organisation = await requireOrganisation(request.params.rootVk, database);
    const words: TopicWordList = await database.forOrganisation(organisation, currentTopicWords);
    response.set("Cache-Control", "no-cache").json(words);
  });

/**
 * `GET /api/v1/directory`: the same for a signed-in member, of their own organisation, with what to do in an emergency, what is no
 * longer offered, and whether supervisors see figures per colleague.
 */
export const memberDirectory = (dependencies: { database: Database; origin: string }): Router =>
  Router().get("/directory", async (request, response) => {
    const { organisation } = await requireMember(request, dependencies);
    const { database } = dependencies;
    response.set("Cache-Control", "no-store").json({
      ...(await directoryOf(organisation, database)),
      emergencyProcedure: await database.forOrganisation(organisation, emergencyProcedure),
      former: await database.forOrganisation(organisation, formerNames),
      figuresPerColleague: await database.forOrganisation(organisation, perColleagueDecision),
    } satisfies MemberDirectory);
  });
