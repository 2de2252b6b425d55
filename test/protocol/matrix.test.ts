import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { toBase64Url } from "@eigenkanaal/crypto";
import { defaultRetention } from "@eigenkanaal/domain";
import { AuditAct, errors } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import {
  authentication,
  type Connected,
  connectAgent,
  connectStranger,
  inboxFetch,
  openSocket,
  signIn,
} from "../harness/callers.js";
import { answered } from "../harness/closing.js";
import {
  type Begun,
  begin,
  codeOf,
  counterOpening,
  opening,
  say,
  sending,
  yes,
} from "../harness/conversation.js";
import { Chain, makeEpoch, makeInternalEpoch, participantsOf } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";
import { deskSetting, topicSetting } from "../harness/townSettings.js";
import { transferOf } from "../harness/transfers.js";

/** The matrix of the gateway's README, cell by cell over real sockets and HTTP. */

// Nobody answers, so no mail goes there.
const setting = useSetting({ SMTP_URL: "smtp://127.0.0.1:9" });

const readme = readFileSync(new URL("../../apps/gateway/README.md", import.meta.url), "utf8");
const section = readme.split("## Who may do what")[1]?.split("\n## ")[0] ?? "";
const columns = ["nobody", "citizen", "half_signed_in"] as const;
const roles = ["agent", "supervisor", "records_officer", "key_officer", "functional_administrator"] as const;
type Cells = Record<(typeof columns | typeof roles)[number], string>;
/** The cells of every act, by column. */
const matrix = new Map(
  [...section.matchAll(/^\| `(.+?)` +\|(.+)\|$/gm)].map(([, act = "", cells = ""]) => {
    const read = cells.split("|").map((cell) => cell.trim());
    const named = [...columns, ...roles].map((column, index) => [column, read[index] ?? ""]);
    return [act, Object.fromEntries(named) as Cells] as const;
  }),
);
const actsOf = (place: "/citizen" | "/agent" | "http") =>
  [...matrix].filter(([act]) => (place === "http" ? !act.startsWith("/") : act.startsWith(`${place} `)));
/** What no session opens, in no role: 401 and not 403 is what its cookie gets. */
const byToken = ["reports", "conversations", "desks"].map((resource) => `GET /api/v1/figures/${resource}`);
const eventOf = (act: string) => act.split(" ")[1] ?? "";

/** A line only where it lets in a reviewer: reviews.test.ts [Q12]. */
const sometimes = ["epoch:publish"];
/** Which of these acts, done just now, the audit log has to have of a colleague and has not [Y1]. */
const unauditedOf = async (member: string, acts: readonly string[], behindLine: number) => {
  const lines = await setting.rows<{ act: string }>(
    "SELECT act FROM audit_line WHERE actor = $1 AND result = 'done' AND line_id > $2",
    [member, behindLine],
  );
  const noted = new Set(lines.map(({ act }) => act));
  return acts.filter((act) => AuditAct.safeParse(act).success && !noted.has(act) && !sometimes.includes(act));
};
const newestLine = async () =>
  Number((await setting.rows<{ line: string }>("SELECT max(line_id) AS line FROM audit_line"))[0]?.line);

/** A request of an act that would be right, or the sentence that this test does not know the act. */
const rightOne = <T>(requests: Record<string, T>, act: string): T => {
  const request = requests[act];
  if (request === undefined) throw new Error(`no right request of ${act}: add one`);
  return request;
};

