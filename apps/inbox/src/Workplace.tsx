import type { AgentActions, AgentState, QueueItem } from "@eigenkanaal/client";
import { useClientState } from "@eigenkanaal/client/react";
import { isToBeTold } from "@eigenkanaal/domain";
import type { ConversationId } from "@eigenkanaal/protocol";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { BulkPane } from "./bulk/BulkPane.js";
import { useBulk } from "./bulk/useBulk.js";
import { useSelection } from "./bulk/useSelection.js";
import type { TakeState } from "./conversation/access.js";
import { ConversationPane } from "./conversation/ConversationPane.js";
import { NothingOpen } from "./conversation/NothingOpen.js";
import { FiguresNotice } from "./figures/FiguresNotice.js";
import { OfflineIcon } from "./icons.js";
import { useLabels } from "./labels/useLabels.js";
import { focusOn } from "./navigation/focusOn.js";
import { Rail } from "./navigation/Rail.js";
import { Skip } from "./navigation/Skip.js";
import { useEscape, useKeyAnywhere, useKeys } from "./navigation/useKeys.js";
import { useRooms } from "./navigation/useRooms.js";
import { useRoute } from "./navigation/useRoute.js";
import { useNotifications } from "./notifications/useNotifications.js";
import type { Preferences } from "./preferences.js";
import { OffDutyBar } from "./presence/OffDutyBar.js";
import { useGivenAnnouncement } from "./presence/useGivenAnnouncement.js";
import { type ListName, rowsOf, stepFrom } from "./queue/lists.js";
import { townNames, townsOwn } from "./queue/names.js";
import { QueueList } from "./queue/QueueList.js";
import type { RowsHandle } from "./queue/QueueRows.js";
import { useClosed } from "./queue/useClosed.js";
import { useRows } from "./queue/useRows.js";
import { waitingIn } from "./reviews/sums.js";
import { Search } from "./search/Search.js";
import type { Sought } from "./search/useFound.js";
import { useSignsOfLife } from "./session/useSignsOfLife.js";
import { useTexts } from "./texts/texts.js";
import { goToPlace } from "./townSettings/place.js";
import { type Dialog, WorkplaceDialogs } from "./WorkplaceDialogs.js";
import { WorkplaceRooms } from "./WorkplaceRooms.js";

type Props = {
  state: Extract<AgentState, { phase: "ready" }>;
  actions: AgentActions;
  preferences: Preferences;
  onPreferences: (some: Partial<Preferences>) => void;
};

/** Wide enough for the details to stand beside the conversation. */
const wide = "(min-width: 85em)";
/** Too narrow for a list beside a conversation. */
const narrow = "(width < 48em)";

/** The row that has the keyboard. */
const focusedOf = (rows: readonly QueueItem[]): ConversationId | undefined => {
  const focused = document.activeElement?.getAttribute("data-conversation");
  return rows.find(({ conversation }) => conversation === focused)?.conversation;
};

