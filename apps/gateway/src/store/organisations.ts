import { OrganisationId } from "@eigenkanaal/protocol";
import type { Database, Scope } from "./database.js";

type Reader = Pick<Database, "prisma">;

/** The town whose accounts end in this domain, or undefined. */
export const organisationByDomain = async (domain: string, { prisma }: Reader) => {
  const row = await prisma.organisation.findUnique({ where: { domain } });
  return row ? OrganisationId.parse(row.organisation) : undefined;
};

/** The town whose pinned root key this is (32 bytes), or undefined. */
export const organisationByRoot = async (rootVk: Uint8Array<ArrayBuffer>, { prisma }: Reader) => {
  const row = await prisma.organisation.findUnique({ where: { rootVk } });
  return row ? OrganisationId.parse(row.organisation) : undefined;
};

/**
 * Whether a town has this id. Each is asked once, also by those who ask while it is being asked: when thousands come back at once,
 * that is what they all ask.
 */
export const createOrganisationCheck = ({ prisma }: Reader) => {
  const answers = new Map<OrganisationId, Promise<boolean>>();
  const ask = async (organisation: OrganisationId): Promise<boolean> => {
    try {
      const row = await prisma.organisation.findUnique({
        where: { organisation },
        select: { organisation: true },
      });
      if (!row) answers.delete(organisation);
      return row !== null;
    } catch (error) {
      answers.delete(organisation);
      throw error;
    }
  };
  return (organisation: OrganisationId): Promise<boolean> => {
    const answer = answers.get(organisation) ?? ask(organisation);
    answers.set(organisation, answer);
    return answer;
  };
};

/** The domain in which a town's accounts end. */
export const organisationDomain = async ({ organisation, tx }: Scope): Promise<string> =>
  (await tx.organisation.findUniqueOrThrow({ where: { organisation }, select: { domain: true } })).domain;

/** All towns of this installation. */
export const organisations = async ({ prisma }: Reader): Promise<OrganisationId[]> => {
  const rows = await prisma.organisation.findMany({ select: { organisation: true } });
  return rows.map(({ organisation }) => OrganisationId.parse(organisation));
};

/** The origins of all towns' own pages, which may frame the widget. */
export const embeddingOrigins = async ({ prisma }: Reader): Promise<string[]> => {
  const rows = await prisma.embeddingOrigin.findMany({ select: { origin: true } });
  return rows.map(({ origin }) => origin);
};

/**
 * How a town presents itself outside the chat: its name, its domain, how to reach a person, and the page of its own
 * website on which the chat stands, with a fragment that the chat understands. Without such a page of its own choice, its
 * first embedding origin; an empty text where there is none.
 */
export const chatPage = async ({ organisation, tx }: Scope) => {
  const town = await tx.organisation.findUniqueOrThrow({
    where: { organisation },
    include: { origins: { orderBy: { origin: "asc" }, take: 1 } },
  });
  const page = town.chatUrl ?? town.origins[0]?.origin;
  return {
    name: town.name,
    domain: town.domain,
    phone: town.phone,
    counterUrl: town.counterUrl,
    url: (fragment: `#${string}`) => (page === undefined ? "" : new URL(fragment, page).href),
  };
};