describe("citizens", () => {
  /** What a citizen can ask of a conversation, in an order in which each is right. */
  const requestsOf = async ({ conversation, citizen, epoch, chain }: Begun) => {
    const fresh = randomUUID();
    const next = await makeEpoch(setting, { conversation, citizen: citizen.keys }, { previous: epoch });
    const first = await makeEpoch(setting, { conversation: fresh, citizen: citizen.keys });
    const { otherDesk } = setting;
    const overflow = await makeEpoch(
      setting,
      { conversation, citizen: citizen.keys },
      {
        ...{ previous: next, reason: "overflow" },
        participants: participantsOf(setting.town, otherDesk, citizen.keys),
      },
    );
    return {
      "conversation:open": opening(setting, fresh, first),
      "conversation:find": {},
      "queue:position": { conversation },
      "conversation:load": { conversation, channel: "public", afterSeq: 0, limit: 10 },
      "message:send": sending(conversation, chain.text()),
      "ephemeral:send": sending(conversation, chain.seal({ type: "typing" })),
      "epoch:publish": { conversation, channel: "public", record: next.recordBytes },
      "overflow:decline": { conversation },
      "overflow:accept": { conversation, to: otherDesk.desk, record: overflow.recordBytes },
      "notice:load": { conversation },
      "notice:ask": { conversation, address: "inwoner@post.example" },
      "notice:withdraw": { conversation },
      "conversation:leave": { conversation },
      "conversation:close": { conversation, outcome: "left" },
      "hold:load": { conversation },
      "verdict:give": { conversation, verdict: "yes" },
      "remark:share": { conversation, copy: new Uint8Array(1_327) },
      // Nothing is right after it.
      "erasure:ask": { conversation },
    };
  };

  test("[A16] who has not shown who they are may authenticate and nothing else, members' cookies or not", async () => {
    const begun = await begin(setting);
    const cookie = await signIn(setting, setting.colleague("anna"));
    const { widgetOrigin: origin } = setting.gateway;
    const withCookie = await openSocket(`${origin}/citizen`, { origin, cookie });
    const stranger = await connectStranger(setting);
    const requests: Record<string, object> = {
      ...(await requestsOf(begun)),
      authenticate: authentication(setting, stranger),
    };
    for (const [act, cells] of actsOf("/citizen").toReversed()) {
      const request = rightOne(requests, eventOf(act));
      const answer = codeOf(await stranger.call(eventOf(act), request));
      expect([act, answer]).toEqual([act, cells.nobody === "yes" ? "ok" : "unauthenticated"]);
      expect(roles.map((role) => cells[role])).toEqual(roles.map(() => "–"));
      const asMember = await withCookie.timeout(20_000).emitWithAck(eventOf(act), request);
      expect([act, codeOf(asMember)]).toEqual([act, "unauthenticated"]);
    }
    withCookie.disconnect();
  });

  test("[A16] a citizen may do with their own conversation what the matrix says, and nothing with another's", async () => {
    const [begun, other] = [await begin(setting), await begin(setting)];
    const requests: Record<string, object> = {
      authenticate: authentication(setting, { keys: begun.citizen.keys, nonce: new Uint8Array(32) }),
      ...(await requestsOf(begun)),
    };
    const refused = {
      authenticate: "unauthenticated",
      "conversation:open": "forbidden",
      // Theirs, not the other's.
      "conversation:find": "ok",
    };
    const acts = new Map(actsOf("/citizen"));
    for (const [event, request] of Object.entries(requests)) {
      // Each is right while it is offered, and neither after the other.
      if (event.startsWith("overflow:"))
        await setting.rows(
          `UPDATE conversation SET waiting_since = now(), late_due_at = NULL, late_stage = 'offered',
             overflow_desk_id = $2 WHERE conversation_id = $1`,
          [begun.conversation, setting.otherDesk.desk],
        );
      const may = acts.get(`/citizen ${event}`)?.citizen === "own";
      const others: Record<string, string> = refused;
      const asOther = codeOf(await other.citizen.call(event, request));
      expect([event, asOther]).toEqual([event, others[event] ?? "not_found"]);
      const asSelf = codeOf(await begun.citizen.call(event, request));
      expect([event, asSelf]).toEqual([event, may ? "ok" : "unauthenticated"]);
    }
    expect(Object.keys(requests).toSorted()).toEqual([...acts.keys()].map(eventOf).toSorted());
  });
});

