import { type agentRequests, type citizenRequests, Role } from "@eigenkanaal/protocol";
import type { Principal } from "./principals.js";

/**
 * Who can ask something: nobody in particular, a citizen, a member who owes the second step of signing in, or a member in
 * one of their roles.
 */
export const parties = ["nobody", "citizen", "half_signed_in", ...Role.options] as const;
export type Party = (typeof parties)[number];

/**
 * How far an act reaches. `yes`: as it stands. `own`: what is the caller's and nothing else. `desk`: the conversations of
 * desks whose roster gives the caller the right to answer, whatever their role: the roster is signed, a role is not.
 * `desk+`: those, and to read every conversation of the town for whom the archive's roster gives that right (P20), and for a
 * reviewer those that a colleague let them into (Q14).
 * `supervised`: figures and reviews of the desks whose roster makes the caller their supervisor, and no conversation.
 */
export type Reach = "yes" | "own" | "desk" | "desk+" | "supervised";

/** Those who may, each with their reach; whoever is not named may not. */
type Row = Readonly<Partial<Record<Party, Reach>>>;

const of = (party: Party, reach: Reach): Row => ({ [party]: reach });
const anyone: Row = Object.fromEntries(parties.map((party) => [party, "yes"]));
const members = (reach: Reach): Row => Object.fromEntries(Role.options.map((role) => [role, reach]));
const citizen = of("citizen", "own");
const onDesk = members("desk");
const onDeskOrAdministrator: Row = { ...onDesk, functional_administrator: "yes" };
const administrator = of("functional_administrator", "yes");
const recordsOfficer = of("records_officer", "yes");
const supervisor = of("supervisor", "desk");
/** Nobody's by a session: who shows a token of a supervisor asks it (http/figuresApi.ts). */
const byToken: Row = {};
const weighers: Row = { ...administrator, ...recordsOfficer };

/** What a citizen's connection may ask, and what a colleague's may. */
export const socketActs = {
  "/citizen": {
    authenticate: of("nobody", "yes"),
    "conversation:open": citizen,
    "conversation:find": citizen,
    "queue:position": citizen,
    "overflow:accept": citizen,
    "overflow:decline": citizen,
    "conversation:load": citizen,
    "conversation:leave": citizen,
    "conversation:close": citizen,
    "message:send": citizen,
    "ephemeral:send": citizen,
    "epoch:publish": citizen,
    "notice:load": citizen,
    "notice:ask": citizen,
    "notice:withdraw": citizen,
    "hold:load": citizen,
    "erasure:ask": citizen,
    "verdict:give": citizen,
    "remark:share": citizen,
  },
  "/agent": {
    "queue:load": onDesk,
    "conversation:begin": onDesk,
    "conversation:take": onDesk,
    "conversation:give": onDesk,
    "conversation:transfer": onDesk,
    "conversation:reopen": onDesk,
    "conversation:label": onDesk,
    "conversation:snooze": onDesk,
    "conversation:wake": onDesk,
    "conversation:block": onDesk,
    "conversation:unblock": onDeskOrAdministrator,
    "presence:load": members("own"),
    "presence:set": members("own"),
    "conversation:load": members("desk+"),
    "conversation:look": onDesk,
    "search:shares": onDesk,
    "conversation:leave": onDesk,
    "conversation:close": onDesk,
    "message:send": onDesk,
    "ephemeral:send": onDesk,
    "epoch:publish": onDesk,
  },
} as const satisfies {
  "/citizen": Record<keyof typeof citizenRequests, Row>;
  "/agent": Record<keyof typeof agentRequests, Row>;
};

