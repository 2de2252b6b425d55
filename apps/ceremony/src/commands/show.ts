import { equalBytes, organisationNumber } from "@eigenkanaal/crypto";
import type { BundleContent } from "@eigenkanaal/protocol";
import { openBundles } from "../bundle.js";
import { type DueDate, dueDates } from "../dueDates.js";
import { readText } from "../folder.js";
import { bytesOf, logSize, newestOfDesk, trustOf } from "../organisation.js";
import { readOrganisation } from "../save.js";

const whoActs: Record<DueDate["what"], string> = {
  officer: "the two holders of the root key",
  policy: "the two holders of the root key",
  roster: "the officers",
  desk: "a member with the right to rotate",
};

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function overview(content: BundleContent, nowMs: number): string {
  const lines = dueDates(content).map(({ what, name, endsMs }) => {
    const ends = endsMs <= nowMs ? `ENDED ${day(endsMs)}` : `until ${day(endsMs)}`;
    return `  ${ends.padEnd(17)} ${`${what} ${name}`.trim().padEnd(44)} renewed by ${whoActs[what]}`;
  });
  return `${content.name} (${content.domain})
Organisation number: ${organisationNumber(bytesOf(content.rootVk))}
Log: ${logSize(content)} entries. Members: ${content.members.length}.

${lines.join("\n")}
`;
}

/** The organisation number, what ends when and who renews it, and desks whose key waits for their new roster. */
export async function show({ dir, nowMs }: { dir: string; nowMs: number }): Promise<string> {
  const { content } = await readOrganisation(dir);
  await trustOf(content, nowMs);
  const waiting: string[] = [];
  for (const { desk, name } of content.desks) {
    const roster = await newestOfDesk(content, "roster", desk);
    const key = await newestOfDesk(content, "desk", desk);
    if (roster && !(key && equalBytes(key.body.roster_hash, roster.hash))) waiting.push(`  ${name}`);
  }
  const rest =
    waiting.length > 0
      ? `\nThe roster changed since the key was made; a member with the right to rotate must renew it:\n${waiting.join("\n")}\n`
      : "";
  return overview(content, nowMs) + rest;
}

/** Checks an organisation's bundles, the first one first, from their signatures down; refuses what does not stand. */
export async function verifyBundles({
  paths,
  nowMs,
}: {
  paths: readonly string[];
  nowMs: number;
}): Promise<string> {
  const content = await openBundles(await Promise.all(paths.map(readText)), nowMs);
  const stands = paths.length === 1 ? "The bundle stands" : "The bundles stand";
  return `${stands}. Compare the organisation number with the one you were told.\n\n${overview(content, nowMs)}`;
}
