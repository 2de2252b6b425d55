import { decideReceipt, isSameDeposit } from "@eigenkanaal/domain";
import {
  BeginDeposit,
  type Deposit,
  DepositedConversations,
  DepositId,
  type Deposits,
  EndDeposit,
  Refusal,
  RegisterReceipt,
} from "@eigenkanaal/protocol";
import { type Request, Router } from "express";
import type { Member } from "../principals.js";
import { noteAct } from "../store/auditLines.js";
import { type Database, databaseNowMs, type Scope } from "../store/database.js";
import {
  addToDeposit,
  endDeposit,
  findDeposit,
  lockDeposit,
  townDeposits,
  writeDeposit,
  writeReceipt,
} from "../store/deposits.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";
import { named } from "./path.js";

/** What leaves the archive as a package, and its receipt: `/api/v1/deposits` (PROTOCOL.md P30 to P32). */
export const deposits = (dependencies: { database: Database; origin: string }): Router => {
  const { database } = dependencies;
  const officer = (request: Request) => requireMember(request, dependencies);
  const depositOf = ({ params }: Request) => named(DepositId, params.deposit);
  return Router()
    .use("/deposits", noStore)
    .get("/deposits", async (request, response) => {
      const { organisation } = await officer(request);
      const answer = await database.forOrganisation(
        organisation,
        async (scope): Promise<Deposits> => ({ deposits: await townDeposits(scope) }),
      );
      response.json(answer);
    })
    .put("/deposits/:deposit", async (request, response) => {
      const by = await officer(request);
      const deposit = depositOf(request);
      const asked = readBody(BeginDeposit, request.body);
      const answer = await database.forOrganisation(by.organisation, async (scope) => {
        const standing = await findDeposit(scope, deposit);
        if (standing && !isSameDeposit(standing, { ...asked, by: by.member })) throw new Refusal("id_in_use");
        if (!standing) {
          await writeDeposit(scope, deposit, { ...asked, by: by.member });
          const object = objectOf(deposit);
          await noteAct(scope, by, { act: "PUT /api/v1/deposits/:deposit", object, times: asked.chosen });
        }
        return findDeposit(scope, deposit);
      });
      response.json(answer);
    })
    .post("/deposits/:deposit/conversations", async (request, response) => {
      const by = await officer(request);
      const deposit = depositOf(request);
      const asked = readBody(DepositedConversations, request.body);
      await database.forOrganisation(by.organisation, async (scope) => {
        await requireOwn(scope, deposit, by);
        await addToDeposit(scope, deposit, asked);
      });
      response.status(204).end();
    })
    .post("/deposits/:deposit/ending", async (request, response) => {
      const by = await officer(request);
      const deposit = depositOf(request);
      const ending = readBody(EndDeposit, request.body);
      const answer = await database.forOrganisation(by.organisation, async (scope) => {
        const standing = await lockDeposit(scope, deposit);
        if (standing && isSameEnding(standing, { ...ending, by: by.member })) return standing;
        const { held } = await requireOwn(scope, deposit, by);
        await endDeposit(scope, deposit, ending);
        await noteAct(scope, by, {
          ...{ act: "POST /api/v1/deposits/:deposit/ending", object: objectOf(deposit) },
          ...{ detail: `deposit_${ending.result}`, times: Math.max(1, held) },
        });
        return findDeposit(scope, deposit);
      });
      response.json(answer);
    })
    .post("/deposits/:deposit/receipt", async (request, response) => {
      const by = await officer(request);
      const deposit = depositOf(request);
      const asked = readBody(RegisterReceipt, request.body);
      const answer = await database.forOrganisation(by.organisation, async (scope) => {
        const found = await lockDeposit(scope, deposit);
        if (!found) throw new Refusal("not_found");
        const decision = decideReceipt(found, asked, await databaseNowMs(scope));
        if (decision.outcome === "refused") throw new Refusal(decision.code);
        if (decision.outcome === "register") {
          await writeReceipt(scope, deposit, { ...asked, by: by.member });
          const act = "POST /api/v1/deposits/:deposit/receipt";
          await noteAct(scope, by, { act, object: objectOf(deposit), times: Math.max(1, found.held) });
        }
        return findDeposit(scope, deposit);
      });
      response.json(answer);
    });
};

/** Whether a package was said to be whole before, as it is now: the answer was lost. */
const isSameEnding = ({ by, ended }: Deposit, asked: EndDeposit & Pick<Deposit, "by">): boolean =>
  by === asked.by && ended?.result === "whole" && ended.sha256 === asked.sha256;

const objectOf = (deposit: DepositId) => ({ kind: "deposit", id: deposit }) as const;

/** Locks a package that this member makes and that is not whole; else throws the Refusal. */
const requireOwn = async (scope: Scope, deposit: DepositId, { member }: Member): Promise<Deposit> => {
  const found = await lockDeposit(scope, deposit);
  if (!found || found.by !== member || found.ended?.result === "whole") throw new Refusal("not_found");
  return found;
};
