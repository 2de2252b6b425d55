import { ready } from "@eigenkanaal/crypto";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { admit } from "./commands/admit.js";
import { create } from "./commands/create.js";
import { enrol } from "./commands/enrol.js";
import { letters } from "./commands/letters.js";
import { renew } from "./commands/renew.js";
import { renewDesk } from "./commands/renewDesk.js";
import { show, verifyBundles } from "./commands/show.js";
import { Refusal } from "./refusal.js";

/** Where a command tells what it did, and why it did not. */
export type Output = { readonly out: (text: string) => void; readonly err: (text: string) => void };

function parseMem(text: string): number {
  const mebibytes = /^(\d{1,4})MiB$/.exec(text)?.[1];
  if (!mebibytes) throw new InvalidArgumentError("Give a size such as 256MiB.");
  return Number(mebibytes) * 1024 * 1024;
}

function parseTime(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new InvalidArgumentError("Give a moment such as 2026-11-22T09:00:00Z.");
  return ms;
}

function parseDays(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError("Give a number of days.");
  return Number(text);
}

const words = (text: string): string[] => text.split(",").map((word) => word.trim());
const collect = (path: string, earlier: readonly string[]): string[] => [...earlier, path];

/**
 * Runs one command line (without node and script name). Answers with the exit code: 0 done, 1 refused or wrongly
 * asked. What is neither is a fault of ours, and is thrown.
 */
export async function run(args: readonly string[], output: Output): Promise<number> {
  await ready();
  const program = declare(output);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof Refusal)) throw error;
    output.err(`${error.message}\n`);
    return 1;
  }
}

function declare({ out, err }: Output): Command {
  const program = new Command("ceremony")
    .description("The offline root of an Eigenkanaal organisation: works on files, needs no network.")
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err });

  /** A subcommand with what nearly all of them take. */
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option("--now <moment>", "the moment to act at, instead of the clock's (for rehearsals)", parseTime);
  const inFolder = (name: string, description: string) =>
    command(name, description).option("--dir <folder>", "the ceremony's folder", ".");
  const signed = (name: string, description: string) =>
    inFolder(name, description).option(
      "--officer <file>",
      "an officer's secret file; repeat it for a second officer (default: those in the folder)",
      collect,
      [] as string[],
    );
  const at = (now: number | undefined) => now ?? Date.now();

  command(
    "create",
    "make an organisation of a plan: root, officers, desks, members, and the bundle for the gateway",
  )
    .requiredOption("--plan <file>", "the plan, as JSON")
    .requiredOption("--out <folder>", "the folder to make")
    .option("--argon2-mem <size>", "memory to stretch passphrases with", parseMem, parseMem("256MiB"))
    .option("--replace", "make it even if the folder exists; the old one is kept beside it")
    .action(async ({ plan, out: folder, argon2Mem, replace, now }) =>
      out(
        await create({
          planPath: plan,
          out: folder,
          argon2MemBytes: argon2Mem,
          existing: replace ? "replace" : "keep",
          nowMs: at(now),
        }),
      ),
    );

  command("enrol", "make your own identity, on your own machine, and a request to be admitted")
    .requiredOption("--card <file>", "organisation-card.json, as you were given it")
    .requiredOption(
      "--organisation-number <number>",
      "the 30 digits, as you were told them apart from the card",
    )
    .requiredOption("--account <account>", "name@town, lower case")
    .requiredOption("--name <name>", "your name as colleagues know it")
    .requiredOption("--out <folder>", "where the request goes")
    .option("--argon2-mem <size>", "memory to stretch the passphrase with", parseMem, parseMem("256MiB"))
    .option("--replace", "replace an earlier request")
    .action(async ({ card, organisationNumber, argon2Mem, replace, account, name, out: folder }) =>
      out(
        await enrol({
          cardPath: card,
          organisationNumber,
          account,
          name,
          out: folder,
          argon2MemBytes: argon2Mem,
          existing: replace ? "replace" : "keep",
        }),
      ),
    );

  signed("admit", "officers: put the person behind a request on the roster of one or more desks")
    .requiredOption("--request <file>", "the request that enrol made")
    .requiredOption("--fingerprint <code>", "as the person read it out to you")
    .requiredOption("--desk <desk>", "a desk's name or id; repeat it for more", collect, [] as string[])
    .requiredOption("--rights <list>", "answer, rotate, review, supervise: with commas", words)
    .requiredOption("--alias <alias>", "the name that citizens see")
    .option("--roles <list>", "roles in the organisation, with commas", words, ["agent"])
    .action(async ({ request, desk, officer, now, ...rest }) =>
      out(await admit({ ...rest, requestPath: request, desks: desk, officerPaths: officer, nowMs: at(now) })),
    );

  signed("renew-desk", "a member with the right to rotate: give a desk its next key")
    .requiredOption("--desk <desk>", "the desk's name or id")
    .requiredOption("--account <account>", "who makes the key")
    .option("--kit <file>", "a file with that member's recovery kit (default: their letter in the folder)")
    .action(async ({ kit, officer, now, ...rest }) =>
      out(await renewDesk({ ...rest, kitPath: kit, officerPaths: officer, nowMs: at(now) })),
    );

  signed("renew", "renew everything that ends soon, with the keys that are in the folder")
    .option("--within <days>", "how soon", parseDays, 14)
    .action(async ({ dir, within, officer, now }) =>
      out(await renew({ dir, withinDays: within, officerPaths: officer, nowMs: at(now) })),
    );

  inFolder("show", "the organisation number, what ends when, and who must act").action(async ({ dir, now }) =>
    out(await show({ dir, nowMs: at(now) })),
  );

  inFolder("letters", "print the letters that still lie in the folder, as JSON: these are secrets").action(
    async ({ dir }) => out(await letters({ dir })),
  );

  command("verify", "check an organisation's bundles from their signatures down")
    .argument("<bundles...>", "the files, bundle.json first and then the later ones in order")
    .action(async (bundles, { now }) => out(await verifyBundles({ paths: bundles, nowMs: at(now) })));

  return program;
}