/** The inbox of somebody who is signed in: rail, list, conversation, details. */
export const Workplace = ({ state, actions, preferences, onPreferences }: Props) => {
  const texts = useTexts();
  const [route, go] = useRoute();
  const ownDesks = useMemo(
    () => state.town.desks.filter(({ desk }) => state.me.desks.includes(desk)),
    [state.town.desks, state.me.desks],
  );
  const reviews = useClientState(actions.reviews.state);
  const toReview = reviews.phase === "shown" ? waitingIn(reviews.reviews) : null;
  const rooms = useRooms(state.me.roles, { hasDesks: ownDesks.length > 0, isAsked: toReview !== null });
  const { hasLists, elsewhere, title: roomTitle } = rooms;
  const [dialog, setDialog] = useState<Dialog>("none");
  const [detailsShown, setDetailsShown] = useState(() => window.matchMedia(wide).matches);
  const [cursor, setCursor] = useState<ConversationId | null>(null);
  const [taking, setTaking] = useState<{ conversation: ConversationId; take: TakeState }>();
  const [searching, setSearching] = useState(false);
  const [sought, setSought] = useState<Sought>({ words: "", desk: null, state: "all" });
  const [target, setTarget] = useState<{ conversation: ConversationId; entry: string | null }>();
  const rowsRef = useRef<RowsHandle>(null);
  const closed = useClosed(route.list === "closed" && state.connection === "online", actions.loadClosed);
  const { town, members } = state;
  const own = useMemo(() => townsOwn(town), [town]);
  const names = useMemo(() => townNames({ town, members }, texts), [town, members, texts]);
  const { queue, closed: finished } = state;
  const labels = useLabels(actions.labels, queue);
  const { rows, arrangement, onArrange, countOf } = useRows({ queue, closed: finished }, route, names);
  const selection = useSelection(rows);
  const bulk = useBulk();
  const choosing = selection.chosen.size > 0 || bulk.state.at === "held";
  const item = [...state.queue, ...state.closed].find((each) => each.conversation === route.conversation);
  const waiting = rowsOf(state, "waiting", null).length;

  const standardAnswers = useMemo(
    () => ({
      actions: actions.standardAnswers,
      known: { gemeente: state.town.name, collega: state.me.alias, telefoon: state.town.contact.phone },
    }),
    [actions, state.town, state.me.alias],
  );
  const given = useGivenAnnouncement(state.queue, names);
  const { figuresPerColleague } = state;
  const readSinceMs = preferences.figuresRead[state.me.member] ?? null;
  const unreadNotice =
    rooms.answers && isToBeTold(figuresPerColleague, readSinceMs) ? figuresPerColleague : null;
  const offDuty = state.presence?.state === "off" && state.presence.desks.length > 0 ? state.presence : null;

  useSignsOfLife(actions.active);
  useNotifications(queue, preferences.notify);

  useEffect(() => {
    const listed = searching ? texts.search.title : texts.lists[route.list];
    document.title = texts.documentTitle(waiting, roomTitle ?? listed);
  }, [texts, waiting, searching, route.list, roomTitle]);

  const take = useCallback(
    async (conversation: ConversationId) => {
      const handle = actions.conversation(conversation);
      setTaking({ conversation, take: { state: "taking" } });
      const code = await handle.take();
      setTaking({ conversation, take: code ? { state: "refused", code } : { state: "none" } });
      handle.leave();
      return code;
    },
    [actions],
  );

  const newest = useRef({ route, rows });
  useEffect(() => {
    newest.current = { route, rows };
  });
  // One function for all rows, so that none draws again because it changed.
  const open = useCallback(
    (conversation: ConversationId) => {
      const row = newest.current.rows.find((each) => each.conversation === conversation);
      go({ ...newest.current.route, conversation });
      if (row?.state === "waiting" && row.standing === "on_desk") void take(conversation);
    },
    [go, take],
  );
  const step = useCallback((by: 1 | -1) => {
    const to = stepFrom(
      newest.current.rows.map((row) => row.conversation),
      document.activeElement?.getAttribute("data-conversation") ?? newest.current.route.conversation,
      by,
    );
    if (to) rowsRef.current?.focus(to);
  }, []);

  const place = `${route.list} ${route.desk}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever goes to a list has left the search
  useEffect(() => setSearching(false), [place]);
  const openSearch = () => {
    if (!hasLists) return;
    // Where there is room for one pane only, it is this one.
    if (elsewhere || window.matchMedia(narrow).matches) go({ ...route, conversation: null });
    // What is chosen is out of sight there.
    selection.clear();
    setSearching(true);
    requestAnimationFrame(() => focusOn(".search-field"));
  };
  const { choose, choosePast } = selection;
  const extend = useCallback(
    (by: 1 | -1) => {
      const from = focusedOf(newest.current.rows);
      const to = stepFrom(
        newest.current.rows.map((row) => row.conversation),
        from ?? null,
        by,
      );
      if (!from || !to) return;
      choosePast(from, to);
      rowsRef.current?.focus(to);
    },
    [choosePast],
  );

  const goTo = (list: ListName) => {
    if (!hasLists) return;
    setSearching(false);
    go({ list, desk: null, conversation: null });
    requestAnimationFrame(() => focusOn("#list-title"));
  };
  const back = () => {
    if (!route.conversation) return;
    const left = route.conversation;
    go({ ...route, conversation: null });
    requestAnimationFrame(() => {
      if (!rowsRef.current?.focus(left)) focusOn("#list-title");
    });
  };

  useKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      "g w": () => goTo("waiting"),
      "g m": () => goTo("mine"),
      "g b": () => goTo("desk"),
      "g u": () => goTo("snoozed"),
      "g a": () => goTo("closed"),
      "g l": () => setDialog("links"),
      "g z": openSearch,
      "/": openSearch,
      "Shift+/": openSearch,
      ...rooms.keys,
      b: () => setDialog("counter"),
      f: () => setDialog("filter"),
      x: () => {
        const row = focusedOf(rows) ?? cursor;
        if (row) choose(row, "one");
      },
      "Shift+X": selection.all,
      p: () => setDialog("presence"),
      "Shift+?": () => setDialog("keys"),
      "Shift+!": () => setDialog("emergency"),
    },
    preferences.singleLetterKeys,
  );
  useKeyAnywhere("F8", () => setDialog("emergency"));
  useEscape({
    leaveField: () => focusOn(route.conversation ? "#conversation-title" : "#list-title"),
    back: () => {
      if (selection.chosen.size > 0) selection.clear();
      else if (detailsShown && !window.matchMedia(wide).matches) setDetailsShown(false);
      else back();
    },
  });

  return (
    <div className={`workplace ${route.conversation ? "workplace-conversation" : "workplace-list"}`}>
      {!elsewhere && <Skip to="#list-title">{texts.skipToList}</Skip>}
      {route.conversation && <Skip to="#conversation-title">{texts.skipToConversation}</Skip>}
      <p className="unseen" role="status">
        {given}
      </p>
      <Rail
        state={state}
        route={elsewhere ? null : route}
        hasLists={hasLists}
        archive={rooms.archives ? { open: rooms.records !== null } : null}
        supervision={rooms.supervises ? { open: rooms.supervisor?.room ?? null } : null}
        reviews={toReview === null ? null : { waiting: toReview, open: rooms.reviews !== null }}
        searching={searching}
        onSearch={openSearch}
        onList={() => setSearching(false)}
        onPresence={() => setDialog("presence")}
        onSettings={() => setDialog("settings")}
        onEmergency={() => setDialog("emergency")}
        onCounter={() => setDialog("counter")}
      />
      <WorkplaceRooms {...{ rooms, state, actions, preferences, onPreferences, names }} />
      <main className="panes" hidden={elsewhere}>
        <h1 className="unseen">
          {texts.product}, {state.town.name}
        </h1>
        <div className="bars">
          {unreadNotice && (
            <FiguresNotice
              decision={unreadNotice}
              onRead={() =>
                onPreferences({
                  figuresRead: { ...preferences.figuresRead, [state.me.member]: unreadNotice.sinceMs },
                })
              }
            />
          )}
          {state.connection === "offline" && (
            <p className="offline-bar" role="status">
              <OfflineIcon />
              {texts.connection.offlineBar}
            </p>
          )}
          {state.connection === "online" && offDuty && (
            <OffDutyBar presence={offDuty} onDuty={() => void actions.setPresence("on_duty")} />
          )}
        </div>
        <section className="list" aria-labelledby="list-title">
          {searching ? (
            <Search
              actions={actions.search}
              sought={sought}
              onSought={(some) => setSought({ ...sought, ...some })}
              desks={ownDesks}
              names={names}
              online={state.connection === "online"}
              open={route.conversation}
              onOpen={(conversation, entry) => {
                setTarget({ conversation, entry });
                go({ ...route, conversation });
              }}
              singleLetterKeys={preferences.singleLetterKeys}
            />
          ) : (
            <QueueList
              list={route.list}
              desk={route.desk}
              desks={state.town.desks}
              answers={rooms.answers}
              rows={rows}
              loading={route.list === "closed" ? closed.state : "all"}
              names={names}
              open={route.conversation}
              cursor={cursor}
              rowsRef={rowsRef}
              onOpen={open}
              onCursor={setCursor}
              onStep={step}
              arrangement={arrangement}
              onArrange={onArrange}
              labels={labels}
              chosen={selection.chosen}
              onChoose={choose}
              onExtend={extend}
              onFilter={(desk) => go({ ...route, desk })}
              onFilters={() => setDialog("filter")}
              onRetry={closed.retry}
              onOlder={closed.older}
            />
          )}
          <BulkPane
            bulk={bulk}
            selection={selection}
            shown={rows.length}
            known={[...queue, ...finished]}
            actions={actions}
            desks={town.desks}
            town={town}
            own={own}
            presence={state.presence}
            names={names}
            labels={labels}
            online={state.connection === "online"}
            letters={preferences.singleLetterKeys}
            onOpen={open}
          />
        </section>
        {route.conversation ? (
          <ConversationPane
            conversation={route.conversation}
            item={item}
            found={target?.conversation === route.conversation ? target.entry : null}
            names={names}
            own={own}
            town={town}
            actions={actions}
            online={state.connection === "online"}
            desks={town.desks}
            labels={labels}
            choosing={choosing}
            presence={state.presence}
            take={taking?.conversation === route.conversation ? taking.take : { state: "none" }}
            onTake={take}
            standardAnswers={standardAnswers}
            detailsShown={detailsShown}
            onDetails={setDetailsShown}
            preferences={preferences}
            roles={state.me.roles}
            onEmergency={() => setDialog("emergency")}
            onBack={back}
          />
        ) : (
          <NothingOpen anyToOpen={rows.length > 0} />
        )}
      </main>
      <WorkplaceDialogs
        dialog={dialog}
        onDialog={setDialog}
        {...{ state, actions, preferences, onPreferences, names, labels }}
        onTownSettings={rooms.administers ? () => goToPlace({ room: "topics", open: null }) : null}
        filters={arrangement.filters}
        countOf={countOf}
        onFilters={(filters) => onArrange({ filters })}
        onBegun={(conversation) => go({ list: "mine", desk: null, conversation })}
        onConversation={(conversation) => go({ list: "desk", desk: null, conversation })}
      />
    </div>
  );
};
