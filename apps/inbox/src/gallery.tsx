import type {
  AgentActions,
  AgentConversation,
  AgentConversationState,
  Draft,
  Drafts,
  Readable,
  SettingAnswer,
} from "@eigenkanaal/client";
import { createRoot, type Root } from "react-dom/client";
import { enrolment, recoveryCodes } from "./gallery/account.js";
import { colleagueFiguresOf } from "./gallery/colleagueFigures.js";
import { weighed } from "./gallery/considerations.js";
import { noDestruction } from "./gallery/destruction.js";
import { depositsOf, readingOf } from "./gallery/exporting.js";
import { labels } from "./gallery/labels.js";
import { colleagues, crowded, nowMs } from "./gallery/morning.js";
import { recordsOf } from "./gallery/records.js";
import { reportsOf } from "./gallery/reports.js";
import { noReviews, reviewsOf } from "./gallery/reviews.js";
import { type Screen, screens } from "./gallery/screens.js";
import { madeToken } from "./gallery/tokens.js";
import { townSettings } from "./gallery/townSettings.js";
import { wooReadingOf } from "./gallery/woo.js";
import { Inbox } from "./Inbox.js";
import "./styles.css";

/** Draws one state of the inbox from fixtures: `?state=<name>`, with `&rows=<n>` in a town with so many open conversations; without one, links to all. Built for development only. */

// A window of the system's own, which no picture has: packages come as a download here.
Reflect.deleteProperty(window, "showDirectoryPicker");
// A window that fills the screen has no other size.
Reflect.deleteProperty(Element.prototype, "requestFullscreen");

const still = <State,>(state: State): Readable<State> => ({
  getState: () => state,
  getInitialState: () => state,
  subscribe: () => () => {},
});
const done = async () => undefined;

const conversationOf = (screen: Screen): AgentConversation => ({
  state: still<AgentConversationState>(screen.conversation ?? { phase: "loading" }),
  take: async () => screen.take,
  give: async () => screen.give,
  transfer: async () => screen.give,
  send: done,
  recall: async () => null,
  note: done,
  setCase: done,
  retry: done,
  discard: done,
  typing: () => {},
  seen: () => {},
  close: () => (screen.close === "slow" ? new Promise(() => {}) : Promise.resolve(screen.close)),
  leave: () => {},
});

const loadClosed = async (
  { closed }: Screen,
  from: "newest" | "older",
): Promise<"more" | "all" | "failed"> => {
  if (closed === "slow") return new Promise(() => {});
  if (closed === "fails") return "failed";
  return closed === "more" && from === "newest" ? "more" : "all";
};

/** Kept as long as the page stands; the answer begins with what the screen says. */
const draftsOf = ({ draft }: Screen): Drafts => {
  const kept = new Map<string, Draft | null>();
  const nameOf = ({ conversation, channel }: Parameters<Drafts["get"]>[0]) => `${conversation}/${channel}`;
  return {
    get: (key) => {
      const written = kept.get(nameOf(key));
      if (written === undefined) return key.channel === "public" ? draft : undefined;
      return written ?? undefined;
    },
    set: (key, next) => void kept.set(nameOf(key), next),
  };
};

