import type { AgentActions, AgentState } from "@eigenkanaal/client";
import { lazy, Suspense } from "react";
import type { Rooms } from "./navigation/useRooms.js";
import type { Preferences } from "./preferences.js";
import type { TownNames } from "./queue/names.js";
import { useExport } from "./records/export/useExport.js";
import { RecordsRoom } from "./records/RecordsRoom.js";
import { Opening } from "./supervisor/Opening.js";
import { useTexts } from "./texts/texts.js";
import { TownRoom } from "./townSettings/TownRoom.js";

type WorkplaceRoomsProps = {
  rooms: Rooms;
  state: Extract<AgentState, { phase: "ready" }>;
  actions: AgentActions;
  preferences: Preferences;
  onPreferences: (some: Partial<Preferences>) => void;
  names: TownNames;
};

/** Fetched by who supervises desks, and by nobody else. */
const SupervisorRoom = lazy(async () => ({
  default: (await import("./supervisor/SupervisorRoom.js")).SupervisorRoom,
}));

/** Fetched by who looks at their own figures. */
const OwnFigures = lazy(async () => ({ default: (await import("./figures/OwnFigures.js")).OwnFigures }));

/** Fetched by whom a review asks something of. */
const ReviewsRoom = lazy(async () => ({
  default: (await import("./reviews/ReviewsRoom.js")).ReviewsRoom,
}));

/** The room that is open in the place of the lists, if one is. */
export const WorkplaceRooms = ({
  rooms,
  state,
  actions,
  preferences,
  onPreferences,
  names,
}: WorkplaceRoomsProps) => {
  const texts = useTexts();
  const { me, town, members } = state;
  const online = state.connection === "online";
  // Here, so that a package goes on being made whatever is on the screen.
  const exporting = useExport({
    ...{ reading: actions.reading, deposits: actions.deposits, list: actions.records.list },
    ...{ me, town, isOnline: online },
  });
  return (
    <>
      {rooms.town && (
        <TownRoom
          place={rooms.town}
          actions={actions.townSettings}
          retention={town.retention}
          online={online}
        />
      )}
      {rooms.supervisor && (
        <Suspense
          fallback={
            <Opening title={texts.supervisor.rooms[rooms.supervisor.room]} says={texts.supervisor.opening} />
          }
        >
          <SupervisorRoom
            place={rooms.supervisor}
            board={{
              ...{ actions: actions.board, names, online },
              ...{ alerts: preferences.board, onAlerts: (board) => onPreferences({ board }) },
              singleLetterKeys: preferences.singleLetterKeys,
            }}
            reports={{
              ...{ actions: actions.reports, town, names, online },
              ...{ colleagues: actions.colleagueFigures, decision: state.figuresPerColleague },
            }}
            quality={{ actions: actions.reviews, town, names, members, online }}
          />
        </Suspense>
      )}
      {rooms.figures && (
        <Suspense
          fallback={<Opening title={texts.colleagueFigures.title} says={texts.colleagueFigures.loading} />}
        >
          <OwnFigures
            place={rooms.figures}
            actions={actions.colleagueFigures}
            decision={state.figuresPerColleague}
            online={online}
          />
        </Suspense>
      )}
      {rooms.reviews && (
        <Suspense fallback={<Opening title={texts.reviews.title} says={texts.reviews.loading} />}>
          <ReviewsRoom place={rooms.reviews} {...{ actions: actions.reviews, names, members, online }} />
        </Suspense>
      )}
      {rooms.records && (
        <RecordsRoom
          place={rooms.records}
          actions={actions.records}
          considerations={actions.considerations}
          deposits={actions.deposits}
          exporting={exporting}
          reading={actions.reading}
          keepsArchive={me.keepsArchive}
          destruction={actions.destruction}
          auditLog={actions.auditLog}
          me={me.member}
          {...{ town, names, members, online }}
        />
      )}
    </>
  );
};
