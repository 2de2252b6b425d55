import { organisationNumber } from "@eigenkanaal/crypto";
import { readLetter } from "../letter.js";
import { bytesOf, cardOf, newestOfDesk } from "../organisation.js";
import { Refusal } from "../refusal.js";
import { readOrganisation } from "../save.js";

/**
 * The letters that still lie in the folder, as JSON: secrets, on the screen because it was asked for. With them goes
 * what else a printer of letters needs: the organisation, its number, and who these members are at which desks.
 */
export async function letters({ dir }: { dir: string }): Promise<string> {
  const { content } = await readOrganisation(dir);
  const rosters = await Promise.all(
    content.desks.map(async ({ desk, name }) => {
      const members = (await newestOfDesk(content, "roster", desk))?.body.members ?? [];
      return { desk, name, members };
    }),
  );
  const found = await Promise.all(
    content.members.map(async ({ member, account, name, alias, roles }) => {
      const letter = await readLetter(dir, account);
      const desks = rosters.flatMap(({ desk, name, members }) =>
        members.filter(({ agent }) => agent === member).map(({ rights }) => ({ desk, name, rights })),
      );
      return letter ? [{ ...letter, name, alias, roles, desks }] : [];
    }),
  );
  if (found.flat().length === 0) throw new Refusal("No letter is left in the folder.");
  const number = organisationNumber(bytesOf(content.rootVk));
  const told = { ...cardOf(content), organisationNumber: number, letters: found.flat() };
  return `${JSON.stringify(told, null, 2)}\n`;
}