const actionsOf = (screen: Screen): AgentActions => {
  const conversation = conversationOf(screen);
  return {
    signIn: done,
    enterCode: done,
    confirmEnrolment: done,
    proceed: done,
    cancelSignIn: done,
    account: accountOf(screen),
    standardAnswers: {
      load: async () => ({ ok: true, value: { answers: screen.standardAnswers ?? [] } }),
      keep: async () => ({ ok: true, value: null }),
      remove: async () => ({ ok: true, value: null }),
    },
    links: {
      load: async () => ({ ok: true, value: screen.links ?? noLinks }),
      setCampaign: async () => ({ ok: false, failure: "too_large" }),
    },
    drafts: draftsOf(screen),
    search: searchOf(screen),
    reading: screen.reading ? wooReadingOf(screen.reading) : readingOf(screen.exporting),
    townSettings: townActionsOf(screen),
    records: recordsOf(screen.archive),
    beginAtCounter: async () => screen.begun ?? { ok: false, code: "no_desk" },
    labels: {
      load: async () => ({ ok: true, value: { labels: screen.labels ?? labels } }),
      keep: async () => ({ ok: true, value: null }),
    },
    sorting: {
      label: async () => screen.sorting,
      snooze: async () => screen.sorting,
      wake: done,
      reopen: async () => screen.sorting,
    },
    considerations: {
      load: async () => ({ ok: true, value: weighed }),
      set: async () => ({ ok: true, value: null }),
    },
    apiTokens: {
      load: async () => ({ ok: true, value: screen.tokens ?? { supervised: [], tokens: [] } }),
      make: async (asked) => ({ ok: true, value: { ...madeToken, name: asked.name } }),
      revoke: async () => ({ ok: true, value: null }),
    },
    blocks: {
      block: async () => screen.blocking?.answer ?? { ok: true, network: "not_asked" },
      lift: done,
      load: async () => screen.blocking?.list ?? { ok: true, value: { blocks: [] } },
    },
    sharedRemarks: {
      load: async () => screen.remarks ?? { ok: true, value: { remarks: [], more: false } },
    },
    auditLog: {
      load: async () => {
        if (screen.auditLog === "slow") return new Promise(() => {});
        return screen.auditLog ?? { ok: true, value: { lines: [], more: false } };
      },
      exportAddress: () => "#",
    },
    board: {
      state: still(screen.board ?? { phase: "loading" }),
      follow: () => () => {},
      refresh: async () => {},
    },
    destruction: screen.destruction ?? noDestruction,
    deposits: depositsOf(screen.exporting),
    reports: reportsOf(screen.reports),
    colleagueFigures: colleagueFiguresOf(screen.colleagueFigures),
    reviews: reviewsOf(screen.reviews ?? { state: noReviews }),
    unlock: done,
    signOut: done,
    lock: done,
    setPresence: done,
    active: () => {},
    loadClosed: (from) => loadClosed(screen, from),
    colleagues: async () =>
      [colleagues.sanne, colleagues.yusuf, colleagues.wil].map(({ member, name }) => ({ member, name })),
    conversation: () => conversation,
  };
};

const noLinks = { short: "https://chat.voorbeeld.example/c/voorbeeld.example", page: null, campaigns: [] };
const townActionsOf = ({ town }: Screen): AgentActions["townSettings"] => {
  const answer = async (): Promise<SettingAnswer> =>
    town?.obstacles ? { ok: false, failure: "obstructed", obstacles: town.obstacles } : { ok: true };
  return {
    load: async () => {
      if (town?.load === "slow") return new Promise(() => {});
      return town?.load === "fails"
        ? { ok: false, failure: "unreachable" }
        : { ok: true, value: townSettings };
    },
    setTopic: answer,
    setDesk: answer,
    setMember: answer,
    takeBack: answer,
  };
};

const searchOf = ({ search }: Screen): AgentActions["search"] => ({
  state: still(search?.state ?? { phase: "ready", done: 1204, total: 1204, limited: false }),
  find: async () => search?.results ?? [],
  pause: () => {},
  resume: () => {},
});

const accountOf = ({ account }: Screen): AgentActions["account"] => {
  const told = async <Value,>(value: Value) => ({ ok: true as const, value });
  return {
    sessions: () => told(account?.sessions ?? { sessions: [] }),
    endSession: () => told(null),
    endOtherSessions: () => told(null),
    secondFactor: () => told(account?.secondFactor ?? { policy: "offered", enrolled: null }),
    enrol: () => told(enrolment),
    confirm: () => told({ recoveryCodes }),
    removeSecondFactor: () => told(null),
  };
};

