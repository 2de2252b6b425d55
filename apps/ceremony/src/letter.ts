import { join } from "node:path";
import { organisationNumber } from "@eigenkanaal/crypto";
import type { BundleContent } from "@eigenkanaal/protocol";
import { exists, readText } from "./folder.js";
import { bytesOf, places } from "./organisation.js";
import { required } from "./refusal.js";

/** What a member is given on paper, once. */
export type Letter = { readonly account: string; readonly passphrase: string; readonly recoveryKit: string };

const labels = { account: "Inlognaam", passphrase: "Wachtzin", recoveryKit: "Herstelcode" } as const;

/** Where the letter for an account lies until it is handed over. */
export const letterPath = (dir: string, account: string): string =>
  join(places(dir).letters, `${account}.txt`);

/** The letter as the member reads it, in Dutch. */
export const letterText = (content: Pick<BundleContent, "name" | "rootVk">, letter: Letter): string =>
  `${content.name}: uw toegang tot de chat

${labels.account}: ${letter.account}
${labels.passphrase}: ${letter.passphrase}
${labels.recoveryKit}: ${letter.recoveryKit}
Organisatienummer: ${organisationNumber(bytesOf(content.rootVk))}

Deze brief is alleen voor u. Niemand anders kent uw wachtzin en uw herstelcode, ook uw gemeente niet.
Met uw wachtzin meldt u zich aan. Leer hem uit uw hoofd of zet hem in een wachtwoordkluis.
De herstelcode hebt u nodig als u uw wachtzin kwijt bent. Bewaar hem op een veilige plek, en niet bij uw wachtzin.
Het organisatienummer staat ook in de inbox, bij Instellingen. Is het daar anders? Meld u dan af en bel uw beheerder.
`;

/** The letter of a member that still lies in the folder; undefined when it was handed over. */
export async function readLetter(dir: string, account: string): Promise<Letter | undefined> {
  const path = letterPath(dir, account);
  if (!(await exists(path))) return undefined;
  const lines = (await readText(path)).split("\n");
  const field = (label: string) =>
    required(
      lines.find((line) => line.startsWith(`${label}: `))?.slice(label.length + 2),
      `${path} has no line "${label}".`,
    );
  return {
    account: field(labels.account),
    passphrase: field(labels.passphrase),
    recoveryKit: field(labels.recoveryKit),
  };
}
