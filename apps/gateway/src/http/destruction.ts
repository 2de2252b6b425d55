import { approve, clockStands } from "@eigenkanaal/domain";
import {
  ConversationId,
  type DestructionItems,
  type DestructionList,
  DestructionListId,
  type DestructionLists,
  type MemberId,
  type ProposedList,
  Refusal,
  RemoveItem,
  WithdrawList,
} from "@eigenkanaal/protocol";
import { type Request, Router } from "express";
import { z } from "zod";
import type { Member } from "../principals.js";
import { noteAct } from "../store/auditLines.js";
import { type Database, databaseNowMs, type Scope } from "../store/database.js";
import {
  destructionItems,
  destructionList,
  destructionLists,
  lockList,
  newestDestructionMs,
  proposeList,
  removeItem,
  withdrawList,
  writeApproval,
} from "../store/destructionLists.js";
import { destructionProof, destructionRegister } from "../store/destructionRegister.js";
import { recordsOfficers } from "../store/members.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";
import { named } from "./path.js";

type Parts = { database: Database; origin: string };

/** What is destroyed and by whose word: `/api/v1/destruction-lists` and `/api/v1/destruction-register` (PROTOCOL.md P10–P19). */
export const destruction = (dependencies: Parts): Router => {
  const { database } = dependencies;
  const officer = (request: Request) => requireMember(request, dependencies);
  /** What the work makes of it in the officer's town. */
  const inTown = <T>({ organisation, member }: Member, work: (scope: Scope, by: MemberId) => Promise<T>) =>
    database.forOrganisation(organisation, (scope) => work(scope, member));
  const listOf = ({ params }: Request) => named(DestructionListId, params.list);

  return Router()
    .get("/destruction-lists", noStore, async (request, response) => {
      const by = await officer(request);
      const answer = await inTown(by, async (scope): Promise<DestructionLists> => {
        const clock = await clockOf(scope);
        const officers = await recordsOfficers(scope);
        return { clock, officers, lists: await destructionLists(scope) };
      });
      response.json(answer);
    })
    .post("/destruction-lists", async (request, response) => {
      const by = await officer(request);
      const answer = await inTown(by, async (scope, member): Promise<ProposedList> => {
        await requireClock(scope);
        const list = await proposeList(scope, member);
        const object = list ? listObject(list) : ({ kind: "organisation", id: by.organisation } as const);
        await noteAct(scope, by, { act: "POST /api/v1/destruction-lists", object });
        return { list: list === undefined ? null : await thereIs(scope, list) };
      });
      response.json(answer);
    })
    .get("/destruction-lists/:list", noStore, async (request, response) => {
      const by = await officer(request);
      const list = listOf(request);
      const after = named(z.nullable(ConversationId), asked(request).get("after"));
      const answer = await inTown(by, async (scope): Promise<DestructionItems> => {
        return { list: await thereIs(scope, list), ...(await destructionItems(scope, list, after)) };
      });
      response.json(answer);
    })
    .post("/destruction-lists/:list/approvals", async (request, response) => {
      const by = await officer(request);
      const list = listOf(request);
      const answer = await inTown(by, async (scope, member) => {
        await requireClock(scope);
        const found = await lockList(scope, list);
        if (!found) throw new Refusal("not_found");
        const decision = approve(found, member);
        if (decision.outcome === "refused") throw new Refusal(decision.code);
        await writeApproval(scope, list, { by: member, state: decision.state });
        const act = "POST /api/v1/destruction-lists/:list/approvals";
        await noteAct(scope, by, { act, object: listObject(list) });
        return thereIs(scope, list);
      });
      response.json(answer);
    })
    .post("/destruction-lists/:list/removals", async (request, response) => {
      const by = await officer(request);
      const list = listOf(request);
      const item = readBody(RemoveItem, request.body);
      await inTown(by, async (scope, member) => {
        await requireOpen(scope, list);
        if (!(await removeItem(scope, list, { ...item, by: member }))) throw new Refusal("not_found");
        const act = "POST /api/v1/destruction-lists/:list/removals";
        await noteAct(scope, by, { act, object: listObject(list) });
      });
      response.status(204).end();
    })
    .post("/destruction-lists/:list/withdrawal", async (request, response) => {
      const by = await officer(request);
      const list = listOf(request);
      const { reason } = readBody(WithdrawList, request.body);
      await inTown(by, async (scope, member) => {
        await requireOpen(scope, list);
        await withdrawList(scope, list, { by: member, reason });
        const act = "POST /api/v1/destruction-lists/:list/withdrawal";
        await noteAct(scope, by, { act, object: listObject(list) });
      });
      response.status(204).end();
    })
    .get("/destruction-register", noStore, async (request, response) => {
      const by = await officer(request);
      const before = named(z.nullable(Count), asked(request).get("before"));
      const limit = Math.min(maxPage, named(Count, asked(request).get("limit") ?? String(maxPage)));
      response.json(await inTown(by, (scope) => destructionRegister(scope, { before, limit })));
    })
    .get("/destruction-register/proof/:seq", noStore, async (request, response) => {
      const by = await officer(request);
      const seq = named(Count, request.params.seq);
      const proof = await inTown(by, (scope) => destructionProof(scope, seq));
      if (!proof) throw new Refusal("not_found");
      response.json(proof);
    });
};

const maxPage = 100;

/** A number from 1 as a path or a query has it. */
const Count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** What stands behind the question mark: the apps read none by themselves. */
const asked = ({ originalUrl }: Request) => new URL(originalUrl, "http://localhost").searchParams;

const listObject = (list: DestructionListId) => ({ kind: "destruction_list", id: list }) as const;

const clockOf = async (scope: Scope) =>
  clockStands(await databaseNowMs(scope), await newestDestructionMs(scope)) ? "stands" : "behind";

/** Throws Refusal("clock_behind") while the clock cannot be believed. */
const requireClock = async (scope: Scope) => {
  if ((await clockOf(scope)) === "behind") throw new Refusal("clock_behind");
};

const thereIs = async (scope: Scope, list: DestructionListId): Promise<DestructionList> => {
  const found = await destructionList(scope, list);
  if (!found) throw new Refusal("not_found");
  return found;
};

/** Locks a list that has not ended; else throws the Refusal. */
const requireOpen = async (scope: Scope, list: DestructionListId) => {
  const found = await lockList(scope, list);
  if (!found) throw new Refusal("not_found");
  if (found.state === "done" || found.state === "withdrawn") throw new Refusal("list_ended");
};
