import {
  type ApiTokenId,
  ApiTokens,
  type AskReview,
  AuditLog,
  type AuditLogQuery,
  type AuditPeriod,
  type BeginDeposit,
  Blocks,
  Board,
  type CampaignCode,
  type CampaignSetting,
  type ColleaguesQuery,
  type ConsiderationSubject,
  Considerations,
  type ConversationId,
  Deposit,
  type DepositedConversations,
  type DepositId,
  Deposits,
  type DeskId,
  DeskKeys,
  DestructionItems,
  DestructionList,
  type DestructionListId,
  DestructionLists,
  DestructionProof,
  DestructionRegister,
  Directory,
  type EndDeposit,
  Enrolled,
  EnrolledAndSignedIn,
  Enrolment,
  type ErasureRequestQuery,
  ErasureRequests,
  type ErrorCode,
  ErrorCode as ErrorCodes,
  FiguresOfColleagues,
  Hold,
  type HoldId,
  Holds,
  HoldsOf,
  type LabelId,
  Labels,
  type LabelText,
  type LiftHold,
  Links,
  MadeApiToken,
  type MakeApiToken,
  MemberDirectory,
  type MemberId,
  Members,
  MyFigures,
  type MyFiguresQuery,
  type PlaceHold,
  ProposedList,
  RecordsPage,
  type RefuseReview,
  type RegisterReceipt,
  Report,
  ReportedConversations,
  ReportedMoves,
  type ReportListQuery,
  type ReportMovesQuery,
  type ReportQuery,
  RetentionForecast,
  RetentionSettings,
  type RetentionWish,
  Review,
  type ReviewId,
  type ReviewScores,
  Reviews,
  SecondFactor,
  type SecondFactorProof,
  Session,
  type SessionId,
  Sessions,
  type SetConsideration,
  type SetDesk,
  type SetMember,
  type SetRetention,
  type SetTopic,
  SharedRemarks,
  SignedInWithCode,
  SignInAnswer,
  SignInParameters,
  type StandardAnswerId,
  StandardAnswers,
  type StandardAnswerText,
  type TopicId,
  TopicWordList,
  TownSettings,
} from "@eigenkanaal/protocol";
import type * as z from "zod/mini";
import type { ReviewedPlace } from "./reviewViews.js";

/** The gateway's HTTP side. Answers are checked against their schemas; whatever goes wrong is a code. */

/** `problem`: all that a refusal said, for who reads more than its code. */
export type Answer<T> = { ok: true; value: T } | { ok: false; code: ErrorCode; problem?: unknown };

/** What a citizen asks by HTTP. Apart, so that the widget does not carry the answers that colleagues get. */
export type CitizenHttp = {
  citizenDirectory(rootVk: string): Promise<Answer<Directory>>;
  topicWords(rootVk: string): Promise<Answer<TopicWordList>>;
};

export type SettingPath = `topics/${TopicId}` | `desks/${DeskId}` | `members/${MemberId}`;

type Ask = { method?: "GET" | "POST" | "PUT" | "DELETE"; body?: unknown };

