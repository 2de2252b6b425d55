import { OrganisationId } from "@eigenkanaal/protocol";
import pino from "pino";
import type { ChainFault, KnownHead } from "../audit/chain.js";
import { readImportUrl } from "../config.js";
import { endWith, explain } from "../start/startupFailure.js";
import { type Verification, verifyChain } from "../store/auditChain.js";
import { openDatabase } from "../store/database.js";
import { organisations } from "../store/organisations.js";

/**
 * `npm run verify-audit [-- <organisation>:<position>:<hash> …]`: reckons the chain of each town's audit log anew, against
 * heads that were written down earlier where they are given. Says how many lines are sealed and what is wrong; exit code 1
 * when anything is. It reads only, as the application's role.
 */

const whys: Record<ChainFault["why"], string> = {
  changed: "is not as it was sealed",
  line_missing: "has lost its line",
  seal_missing: "is gone",
};

const sentencesOf = (organisation: OrganisationId, found: Verification): string[] => {
  const { head, faults, faultCount, unsealed } = found;
  const sealed = head
    ? `${head.position} lines sealed, the newest as ${organisation}:${head.position}:${Buffer.from(head.hash).toString("hex")}.`
    : "no lines sealed.";
  return [
    `${organisation}: ${sealed}`,
    ...faults.map(({ position, why }) => `${organisation}: position ${position} ${whys[why]}.`),
    ...(faultCount > faults.length
      ? [`${organisation}: and ${faultCount - faults.length} positions more.`]
      : []),
    ...(unsealed > 0
      ? [`${organisation}: ${unsealed} lines have had no seal for longer than a minute.`]
      : []),
  ];
};

const verifyAll = async (databaseUrl: string, known: ReadonlyMap<string, KnownHead>): Promise<boolean> => {
  const database = openDatabase(databaseUrl, { logger: pino({ level: "silent" }) });
  let intact = true;
  try {
    for (const organisation of await organisations(database)) {
      const found = await verifyChain(organisation, { database, known: known.get(organisation) });
      process.stdout.write(`${sentencesOf(organisation, found).join("\n")}\n`);
      intact &&= found.faultCount === 0 && found.unsealed === 0;
    }
    return intact;
  } finally {
    await database.close();
  }
};

/** A head as this program writes it; undefined for what is none. */
const readHead = (text: string): [OrganisationId, KnownHead] | undefined => {
  const [, town, position, hash] = /^([0-9a-f-]{36}):([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  const organisation = OrganisationId.safeParse(town).data;
  return organisation && hash !== undefined
    ? [organisation, { position: Number(position), hash: Buffer.from(hash, "hex") }]
    : undefined;
};

const given = process.argv.slice(2);
const heads = given.flatMap((text) => {
  const head = readHead(text);
  return head ? [head] : [];
});
const reader = readImportUrl(process.env);
if (heads.length < given.length)
  endWith([
    "Usage: DATABASE_URL=postgresql://… npm run verify-audit [-- <organisation>:<position>:<hash> …]",
  ]);
else if (!reader.ok) endWith(reader.faults);
else
  try {
    if (!(await verifyAll(reader.config, new Map(heads)))) process.exitCode = 1;
  } catch (error) {
    endWith([explain(error, "OWNER_DATABASE_URL").message]);
  }
