import { randomInt } from "node:crypto";
import { drawSample, reviewFault, reviewFor, waitsForDesk } from "@eigenkanaal/domain";
import {
  AskReview,
  ConversationId,
  type DeskId,
  maxReviewDays,
  Refusal,
  RefuseReview,
  type Review,
  type Reviewed,
  ReviewId,
  ReviewScores,
  type Reviews,
} from "@eigenkanaal/protocol";
import { type Request, Router } from "express";
import type { Member } from "../principals.js";
import { conversationObject, noteAct } from "../store/auditLines.js";
import { townChose } from "../store/considerations.js";
import { desksOf, findConversation, isOnDesk, supervisedDesks } from "../store/conversations.js";
import { type Database, databaseNowMs, type Scope } from "../store/database.js";
import {
  endReview,
  lockReview,
  mayReview,
  refuseReviewer,
  reviewable,
  reviewsAsked,
  reviewsToRelease,
  reviewsToReview,
  scoreConversation,
  writeReview,
} from "../store/reviews.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";
import { named } from "./path.js";

/** Samples that a supervisor asks a colleague to look at: `/api/v1/reviews` (PROTOCOL.md Q10, Q11, Q13, Q15, Q16). */
export const reviews = (dependencies: { database: Database; origin: string }): Router => {
  const { database } = dependencies;
  const member = (request: Request) => requireMember(request, dependencies);
  const reviewOf = ({ params }: Request) => named(ReviewId, params.review);
  const conversationOf = ({ params }: Request) => named(ConversationId, params.conversation);
  return Router()
    .use("/reviews", noStore)
    .get("/reviews", async (request, response) => {
      const by = await member(request);
      response.json(await database.forOrganisation(by.organisation, (scope) => reviewsOf(scope, by)));
    })
    .post("/reviews", async (request, response) => {
      const by = await member(request);
      const asked = readBody(AskReview, request.body);
      const review = await database.forOrganisation(by.organisation, (scope) => ask(scope, by, asked));
      response.status(201).json(reviewFor("supervisor", review));
    })
    .post("/reviews/:review/conversations/:conversation/refusal", async (request, response) => {
      const by = await member(request);
      const [review, conversation] = [reviewOf(request), conversationOf(request)];
      const { reason } = readBody(RefuseReview, request.body);
      const refused = await database.forOrganisation(by.organisation, async (scope) => {
        const found = await lockReview(scope, review);
        if (!found || !(await isOnDesk(scope, found.selection.desk, by.member)))
          throw new Refusal("not_found");
        const { state, refusal } = itemOf(found, conversation);
        if (state === "refused" && refusal === reason) return found;
        if (state !== "asked") throw new Refusal("not_asked");
        await refuseReviewer(scope, { review, conversation }, reason);
        const act = "POST /api/v1/reviews/:review/conversations/:conversation/refusal";
        await noteAct(scope, by, { act, object: await objectOf(scope, conversation) });
        return again(scope, review);
      });
      response.json(reviewFor("colleague", refused));
    })
    .put("/reviews/:review/conversations/:conversation/scores", async (request, response) => {
      const by = await member(request);
      const [review, conversation] = [reviewOf(request), conversationOf(request)];
      const scores = readBody(ReviewScores, request.body);
      const scored = await database.forOrganisation(by.organisation, async (scope) => {
        const found = await lockReview(scope, review);
        if (!found || !(await isReviewer(scope, by, found))) throw new Refusal("not_found");
        if (itemOf(found, conversation).state !== "released") throw new Refusal("not_asked");
        await scoreConversation(scope, { review, conversation }, scores);
        const act = "PUT /api/v1/reviews/:review/conversations/:conversation/scores";
        await noteAct(scope, by, { act, object: await objectOf(scope, conversation) });
        return again(scope, review);
      });
      response.json(reviewFor("reviewer", scored));
    })
    .post("/reviews/:review/ending", async (request, response) => {
      const by = await member(request);
      const review = reviewOf(request);
      const told = await database.forOrganisation(by.organisation, async (scope) => {
        const found = await lockReview(scope, review);
        const whom = found && (await endsAs(scope, by, found));
        if (!whom) throw new Refusal("not_found");
        if (found.endedAtMs !== null) return reviewFor(whom, found);
        await endReview(scope, review);
        const object = { kind: "review", id: review } as const;
        await noteAct(scope, by, { act: "POST /api/v1/reviews/:review/ending", object });
        return reviewFor(whom, await again(scope, review));
      });
      response.json(told);
    });
};

/** What a member has to do with reviews, by the rosters of this moment. */
const reviewsOf = async (scope: Scope, by: Member): Promise<Reviews> => {
  const toRelease = await reviewsToRelease(scope, await desksOf(scope, by.member));
  const toReview = await reviewsToReview(scope, by.member);
  return {
    allowed: await townChose(scope, "reviewers"),
    asked: (await reviewsAsked(scope, await supervised(scope, by))).map((one) =>
      reviewFor("supervisor", one),
    ),
    toRelease: toRelease.filter(waitsForDesk).map((one) => reviewFor("colleague", one)),
    toReview: toReview.map((one) => reviewFor("reviewer", one)),
  };
};

/** Draws a sample and writes it down. Throws where the desk is not theirs, the reviewer none, or there is nothing to draw. */
const ask = async (scope: Scope, by: Member, asked: AskReview): Promise<Review> => {
  const { desk } = asked.selection;
  if (!(await supervised(scope, by)).includes(desk)) throw new Refusal("not_found");
  if (!(await mayReview(scope, desk, asked.reviewer))) throw new Refusal("not_found");
  if (!(await townChose(scope, "reviewers"))) throw new Refusal("reviewers_off");
  const fault = reviewFault(asked, { nowMs: await databaseNowMs(scope), maxDays: maxReviewDays });
  if (fault) throw new Refusal(fault);
  const drawn = drawSample(await reviewable(scope, asked), asked.number, (bound) => randomInt(bound));
  const review = await writeReview(scope, { ...asked, by: by.member }, drawn);
  if (!review) throw new Refusal("nothing_to_review");
  const object = { kind: "review", id: review.review } as const;
  await noteAct(scope, by, { act: "POST /api/v1/reviews", object });
  return review;
};

/** The desks of a supervisor; of whom the roster makes one and whose role is another, none. */
const supervised = async (scope: Scope, { member, roles }: Member): Promise<DeskId[]> =>
  roles.includes("supervisor") ? supervisedDesks(scope, member) : [];

const isReviewer = async (scope: Scope, { member }: Member, { reviewer, selection }: Review) =>
  member === reviewer && (await mayReview(scope, selection.desk, member));

/** As what a member may end a review; undefined where they may not. */
const endsAs = async (scope: Scope, by: Member, review: Review) => {
  if (await isReviewer(scope, by, review)) return "reviewer";
  return (await supervised(scope, by)).includes(review.selection.desk) ? "supervisor" : undefined;
};

/** The conversation in the sample. Throws Refusal("not_found") for one that is not, or not any more. */
const itemOf = ({ conversations }: Review, conversation: ConversationId): Reviewed => {
  const item = conversations.find((one) => one.conversation === conversation);
  if (!item) throw new Refusal("not_found");
  return item;
};

const objectOf = async (scope: Scope, conversation: ConversationId) => {
  const stored = await findConversation(scope, conversation, { lock: false });
  return stored ? conversationObject(stored) : null;
};

/** The review as it is after an act on it. */
const again = async (scope: Scope, review: ReviewId): Promise<Review> => {
  const found = await lockReview(scope, review);
  if (!found) throw new Error("a review that was locked is gone");
  return found;
};
