import { Router } from "express";
import type pg from "pg";

/** `/healthz`: this process lives. `/readyz`: so do the databases that it needs; 503 names the one that is away. */
export const health = (pools: Readonly<Record<string, pg.Pool>>): Router =>
  Router()
    .use((_request, response, next) => {
      response.set("Cache-Control", "no-store");
      next();
    })
    .get("/healthz", (_request, response) => {
      response.json({ status: "ok" });
    })
    .get("/readyz", async (_request, response) => {
      const parts = await Promise.all(
        Object.entries(pools).map(async ([name, pool]) => [name, await answers(pool)] as const),
      );
      const away = parts.filter(([, state]) => state === "away").map(([name]) => name);
      if (away.length === 0) response.json({ status: "ok" });
      else response.status(503).json({ status: "unavailable", away });
    });

const answers = async (pool: pg.Pool): Promise<"answers" | "away"> => {
  try {
    await pool.query("SELECT 1");
    return "answers";
  } catch {
    return "away";
  }
};