export type Http = CitizenHttp & {
  memberDirectory(): Promise<Answer<MemberDirectory>>;
  signInParameters(account: string): Promise<Answer<SignInParameters>>;
  signIn(account: string, auth: string): Promise<Answer<SignInAnswer>>;
  signInWithCode(code: string): Promise<Answer<SignedInWithCode>>;
  beginEnrolment(): Promise<Answer<Enrolment>>;
  confirmEnrolment(code: string): Promise<Answer<EnrolledAndSignedIn>>;
  session(): Promise<Answer<Session>>;
  signOut(): Promise<Answer<null>>;
  sessions(): Promise<Answer<Sessions>>;
  endSession(session: SessionId): Promise<Answer<null>>;
  endOtherSessions(): Promise<Answer<null>>;
  secondFactor(): Promise<Answer<SecondFactor>>;
  enrolSecondFactor(proof: SecondFactorProof): Promise<Answer<Enrolment>>;
  confirmSecondFactor(code: string): Promise<Answer<Enrolled>>;
  removeSecondFactor(proof: SecondFactorProof): Promise<Answer<null>>;
  deskKeys(): Promise<Answer<DeskKeys>>;
  members(): Promise<Answer<Members>>;
  blocks(): Promise<Answer<Blocks>>;
  sharedRemarks(before: number | null): Promise<Answer<SharedRemarks>>;
  board(): Promise<Answer<Board>>;
  auditLog(query: Partial<AuditLogQuery>): Promise<Answer<AuditLog>>;
  /** Where a period's lines are to be had: for the browser itself, which keeps them as a file. */
  auditExport(period: AuditPeriod): string;
  standardAnswers(): Promise<Answer<StandardAnswers>>;
  links(): Promise<Answer<Links>>;
  setCampaign(campaign: CampaignCode, setting: CampaignSetting): Promise<Answer<null>>;
  keepStandardAnswer(answer: StandardAnswerId, written: StandardAnswerText): Promise<Answer<null>>;
  removeStandardAnswer(answer: StandardAnswerId): Promise<Answer<null>>;
  townSettings(): Promise<Answer<TownSettings>>;
  /** `of`: the topic, desk or member whose setting it is, as `topics/<id>`. */
  putSetting(of: SettingPath, asked: SetTopic | SetDesk | SetMember): Promise<Answer<null>>;
  takeBackSetting(of: SettingPath, validFromMs: number): Promise<Answer<null>>;
  considerations(): Promise<Answer<Considerations>>;
  setConsideration(subject: ConsiderationSubject, asked: SetConsideration): Promise<Answer<null>>;
  apiTokens(): Promise<Answer<ApiTokens>>;
  makeApiToken(asked: MakeApiToken): Promise<Answer<MadeApiToken>>;
  revokeApiToken(token: ApiTokenId): Promise<Answer<null>>;
  labels(): Promise<Answer<Labels>>;
  keepLabel(label: LabelId, written: LabelText): Promise<Answer<null>>;
  retention(): Promise<Answer<RetentionSettings>>;
  forecastRetention(wish: RetentionWish): Promise<Answer<RetentionForecast>>;
  setRetention(asked: SetRetention): Promise<Answer<null>>;
  takeBackRetention(validFromMs: number): Promise<Answer<null>>;
  holds(): Promise<Answer<Holds>>;
  placeHold(hold: HoldId, asked: PlaceHold): Promise<Answer<Hold>>;
  liftHold(hold: HoldId, lifting: LiftHold): Promise<Answer<null>>;
  holdsOf(conversation: ConversationId): Promise<Answer<HoldsOf>>;
  records(query: URLSearchParams): Promise<Answer<RecordsPage>>;
  erasureRequests(query: ErasureRequestQuery): Promise<Answer<ErasureRequests>>;
  destructionLists(): Promise<Answer<DestructionLists>>;
  destructionItems(list: DestructionListId, after: ConversationId | null): Promise<Answer<DestructionItems>>;
  proposeDestruction(): Promise<Answer<ProposedList>>;
  approveDestruction(list: DestructionListId): Promise<Answer<DestructionList>>;
  removeFromDestruction(
    list: DestructionListId,
    item: { conversation: ConversationId; reason: string },
  ): Promise<Answer<null>>;
  withdrawDestruction(list: DestructionListId, reason: string): Promise<Answer<null>>;
  destructionRegister(before: number | null): Promise<Answer<DestructionRegister>>;
  destructionProof(seq: number): Promise<Answer<DestructionProof>>;
  deposits(): Promise<Answer<Deposits>>;
  beginDeposit(deposit: DepositId, asked: BeginDeposit): Promise<Answer<Deposit>>;
  addToDeposit(deposit: DepositId, named: DepositedConversations): Promise<Answer<null>>;
  endDeposit(deposit: DepositId, ending: EndDeposit): Promise<Answer<Deposit>>;
  registerReceipt(deposit: DepositId, receipt: RegisterReceipt): Promise<Answer<Deposit>>;
  report(query: ReportQuery): Promise<Answer<Report>>;
  reportedConversations(query: Partial<ReportListQuery>): Promise<Answer<ReportedConversations>>;
  movedConversations(query: Partial<ReportMovesQuery>): Promise<Answer<ReportedMoves>>;
  myFigures(query: MyFiguresQuery): Promise<Answer<MyFigures>>;
  figuresOfColleagues(query: ColleaguesQuery): Promise<Answer<FiguresOfColleagues>>;
  reviews(): Promise<Answer<Reviews>>;
  askReview(asked: AskReview): Promise<Answer<Review>>;
  refuseReview(of: ReviewedPlace, refusal: RefuseReview): Promise<Answer<Review>>;
  scoreReviewed(of: ReviewedPlace, scores: ReviewScores): Promise<Answer<Review>>;
  endReview(review: ReviewId): Promise<Answer<Review>>;
};

