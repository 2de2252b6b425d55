import {
  AuditLog,
  agentAnswers,
  agentRequests,
  Blocks,
  CampaignSetting,
  CodeRequest,
  ConfirmationRequest,
  Considerations,
  citizenAnswers,
  citizenRequests,
  DeskKeys,
  DestructionItems,
  DestructionList,
  DestructionLists,
  DestructionProof,
  DestructionRegister,
  Directory,
  Enrolled,
  EnrolledAndSignedIn,
  Enrolment,
  Hold,
  Holds,
  HoldsOf,
  Labels,
  LabelText,
  LiftHold,
  Links,
  LogConsistency,
  LogInclusion,
  Members,
  PlaceHold,
  ProposedList,
  RecordsPage,
  RemoveItem,
  RetentionForecast,
  RetentionSettings,
  RetentionWish,
  SecondFactor,
  SecondFactorProof,
  Session,
  Sessions,
  SetConsideration,
  SetDesk,
  SetMember,
  SetRetention,
  SetTopic,
  SignedInWithCode,
  SignInAnswer,
  SignInParameters,
  SignInParametersRequest,
  SignInRequest,
  StandardAnswers,
  StandardAnswerText,
  TopicWordList,
  TownSettings,
  WithdrawList,
} from "@eigenkanaal/protocol";
import type { z } from "zod";

/** All that the gateway can be asked, by its schemas: what the fuzzer is generated from. */

export type Schema = z.core.$ZodType;
export type Namespace = "/citizen" | "/agent";

/** The events of each namespace: the protocol's own tables, so that a new event is here without being written here. */
export const events: Readonly<Record<Namespace, Readonly<Record<string, Schema>>>> = {
  "/citizen": citizenRequests,
  "/agent": agentRequests,
};

/** What an event is answered with, when it is answered with a yes. */
export const answerOf = (event: string): Schema | undefined => {
  const all: Readonly<Record<string, Schema>> = { ...citizenAnswers, ...agentAnswers };
  return Object.hasOwn(all, event) ? all[event] : undefined;
};

/** `of`: who is answered. A member, or who owes the second step, shows it by a cookie. */
export type Route = { origin: "widget" | "inbox"; of: "anyone" | "member"; body?: Schema; answer?: Schema };

type Schemas = Pick<Route, "body" | "answer">;
const inbox = (schemas: Schemas = {}): Route => ({ origin: "inbox", of: "member", ...schemas });
const openInbox = (schemas: Schemas): Route => ({ origin: "inbox", of: "anyone", ...schemas });
const widget = (schemas: Schemas = {}): Route => ({ origin: "widget", of: "anyone", ...schemas });

