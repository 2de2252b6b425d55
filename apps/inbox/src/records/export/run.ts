import type {
  AccountAnswer,
  ArchiveReadingActions,
  DepositActions,
  RecordOutcome,
} from "@eigenkanaal/client";
import {
  type LeftOut,
  type PackagedConversation,
  type PackageState,
  PackageTooLarge,
  writePackage,
} from "@eigenkanaal/records/package";
import type { KeptExport, KeptExports } from "./kept.js";
import type { OpenTarget } from "./openTarget.js";
import type { Target } from "./target.js";

/** Why an export stopped before its package was whole. */
export type Stopped =
  | "cancelled"
  | "disk_full"
  | "not_allowed"
  | "too_large"
  | "offline"
  | "no_archive_key"
  | "no_receiver"
  /** The gateway did not take it. */
  | "refused"
  | "failed";

export type ExportEnd =
  | { at: "whole"; sha256: string; fileName: string; state: PackageState }
  | { at: "empty"; state: PackageState }
  /** `error`: of what nobody thought of. */
  | { at: "stopped"; why: Stopped; state: PackageState; error?: unknown };

export type ExportWork = {
  reading: Pick<ArchiveReadingActions, "openRecord">;
  deposits: Pick<DepositActions, "begin" | "add" | "end" | "sign" | "sealTo">;
  open: (target: Target, of: { state: PackageState; sealed: boolean }) => Promise<OpenTarget>;
  keeping: Pick<KeptExports, "save" | "clear">;
  /** What a package holds of what was opened. */
  packaged: (
    outcome: RecordOutcome,
    of: { closedAtMs: number; atMs: number },
  ) => PackagedConversation | Omit<LeftOut, "conversation">;
  isOnline: () => boolean;
  signal: AbortSignal;
  told: (state: PackageState) => void;
};

/** Stops all of it, and not one conversation only. */
class Stop extends Error {
  readonly why: Stopped;
  constructor(why: Stopped) {
    super(why);
    this.why = why;
  }
}

/**
 * Makes a package, or goes on with one: each conversation is opened when its turn comes, and what cannot go along is named. It
 * ends whole, empty, or stopped by something that can be mended; then all that is needed to go on is kept on this device.
 */
export const runExport = async (from: KeptExport, work: ExportWork): Promise<ExportEnd> => {
  const run: Run = { ...work, from, kept: from, state: from.state, target: undefined };
  try {
    return await written(run);
  } catch (error) {
    return await stopped(run, error);
  }
};

/** `kept`: as it was stored last; `state`: as it is. */
type Run = ExportWork & {
  from: KeptExport;
  kept: KeptExport;
  state: PackageState;
  target: OpenTarget | undefined;
};

const written = async (run: Run): Promise<ExportEnd> => {
  const { from, deposits, signal } = run;
  await accepted(deposits.begin(from.deposit, from.begun));
  const seal = from.key === null ? undefined : await deposits.sealTo(from.key);
  if (from.key !== null && !seal) throw new Stop("no_receiver");
  run.target = await run.open(from.target, { state: run.state, sealed: seal !== undefined });
  const { sink, keep } = run.target;
  const load = (conversation: string) => loaded(conversation, run);
  const steps = writePackage(run.state, { sink, load, sign: deposits.sign, signal, ...(seal && { seal }) });
  for await (const step of steps) {
    if (step.step === "anew") continue;
    run.state = step.state;
    run.told(run.state);
    if (step.step === "nothing") return empty(run);
    if (step.step === "whole") return whole(run, step.sha256);
    if (await keep()) await save(run);
  }
  throw new Error("a package neither whole nor empty");
};

const empty = async (run: Run): Promise<ExportEnd> => {
  await closed(run);
  const { from, state, deposits } = run;
  await accepted(
    deposits.end(from.deposit, { result: "empty", leftOut: state.leftOut.length, sha256: null }),
  );
  await run.keeping.clear();
  return { at: "empty", state };
};

/** Told to the gateway before it has its own name: what stands under that name is whole and known. */
const whole = async (run: Run, sha256: string): Promise<ExportEnd> => {
  const finish = await closed(run);
  await save(run);
  const { from, state, deposits } = run;
  const inIt = new Set(state.written.map(({ conversation }) => conversation));
  await accepted(
    deposits.add(
      from.deposit,
      from.chosen.filter(({ conversation }) => inIt.has(conversation)),
    ),
  );
  await accepted(deposits.end(from.deposit, { result: "whole", leftOut: state.leftOut.length, sha256 }));
  const fileName = await finish();
  await run.keeping.clear();
  return { at: "whole", sha256, fileName, state };
};

const stopped = async (run: Run, error: unknown): Promise<ExportEnd> => {
  // Where closing fails, as on a full disk, what was kept before is gone on with.
  const isClosed = await closed(run).then(
    () => true,
    () => false,
  );
  if (!isClosed) run.state = run.kept.state;
  await save(run);
  const { from, state } = run;
  await run.deposits.end(from.deposit, { result: "stopped", leftOut: state.leftOut.length, sha256: null });
  const why = run.signal.aborted ? "cancelled" : whyOf(error);
  return { at: "stopped", why, state, ...(why === "failed" && { error }) };
};

/** Closes what is open, once; what gives it its name. */
const closed = async (run: Run): Promise<OpenTarget["finish"]> => {
  const { target } = run;
  run.target = undefined;
  await target?.close();
  return target?.finish ?? (async () => "");
};

const save = async (run: Run) => {
  run.kept = { ...run.from, state: run.state };
  await run.keeping.save(run.kept);
};

const loaded = async (conversation: string, { from, reading, packaged, isOnline, signal }: Run) => {
  const chosen = from.chosen.find((one) => one.conversation === conversation);
  if (!chosen) throw new RangeError("a conversation that was not chosen");
  const outcome = await reading.openRecord(chosen.conversation, { signal });
  if (!outcome.ok && outcome.why === "aborted") throw new Stop("cancelled");
  if (!outcome.ok && outcome.why === "no_key") throw new Stop("no_archive_key");
  // With the line away it would be true of all that come after.
  if (!outcome.ok && !isOnline()) throw new Stop("offline");
  return packaged(outcome, { closedAtMs: chosen.closedAtMs, atMs: from.state.plan.exportedAtMs });
};

/** What the gateway did not take stops all of it. */
const accepted = async (answer: Promise<AccountAnswer<unknown>>) => {
  const told = await answer;
  if (!told.ok)
    throw new Stop(told.failure === "unreachable" || told.failure === "unavailable" ? "offline" : "refused");
};

const whyOf = (error: unknown): Stopped => {
  if (error instanceof Stop) return error.why;
  if (error instanceof PackageTooLarge) return "too_large";
  if (!(error instanceof DOMException)) return "failed";
  if (error.name === "QuotaExceededError") return "disk_full";
  return ["NotAllowedError", "NotFoundError", "NoModificationAllowedError"].includes(error.name)
    ? "not_allowed"
    : "failed";
};
