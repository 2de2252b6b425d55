// Above 400 lines: the list of all pictures, a few lines each; their fixtures stand in files of their own.
import type {
  AgentConversationState,
  AgentState,
  AuditLogActions,
  BegunAtCounter,
  BlockActions,
  BlockAnswer,
  BoardState,
  DestructionActions,
  Draft,
  QueueItem,
  SearchResult,
  SearchState,
  SharedRemarkActions,
} from "@eigenkanaal/client";
import {
  type ApiTokens,
  DeskId,
  type ErrorCode,
  type Label,
  type Links,
  type Obstacle,
  type RetentionClass,
  type SecondFactor,
  type Sessions,
  type StandardAnswer,
} from "@eigenkanaal/protocol";
import { hashOfFigures } from "../figures/place.js";
import { hashOf } from "../navigation/route.js";
import type { ListName } from "../queue/lists.js";
import { hashOfRecords, type RecordsPlace } from "../records/place.js";
import { hashOfReviews, type ReviewsPlace, reviewsHome } from "../reviews/place.js";
import { hashOfSupervisor, supervisorHome } from "../supervisor/place.js";
import { hashOfReports, type ReportsPlace } from "../supervisor/reports/place.js";
import { hashOfPlace, type Place } from "../townSettings/place.js";
import { enrolled, enrolment, recoveryCodes, sessions } from "./account.js";
import { auditLog } from "./auditLog.js";
import { blocks } from "./blocks.js";
import { boardFailing, boardFor, calmBoard, noBoard } from "./board.js";
import { type ColleagueFiguresOver, saidNo, saidYes } from "./colleagueFigures.js";
import { handedOver, opened, stories } from "./conversations.js";
import { destructionActions, noDestruction, openList } from "./destruction.js";
import { type ExportOver, packageToReceive, receivedPackage } from "./exporting.js";
import { administrator, begun, links } from "./links.js";
import { colleagues, minuteMs, morning, nowMs, offDuty, rowAt } from "./morning.js";
import { type ArchiveOver, endedHold, openHold, sooner, underHolds } from "./records.js";
import type { ReportsOver } from "./reports.js";
import {
  askedReviews,
  manyReleased,
  type ReviewsOver,
  released,
  reviewsFailed,
  reviewsFor,
  reviewsOff,
  toDecide,
  toRead,
} from "./reviews.js";
import { found } from "./search.js";
import { sharedRemarks } from "./sharedRemarks.js";
import { standardAnswers } from "./standardAnswers.js";
import { tokens } from "./tokens.js";
import { announcedTopic, obstacles, openDesk, openMember, openTopic } from "./townSettings.js";
import type { ReadingOver } from "./woo.js";

/** One picture of the gallery: a state, where in the inbox, and the keys that were pressed. */
export type Screen = {
  state: AgentState;
  hash: string;
  conversation?: AgentConversationState;
  /** What was half written. */
  draft?: Draft;
  closed?: "slow" | "fails" | "more";
  take?: ErrorCode;
  give?: ErrorCode;
  remarks?: Awaited<ReturnType<SharedRemarkActions["load"]>>;
  /** How closing is answered, if at all. */
  close?: ErrorCode | "slow";
  search?: { state?: SearchState; results?: SearchResult[] };
  /**
   * Keys; `settings`, `Enter` for what sends, `type …` for what is searched or summed up, `fill … = …` for a field, `choose …` of a
   * list, or the selector of what is clicked.
   */
  press?: string[];
  standardAnswers?: StandardAnswer[];
  links?: Links;
  /** What becomes of the town's settings when they are fetched, and when one is kept. */
  town?: { load?: "slow" | "fails"; obstacles?: Obstacle[] };
  archive?: ArchiveOver;
  /** How the device reads the archive; without it there is no key. */
  reading?: ReadingOver;
  begun?: BegunAtCounter;
  labels?: Label[];
  /** How labels, putting off and going on are answered. */
  sorting?: { code: ErrorCode };
  /** How a block is answered, and the list of those that hold. */
  blocking?: { answer?: BlockAnswer; list?: Awaited<ReturnType<BlockActions["load"]>> };
  /** What a supervisor's board shows. */
  board?: BoardState;
  /** The page of the audit log, and how it is answered. */
  auditLog?: "slow" | Awaited<ReturnType<AuditLogActions["load"]>>;
  /** How all that has to do with destruction is answered. */
  destruction?: DestructionActions;
  /** How the archive opens for a package. */
  exporting?: ExportOver;
  tokens?: ApiTokens;
  account?: { sessions?: Sessions; secondFactor?: SecondFactor };
  /** How the reports answer. */
  reports?: ReportsOver;
  /** How figures of colleagues are answered. */
  colleagueFigures?: ColleagueFiguresOver;
  /** What there is to review, and how it is answered. */
  reviews?: ReviewsOver;
};

const outside = (state: AgentState): Screen => ({ state, hash: "" });
const list = (name: ListName, over: Partial<Screen> = {}): Screen => ({
  state: morning,
  hash: hashOf({ list: name, desk: null, conversation: null }),
  ...over,
});
const at = (index: number, name: ListName, over: Partial<Screen>) => ({
  ...list(name, over),
  hash: hashOf({ list: name, desk: null, conversation: rowAt(index).conversation }),
});

const benefit = { conversation: opened(rowAt(3), stories.benefit) };
const quiet = { ...morning, queue: [], closed: [] };
const tokensAt = (press: string[], over: Partial<Screen> = {}): Partial<Screen> => ({
  ...{
    state: { ...quiet, me: { ...quiet.me, roles: ["supervisor"] } },
    press: ["settings", "[data-opens=tokens]", ...press],
  },
  ...over,
});
const recordsOfficer = { ...quiet, me: { ...quiet.me, roles: ["records_officer" as const] } };
const citizen = { role: "citizen" } as const;

