import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { Database } from "../store/database.js";
import { packDays } from "../store/figureDays.js";
import { rebuildFigures } from "../store/figureRebuild.js";
import { computeDue } from "../store/figures.js";
import { organisations } from "../store/organisations.js";
import { createDailyVerification } from "./dailyVerification.js";

/** So many notes are worked off in one transaction, with what else is noted of their conversations. */
const maxAtOnce = 25;
/** Before it goes on where more is left, at least: counting has no hurry, and messages have. */
const restMs = 50;
/** As long as so many steps it rests: where others want the processor a step takes longer, and leaves them more. */
const restSteps = 2;
/** So many days are packed in one. */
const maxDaysAtOnce = 25;
/** And so often, before it is looked again what happened: after an upgrade or a restore all days are to be packed. */
const maxPackings = 20;

/** `signal`: a stop, which does not wait for more than the step at which the work is. */
type Parts = { database: Database; logger: Logger; signal: AbortSignal };

/**
 * At the gateway that leads: counts what has happened since it was counted last, and packs days that are left alone. It goes by
 * what is stored beside each event and for each day, so that a crash anywhere leaves nothing out and counts nothing twice. What
 * fails for one town is no other's business.
 */
export const sweepFigures = async ({ database, logger, signal }: Parts) => {
  for (const organisation of await organisations(database))
    try {
      while (!signal.aborted) {
        const beganMs = performance.now();
        const noted = await database.forOrganisation(organisation, (scope) => computeDue(scope, maxAtOnce));
        if (noted < maxAtOnce) break;
        const rest = Math.max(restMs, restSteps * (performance.now() - beganMs));
        await wait(rest, undefined, { signal }).catch(() => undefined);
      }
      const pack = () => database.forOrganisation(organisation, (scope) => packDays(scope, maxDaysAtOnce));
      for (let left = maxPackings; left > 0 && !signal.aborted && (await pack()) === maxDaysAtOnce; left--);
    } catch (error) {
      logger.warn({ organisation, err: error }, "figures not computed; it is tried again");
    }
};

/** Between two steps of the daily check, which nobody waits for. */
const pauseMs = 50;

/**
 * Computes all figures anew, at the gateway that leads and daily, and compares: how many conversations and packed days
 * differ is told in the log and as a metric, and they stay as they are for somebody to look at (`npm run rebuild-figures`).
 */
export const createFigureVerification = ({
  database,
  logger,
  nowMs,
  signal,
}: Parts & { nowMs: () => number }) =>
  createDailyVerification(
    async (organisation) => {
      const onStep = () => wait(pauseMs);
      const checked = await rebuildFigures(organisation, "check", { database, signal, onStep });
      if (signal.aborted) return "stopped";
      const faults = checked.differed + checked.daysDiffered;
      if (faults === 0) logger.info({ organisation, ...checked }, "figures verified");
      else logger.error({ organisation, ...checked }, "figures are not what their events say");
      return faults;
    },
    { towns: () => organisations(database), nowMs },
  );
