import type { AgentState } from "@eigenkanaal/client";
import { NumberBadge } from "@nl-design-system-candidate/number-badge-react";
import type { ReactNode } from "react";
import {
  ArchiveIcon,
  BoardIcon,
  CounterIcon,
  DeskIcon,
  DoneIcon,
  InboxIcon,
  OfflineIcon,
  PersonIcon,
  QualityIcon,
  ReportsIcon,
  ReviewIcon,
  SearchIcon,
  SettingsIcon,
  SnoozeIcon,
  WarningIcon,
} from "../icons.js";
import { PresenceButton } from "../presence/PresenceButton.js";
import { type ListName, listNames, openPerDesk, rowsOf } from "../queue/lists.js";
import { hashOfRecords, recordsHome } from "../records/place.js";
import { hashOfReviews, reviewsHome } from "../reviews/place.js";
import { hashOfSupervisor, type SupervisorRoomName } from "../supervisor/place.js";
import { inLanguage, useTexts } from "../texts/texts.js";
import { hashOf, type Route } from "./route.js";

type Ready = Extract<AgentState, { phase: "ready" }>;

const icons = {
  waiting: <InboxIcon />,
  mine: <PersonIcon />,
  desk: <DeskIcon />,
  snoozed: <SnoozeIcon />,
  closed: <DoneIcon />,
} satisfies Record<ListName, ReactNode>;

const keys = {
  waiting: "g w",
  mine: "g m",
  desk: "g b",
  snoozed: "g u",
  closed: "g a",
} satisfies Record<ListName, string>;

/** The lists, with how many conversations need somebody, and the person's own corner below. */
export const Rail = ({
  state,
  route,
  hasLists,
  archive,
  supervision,
  reviews,
  searching,
  onSearch,
  onList,
  onPresence,
  onSettings,
  onEmergency,
  onCounter,
}: {
  state: Ready;
  searching: boolean;
  onSearch: () => void;
  /** A list was chosen, perhaps the one that stands under the search. */
  onList: () => void;
  /** Null for who is elsewhere than in the lists. */
  route: Route | null;
  /** False for who works from none. */
  hasLists: boolean;
  /** Which of a supervisor's rooms is open; null for who supervises nothing. */
  supervision: { open: SupervisorRoomName | null } | null;
  /** How many conversations of a review wait for this member; null where there is none. */
  reviews: { waiting: number; open: boolean } | null;
  /** Whether the archive is open; null for who does not keep it. */
  archive: { open: boolean } | null;
  onPresence: () => void;
  onSettings: () => void;
  onEmergency: () => void;
  onCounter: () => void;
}) => {
  const texts = useTexts();
  const counts = {
    waiting: rowsOf(state, "waiting", null).length,
    mine: rowsOf(state, "mine", null).filter((item) => item.unread).length,
  };
  return (
    <nav className="rail" aria-label={texts.lists.landmark}>
      <p className="rail-town">{state.town.name}</p>
      <ul className="rail-lists">
        {(hasLists ? listNames : []).map((list) => (
          <li key={list}>
            <a
              className="rail-link"
              href={hashOf({ list, desk: null, conversation: null })}
              onClick={onList}
              aria-current={!searching && route?.list === list && route.desk === null ? "page" : undefined}
            >
              {icons[list]}
              <span className="rail-name">{texts.lists[list]}</span>
              {list === "waiting" && counts.waiting > 0 && (
                <NumberBadge label={`, ${texts.lists.shown(counts.waiting)}`}>{counts.waiting}</NumberBadge>
              )}
              {list === "mine" && counts.mine > 0 && (
                <NumberBadge label={`, ${texts.lists.unreadCount(counts.mine)}`}>{counts.mine}</NumberBadge>
              )}
              <span className="key rail-key" aria-hidden="true">
                {keys[list]}
              </span>
            </a>
            {list === "desk" && <Desks state={state} route={route} onList={onList} />}
          </li>
        ))}
        {hasLists && (
          <li>
            <button
              type="button"
              className="rail-link rail-search"
              onClick={onSearch}
              aria-current={searching ? "page" : undefined}
              aria-keyshortcuts="/"
            >
              <SearchIcon />
              <span className="rail-name">{texts.search.title}</span>
              <span className="key rail-key" aria-hidden="true">
                /
              </span>
            </button>
          </li>
        )}
        {reviews && <Reviews {...reviews} />}
        {supervision && <Supervision open={supervision.open} />}
        {archive && (
          <li>
            <a
              className="rail-link rail-archive"
              href={hashOfRecords(recordsHome)}
              aria-current={archive.open ? "page" : undefined}
              aria-keyshortcuts="g r"
            >
              <ArchiveIcon />
              <span className="rail-name">{texts.records.title}</span>
              <span className="key rail-key" aria-hidden="true">
                g r
              </span>
            </a>
          </li>
        )}
      </ul>
      <div className="rail-foot">
        <p className={`rail-connection rail-connection-${state.connection}`} role="status">
          {state.connection === "offline" ? <OfflineIcon /> : <span className="dot" />}
          <span className="rail-name">{texts.connection[state.connection]}</span>
        </p>
        {state.presence && state.presence.desks.length > 0 && (
          <PresenceButton presence={state.presence} onOpen={onPresence} />
        )}
        {state.me.desks.length > 0 && (
          <button
            type="button"
            className="rail-link"
            data-opens="counter"
            onClick={onCounter}
            aria-haspopup="dialog"
            aria-keyshortcuts="b"
          >
            <CounterIcon />
            <span className="rail-name">{texts.counter.open}</span>
            <span className="key rail-key" aria-hidden="true">
              b
            </span>
          </button>
        )}
        <button
          type="button"
          className="rail-link rail-emergency"
          onClick={onEmergency}
          aria-haspopup="dialog"
          aria-keyshortcuts="!"
        >
          <WarningIcon />
          <span className="rail-name">{texts.emergency.open}</span>
          <span className="key rail-key" aria-hidden="true">
            !
          </span>
        </button>
        <button
          type="button"
          className="rail-link"
          data-opens="settings"
          onClick={onSettings}
          aria-haspopup="dialog"
        >
          <SettingsIcon />
          <span className="rail-name">
            <span className="rail-person">{state.me.name}</span>
            <span className="rail-settings">{texts.settings.title}</span>
          </span>
        </button>
      </div>
    </nav>
  );
};