/** The morning of a town that keeps these classes. */
const keptBy = (classes: RetentionClass[]) => ({
  ...morning,
  town: { ...morning.town, retention: { ...morning.town.retention, classes } },
});
const forever = morning.town.retention.classes.map((one) => ({ ...one, term: null }));

/** The fourth row, handed over by one and not accepted by the other yet, in the list and on the screen. */
const offered = (by: "noor" | "sanne", to: "noor" | "sanne"): Partial<Screen> => {
  const row: QueueItem = {
    ...rowAt(3),
    assignee: colleagues[to],
    handover: { by: colleagues[by], from: rowAt(3).desk, state: "offered", returns: 0 },
  };
  const queue = morning.queue.map((item) => (item.conversation === row.conversation ? row : item));
  return { state: { ...morning, queue }, conversation: opened(row, handedOver(by, to)) };
};

/** A row of the morning as another, in the list and on the screen. */
const otherwise = (index: number, over: Partial<QueueItem>, entries = stories.benefit): Partial<Screen> => {
  const row: QueueItem = { ...rowAt(index), ...over };
  const swap = (item: QueueItem) => (item.conversation === row.conversation ? row : item);
  const state = { ...morning, queue: morning.queue.map(swap), closed: morning.closed.map(swap) };
  return { state, conversation: opened(row, entries) };
};
const untilTomorrow = { untilMs: nowMs + 1338 * minuteMs };
const put = { snooze: untilTomorrow };
const putOff: Partial<Screen> = {
  state: {
    ...morning,
    queue: morning.queue.map((row, index) => {
      if (index === 3) return { ...row, ...put };
      if (index === 19 || index === 20) return { ...row, snooze: { untilMs: null } };
      return index === 9 ? { ...row, snooze: { untilMs: nowMs + 58 * minuteMs } } : row;
    }),
  },
};
const lateAnswer = { reopened: { atMs: nowMs - 31 * minuteMs, had: colleagues.noor } };
const firstRows = (count: number) =>
  Array.from({ length: count }, (_, index) => `.rows-all li:nth-child(${index + 1}) .row-choose input`);

/** Where the desks begin in the list of the dialog, behind three colleagues. */
const deskChoice = (index: number) => `.transfer-target:nth-child(${4 + index}) input`;
const taxes = DeskId.parse("00000001-0000-4000-8000-000000000007");

/** Handed to another desk by the one who looks, and not taken there yet. */
const readAlong: Partial<Screen> = (() => {
  const row: QueueItem = {
    ...{ ...rowAt(3), desk: taxes, state: "waiting", assignee: null, standing: "reads_along" },
    handover: { by: colleagues.noor, from: rowAt(3).desk, state: "offered", returns: 0 },
  };
  const queue = morning.queue.map((item) => (item.conversation === row.conversation ? row : item));
  return { state: { ...morning, queue }, conversation: opened(row, stories.readAlong) };
})();

/** Over the norm, at a desk that has another for such cases, by who has it in hand or by who only looks on. */
const late = (over: Partial<QueueItem>, owner: "noor" | "sanne" | null): Partial<Screen> => {
  const row: QueueItem = {
    ...{ ...rowAt(1), state: owner ? "in_hand" : "waiting", assignee: owner && colleagues[owner] },
    ...over,
  };
  const queue = morning.queue.map((item) => (item.conversation === row.conversation ? row : item));
  return { state: { ...morning, queue }, conversation: opened(row, stories.waste) };
};
const general = DeskId.parse("00000001-0000-4000-8000-000000000000");
/** What the town sets, at a place. */
const townAt = (place: Place, over: Partial<Screen> = {}): Partial<Screen> => ({
  ...{ state: administrator, hash: hashOfPlace(place) },
  ...over,
});
/** The archive, at a place. */
const archiveAt = (place: RecordsPlace, over: Partial<Screen> = {}): Screen => ({
  ...{ state: archivist, hash: hashOfRecords(place) },
  ...over,
});
const archivist = {
  ...morning,
  me: { ...morning.me, roles: ["records_officer" as const], keepsArchive: true },
};
const withoutKey = { ...archivist, me: { ...archivist.me, keepsArchive: false } };
const newPackage: RecordsPlace = { room: "deposits", open: "new" };
const countThem = ".town-form > [type=submit]";
const inTheClear = ".town-form + .town-form [type=radio]:not(:checked)";
/** A request under the Wet open overheid, by who has the archive's key. */
const wooAt = (reading: ReadingOver, press: string[], over: Partial<Screen> = {}): Screen =>
  archiveAt({ room: "woo", open: null }, { reading, press, ...over });
const wooSearch = ["fill .woo-search input = container", ".woo-search [type=submit]"];
const wooOpen = [...wooSearch, ".records-row .town-row"];
const wooDone = [
  ...[...wooOpen, ...Array<string>(8).fill(".woo-marking .nl-button--primary")],
  ".woo-desk .town-actions .nl-button--primary",
];
const longerTerm = [
  "fill .records-term > :nth-child(2) input = 6",
  "fill .records-text:not([maxlength='300']) = Besluit van het college",
];
const look = ".town-actions [type=submit]";
const exportThem = [countThem, inTheClear, look];
const offlineTown = { state: { ...administrator, connection: "offline" as const } };