/** Every route, named as in the gateway's matrix; `surface.test.ts` fails when one is missing. */
export const routes: Readonly<Record<string, Route>> = {
  "GET /healthz": widget(),
  "GET /readyz": widget(),
  "GET /.well-known/security.txt": widget(),
  "GET /api/v1/organisations/:rootVk/directory": widget({ answer: Directory }),
  "GET /api/v1/organisations/:rootVk/topic-words": widget({ answer: TopicWordList }),
  "GET /c/:town": widget(),
  "GET /c/:town/:topic": widget(),
  "POST /api/v1/session/parameters": openInbox({ body: SignInParametersRequest, answer: SignInParameters }),
  "POST /api/v1/session": openInbox({ body: SignInRequest, answer: SignInAnswer }),
  "POST /api/v1/session/code": inbox({ body: CodeRequest, answer: SignedInWithCode }),
  "POST /api/v1/session/enrolment": inbox({ answer: Enrolment }),
  "POST /api/v1/session/enrolment/confirmation": inbox({
    body: ConfirmationRequest,
    answer: EnrolledAndSignedIn,
  }),
  "GET /api/v1/session": inbox({ answer: Session }),
  "DELETE /api/v1/session": inbox(),
  "GET /api/v1/sessions": inbox({ answer: Sessions }),
  "DELETE /api/v1/sessions": inbox(),
  "DELETE /api/v1/sessions/:session": inbox(),
  "GET /api/v1/second-factor": inbox({ answer: SecondFactor }),
  "POST /api/v1/second-factor/enrolment": inbox({ body: SecondFactorProof, answer: Enrolment }),
  "POST /api/v1/second-factor/confirmation": inbox({ body: ConfirmationRequest, answer: Enrolled }),
  "POST /api/v1/second-factor/removal": inbox({ body: SecondFactorProof }),
  "GET /api/v1/directory": inbox({ answer: Directory }),
  "GET /api/v1/desk-keys": inbox({ answer: DeskKeys }),
  "GET /api/v1/members": inbox({ answer: Members }),
  "GET /api/v1/standard-answers": inbox({ answer: StandardAnswers }),
  "PUT /api/v1/standard-answers/:answer": inbox({ body: StandardAnswerText }),
  "DELETE /api/v1/standard-answers/:answer": inbox(),
  "GET /api/v1/links": inbox({ answer: Links }),
  "PUT /api/v1/campaigns/:campaign": inbox({ body: CampaignSetting }),
  "GET /api/v1/town-settings": inbox({ answer: TownSettings }),
  "PUT /api/v1/topics/:topic/settings": inbox({ body: SetTopic }),
  "DELETE /api/v1/topics/:topic/settings/:validFromMs": inbox(),
  "PUT /api/v1/desks/:desk/settings": inbox({ body: SetDesk }),
  "DELETE /api/v1/desks/:desk/settings/:validFromMs": inbox(),
  "PUT /api/v1/members/:member/settings": inbox({ body: SetMember }),
  "DELETE /api/v1/members/:member/settings/:validFromMs": inbox(),
  "GET /api/v1/considerations": inbox({ answer: Considerations }),
  "PUT /api/v1/considerations/:subject": inbox({ body: SetConsideration }),
  "GET /api/v1/blocks": inbox({ answer: Blocks }),
  "GET /api/v1/audit-log": inbox({ answer: AuditLog }),
  // Without a period it is malformed.
  "GET /api/v1/audit-log/export": inbox(),
  "GET /api/v1/labels": inbox({ answer: Labels }),
  "PUT /api/v1/labels/:label": inbox({ body: LabelText }),
  "GET /api/v1/retention": inbox({ answer: RetentionSettings }),
  "POST /api/v1/retention/forecast": inbox({ body: RetentionWish, answer: RetentionForecast }),
  "PUT /api/v1/retention": inbox({ body: SetRetention }),
  "DELETE /api/v1/retention/:validFromMs": inbox(),
  "GET /api/v1/holds": inbox({ answer: Holds }),
  "PUT /api/v1/holds/:hold": inbox({ body: PlaceHold, answer: Hold }),
  "POST /api/v1/holds/:hold/lifting": inbox({ body: LiftHold }),
  "GET /api/v1/holds/of/:conversation": inbox({ answer: HoldsOf }),
  "GET /api/v1/records": inbox({ answer: RecordsPage }),
  "GET /api/v1/destruction-lists": inbox({ answer: DestructionLists }),
  "POST /api/v1/destruction-lists": inbox({ answer: ProposedList }),
  "GET /api/v1/destruction-lists/:list": inbox({ answer: DestructionItems }),
  "POST /api/v1/destruction-lists/:list/approvals": inbox({ answer: DestructionList }),
  "POST /api/v1/destruction-lists/:list/removals": inbox({ body: RemoveItem }),
  "POST /api/v1/destruction-lists/:list/withdrawal": inbox({ body: WithdrawList }),
  "GET /api/v1/destruction-register": inbox({ answer: DestructionRegister }),
  "GET /api/v1/destruction-register/proof/:seq": inbox({ answer: DestructionProof }),
  "GET /api/v1/organisations/:rootVk/log/checkpoint": widget(),
  "GET /api/v1/organisations/:rootVk/log/leaves/:index": widget({ answer: LogInclusion }),
  "GET /api/v1/organisations/:rootVk/log/consistency/:size": widget({ answer: LogConsistency }),
};