/** What may be asked over HTTP, at the widget's origin and at the inbox's. */
export const routeActs: Readonly<Record<string, Row>> = {
  "GET /healthz": anyone,
  "GET /readyz": anyone,
  "GET /.well-known/security.txt": anyone,
  "GET /api/v1/organisations/:rootVk/directory": anyone,
  "GET /api/v1/organisations/:rootVk/topic-words": anyone,
  "GET /c/:town": anyone,
  "GET /c/:town/:topic": anyone,
  "POST /api/v1/session/parameters": anyone,
  "POST /api/v1/session": anyone,
  "POST /api/v1/session/code": of("half_signed_in", "own"),
  "POST /api/v1/session/enrolment": of("half_signed_in", "own"),
  "POST /api/v1/session/enrolment/confirmation": of("half_signed_in", "own"),
  "GET /api/v1/session": members("own"),
  "DELETE /api/v1/session": members("own"),
  "GET /api/v1/sessions": members("own"),
  "DELETE /api/v1/sessions": members("own"),
  "DELETE /api/v1/sessions/:session": members("own"),
  "GET /api/v1/second-factor": members("own"),
  "POST /api/v1/second-factor/enrolment": members("own"),
  "POST /api/v1/second-factor/confirmation": members("own"),
  "POST /api/v1/second-factor/removal": members("own"),
  "GET /api/v1/directory": members("yes"),
  "GET /api/v1/desk-keys": members("own"),
  "GET /api/v1/members": members("yes"),
  "GET /api/v1/standard-answers": onDesk,
  "PUT /api/v1/standard-answers/:answer": onDesk,
  "DELETE /api/v1/standard-answers/:answer": onDesk,
  "GET /api/v1/links": members("yes"),
  "PUT /api/v1/campaigns/:campaign": of("functional_administrator", "yes"),
  "GET /api/v1/town-settings": administrator,
  "PUT /api/v1/topics/:topic/settings": administrator,
  "DELETE /api/v1/topics/:topic/settings/:validFromMs": administrator,
  "PUT /api/v1/desks/:desk/settings": administrator,
  "DELETE /api/v1/desks/:desk/settings/:validFromMs": administrator,
  "PUT /api/v1/members/:member/settings": administrator,
  "DELETE /api/v1/members/:member/settings/:validFromMs": administrator,
  "GET /api/v1/labels": onDesk,
  "PUT /api/v1/labels/:label": onDesk,
  "GET /api/v1/considerations": weighers,
  "PUT /api/v1/considerations/:subject": weighers,
  "GET /api/v1/board": of("supervisor", "supervised"),
  "GET /api/v1/blocks": { supervisor: "desk", functional_administrator: "yes" },
  "GET /api/v1/audit-log": recordsOfficer,
  "GET /api/v1/audit-log/export": recordsOfficer,
  "GET /api/v1/retention": recordsOfficer,
  "POST /api/v1/retention/forecast": recordsOfficer,
  "PUT /api/v1/retention": recordsOfficer,
  "DELETE /api/v1/retention/:validFromMs": recordsOfficer,
  "GET /api/v1/holds": recordsOfficer,
  "PUT /api/v1/holds/:hold": recordsOfficer,
  "POST /api/v1/holds/:hold/lifting": recordsOfficer,
  "GET /api/v1/holds/of/:conversation": { ...onDesk, records_officer: "yes" },
  "GET /api/v1/records": recordsOfficer,
  "GET /api/v1/destruction-lists": recordsOfficer,
  "POST /api/v1/destruction-lists": recordsOfficer,
  "GET /api/v1/destruction-lists/:list": recordsOfficer,
  "POST /api/v1/destruction-lists/:list/approvals": recordsOfficer,
  "POST /api/v1/destruction-lists/:list/removals": recordsOfficer,
  "POST /api/v1/destruction-lists/:list/withdrawal": recordsOfficer,
  "GET /api/v1/destruction-register": recordsOfficer,
  "GET /api/v1/destruction-register/proof/:seq": recordsOfficer,
  "GET /api/v1/organisations/:rootVk/log/checkpoint": anyone,
  "GET /api/v1/organisations/:rootVk/log/leaves/:index": anyone,
  "GET /api/v1/organisations/:rootVk/log/consistency/:size": anyone,
  "GET /api/v1/deposits": recordsOfficer,
  "PUT /api/v1/deposits/:deposit": recordsOfficer,
  "POST /api/v1/deposits/:deposit/conversations": recordsOfficer,
  "POST /api/v1/deposits/:deposit/ending": recordsOfficer,
  "POST /api/v1/deposits/:deposit/receipt": recordsOfficer,
  "GET /api/v1/erasure-requests": recordsOfficer,
  "GET /api/v1/shared-remarks": of("supervisor", "yes"),
  "GET /api/v1/reports": supervisor,
  "GET /api/v1/reports/conversations": supervisor,
  "GET /api/v1/reports/moves": supervisor,
  "GET /api/v1/my-figures": of("agent", "own"),
  "GET /api/v1/reports/colleagues": of("supervisor", "supervised"),
  "GET /api/v1/api-tokens": of("supervisor", "own"),
  "POST /api/v1/api-tokens": of("supervisor", "own"),
  "DELETE /api/v1/api-tokens/:token": of("supervisor", "own"),
  // Whose a review is the rosters of its desk say, and for its reviewer the review itself.
  "GET /api/v1/reviews": { agent: "desk", supervisor: "supervised" },
  "POST /api/v1/reviews": of("supervisor", "supervised"),
  "POST /api/v1/reviews/:review/conversations/:conversation/refusal": { agent: "desk", supervisor: "desk" },
  "PUT /api/v1/reviews/:review/conversations/:conversation/scores": { agent: "own", supervisor: "own" },
  "POST /api/v1/reviews/:review/ending": { agent: "own", supervisor: "supervised" },
  "GET /api/v1/figures/openapi.json": anyone,
  "GET /api/v1/figures/reports": byToken,
  "GET /api/v1/figures/conversations": byToken,
  "GET /api/v1/figures/desks": byToken,
};

/** The row of a socket's event; undefined for an event that there is not. */
export const socketAct = (namespace: string, event: string): Row | undefined => {
  const all: Readonly<Record<string, Readonly<Record<string, Row>>>> = socketActs;
  const acts = all[namespace] ?? {};
  return Object.hasOwn(acts, event) ? acts[event] : undefined;
};

/** The row of a route, `<method> <path as the router has it>`. A route without a row is nobody's. */
export const routeAct = (route: string): Row => routeActs[route] ?? {};

/** As whom somebody asks. */
export const partiesOf = (principal: Principal | undefined): readonly Party[] => {
  if (!principal) return ["nobody"];
  return principal.kind === "citizen" ? ["citizen"] : principal.roles;
};

/** Whether one of these parties may act at all; how far is asked where it is known what is reached for. */
export const mayAsk = (row: Row, asking: readonly Party[]): boolean =>
  asking.some((party) => row[party] !== undefined);