const blocked = otherwise(3, {
  block: { untilMs: nowMs + 7 * 1440 * minuteMs, reason: "threats", by: colleagues.sanne },
});
const supervisor = { ...morning, me: { ...morning.me, roles: ["agent" as const, "supervisor" as const] } };
/** Somebody who supervises desks and answers none. */
const supervisorOnly = {
  ...quiet,
  me: { ...quiet.me, roles: ["supervisor" as const], desks: [] },
  presence: quiet.presence && { ...quiet.presence, desks: [] },
};
const boardAt = (board: BoardState, over: Partial<Screen> = {}): Screen => ({
  ...{ state: supervisor, hash: hashOfSupervisor(supervisorHome), board },
  ...over,
});
const limits = [
  "[data-opens=alerts]",
  "fill .board-thresholds:nth-of-type(2) label:nth-of-type(2) input = 2",
  ".board-alerts [type=submit]",
];
/** What a review asks of a colleague or its reviewer, at a place. */
const reviewsAt = (
  reviews: ReviewsOver,
  { place = reviewsHome, ...over }: Partial<Screen> & { place?: ReviewsPlace } = {},
): Partial<Screen> => ({ hash: hashOfReviews(place), reviews, ...over });
/** Samples that a supervisor asked for. */
const qualityAt = (reviews: ReviewsOver, over: Partial<Screen> = {}): Partial<Screen> => ({
  ...{ state: supervisor, hash: hashOfSupervisor({ room: "quality", open: null }), reviews },
  ...over,
});
const releaseAt = { review: toDecide, conversation: null };
const offline = { state: { ...morning, connection: "offline" as const } };
/** The reports of who supervises, this month unless another place is named. */
const thisMonth = { period: "this_month" } as const;
const missedThisMonth: ReportsPlace = { page: "list", wish: thisMonth, list: { which: "missed" } };
const movesToTaxes: ReportsPlace = { page: "moves", wish: thisMonth, move: { from: general, to: taxes } };
const reportsAt = (
  over: Partial<Screen> = {},
  place: ReportsPlace = { page: "figures", wish: thisMonth },
): Partial<Screen> => ({ state: supervisor, hash: hashOfReports(place), ...over });
/** One's own figures, of who read that their supervisor sees them. */
const figuresAt = (over: Partial<Screen> = {}): Partial<Screen> => ({
  ...{ state: agent, hash: hashOfFigures({ period: "this_month" }) },
  ...over,
});
const agent = { ...morning, me: { ...morning.me, roles: ["agent" as const] } };
/** The supervisor's page with a row for each colleague, where the town lets it be seen. */
const perColleague = (over: Partial<Screen> = {}): Partial<Screen> =>
  reportsAt(
    { state: { ...supervisor, figuresPerColleague: saidYes }, ...over },
    { page: "colleagues", wish: thisMonth },
  );
const logAt = (over: Partial<Screen>) => archiveAt({ room: "audit-log", open: null }, over);
const destructionAt = (
  press: string[] = [],
  {
    open = null,
    destruction = destructionActions(),
  }: { open?: string | null; destruction?: DestructionActions } = {},
) => archiveAt({ room: "destruction", open }, { destruction, press });
const erasuresAt = (archive: ArchiveOver = {}) => archiveAt({ room: "erasures", open: null }, { archive });
const openBlocks = ["settings", "[data-opens=blocks]"];
const openRemarks = ["settings", "[data-opens=shared-remarks]"];