/** Anna answers the first desk, Bram reviews it and does not answer; both have this role and no other. */
const cast = async (role: (typeof roles)[number]) => {
  const [anna, bram] = [setting.colleague("anna"), setting.colleague("bram")];
  await setting.rows("UPDATE member SET roles = $1 WHERE member_id = ANY ($2)", [
    [role],
    [anna.member, bram.member],
  ]);
  await setting.rows("UPDATE desk_member SET rights = '{review}' WHERE member_id = $1", [bram.member]);
  // Somebody to whom Anna can hand a conversation, and a desk to which she can hand it and still finish it.
  const more = [
    [setting.desk.desk, setting.colleague("chris").member],
    [setting.otherDesk.desk, anna.member],
  ];
  for (const added of more)
    await setting.rows("INSERT INTO desk_member VALUES ($1, $2, $3, '{answer}') ON CONFLICT DO NOTHING", [
      setting.town.organisation,
      ...added,
    ]);
  return { anna, bram };
};

describe("colleagues", () => {
  /** What a colleague can ask of a conversation, in an order in which each is right. */
  const requestsOf = async ({ conversation, citizen, epoch }: Begun, { keys }: Connected) => {
    const internal = await makeInternalEpoch(setting, { conversation, colleague: keys });
    const chain = new Chain(epoch, "desk", keys);
    return {
      "queue:load": { list: "open" },
      "conversation:begin": await counterOpening(setting),
      "conversation:take": { conversation },
      "presence:load": {},
      "presence:set": { state: "on_duty" },
      "conversation:load": { conversation, channel: "internal", afterSeq: 0, limit: 10 },
      "epoch:publish": { conversation, channel: "internal", record: internal.recordBytes },
      "message:send": sending(conversation, chain.text()),
      "ephemeral:send": sending(conversation, chain.seal({ type: "typing" })),
      "conversation:look": { conversation, state: "looking" },
      "search:shares": { conversations: [conversation] },
      "conversation:label": { conversation, labels: [] },
      "conversation:snooze": { conversation, untilMs: null },
      "conversation:wake": { conversation },
      "conversation:block": { conversation, reason: "flooding", days: 1, network: "not" },
      "conversation:unblock": { conversation },
      "conversation:leave": { conversation },
      "conversation:transfer": await transferOf(setting, {
        ...{ conversation, citizen: citizen.keys, colleague: keys, to: setting.otherDesk },
        before: { public: epoch, internal },
      }),
      "conversation:give": { conversation, to: setting.colleague("chris").member },
      "conversation:close": { conversation, ...answered },
      "conversation:reopen": { conversation },
    };
  };

  test("[A16] without a session nobody reaches the inbox's namespace, a citizen neither", async () => {
    const { inboxOrigin: origin } = setting.gateway;
    await expect(openSocket(`${origin}/agent`, { origin })).rejects.toThrow("unauthenticated");
    for (const [, cells] of actsOf("/agent"))
      expect(columns.map((column) => cells[column])).toEqual(["–", "–", "–"]);
  });

  test.each(roles)(
    "[A16] in the role of %s a colleague answers the desks whose roster lets them answer, and no other",
    async (role) => {
      const people = await cast(role);
      const begun = await begin(setting);
      await say(begun);
      const [anna, bram] = [
        await connectAgent(setting, people.anna),
        await connectAgent(setting, people.bram),
      ];
      const requests = { anna: await requestsOf(begun, anna), bram: await requestsOf(begun, bram) };
      const acts = new Map(actsOf("/agent").map(([act, cells]) => [eventOf(act), cells[role]]));
      for (const [event, reach] of acts) {
        const request = rightOne<object>(requests.bram, event);
        const asBram = await bram.call(event, request);
        if (reach === "–") expect([event, codeOf(asBram)]).toEqual([event, "forbidden"]);
        else if (event === "queue:load") expect(yes(asBram)).toEqual({ conversations: [] });
        else if (event === "search:shares") expect(yes(asBram)).toEqual({ shares: [] });
        else if (reach === "own" || reach === "yes") expect([event, codeOf(asBram)]).toEqual([event, "ok"]);
        else expect([event, codeOf(asBram)]).toEqual([event, "not_found"]);
      }
      const behindLine = await newestLine();
      for (const [event, request] of Object.entries(requests.anna)) {
        const may = acts.get(event) !== "–";
        expect([event, codeOf(await anna.call(event, request))]).toEqual([event, may ? "ok" : "forbidden"]);
      }
      const done = Object.keys(requests.anna).filter((event) => acts.get(event) !== "–");
      expect(await unauditedOf(people.anna.member, done, behindLine)).toEqual([]);
      anna.socket.disconnect();
      bram.socket.disconnect();
    },
  );

  test.each(roles)(
    "[A16] in the role of %s whom the archive's roster lets answer reads any conversation, and does nothing else with it",
    async (role) => {
      const { anna } = await cast(role);
      const archivist = setting.colleague("archivist");
      await setting.rows("UPDATE member SET roles = $1 WHERE member_id = $2", [[role], archivist.member]);
      const begun = await begin(setting);
      await say(begun);
      const officer = await connectAgent(setting, archivist);
      const requests = await requestsOf(begun, officer);
      const once = { ...requests["conversation:load"], mode: "once" };
      for (const [act, cells] of actsOf("/agent")) {
        const [event, reach] = [eventOf(act), cells[role]];
        const request = rightOne<object>(requests, event);
        const answer = await officer.call(event, request);
        if (reach === "–") expect([event, codeOf(answer)]).toEqual([event, "forbidden"]);
        else if (event === "queue:load") expect(yes(answer)).toEqual({ conversations: [] });
        else if (event === "search:shares") expect(yes(answer)).toEqual({ shares: [] });
        else if (reach === "own" || reach === "yes") expect([event, codeOf(answer)]).toEqual([event, "ok"]);
        else expect([event, codeOf(answer)]).toEqual([event, "not_found"]);
        if (reach === "desk+")
          expect([event, codeOf(await officer.call(event, once))]).toEqual([event, "ok"]);
      }
      const onDesk = await connectAgent(setting, anna);
      expect(codeOf(await onDesk.call("conversation:load", requests["conversation:load"]))).toBe("ok");
      officer.socket.disconnect();
      onDesk.socket.disconnect();
    },
  );

  test("[A16] who has no role at all may nothing", async () => {
    const { anna } = await cast("agent");
    await setting.rows("UPDATE member SET roles = '{}' WHERE member_id = $1", [anna.member]);
    const cookie = await signIn(setting, anna);
    expect((await inboxFetch(setting, "/api/v1/members", { cookie })).status).toBe(403);
    const connection = await connectAgent(setting, anna, cookie);
    expect(codeOf(await connection.call("queue:load", { list: "open" }))).toBe("forbidden");
    await cast("agent");
    expect((await inboxFetch(setting, "/api/v1/members", { cookie })).status).toBe(200);
    connection.socket.disconnect();
  });
});

