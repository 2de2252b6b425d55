import { linkFragment } from "@eigenkanaal/domain";
import { CampaignCode, isStorable } from "@eigenkanaal/protocol";
import { type RequestHandler, Router } from "express";
import type { Database } from "../store/database.js";
import { chatPage, organisationByDomain, organisations } from "../store/organisations.js";
import { noStore } from "./admission.js";
import { noChatPage } from "./noChatPage.js";

/**
 * `GET /c/{town}/{topic}?via={campaign}`: a link on paper or elsewhere (PROTOCOL.md D1). It leads to the page of the
 * town's own website and shows nothing itself: that page, not this host, carries the key that says whom the chat trusts.
 * Topic and campaign go in the fragment, which reaches no server. A town is named by its domain, because one installation
 * serves several.
 */
export const deepLinks = ({ database }: { database: Database }): Router => {
  const follow: RequestHandler<{ town: string; topic?: string }> = async (request, response) => {
    const { town, topic } = request.params;
    const towns = await townsMeant(town, database);
    const [only] = towns.length === 1 ? towns : [];
    const page = only?.url(fragmentOf(topic, request.url));
    if (page) return response.redirect(303, page);
    // Not an error: a way to reach a person, also where it is not known whose link this was.
    response.type("html").send(noChatPage(towns));
  };
  return Router().get("/c/:town", noStore, follow).get("/c/:town/:topic", noStore, follow);
};

/** The town of this domain; all of the installation's where there is none. */
const townsMeant = async (domain: string, database: Database) => {
  const named = isStorable(domain) ? await organisationByDomain(domain.toLowerCase(), database) : undefined;
  const meant = named === undefined ? await organisations(database) : [named];
  return Promise.all(meant.map((organisation) => database.forOrganisation(organisation, chatPage)));
};

/** What is of another form is left out: the chat then opens at the choice, and nothing is counted. */
const fragmentOf = (topic: string | undefined, url: string) => {
  const via = CampaignCode.safeParse(new URLSearchParams(url.split("?")[1]).get("via")).data;
  const isTopic = topic !== undefined && /^[a-z0-9-]{1,80}$/.test(topic);
  return linkFragment({ ...(isTopic && { topic }), ...(via !== undefined && { via }) });
};