export const screens: Record<string, Screen> = {
  starting: outside({ phase: "starting" }),
  "signed-out": outside({ phase: "signed_out", failure: null, ended: null }),
  "wrong-passphrase": outside({ phase: "signed_out", failure: "invalid_credentials", ended: null }),
  untrusted: outside({ phase: "signed_out", failure: "untrusted", ended: null }),
  expired: outside({ phase: "signed_out", failure: null, ended: "expired" }),
  "ended-idle": outside({ phase: "signed_out", failure: null, ended: "idle" }),
  "signing-in": outside({ phase: "signing_in", step: "asking" }),
  "second-step": outside({ phase: "code", account: "noor@voorbeeld.example", failure: null }),
  "second-step-wrong": outside({
    phase: "code",
    account: "noor@voorbeeld.example",
    failure: "invalid_code",
  }),
  "enrol-required": outside({
    phase: "enrolling",
    ...{ account: "noor@voorbeeld.example", enrolment, failure: null },
  }),
  "recovery-codes": outside({ phase: "admitted", notice: { kind: "recovery_codes", recoveryCodes } }),
  "recovery-code-used": outside({ phase: "admitted", notice: { kind: "recovery_code_used", left: 9 } }),
  locked: outside({ phase: "locked", account: "noor@voorbeeld.example", name: "Noor", failure: null }),
  "locked-wrong": outside({
    phase: "locked",
    account: "noor@voorbeeld.example",
    name: "Noor",
    failure: "wrong_passphrase",
  }),
  waiting: list("waiting"),
  "waiting-empty": list("waiting", { state: quiet }),
  "not-answering": list("waiting", { state: recordsOfficer }),
  mine: list("mine"),
  "mine-empty": list("mine", { state: quiet }),
  desk: list("desk"),
  closed: list("closed"),
  "closed-empty": list("closed", { state: quiet }),
  "closed-loading": list("closed", { state: quiet, closed: "slow" }),
  "closed-more": list("closed", { closed: "more" }),
  "closed-failed": list("closed", { state: quiet, closed: "fails" }),
  offline: at(3, "mine", { ...benefit, state: { ...morning, connection: "offline" } }),
  answer: at(3, "mine", benefit),
  typing: at(3, "mine", { conversation: opened(rowAt(3), stories.benefit, { typing: citizen }) }),
  viewers: at(3, "mine", {
    conversation: opened(rowAt(3), stories.benefit, {
      viewers: [
        { member: colleagues.sanne.member, name: "Sanne", doing: "answering" },
        { member: colleagues.yusuf.member, name: "Yusuf", doing: "noting" },
        { member: colleagues.wil.member, name: "Wil", doing: "reading" },
      ],
    }),
  }),
  "answered-meanwhile": at(3, "mine", {
    conversation: opened(rowAt(3), stories.meanwhile),
    draft: { text: "Een offerte is genoeg. U krijgt het geld vooraf.", newest: null },
    press: ["Enter"],
  }),
  note: at(3, "mine", { ...benefit, press: ["n"] }),
  finish: at(3, "mine", { ...benefit, press: ["e"] }),
  "finish-sensitive": at(3, "mine", { ...benefit, press: ["e", "choose .closing-field>select 3"] }),
  "finish-forever": at(3, "mine", { ...benefit, state: keptBy(forever), press: ["e"] }),
  "finish-no-term": at(3, "mine", { ...benefit, state: keptBy([]), press: ["e"] }),
  "finish-no-summary": at(3, "mine", { ...benefit, press: ["e", "type ", ".closing [type=submit]"] }),
  "finish-too-long": at(3, "mine", { ...benefit, press: ["e", `type ${"offerte ".repeat(260)}`] }),
  "finish-personal-data": at(3, "mine", {
    ...benefit,
    press: ["e", "type Bijstand voor 111222333, offerte akkoord", ".closing [type=submit]"],
  }),
  "finish-sending": at(3, "mine", { ...benefit, close: "slow", press: ["e", ".closing [type=submit]"] }),
  "finish-refused": at(3, "mine", {
    ...{ ...benefit, close: "unavailable" },
    press: ["e", ".closing [type=submit]"],
  }),
  "finish-offline": at(3, "mine", {
    ...{ ...benefit, state: { ...morning, connection: "offline" } },
    press: ["e"],
  }),
  "take-it": at(1, "waiting", { conversation: opened(rowAt(1), stories.waste) }),
  "take-refused": at(1, "waiting", {
    conversation: opened({ ...rowAt(1), state: "in_hand", assignee: colleagues.sanne }, stories.waste),
    take: "already_taken",
  }),
  colleague: at(5, "desk", { conversation: opened(rowAt(5), stories.passport) }),
  transfer: at(3, "mine", { ...benefit, press: ["t"] }),
  "transfer-chosen": at(3, "mine", { ...benefit, press: ["t", ".transfer-target:nth-child(2) input"] }),
  "transfer-refused": at(3, "mine", {
    ...{ ...benefit, give: "already_taken" },
    press: ["t", ".transfer-target:nth-child(2) input", ".transfer [type=submit]"],
  }),
  "transfer-nobody-chosen": at(3, "mine", { ...benefit, press: ["t", ".transfer [type=submit]"] }),
  "transfer-desk": at(3, "mine", { ...benefit, press: ["t", deskChoice(0)] }),
  "transfer-desk-closed": at(3, "mine", {
    ...benefit,
    press: ["t", deskChoice(6), ".transfer [type=submit]"],
  }),
  late: at(1, "mine", late({}, "noor")),
  "late-hand-over": at(1, "mine", { ...late({}, "noor"), press: ["T"] }),
  "late-declined": at(1, "mine", late({ overflow: { to: general, state: "declined" } }, "noor")),
  "late-offered": at(1, "waiting", late({ overflow: { to: general, state: "offered" } }, null)),
  "read-along": at(3, "mine", readAlong),
  "moved-away": at(3, "mine", { conversation: { phase: "moved", to: taxes } }),
  "without-history": at(3, "mine", {
    conversation: opened({ ...rowAt(3), assignee: colleagues.noor }, stories.withoutHistory),
  }),
  "transfer-offline": at(3, "mine", {
    ...{ ...benefit, state: { ...morning, connection: "offline" } },
    press: ["t"],
  }),
  "offered-to-me": at(3, "mine", offered("sanne", "noor")),
  "offered-by-me": at(3, "mine", offered("noor", "sanne")),
  "give-back": at(3, "mine", {
    ...offered("sanne", "noor"),
    press: [".transfer-answer .nl-button--secondary", ".transfer [type=submit]"],
  }),
  search: list("mine", { press: ["/"] }),
  "search-found": at(3, "mine", {
    conversation: opened(rowAt(3), stories.benefit),
    search: { results: found },
    press: ["/", "type offerte"],
  }),
  "search-none": list("mine", { press: ["/", "type regenboog"] }),
  "search-building": list("mine", {
    search: { state: { phase: "building", done: 412, total: 1204, limited: false }, results: found },
    press: ["/", "type offerte"],
  }),
  "search-paused": list("mine", {
    search: { state: { phase: "paused", done: 412, total: 1204, limited: false } },
    press: ["/", "type offerte"],
  }),
  "search-listing": list("mine", {
    search: { state: { phase: "waiting", done: 0, total: 0, limited: false } },
    press: ["/"],
  }),
  "search-offline": list("mine", { state: { ...morning, connection: "offline" }, press: ["/"] }),
  "right-to-left": at(7, "waiting", { conversation: opened(rowAt(7), stories.arabic) }),
  doubtful: at(11, "mine", {
    conversation: opened(rowAt(11), stories.pass, { warnings: [{ kind: "gap", channel: "public" }] }),
  }),
  sending: at(19, "mine", { conversation: opened(rowAt(19), stories.sending) }),
  finished: at(23, "closed", {
    conversation: opened(rowAt(23), stories.finished, {
      verdict: { given: "partly", untilMs: nowMs + 14 * 86_400_000 },
    }),
  }),
  "no-messages": at(19, "mine", { conversation: opened(rowAt(19), stories.empty) }),
  loading: at(3, "mine", { conversation: { phase: "loading" } }),
  refused: at(3, "mine", { conversation: { phase: "refused", code: "not_found" } }),
  presence: list("mine", { press: ["p"] }),
  "presence-off": list("waiting", { state: offDuty, press: ["p"] }),
  "off-duty": list("waiting", { state: offDuty }),
  "block-incomplete": at(3, "mine", {
    ...benefit,
    press: ["B", ".block-form fieldset:nth-of-type(2) label:last-of-type input", ".block-form [type=submit]"],
  }),
  "block-refused": at(3, "mine", {
    ...{ ...benefit, blocking: { answer: { ok: false, refused: { code: "already_taken" } } } },
    press: ["B", ".block-form fieldset label:nth-of-type(2) input", ".block-form [type=submit]"],
  }),
  "block-without-network": at(3, "mine", {
    ...{ ...benefit, blocking: { answer: { ok: true, network: "not_connected" } } },
    press: ["B", ".block-form fieldset label:nth-of-type(2) input", ".block-form [type=submit]"],
  }),
  blocked: at(3, "mine", blocked),
  blocks: list("mine", { state: supervisor, blocking: { list: blocks }, press: openBlocks }),
  "blocks-none": list("mine", { state: supervisor, press: openBlocks }),
  "blocks-failed": list("mine", {
    ...{ state: supervisor, blocking: { list: { ok: false, failure: "unavailable" } } },
    press: openBlocks,
  }),
  "shared-remarks": list("mine", { state: supervisor, remarks: sharedRemarks, press: openRemarks }),
  "shared-remarks-none": list("mine", { state: supervisor, press: openRemarks }),
  "shared-remarks-failed": list("mine", {
    ...{ state: supervisor, remarks: { ok: false, failure: "unavailable" } },
    press: openRemarks,
  }),
  reports: list("mine", reportsAt()),
  "reports-tables": list(
    "mine",
    reportsAt({ press: [".report-part > .nl-button", "#report-trend ~ .nl-button"] }),
  ),
  "reports-year": list("mine", reportsAt({}, { page: "figures", wish: { period: "this_year" } })),
  "reports-own-days": list(
    "mine",
    reportsAt({}, { page: "figures", wish: { period: { fromDate: "2026-11-02", toDate: "2026-11-06" } } }),
  ),
  "reports-loading": list("mine", reportsAt({ reports: { load: "slow" } })),
  "reports-failed": list("mine", reportsAt({ reports: { load: "fails" } })),
  "reports-empty": list("mine", reportsAt({ reports: { load: "empty" } })),
  "reports-no-desks": list("mine", reportsAt({ reports: { load: "no desks" } })),
  "reports-offline": list("mine", reportsAt({ state: { ...supervisor, connection: "offline" } })),
  "reports-behind": list("mine", reportsAt({ reports: { load: "behind" } })),
  "reports-definitions": list("mine", reportsAt({}, { page: "definitions", wish: thisMonth })),
  "reports-list": list("mine", reportsAt({}, missedThisMonth)),
  "reports-list-empty": list("mine", reportsAt({ reports: { list: "none" } }, missedThisMonth)),
  "reports-list-failed": list("mine", reportsAt({ reports: { list: "fails" } }, missedThisMonth)),
  "reports-moves": list("mine", reportsAt({}, movesToTaxes)),
  "reports-moves-empty": list("mine", reportsAt({ reports: { list: "none" } }, movesToTaxes)),
  "figures-own": list("mine", figuresAt()),
  "figures-own-seen": list("mine", figuresAt({ state: { ...agent, figuresPerColleague: saidYes } })),
  "figures-own-not-seen": list("mine", figuresAt({ state: { ...agent, figuresPerColleague: saidNo } })),
  "figures-own-loading": list("mine", figuresAt({ colleagueFigures: "slow" })),
  "figures-own-failed": list("mine", figuresAt({ colleagueFigures: "fails" })),
  "figures-own-empty": list("mine", figuresAt({ colleagueFigures: "empty" })),
  "figures-own-no-desks": list("mine", figuresAt({ colleagueFigures: "no desks" })),
  "figures-own-offline": list("mine", figuresAt({ state: { ...agent, connection: "offline" } })),
  "figures-notice": list("mine", { state: { ...agent, figuresPerColleague: saidYes } }),
  "figures-notice-off-duty": list("mine", { state: { ...offDuty, figuresPerColleague: saidYes } }),
  "per-colleague": list("mine", perColleague()),
  "per-colleague-undecided": list(
    "mine",
    perColleague({ state: { ...supervisor, figuresPerColleague: null } }),
  ),
  "per-colleague-not-allowed": list(
    "mine",
    perColleague({ state: { ...supervisor, figuresPerColleague: saidNo } }),
  ),
  "per-colleague-loading": list("mine", perColleague({ colleagueFigures: "slow" })),
  "per-colleague-failed": list("mine", perColleague({ colleagueFigures: "fails" })),
  "per-colleague-empty": list("mine", perColleague({ colleagueFigures: "empty" })),
  "per-colleague-no-desks": list("mine", perColleague({ colleagueFigures: "no desks" })),
  "per-colleague-offline": list(
    "mine",
    perColleague({ state: { ...supervisor, figuresPerColleague: saidYes, connection: "offline" } }),
  ),
  quality: list("mine", qualityAt(askedReviews)),
  "quality-conversations": list(
    "mine",
    qualityAt(askedReviews, { press: [".review-conversations summary"] }),
  ),
  "quality-ending": list(
    "mine",
    qualityAt(askedReviews, { press: [".review-asked .review-actions button"] }),
  ),
  "quality-asking": list("mine", qualityAt(askedReviews, { press: ["[data-opens=ask-review]"] })),
  "quality-asking-missing": list(
    "mine",
    qualityAt(askedReviews, { press: ["[data-opens=ask-review]", ".review-form [type=submit]"] }),
  ),
  "quality-none": list("mine", qualityAt(reviewsFor({}))),
  "quality-off": list("mine", qualityAt(reviewsOff)),
  "quality-no-desks": list("mine", qualityAt({ ...reviewsFor({}), desks: [] })),
  "quality-loading": list("mine", qualityAt({ state: { phase: "loading" } })),
  "quality-failed": list("mine", qualityAt(reviewsFailed)),
  "quality-offline": list(
    "mine",
    qualityAt(askedReviews, { state: { ...supervisor, connection: "offline" } }),
  ),
  reviews: list("mine", reviewsAt(released)),
  "reviews-none": list("mine", reviewsAt(reviewsFor({}))),
  "reviews-loading": list("mine", reviewsAt({ state: { phase: "loading" } })),
  "reviews-failed": list("mine", reviewsAt(reviewsFailed)),
  "reviews-offline": list("mine", reviewsAt(released, offline)),
  "reviews-release": list("mine", reviewsAt(released, { place: releaseAt })),
  "reviews-refusing": list(
    "mine",
    reviewsAt(released, { place: releaseAt, press: [".review-row-actions button"] }),
  ),
  "reviews-releasing": list(
    "mine",
    reviewsAt({ ...released, release: "slow" }, { place: releaseAt, press: ["[data-purpose=release]"] }),
  ),
  "reviews-released": list(
    "mine",
    reviewsAt(
      { ...released, release: manyReleased },
      { place: releaseAt, press: ["[data-purpose=release]"] },
    ),
  ),
  "reviews-own": list("mine", reviewsAt(released, { place: { ...toRead, conversation: null } })),
  "reviews-finishing": list(
    "mine",
    reviewsAt(released, {
      place: { ...toRead, conversation: null },
      press: [".review-own .review-actions button"],
    }),
  ),
  "reviews-reading": list("mine", reviewsAt(released, { place: toRead })),
  "reviews-incomplete": list(
    "mine",
    reviewsAt(released, { place: toRead, press: [".review-scores [type=submit]"] }),
  ),
  "reviews-reading-slow": list("mine", reviewsAt({ ...released, read: "slow" }, { place: toRead })),
  "reviews-reading-refused": list("mine", reviewsAt({ ...released, read: "refused" }, { place: toRead })),
  "audit-log": list("mine", logAt({ auditLog })),
  "audit-log-empty": list("mine", logAt({})),
  "audit-log-slow": list("mine", logAt({ auditLog: "slow" })),
  "audit-log-failed": list("mine", logAt({ auditLog: { ok: false, failure: "unavailable" } })),
  destruction: list("mine", destructionAt()),
  "destruction-none": list("mine", destructionAt([], { destruction: noDestruction })),
  "destruction-failed": list(
    "mine",
    destructionAt([], { destruction: destructionActions("stands", "failing") }),
  ),
  "destruction-nothing-due": list("mine", destructionAt(["[data-opens=propose]"])),
  "destruction-list": list("mine", destructionAt([], { open: openList })),
  "destruction-approved-twice": list("mine", destructionAt(["[data-opens=approve]"], { open: openList })),
  "destruction-remove": list(
    "mine",
    destructionAt(["[data-opens=remove]", ".destruction-reason [type=submit]"], { open: openList }),
  ),
  "destruction-withdraw": list("mine", destructionAt(["[data-opens=withdraw]"], { open: openList })),
  "destruction-checked": list("mine", destructionAt(["[data-opens=check]"])),
  "destruction-broken": list(
    "mine",
    destructionAt(["[data-opens=check]"], { destruction: destructionActions("broken") }),
  ),
  erasures: list("mine", erasuresAt()),
  "erasures-none": list("mine", erasuresAt({ erasures: "none" })),
  "erasures-loading": list("mine", erasuresAt({ load: "slow" })),
  "erasures-failed": list("mine", erasuresAt({ load: "fails" })),
  "destroyed-conversation": at(3, "mine", { conversation: { phase: "refused", code: "destroyed" } }),
  settings: list("mine", { press: ["settings"] }),
  sessions: list("mine", { press: ["settings", "[data-opens=sessions]"], account: { sessions } }),
  tokens: list("mine", tokensAt([], { tokens })),
  "tokens-none": list("mine", tokensAt([], { tokens: { ...tokens, tokens: [] } })),
  "tokens-no-desks": list("mine", tokensAt([])),
  "tokens-making": list("mine", tokensAt(["[data-opens=new-token]"], { tokens })),
  "tokens-made": list(
    "mine",
    tokensAt(
      [
        "[data-opens=new-token]",
        "fill .answer-form input = Dashboard",
        ".token-desks input",
        ".answer-form [type=submit]",
      ],
      { tokens },
    ),
  ),
  "tokens-revoking": list("mine", tokensAt([".session-row button"], { tokens })),
  "second-factor-none": list("mine", { press: ["settings", "[data-opens=second-factor]"] }),
  "second-factor-on": list("mine", {
    press: ["settings", "[data-opens=second-factor]"],
    account: { secondFactor: enrolled },
  }),
  "second-factor-proof": list("mine", {
    press: ["settings", "[data-opens=second-factor]", "[data-purpose=renew]"],
    account: { secondFactor: enrolled },
  }),
  "standard-answers": list("mine", {
    press: ["settings", "[data-opens=standard-answers]"],
    standardAnswers,
  }),
  "standard-answer-new": list("mine", {
    press: ["settings", "[data-opens=standard-answers]", "[data-opens=new-answer]"],
    standardAnswers,
  }),
  "standard-answer-pick": at(3, "mine", { ...benefit, press: ["[data-opens=pick-answer]"], standardAnswers }),
  links: list("mine", { press: ["settings", "[data-opens=links]"], links }),
  "links-administrator": list("mine", {
    ...{ state: administrator, links },
    press: ["settings", "[data-opens=links]"],
  }),
  counter: list("mine", { press: ["b"], links }),
  "counter-failed": list("mine", { press: ["b", ".links [type=submit]"], links }),
  "counter-begun": list("mine", { ...{ links, begun }, press: ["b", ".links [type=submit]"] }),
  "links-none": list("mine", { press: ["settings", "[data-opens=links]"] }),
  "town-topics": list("mine", townAt({ room: "topics", open: null })),
  "town-loading": list("mine", townAt({ room: "topics", open: null }, { town: { load: "slow" } })),
  "town-failed": list("mine", townAt({ room: "topics", open: null }, { town: { load: "fails" } })),
  "town-topic": list("mine", townAt({ room: "topics", open: openTopic })),
  "town-topic-announced": list("mine", townAt({ room: "topics", open: announcedTopic })),
  "town-topic-new": list(
    "mine",
    townAt({ room: "topics", open: "new" }, { press: [".town-actions [type=submit]"] }),
  ),
  "town-topic-refused": list(
    "mine",
    townAt(
      { room: "topics", open: openTopic },
      { town: { obstacles }, press: [".town-actions [type=submit]"] },
    ),
  ),
  "town-topic-saved": list(
    "mine",
    townAt({ room: "topics", open: openTopic }, { press: [".town-actions [type=submit]"] }),
  ),
  "town-offline": list("mine", townAt({ room: "topics", open: openTopic }, offlineTown)),
  "town-desk": list("mine", townAt({ room: "desks", open: openDesk })),
  "town-member": list("mine", townAt({ room: "members", open: openMember })),
  "town-try-out": list(
    "mine",
    townAt({ room: "try-out", open: null }, { press: [".town-try label:nth-of-type(2) input"] }),
  ),
  "town-changes": list("mine", townAt({ room: "changes", open: null })),
  "archive-terms": list("mine", archiveAt({ room: "retention", open: null })),
  "archive-loading": list(
    "mine",
    archiveAt({ room: "retention", open: null }, { archive: { load: "slow" } }),
  ),
  "archive-failed": list(
    "mine",
    archiveAt({ room: "retention", open: null }, { archive: { load: "fails" } }),
  ),
  "archive-class": list("mine", archiveAt({ room: "retention", open: "6.1.3" })),
  "archive-what-if": list(
    "mine",
    archiveAt({ room: "retention", open: "6.1.3" }, { press: [...longerTerm, look] }),
  ),
  "archive-what-if-sooner": list(
    "mine",
    archiveAt(
      { room: "retention", open: "6.1.3" },
      { archive: { forecast: sooner }, press: [...longerTerm, look] },
    ),
  ),
  "archive-refused": list(
    "mine",
    archiveAt(
      { room: "retention", open: "6.1.3" },
      {
        archive: { faults: [{ fault: "below_the_lawful_term", class: "6.1.3", lawful: "P1Y" }] },
        press: [...longerTerm, look],
      },
    ),
  ),
  "archive-new-class": list("mine", archiveAt({ room: "retention", open: "new" }, { press: [look] })),
  "archive-rules": list("mine", archiveAt({ room: "retention", open: "rules" })),
  "archive-changes": list("mine", archiveAt({ room: "retention", open: "changes" })),
  "archive-offline": list(
    "mine",
    archiveAt(
      { room: "retention", open: "6.1.3" },
      { state: { ...archivist, connection: "offline" as const } },
    ),
  ),
  "archive-considerations": list("mine", archiveAt({ room: "considerations", open: null })),
  "archive-choice": list("mine", archiveAt({ room: "considerations", open: "uploads" })),
  "archive-channel": list("mine", archiveAt({ room: "considerations", open: "whatsapp" })),
  "archive-channel-missing": list(
    "mine",
    archiveAt({ room: "considerations", open: "new" }, { press: [".town-actions [type=submit]"] }),
  ),
  "archive-holds": list("mine", archiveAt({ room: "holds", open: null })),
  "archive-holds-loading": list(
    "mine",
    archiveAt({ room: "holds", open: null }, { archive: { load: "slow" } }),
  ),
  "archive-holds-none": list(
    "mine",
    archiveAt({ room: "holds", open: null }, { archive: { holds: "none" } }),
  ),
  "archive-hold": list("mine", archiveAt({ room: "holds", open: openHold })),
  "archive-hold-ended": list("mine", archiveAt({ room: "holds", open: endedHold })),
  "archive-hold-new": list("mine", archiveAt({ room: "holds", open: "new" }, { press: [look] })),
  "archive-hold-list": list(
    "mine",
    archiveAt(
      { room: "holds", open: "new" },
      { press: [".records-pick summary", ".town-group .nl-button--secondary"] },
    ),
  ),
  "export-packages": list("mine", archiveAt({ room: "deposits", open: null })),
  "export-choose": list("mine", archiveAt(newPackage)),
  "export-no-key": list("mine", archiveAt(newPackage, { state: withoutKey })),
  "export-counting": list("mine", archiveAt(newPackage, { archive: { load: "slow" }, press: [countThem] })),
  "export-counted": list("mine", archiveAt(newPackage, { press: [countThem] })),
  "export-clear": list("mine", archiveAt(newPackage, { press: [countThem, inTheClear] })),
  "export-wrong-key": list("mine", archiveAt(newPackage, { press: [countThem, look] })),
  "export-running": list("mine", archiveAt(newPackage, { exporting: "slow", press: exportThem })),
  "export-cancelled": list(
    "mine",
    archiveAt(newPackage, {
      exporting: "slow",
      press: [...exportThem, ".export-progress .nl-button", "[data-ended=stopped]"],
    }),
  ),
  "export-done": list("mine", archiveAt(newPackage, { press: [...exportThem, "[data-ended=whole]"] })),
  "export-done-with-faults": list(
    "mine",
    archiveAt(newPackage, { exporting: "unopened", press: [...exportThem, "[data-ended=whole]"] }),
  ),
  "export-failed": list(
    "mine",
    archiveAt(newPackage, { exporting: "refused", press: [...exportThem, "[data-ended=stopped]"] }),
  ),
  "export-package": list("mine", archiveAt({ room: "deposits", open: packageToReceive }, { press: [look] })),
  "export-received": list("mine", archiveAt({ room: "deposits", open: receivedPackage })),
  "woo-empty": list("mine", wooAt("all", [])),
  "woo-without-key": list("mine", archiveAt({ room: "woo", open: null }, { state: withoutKey })),
  "woo-wrong": list("mine", wooAt("all", ["fill .woo-search input = a", ".woo-search [type=submit]"])),
  "woo-searching": list("mine", wooAt("slow", wooSearch)),
  "woo-found": list("mine", wooAt("all", wooSearch)),
  "woo-none": list("mine", wooAt("none", wooSearch)),
  "woo-failed": list("mine", wooAt("all", wooSearch, { archive: { list: "fails" } })),
  "woo-not-opened": list("mine", wooAt("closed", [...wooSearch.slice(1), ".records-row .town-row"])),
  "woo-redacting": list("mine", wooAt("all", wooOpen)),
  "woo-redacted": list("mine", wooAt("all", wooDone)),
  "woo-ready": list("mine", wooAt("all", [...wooDone, "[href$='/woo/export']"])),
  "woo-unfinished": list(
    "mine",
    wooAt("all", [...wooSearch, ".woo-actions .nl-button", "[href$='/woo/export']"]),
  ),
  "woo-hold": list(
    "mine",
    wooAt("all", [
      ...[...wooSearch, ".woo-actions .nl-button", "[href$='/woo/hold']"],
      ".town-actions [type=submit]",
    ]),
  ),
  held: at(23, "closed", {
    conversation: opened(rowAt(23), stories.finished),
    archive: { holdsOf: underHolds },
  }),
  board: list("mine", boardAt(boardFor("shown"))),
  "board-only": list("mine", boardAt(boardFor("shown"), { state: supervisorOnly, hash: "" })),
  "board-calm": list("mine", boardAt(calmBoard)),
  "board-loading": list("mine", boardAt({ phase: "loading" })),
  "board-none": list("mine", boardAt(noBoard)),
  "board-failed": list("mine", boardAt({ phase: "failed", failure: "unreachable" })),
  "board-failing": list("mine", boardAt(boardFailing)),
  "board-offline": list(
    "mine",
    boardAt(boardFor("old"), { state: { ...supervisor, connection: "offline" } }),
  ),
  "board-alerts": list("mine", boardAt(boardFor("shown"), { press: ["[data-opens=alerts]"] })),
  "board-over": list("mine", boardAt(boardFor("shown"), { press: limits })),
  "board-wall": list("mine", boardAt(boardFor("shown"), { press: ["w"] })),
  "board-wall-over": list("mine", boardAt(boardFailing, { press: [...limits, "w"] })),
  "settings-administrator": list("mine", { state: administrator, press: ["settings"] }),
  labels: list("mine", { press: ["settings", "[data-opens=labels]"] }),
  "labels-none": list("mine", { press: ["settings", "[data-opens=labels]"], labels: [] }),
  "label-new": list("mine", { press: ["settings", "[data-opens=labels]", "[data-opens=new-label]"] }),
  "label-pick": at(3, "mine", { ...benefit, press: ["l"] }),
  "label-pick-none": at(3, "mine", { ...benefit, press: ["l"], labels: [] }),
  "label-refused": at(3, "mine", {
    ...{ ...benefit, press: ["l", ".label-form [type=submit]"] },
    sorting: { code: "unavailable" },
  }),
  snooze: at(3, "mine", { ...benefit, press: ["s"] }),
  "snooze-moment": at(3, "mine", {
    ...{ ...benefit, press: ["s", ".snooze-times label:last-child input", ".snooze-form [type=submit]"] },
  }),
  snoozed: list("snoozed", putOff),
  "snoozed-empty": list("snoozed"),
  "snoozed-open": at(3, "snoozed", otherwise(3, put)),
  "snoozed-back": list("mine", otherwise(3, { back: true })),
  reopened: at(1, "mine", otherwise(1, lateAnswer, stories.waste)),
  "case-number": at(3, "mine", { conversation: opened(rowAt(3), stories.withCase) }),
  "case-number-asked": at(3, "mine", { ...benefit, press: ["c"] }),
  filter: list("desk", { press: ["f"] }),
  filtered: list("desk", {
    press: ["f", ".filter-group label:nth-of-type(1) input", ".filter-form [type=submit]"],
  }),
  "filtered-empty": list("desk", {
    press: [
      ...["f", ".filter-group label:nth-of-type(3) input", ".filter-group + .filter-group label input"],
      ".filter-form [type=submit]",
    ],
  }),
  chosen: list("desk", { press: firstRows(3) }),
  "chosen-one-desk": list("desk", {
    press: [...firstRows(5).slice(1, 2), ".rows-all li:nth-child(5) .row-choose input"],
  }),
  "bulk-finish": list("desk", { press: [...firstRows(3), "e"] }),
  "bulk-held": list("desk", { press: [...firstRows(3), "s", ".snooze-form [type=submit]"] }),
  "bulk-failed": list("desk", {
    press: [...[...firstRows(2), "s", ".snooze-form [type=submit]"], ".bulk-status .nl-button--subtle"],
    sorting: { code: "already_taken" },
  }),
  keys: list("mine", { press: ["?"] }),
  emergency: list("mine", { press: ["!"] }),
};