const Desks = ({ state, route, onList }: { state: Ready; route: Route | null; onList: () => void }) => {
  const texts = useTexts();
  return (
    <ul className="rail-desks">
      {openPerDesk(state.queue, state.town.desks, state.me.desks).map(({ desk, open }) => (
        <li key={desk.desk}>
          <a
            className="rail-link rail-desk"
            href={hashOf({ list: "desk", desk: desk.desk, conversation: null })}
            onClick={onList}
            aria-current={route?.list === "desk" && route.desk === desk.desk ? "page" : undefined}
          >
            <span className="rail-name">{inLanguage(desk.name, texts)}</span>
            <span className="rail-open">
              <span aria-hidden="true">{open}</span>
              <span className="unseen">, {texts.lists.shown(open)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
};

const Reviews = ({ waiting, open }: { waiting: number; open: boolean }) => {
  const { reviews: words } = useTexts();
  return (
    <li>
      <a
        className="rail-link"
        href={hashOfReviews(reviewsHome)}
        aria-current={open ? "page" : undefined}
        aria-keyshortcuts="g v"
      >
        <ReviewIcon />
        <span className="rail-name">{words.title}</span>
        {waiting > 0 && <NumberBadge label={`, ${words.toDo(waiting)}`}>{waiting}</NumberBadge>}
        <span className="key rail-key" aria-hidden="true">
          g v
        </span>
      </a>
    </li>
  );
};

const supervisorLinks = [
  { room: "board", icon: <BoardIcon />, keys: "g o" },
  { room: "reports", icon: <ReportsIcon />, keys: "g p" },
  { room: "quality", icon: <QualityIcon />, keys: "g k" },
] as const;

const Supervision = ({ open }: { open: SupervisorRoomName | null }) => {
  const { supervisor } = useTexts();
  return supervisorLinks.map(({ room, icon, keys: pressed }) => (
    <li key={room} className={`rail-${room}`}>
      <a
        className="rail-link"
        href={hashOfSupervisor({ room, open: null })}
        aria-current={open === room ? "page" : undefined}
        aria-keyshortcuts={pressed}
      >
        {icon}
        <span className="rail-name">{supervisor.rooms[room]}</span>
        <span className="key rail-key" aria-hidden="true">
          {pressed}
        </span>
      </a>
    </li>
  ));
};