/** As long as signing in may take on a slow server: without an end, a page would wait for ever for an answer that was lost. */
const answerWithinMs = 20_000;

type Surroundings = {
  /** A dependency because in Node the caller keeps the cookies and the origin, which a browser does by itself. */
  fetch: typeof globalThis.fetch;
  withinMs?: number;
};

const asking =
  (origin: string, { fetch, withinMs = answerWithinMs }: Surroundings) =>
  async <T>(
    path: string,
    schema: z.ZodMiniType<T> | null,
    { method = "GET", body }: Ask = {},
  ): Promise<Answer<T>> => {
    try {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        credentials: "same-origin",
        signal: AbortSignal.timeout(withinMs),
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        }),
      });
      if (!response.ok) return { ok: false, ...(await refusalOf(response)) };
      return { ok: true, value: schema === null ? (null as T) : schema.parse(await response.json()) };
    } catch {
      return { ok: false, code: "unavailable" };
    }
  };

export const createCitizenHttp = (origin: string, surroundings: Surroundings): CitizenHttp => {
  const ask = asking(origin, surroundings);
  return {
    citizenDirectory: (rootVk) => ask(`/organisations/${rootVk}/directory`, Directory),
    topicWords: (rootVk) => ask(`/organisations/${rootVk}/topic-words`, TopicWordList),
  };
};

