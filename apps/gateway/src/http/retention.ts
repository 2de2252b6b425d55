import { retentionFaults, retentionForecast, unconfirmed } from "@eigenkanaal/domain";
import {
  Refusal,
  type RetentionFault,
  type RetentionForecast,
  type RetentionSettings,
  RetentionWish,
  SetRetention,
} from "@eigenkanaal/protocol";
import { Router } from "express";
import type { Member } from "../principals.js";
import type { News } from "../sockets/news.js";
import { noteAct } from "../store/auditLines.js";
import type { Database, Scope } from "../store/database.js";
import {
  keptDays,
  retentionSettings,
  takeBackRetention,
  writeRetention,
} from "../store/retentionSettings.js";
import { lockTownSettings } from "../store/townSettings.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";
import { Obstructed } from "./obstructed.js";
import { Moment, named } from "./path.js";
import { momentOf } from "./townSettings.js";

/** What a town keeps for how long: `/api/v1/retention` (PROTOCOL.md P5, P6). */
export const retention = (dependencies: { database: Database; origin: string; news: News }): Router => {
  const { database, news } = dependencies;

  /** Reads, decides and writes while nobody else sets anything of this town, and tells its colleagues of it. */
  const change = async (
    { organisation }: Member,
    work: (scope: Scope, settings: RetentionSettings) => Promise<void>,
  ) => {
    await database.forOrganisation(organisation, async (scope) => {
      await lockTownSettings(scope);
      await work(scope, await retentionSettings(scope));
    });
    news.townChanged(organisation);
  };

  return Router()
    .use("/retention", noStore)
    .get("/retention", async (request, response) => {
      const { organisation } = await requireMember(request, dependencies);
      response.json(await database.forOrganisation(organisation, retentionSettings));
    })
    .post("/retention/forecast", async (request, response) => {
      const { organisation } = await requireMember(request, dependencies);
      const wish = readBody(RetentionWish, request.body);
      response.json(
        await database.forOrganisation(organisation, async (scope) =>
          forecastOf(scope, await retentionSettings(scope), wish),
        ),
      );
    })
    .put("/retention", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const asked = readBody(SetRetention, request.body);
      await change(by, async (scope, settings) => {
        refuseAny(clockFaults(settings));
        refuseAny(unconfirmed(await forecastOf(scope, settings, asked), asked.confirmed));
        const validFromMs = momentOf(asked, settings);
        await writeRetention(scope, { ...asked, validFromMs, by: by.member });
        await noteAct(scope, by, { act: "PUT /api/v1/retention", object: town(by) });
      });
      response.status(204).end();
    })
    .delete("/retention/:validFromMs", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const validFromMs = named(Moment, request.params.validFromMs);
      await change(by, async (scope, { announced, nowMs }) => {
        if (validFromMs <= nowMs) throw new Refusal("in_the_past");
        if (!announced.some((one) => one.validFromMs === validFromMs)) throw new Refusal("not_found");
        await takeBackRetention(scope, { validFromMs, by: by.member });
        await noteAct(scope, by, { act: "DELETE /api/v1/retention/:validFromMs", object: town(by) });
      });
      response.status(204).end();
    });
};

/** A table is the whole town's. */
const town = ({ organisation }: Member) => ({ kind: "organisation", id: organisation }) as const;

/** What a table would do from its moment on. Refuses one that cannot be set. */
const forecastOf = async (
  scope: Scope,
  settings: RetentionSettings,
  wish: RetentionWish,
): Promise<RetentionForecast> => {
  const atMs = momentOf(wish, settings);
  refuseAny(retentionFaults(wish.table, settings));
  const before = settings.announced.findLast(({ validFromMs }) => validFromMs <= atMs) ?? settings;
  const days = await keptDays(scope, settings.nowMs);
  return retentionForecast(days, { before: before.table, after: wish.table, atMs });
};

/** A clock may be corrected by so much. */
const clockSlackMs = 1_000;

const clockFaults = ({ events: [newest], nowMs }: RetentionSettings): RetentionFault[] =>
  newest && newest.atMs > nowMs + clockSlackMs ? [{ fault: "clock_set_back", newestMs: newest.atMs }] : [];

const refuseAny = (faults: readonly RetentionFault[]) => {
  if (faults.length > 0) throw new Obstructed(faults);
};
