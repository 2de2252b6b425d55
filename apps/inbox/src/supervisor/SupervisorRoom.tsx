import { Heading } from "@nl-design-system-candidate/heading-react";
import { useEffect } from "react";
import { OfflineIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { type BoardProps, BoardRoom } from "./board/BoardRoom.js";
import { hashOfSupervisor, type SupervisorPlace, supervisorRooms } from "./place.js";
import { ReportsRoom } from "./reports/ReportsRoom.js";

/** What supervisors steer on, room by room: a page of its own. */
export const SupervisorRoom = ({
  place: { room },
  ...props
}: BoardProps & {
  place: SupervisorPlace;
}) => {
  const texts = useTexts();
  const { supervisor: words } = texts;
  // Who comes along a link arrives at the words it leads to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at every room anew
  useEffect(() => document.querySelector<HTMLElement>("#supervisor-title")?.focus(), [room]);
  return (
    <main className="town supervisor" data-room={room}>
      <header className="town-header">
        <Heading level={1} appearance="level-3" id="supervisor-title" tabIndex={-1}>
          {words.rooms[room]}
        </Heading>
        <nav aria-label={words.landmark}>
          <ul className="town-rooms">
            {supervisorRooms.map((each) => (
              <li key={each}>
                <a
                  href={hashOfSupervisor({ room: each, open: null })}
                  aria-current={room === each ? "page" : undefined}
                >
                  {words.rooms[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {/* The board says by itself how old its figures are. */}
        {!props.online && room !== "board" && (
          <p className="offline-bar" role="status">
            <OfflineIcon />
            {words.offline}
          </p>
        )}
      </header>
      {room === "board" ? <BoardRoom {...props} /> : <ReportsRoom />}
    </main>
  );
};