export const createHttp = (origin: string, surroundings: Surroundings): Http => {
  const ask = asking(origin, surroundings);
  const post = <T>(path: string, schema: z.ZodMiniType<T> | null, body: unknown) =>
    ask(path, schema, { method: "POST", body });
  return {
    ...createCitizenHttp(origin, surroundings),
    memberDirectory: () => ask("/directory", MemberDirectory),
    signInParameters: (account) => post("/session/parameters", SignInParameters, { account }),
    signIn: (account, auth) => post("/session", SignInAnswer, { account, auth }),
    signInWithCode: (code) => post("/session/code", SignedInWithCode, { code }),
    beginEnrolment: () => post("/session/enrolment", Enrolment, {}),
    confirmEnrolment: (code) => post("/session/enrolment/confirmation", EnrolledAndSignedIn, { code }),
    session: () => ask("/session", Session),
    signOut: () => ask("/session", null, { method: "DELETE" }),
    sessions: () => ask("/sessions", Sessions),
    endSession: (session) => ask(`/sessions/${session}`, null, { method: "DELETE" }),
    endOtherSessions: () => ask("/sessions", null, { method: "DELETE" }),
    secondFactor: () => ask("/second-factor", SecondFactor),
    enrolSecondFactor: (proof) => post("/second-factor/enrolment", Enrolment, proof),
    confirmSecondFactor: (code) => post("/second-factor/confirmation", Enrolled, { code }),
    removeSecondFactor: (proof) => post("/second-factor/removal", null, proof),
    deskKeys: () => ask("/desk-keys", DeskKeys),
    members: () => ask("/members", Members),
    blocks: () => ask("/blocks", Blocks),
    sharedRemarks: (before) =>
      ask(`/shared-remarks${before === null ? "" : `?before=${before}`}`, SharedRemarks),
    board: () => ask("/board", Board),
    auditLog: (query) => ask(`/audit-log?${searchOf(query)}`, AuditLog),
    auditExport: (period) => `${origin}/api/v1/audit-log/export?${searchOf(period)}`,
    standardAnswers: () => ask("/standard-answers", StandardAnswers),
    links: () => ask("/links", Links),
    setCampaign: (campaign, body) => ask(`/campaigns/${campaign}`, null, { method: "PUT", body }),
    keepStandardAnswer: (answer, body) => ask(`/standard-answers/${answer}`, null, { method: "PUT", body }),
    considerations: () => ask("/considerations", Considerations),
    setConsideration: (subject, body) => ask(`/considerations/${subject}`, null, { method: "PUT", body }),
    apiTokens: () => ask("/api-tokens", ApiTokens),
    makeApiToken: (asked) => post("/api-tokens", MadeApiToken, asked),
    revokeApiToken: (token) => ask(`/api-tokens/${token}`, null, { method: "DELETE" }),
    labels: () => ask("/labels", Labels),
    keepLabel: (label, body) => ask(`/labels/${label}`, null, { method: "PUT", body }),
    destructionLists: () => ask("/destruction-lists", DestructionLists),
    destructionItems: (list, after) =>
      ask(`/destruction-lists/${list}${after === null ? "" : `?after=${after}`}`, DestructionItems),
    proposeDestruction: () => post("/destruction-lists", ProposedList, {}),
    approveDestruction: (list) => post(`/destruction-lists/${list}/approvals`, DestructionList, {}),
    removeFromDestruction: (list, item) => post(`/destruction-lists/${list}/removals`, null, item),
    withdrawDestruction: (list, reason) => post(`/destruction-lists/${list}/withdrawal`, null, { reason }),
    destructionRegister: (before) =>
      ask(`/destruction-register${before === null ? "" : `?before=${before}`}`, DestructionRegister),
    destructionProof: (seq) => ask(`/destruction-register/proof/${seq}`, DestructionProof),
    deposits: () => ask("/deposits", Deposits),
    beginDeposit: (deposit, body) => ask(`/deposits/${deposit}`, Deposit, { method: "PUT", body }),
    addToDeposit: (deposit, named) => post(`/deposits/${deposit}/conversations`, null, named),
    endDeposit: (deposit, ending) => post(`/deposits/${deposit}/ending`, Deposit, ending),
    registerReceipt: (deposit, receipt) => post(`/deposits/${deposit}/receipt`, Deposit, receipt),
    removeStandardAnswer: (answer) => ask(`/standard-answers/${answer}`, null, { method: "DELETE" }),
    townSettings: () => ask("/town-settings", TownSettings),
    putSetting: (of, body) => ask(`/${of}/settings`, null, { method: "PUT", body }),
    takeBackSetting: (of, validFromMs) => ask(`/${of}/settings/${validFromMs}`, null, { method: "DELETE" }),
    retention: () => ask("/retention", RetentionSettings),
    forecastRetention: (wish) => post("/retention/forecast", RetentionForecast, wish),
    setRetention: (body) => ask("/retention", null, { method: "PUT", body }),
    takeBackRetention: (validFromMs) => ask(`/retention/${validFromMs}`, null, { method: "DELETE" }),
    holds: () => ask("/holds", Holds),
    placeHold: (hold, body) => ask(`/holds/${hold}`, Hold, { method: "PUT", body }),
    liftHold: (hold, lifting) => post(`/holds/${hold}/lifting`, null, lifting),
    holdsOf: (conversation) => ask(`/holds/of/${conversation}`, HoldsOf),
    records: (query) => ask(`/records?${query}`, RecordsPage),
    erasureRequests: (query) => ask(`/erasure-requests?${searchOf(query)}`, ErasureRequests),
    report: (query) => ask(`/reports?${searchOf(query)}`, Report),
    reportedConversations: (query) => ask(`/reports/conversations?${searchOf(query)}`, ReportedConversations),
    movedConversations: (query) => ask(`/reports/moves?${searchOf(query)}`, ReportedMoves),
    myFigures: (query) => ask(`/my-figures?${searchOf(query)}`, MyFigures),
    figuresOfColleagues: (query) => ask(`/reports/colleagues?${searchOf(query)}`, FiguresOfColleagues),
    reviews: () => ask("/reviews", Reviews),
    askReview: (asked) => post("/reviews", Review, asked),
    refuseReview: (of, refusal) => post(`${reviewedPath(of)}/refusal`, Review, refusal),
    scoreReviewed: (of, body) => ask(`${reviewedPath(of)}/scores`, Review, { method: "PUT", body }),
    endReview: (review) => post(`/reviews/${review}/ending`, Review, {}),
  };
};

const reviewedPath = ({ review, conversation }: ReviewedPlace) =>
  `/reviews/${review}/conversations/${conversation}`;

const searchOf = (query: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

const refusalOf = async (response: Response): Promise<{ code: ErrorCode; problem: unknown }> => {
  const problem: unknown = await response.json().catch(() => null);
  const code = ErrorCodes.safeParse(
    typeof problem === "object" && problem !== null && "code" in problem && problem.code,
  );
  if (code.success) return { code: code.data, problem };
  return { code: response.status >= 500 ? "unavailable" : "malformed", problem };
};