describe("requests", () => {
  const settingTopic = randomUUID();
  let settingMomentMs = Date.parse("2999-01-01");
  const [standardAnswer, label] = [randomUUID(), randomUUID()];
  type Asked = { path?: string; body?: object; status?: number };
  const requestsOf = ({ account, auth }: { account: string; auth: Uint8Array }): Record<string, Asked> => ({
    "GET /healthz": {},
    "GET /readyz": {},
    // Nobody has set it here; what is told where it is set: production.test.ts.
    "GET /.well-known/security.txt": { status: 404 },
    "GET /api/v1/organisations/:rootVk/directory": {
      path: `/api/v1/organisations/${setting.town.rootB64}/directory`,
    },
    "GET /api/v1/organisations/:rootVk/topic-words": {
      path: `/api/v1/organisations/${setting.town.rootB64}/topic-words`,
    },
    // This town has no page with the chat: how to reach it is told.
    "GET /c/:town": { path: "/c/voorbeeld.example" },
    "GET /c/:town/:topic": { path: "/c/voorbeeld.example/00000012" },
    "POST /api/v1/session/parameters": { body: { account } },
    "POST /api/v1/session": { body: { account, auth: toBase64Url(auth) } },
    "GET /api/v1/session": {},
    "GET /api/v1/sessions": {},
    "GET /api/v1/directory": {},
    // These open one step of one sign-in, by its own cookie: without it they are 401 to everybody [A10].
    "POST /api/v1/session/code": { body: { code: "123456" } },
    "POST /api/v1/session/enrolment": { body: {} },
    "POST /api/v1/session/enrolment/confirmation": { body: { code: "123456" } },
    "GET /api/v1/second-factor": {},
    "POST /api/v1/second-factor/removal": { body: { auth: toBase64Url(auth), code: null }, status: 204 },
    "POST /api/v1/second-factor/enrolment": { body: { auth: toBase64Url(auth), code: null } },
    // Asked, and then found to be of no shape: a wrong code would count against the account.
    "POST /api/v1/second-factor/confirmation": { body: {}, status: 400 },
    "GET /api/v1/desk-keys": {},
    "GET /api/v1/members": {},
    "GET /api/v1/standard-answers": {},
    "PUT /api/v1/standard-answers/:answer": {
      path: `/api/v1/standard-answers/${standardAnswer}`,
      body: { desk: setting.desk.desk, title: "Groet", text: { nl: "Goedemorgen." } },
      status: 204,
    },
    "DELETE /api/v1/standard-answers/:answer": {
      path: `/api/v1/standard-answers/${standardAnswer}`,
      status: 204,
    },
    "GET /api/v1/links": {},
    "PUT /api/v1/campaigns/:campaign": {
      path: "/api/v1/campaigns/poster",
      body: { ended: false },
      status: 204,
    },
    "GET /api/v1/town-settings": {},
    ...settingActs(),
    "GET /api/v1/considerations": {},
    "PUT /api/v1/considerations/:subject": {
      path: "/api/v1/considerations/uploads",
      body: { decision: { kind: "choice", choice: "no" }, reason: "Nog niet nodig." },
      status: 204,
    },
    "GET /api/v1/blocks": {},
    "GET /api/v1/shared-remarks": {},
    "GET /api/v1/board": {},
    "GET /api/v1/audit-log": {},
    "GET /api/v1/reports": { path: "/api/v1/reports?fromDate=2026-01-01&toDate=2026-01-31" },
    "GET /api/v1/reports/conversations": {
      path: "/api/v1/reports/conversations?fromDate=2026-01-01&toDate=2026-01-31",
    },
    // Nobody here supervises either desk.
    "GET /api/v1/reports/moves": {
      path: `/api/v1/reports/moves?fromDate=2026-01-01&toDate=2026-01-31&from=${setting.desk.desk}&to=${setting.otherDesk.desk}`,
      status: 404,
    },
    "GET /api/v1/my-figures": { path: "/api/v1/my-figures?fromDate=2026-01-01&toDate=2026-01-31" },
    // Here the town has decided nothing of it: colleagueFigures.test.ts.
    "GET /api/v1/reports/colleagues": {
      ...{ path: "/api/v1/reports/colleagues?fromDate=2026-01-01&toDate=2026-01-31", status: 409 },
    },
    "GET /api/v1/audit-log/export": { path: "/api/v1/audit-log/export?fromMs=0&toMs=1" },
    "GET /api/v1/labels": {},
    "PUT /api/v1/labels/:label": {
      path: `/api/v1/labels/${label}`,
      body: { desk: setting.desk.desk, name: "Spoed", state: "in_use" },
      status: 204,
    },
    ...recordsActs(),
    "GET /api/v1/destruction-lists": {},
    "POST /api/v1/destruction-lists": { body: {} },
    // Of a list and a certificate that there are not.
    ...destructionActs(),
    "GET /api/v1/destruction-register": {},
    "GET /api/v1/destruction-register/proof/:seq": {
      path: "/api/v1/destruction-register/proof/9999",
      status: 404,
    },
    ...logActs(),
    ...depositActs(),
    "GET /api/v1/api-tokens": {},
    // Nobody here supervises a desk, so there is none to make one of, and none to revoke.
    "POST /api/v1/api-tokens": {
      ...{ body: { name: "Power BI", desks: [setting.desk.desk], days: 1 }, status: 404 },
    },
    "DELETE /api/v1/api-tokens/:token": { path: `/api/v1/api-tokens/${randomUUID()}`, status: 404 },
    ...reviewActs(),
    "GET /api/v1/figures/openapi.json": {},
    // By a token, and by no session: apiTokens.test.ts.
    ...Object.fromEntries(byToken.map((act) => [act, {}])),
    "DELETE /api/v1/sessions/:session": { status: 204 },
    "DELETE /api/v1/sessions": { status: 204 },
    "DELETE /api/v1/session": { status: 204 },
  });
  /** Nobody here supervises a desk, so there is none to ask one of, and none that is somebody's. */
  const reviewActs = (): Record<string, Asked> => {
    const review = `/api/v1/reviews/${randomUUID()}`;
    const item = `${review}/conversations/${randomUUID()}`;
    const selection = { desk: setting.desk.desk, topic: null, outcome: null, fromMs: 0, toMs: 1 };
    const asked = { number: 1, reviewer: setting.colleague("bram").member, reason: "Kwartaal" };
    return {
      "GET /api/v1/reviews": {},
      "POST /api/v1/reviews": { body: { selection, ...asked, endsAtMs: 1 }, status: 404 },
      "POST /api/v1/reviews/:review/conversations/:conversation/refusal": {
        ...{ path: `${item}/refusal`, body: { reason: "other" }, status: 404 },
      },
      "PUT /api/v1/reviews/:review/conversations/:conversation/scores": {
        ...{ path: `${item}/scores`, body: { answered: "good", clear: "good", kind: "good" }, status: 404 },
      },
      "POST /api/v1/reviews/:review/ending": { path: `${review}/ending`, body: {}, status: 404 },
    };
  };
  const logActs = (): Record<string, Asked> => {
    const log = `/api/v1/organisations/${setting.town.rootB64}/log`;
    return {
      "GET /api/v1/organisations/:rootVk/log/checkpoint": { path: `${log}/checkpoint` },
      "GET /api/v1/organisations/:rootVk/log/leaves/:index": { path: `${log}/leaves/0` },
      "GET /api/v1/organisations/:rootVk/log/consistency/:size": { path: `${log}/consistency/1` },
    };
  };
  const destructionActs = (): Record<string, Asked> => {
    const list = `/api/v1/destruction-lists/${randomUUID()}`;
    const reason = "toch niet";
    return {
      "GET /api/v1/destruction-lists/:list": { path: list, status: 404 },
      "POST /api/v1/destruction-lists/:list/approvals": { path: `${list}/approvals`, body: {}, status: 404 },
      "POST /api/v1/destruction-lists/:list/removals": {
        ...{ path: `${list}/removals`, status: 404 },
        body: { conversation: randomUUID(), reason },
      },
      "POST /api/v1/destruction-lists/:list/withdrawal": {
        ...{ path: `${list}/withdrawal`, status: 404 },
        body: { reason },
      },
    };
  };
  /** Each officer begins one of their own; of another there is no receipt. */
  const depositActs = (): Record<string, Asked> => {
    const path = `/api/v1/deposits/${randomUUID()}`;
    const selection = { desk: null, topic: null, class: null, fromMs: null, toMs: null, named: false };
    return {
      "GET /api/v1/deposits": {},
      "PUT /api/v1/deposits/:deposit": { path, body: { selection, chosen: 1, sealed: true } },
      "POST /api/v1/deposits/:deposit/conversations": {
        ...{ path: `${path}/conversations`, status: 204 },
        body: { conversations: [{ conversation: randomUUID(), closedAtMs: 1 }] },
      },
      "POST /api/v1/deposits/:deposit/ending": {
        ...{ path: `${path}/ending`, body: { result: "stopped", leftOut: 0, sha256: null } },
      },
      "POST /api/v1/deposits/:deposit/receipt": {
        ...{ path: `${path}/receipt`, status: 404 },
        body: { receivedOn: "2026-11-30", reference: "RHC-1", sha256: "00".repeat(32) },
      },
    };
  };
  /** Each setting is announced and taken back; the moments differ, so that none meets another's. */
  const settingActs = (): Record<string, Asked> => {
    const anna = setting.colleague("anna");
    const name = { nl: "Afval" };
    const of = {
      [`topic:${settingTopic}`]: topicSetting(setting.desk.desk, { name }),
      [`desk:${setting.desk.desk}`]: deskSetting(),
      [`member:${anna.member}`]: { capacity: 3, languages: ["nl"] },
    };
    settingMomentMs += 1_000;
    const validFromMs = settingMomentMs;
    return Object.fromEntries(
      Object.entries(of).flatMap(([whose, set]): [string, Asked][] => {
        const [kind = "", id = ""] = whose.split(":");
        const path = `/api/v1/${kind}s/${id}/settings`;
        const body = { validFromMs, ...(kind === "topic" && { below: "stay" }), setting: set };
        return [
          [`PUT /api/v1/${kind}s/:${kind}/settings`, { path, body, status: 204 }],
          [
            `DELETE /api/v1/${kind}s/:${kind}/settings/:validFromMs`,
            { path: `${path}/${validFromMs}`, status: 204 },
          ],
        ];
      }),
    );
  };
  const hold = randomUUID();
  let begun = "";
  beforeAll(async () => {
    begun = (await begin(setting)).conversation;
  });
  const recordsActs = (): Record<string, Asked> => {
    const validFromMs = settingMomentMs;
    const wish = { validFromMs, table: defaultRetention };
    const placed = {
      ...{ kind: "woo", reference: "Woo 2026-14", reason: "Verzoek" },
      ...{ scope: null, conversations: [begun], endsAtMs: null },
    };
    return {
      "GET /api/v1/retention": {},
      "POST /api/v1/retention/forecast": { body: wish },
      "PUT /api/v1/retention": { body: { ...wish, reason: "Zoals het was", confirmed: null }, status: 204 },
      "DELETE /api/v1/retention/:validFromMs": { path: `/api/v1/retention/${validFromMs}`, status: 204 },
      "GET /api/v1/holds": {},
      "PUT /api/v1/holds/:hold": { path: `/api/v1/holds/${hold}`, body: placed },
      "POST /api/v1/holds/:hold/lifting": {
        ...{ path: `/api/v1/holds/${hold}/lifting`, body: { reason: "Afgehandeld" }, status: 204 },
      },
      "GET /api/v1/holds/of/:conversation": { path: `/api/v1/holds/of/${begun}` },
      "GET /api/v1/records": {},
      "GET /api/v1/erasure-requests": {},
    };
  };
  const ask = (act: string, asked: Asked, cookie?: string) => {
    const [method = "", pattern = ""] = act.split(" ");
    const path = asked.path ?? pattern;
    if (path.includes("/organisations/") || path.startsWith("/c/"))
      return fetch(`${setting.gateway.widgetOrigin}${path}`);
    return inboxFetch(setting, path, {
      method,
      ...(asked.body && { body: asked.body }),
      ...(cookie !== undefined && { cookie }),
    });
  };

  test("[A16] without a session what the matrix gives to nobody in particular is answered, and nothing else", async () => {
    const requests = requestsOf(setting.colleague("anna"));
    for (const [act, { nobody, citizen }] of actsOf("http")) {
      const asked = rightOne(requests, act);
      expect([act, citizen]).toEqual([act, nobody]);
      const { status } = await ask(act, asked);
      expect([act, status]).toEqual([act, nobody === "yes" ? (asked.status ?? 200) : 401]);
    }
  });

  test("[A16] who owes the second step may do that step, and nothing of a member", async () => {
    await setting.rows("UPDATE organisation SET second_factor = 'required'");
    const { account, auth } = setting.colleague("chris");
    const begun = await ask("POST /api/v1/session", { body: { account, auth: toBase64Url(auth) } });
    const cookie = begun.headers.getSetCookie()[0]?.split(";")[0];
    expect([begun.status, await begun.json()]).toEqual([202, { next: "enrolment" }]);
    const requests = requestsOf(setting.colleague("chris"));
    for (const [act, cells] of actsOf("http")) {
      if (cells.half_signed_in === "yes") continue;
      const steps = ["code", "enrolment", "enrolment/confirmation"].map(
        (step) => `POST /api/v1/session/${step}`,
      );
      expect([act, cells.half_signed_in]).toEqual([act, steps.includes(act) ? "own" : "–"]);
      const { status } = await ask(act, rightOne(requests, act), cookie);
      // Of the steps, enrolment is owed and a code is not; to a confirmation a wrong code is told.
      const known = { [steps[1] ?? ""]: 200, [steps[2] ?? ""]: errors.invalid_code.status };
      expect([act, status]).toEqual([act, known[act] ?? 401]);
    }
    await setting.rows("UPDATE organisation SET second_factor = 'offered'");
  });

  test.each(roles)(
    "[A16] in the role of %s a colleague may ask what the matrix says, and of what is theirs nothing of another's",
    async (role) => {
      const { anna, bram } = await cast(role);
      const cookie = await signIn(setting, anna);
      const others = await signIn(setting, bram);
      const sessionsOf = async (whose: string): Promise<{ session: string; current: boolean }[]> =>
        (await (await ask("GET /api/v1/sessions", {}, whose)).json()).sessions;
      const [theirs] = await sessionsOf(others);
      const foreign = await ask(
        "DELETE /api/v1/sessions/:session",
        { path: `/api/v1/sessions/${theirs?.session}` },
        cookie,
      );
      expect(foreign.status).toBe(404);
      /** Made when it is asked for: a changed second factor ends the others [A13]. */
      const anotherOfTheirs = async () => {
        await signIn(setting, anna);
        return (await sessionsOf(cookie)).find(({ current }) => !current)?.session;
      };
      const acts = new Map(actsOf("http"));
      const behindLine = await newestLine();
      const done: string[] = [];
      for (const [act, asked] of Object.entries(requestsOf(anna))) {
        const path = act.endsWith("/:session") ? `/api/v1/sessions/${await anotherOfTheirs()}` : asked.path;
        const response = await ask(act, { ...asked, ...(path !== undefined && { path }) }, cookie);
        const reach = acts.get(act)?.[role];
        const refused = acts.get(act)?.half_signed_in === "own" || byToken.includes(act) ? 401 : 403;
        expect([act, response.status]).toEqual([act, reach === "–" ? refused : (asked.status ?? 200)]);
        if (response.ok) done.push(act);
        if (act === "GET /api/v1/session")
          expect(await response.json()).toMatchObject({ member: anna.member });
      }
      expect(await unauditedOf(anna.member, done, behindLine)).toEqual([]);
      expect((await ask("GET /api/v1/session", {}, others)).status).toBe(200);
      expect([...acts.keys()].toSorted()).toEqual(Object.keys(requestsOf(anna)).toSorted());
    },
  );
});
