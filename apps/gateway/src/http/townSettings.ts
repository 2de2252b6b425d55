import { deskObstacles, setTopic, takeBackDesk, takeBackTopic } from "@eigenkanaal/domain";
import {
  type AuditAct,
  type Dated,
  DeskId,
  MemberId,
  maxTopics,
  type Obstacle,
  Refusal,
  SetDesk,
  SetMember,
  SetTopic,
  TopicId,
  type TownSettings,
} from "@eigenkanaal/protocol";
import { type Request, Router } from "express";
import type { Member } from "../principals.js";
import type { News } from "../sockets/news.js";
import { noteAct } from "../store/auditLines.js";
import type { Database, Scope } from "../store/database.js";
import { currentRetention } from "../store/retention.js";
import {
  lockTownSettings,
  noteSettingEvent,
  type Subject,
  takeBackSetting,
  townSettings as townSettingsOf,
  writeDeskSetting,
  writeMemberSetting,
  writeTopicSetting,
} from "../store/townSettings.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";
import { Obstructed } from "./obstructed.js";
import { Moment, named } from "./path.js";

type Parts = { database: Database; origin: string; news: News };

/** What a town sets: `/api/v1/town-settings`, and the settings of its topics, desks and members (PROTOCOL.md, G). */
export const townSettings = (dependencies: Parts): Router => {
  const { database, news } = dependencies;

  /** Reads, decides and writes while nobody else sets anything of this town, and tells its colleagues of it. */
  const change = async (
    { by, subject, id, act }: Subject & { by: Member; act: AuditAct },
    work: (scope: Scope, town: TownSettings) => Promise<void>,
  ) => {
    const { organisation } = by;
    await database.forOrganisation(organisation, async (scope) => {
      await lockTownSettings(scope);
      await work(scope, await townSettingsOf(scope));
      await noteAct(scope, by, { act, object: { kind: subject, id } });
    });
    news.townChanged(organisation);
  };

  /** Takes back what is announced for the moment that the path names, unless something counts on it. */
  const takeBack = async (
    { params }: Request,
    { by, act, ...of }: Subject & { by: Member; act: AuditAct },
    find: (town: TownSettings, validFromMs: number) => Announced,
  ) => {
    const validFromMs = named(Moment, params.validFromMs);
    await change({ by, act, ...of }, async (scope, town) => {
      const { settings = [], obstacles } = find(town, validFromMs);
      if (!settings.some((one) => one.validFromMs === validFromMs)) throw new Refusal("not_found");
      if (validFromMs <= town.nowMs) throw new Refusal("in_the_past");
      if (obstacles.length > 0) throw new Obstructed(obstacles);
      await takeBackSetting(scope, of, validFromMs);
      await noteSettingEvent(scope, of, { act: "taken_back", validFromMs, by: by.member });
    });
  };

  return Router()
    .get("/town-settings", noStore, async (request, response) => {
      const { organisation } = await requireMember(request, dependencies);
      response.json(await database.forOrganisation(organisation, townSettingsOf));
    })
    .put("/topics/:topic/settings", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const topic = named(TopicId, request.params.topic);
      const asked = readBody(SetTopic, request.body);
      const deed = { by, subject: "topic", id: topic, act: "PUT /api/v1/topics/:topic/settings" } as const;
      await change(deed, async (scope, town) => {
        const validFromMs = momentOf(asked, town);
        const isNew = !town.topics.some((one) => one.topic === topic);
        if (isNew && town.topics.length >= maxTopics) throw new Refusal("too_large");
        const table = await currentRetention(scope);
        const decision = setTopic(town, { ...asked, topic, validFromMs }, table);
        if (decision.outcome === "obstructed") throw new Obstructed(decision.obstacles);
        for (const written of decision.written) {
          await writeTopicSetting(scope, written);
          const of = { subject: "topic", id: written.topic } as const;
          await noteSettingEvent(scope, of, { act: "set", validFromMs, by: by.member });
        }
      });
      response.status(204).end();
    })
    .delete("/topics/:topic/settings/:validFromMs", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const topic = named(TopicId, request.params.topic);
      const act = "DELETE /api/v1/topics/:topic/settings/:validFromMs";
      await takeBack(request, { by, act, subject: "topic", id: topic }, (town, validFromMs) => ({
        settings: town.topics.find((one) => one.topic === topic)?.settings,
        obstacles: takeBackTopic(town, { topic, validFromMs }),
      }));
      response.status(204).end();
    })
    .put("/desks/:desk/settings", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const desk = named(DeskId, request.params.desk);
      const { setting, ...asked } = readBody(SetDesk, request.body);
      const deed = { by, subject: "desk", id: desk, act: "PUT /api/v1/desks/:desk/settings" } as const;
      await change(deed, async (scope, town) => {
        const known = town.desks.find((one) => one.desk === desk);
        if (!known) throw new Refusal("not_found");
        const written = { desk, name: known.name, validFromMs: momentOf(asked, town), setting };
        const obstacles = deskObstacles(town, written, town.nowMs);
        if (obstacles.length > 0) throw new Obstructed(obstacles);
        await writeDeskSetting(scope, written);
        const of = { subject: "desk", id: desk } as const;
        await noteSettingEvent(scope, of, { ...written, act: "set", by: by.member });
      });
      response.status(204).end();
    })
    .delete("/desks/:desk/settings/:validFromMs", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const desk = named(DeskId, request.params.desk);
      const act = "DELETE /api/v1/desks/:desk/settings/:validFromMs";
      await takeBack(request, { by, act, subject: "desk", id: desk }, (town, validFromMs) => ({
        settings: town.desks.find((one) => one.desk === desk)?.settings,
        obstacles: takeBackDesk(town, { desk, validFromMs }),
      }));
      response.status(204).end();
    })
    .put("/members/:member/settings", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const member = named(MemberId, request.params.member);
      const { setting, ...asked } = readBody(SetMember, request.body);
      const deed = {
        by,
        subject: "member",
        id: member,
        act: "PUT /api/v1/members/:member/settings",
      } as const;
      await change(deed, async (scope, town) => {
        if (!town.members.some((one) => one.member === member)) throw new Refusal("not_found");
        const written = { member, validFromMs: momentOf(asked, town), setting };
        await writeMemberSetting(scope, written);
        const of = { subject: "member", id: member } as const;
        await noteSettingEvent(scope, of, { ...written, act: "set", by: by.member });
      });
      response.status(204).end();
    })
    .delete("/members/:member/settings/:validFromMs", async (request, response) => {
      const by = await requireMember(request, dependencies);
      const member = named(MemberId, request.params.member);
      const act = "DELETE /api/v1/members/:member/settings/:validFromMs";
      await takeBack(request, { by, act, subject: "member", id: member }, (town) => ({
        settings: town.members.find((one) => one.member === member)?.settings,
        obstacles: [],
      }));
      response.status(204).end();
    });
};

type Announced = { settings: readonly Dated<unknown>[] | undefined; obstacles: readonly Obstacle[] };

/** From when on the setting holds. Throws Refusal("in_the_past"): what was is not rewritten (PROTOCOL.md G2). */
export const momentOf = (
  { validFromMs }: { validFromMs: number | null },
  { nowMs }: { nowMs: number },
): number => {
  if (validFromMs !== null && validFromMs <= nowMs) throw new Refusal("in_the_past");
  return validFromMs ?? nowMs;
};
