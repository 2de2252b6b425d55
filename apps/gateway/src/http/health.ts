import { Router } from "express";
import type pg from "pg";
import type { Cluster } from "../sockets/cluster.js";

/** Where a gateway stands between its start and its end, as its proxy is told. */
export type Phase = { current: "serving" | "draining" };

/** Whether a gateway takes newcomers, and which of what it needs are away. Without Redis it is degraded, and takes them. */
export type Readiness =
  | { status: "ok" | "draining" }
  | { status: "unavailable" | "degraded"; away: readonly string[] };

type Needs = { phase: Phase; cluster: Pick<Cluster, "state"> | undefined };

export const readinessOf = async (
  pools: Readonly<Record<string, pg.Pool>>,
  { phase, cluster }: Needs,
): Promise<Readiness> => {
  if (phase.current === "draining") return { status: "draining" };
  const parts = await Promise.all(
    Object.entries(pools).map(async ([name, pool]) => [name, await answers(pool)] as const),
  );
  const away = parts.filter(([, state]) => state === "away").map(([name]) => name);
  if (away.length > 0) return { status: "unavailable", away };
  return cluster?.state() === "away" ? { status: "degraded", away: ["redis"] } : { status: "ok" };
};

/**
 * `/healthz`: this process lives. `/readyz`: it takes newcomers and the databases that it needs answer; 503 names the
 * one that is away, or says that it drains before a stop. Without Redis it is degraded and still 200: a gateway that
 * cannot tell the others serves its own connections as before.
 */
export const health = (pools: Readonly<Record<string, pg.Pool>>, needs: Needs): Router =>
  Router()
    .use((_request, response, next) => {
      response.set("Cache-Control", "no-store");
      next();
    })
    .get("/healthz", (_request, response) => {
      response.json({ status: "ok" });
    })
    .get("/readyz", async (_request, response) => {
      const readiness = await readinessOf(pools, needs);
      const isReady = readiness.status === "ok" || readiness.status === "degraded";
      response.status(isReady ? 200 : 503).json(readiness);
    });

const answers = async (pool: pg.Pool): Promise<"answers" | "away"> => {
  try {
    await pool.query("SELECT 1");
    return "answers";
  } catch {
    return "away";
  }
};