/** Types as a person does: React hears a field's own setter only. */
const type = (words: string, into = ".search-field, .closing textarea") => {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(into);
  const { prototype } = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, words);
  field?.dispatchEvent(new Event("input", { bubbles: true }));
};

/** Chooses what a list offers at a place: a selector without spaces, and the number of the place. */
const choose = (place: string) => {
  const [selector = "", index] = place.split(" ");
  const list = document.querySelector<HTMLSelectElement>(selector);
  if (!list) return;
  list.selectedIndex = Number(index);
  list.dispatchEvent(new Event("change", { bubbles: true }));
};

/** What a busy machine has not drawn yet is waited for; what never comes is not. */
const drawnBy = async (selector: string) => {
  for (let looks = 0; looks < 100 && !document.querySelector(selector); looks++)
    await new Promise((resolve) => setTimeout(resolve, 20));
};

const press = async (key: string) => {
  if (key.startsWith("type ")) return type(key.slice(5));
  if (key.startsWith("choose ")) return choose(key.slice(7));
  const [, into, words] = /^fill (.+?) = (.*)$/.exec(key) ?? [];
  const selector = into ?? (/^[[.]/.test(key) ? key : undefined);
  if (selector !== undefined) await drawnBy(selector);
  if (into !== undefined) return type(words ?? "", into);
  if (/^[[.]/.test(key)) document.querySelector<HTMLElement>(key)?.click();
  else if (key === "settings") document.querySelector<HTMLElement>("[data-opens=settings]")?.click();
  else if (key === "Enter") document.querySelector<HTMLButtonElement>(".writing [type=submit]")?.click();
  else
    window.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: /[?!TB]/.test(key), bubbles: true }));
};

const element = document.getElementById("inbox");
let root: Root | undefined;

/** Draws a picture; nothing of the one before it stays in sight. */
const show = (screen: Screen, at: string) => {
  if (!element) return;
  delete document.documentElement.dataset.shown;
  root?.unmount();
  window.history.replaceState(null, "", `${at}${screen.hash}`);
  root = createRoot(element);
  root.render(
    <Inbox
      state={screen.state}
      actions={actionsOf(screen)}
      readMs={() => nowMs}
      storage={window.sessionStorage}
    />,
  );
  setTimeout(async () => {
    for (const key of screen.press ?? []) {
      await press(key);
      // What it opens must be there for the next one.
      await new Promise((resolve) => setTimeout(resolve, key.startsWith("type ") ? 300 : 50));
    }
    if (screen.take) document.querySelector<HTMLElement>("[aria-current=true]")?.click();
    document.documentElement.dataset.shown = "true";
  }, 100);
};

/** The picture that an address asks for, by `state` and, for a long list, `rows`; the list of all when it names none. */
const draw = (at: string) => {
  const asked = new URLSearchParams(at);
  const drawn = screens[asked.get("state") ?? ""];
  const rows = asked.get("rows");
  if (drawn) return show(rows ? { ...drawn, state: crowded(Number(rows)) } : drawn, at);
  if (!element) return;
  root = createRoot(element);
  root.render(
    <ul>
      {Object.keys(screens).map((name) => (
        <li key={name}>
          <a href={`?state=${name}`}>{name}</a>
        </li>
      ))}
    </ul>,
  );
};

// What is fetched only when it is opened is here before anything is drawn: a picture is of a room, not of its opening.
await Promise.all([
  import("./figures/OwnFigures.js"),
  import("./reviews/ReviewsRoom.js"),
  import("./supervisor/SupervisorRoom.js"),
  import("./supervisor/reports/ReportsRoom.js"),
  import("./supervisor/tokens/Tokens.js"),
]);
draw(window.location.search);
// Who looks at all of them does not load everything again for each.
window.addEventListener("gallery:draw", (event) => {
  sessionStorage.clear();
  localStorage.clear();
  draw((event as CustomEvent<string>).detail);
});
