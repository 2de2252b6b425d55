import type {
  AuditLogActions,
  ConsiderationActions,
  DepositActions,
  DestructionActions,
} from "@eigenkanaal/client";
import type { MemberId } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { useEffect } from "react";
import { BackIcon, OfflineIcon } from "../icons.js";
import { hashOf, home } from "../navigation/route.js";
import { useTexts } from "../texts/texts.js";
import { AuditLogRoom } from "./AuditLogRoom.js";
import { ConsiderationsRoom } from "./ConsiderationsRoom.js";
import { DestructionRoom } from "./DestructionRoom.js";
import { ErasuresRoom } from "./ErasuresRoom.js";
import { ExportRoom } from "./export/ExportRoom.js";
import type { Exporting } from "./export/useExport.js";
import { HoldsRoom } from "./HoldsRoom.js";
import { hashOfRecords, type RecordsPlace, recordsRooms } from "./place.js";
import { RetentionRoom } from "./RetentionRoom.js";
import { type WooProps, WooRoom } from "./woo/WooRoom.js";

/** The archive of the town, room by room, for its records officers: a page of its own. */
export const RecordsRoom = ({
  place: { room, open },
  considerations,
  deposits,
  exporting,
  reading,
  keepsArchive,
  destruction,
  auditLog,
  me,
  ...props
}: Omit<WooProps, "open"> & {
  place: RecordsPlace;
  considerations: ConsiderationActions;
  deposits: DepositActions;
  exporting: Exporting;
  destruction: DestructionActions;
  auditLog: AuditLogActions;
  me: MemberId;
}) => {
  const texts = useTexts();
  const { records: words } = texts;
  // Who comes along a link arrives at the words it leads to.
  useEffect(() => {
    const within = `.records[data-room="${room}"]`;
    const find = (id: string) => document.querySelector<HTMLElement>(`${within} ${id}`);
    (find(open === null ? "#records-title" : "#records-detail-title") ?? find("#records-title"))?.focus();
    // On a phone the rooms are a row that is longer than the screen.
    find(".town-rooms [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [room, open]);
  return (
    <main className={`town records ${open === null ? "" : "town-open"}`} data-room={room}>
      <header className="town-header">
        <a className="town-back" href={hashOf(home)}>
          <BackIcon />
          {texts.townSettings.backToInbox}
        </a>
        <Heading level={1} appearance="level-3" id="records-title" tabIndex={-1}>
          {words.title}
        </Heading>
        <nav aria-label={words.title}>
          <ul className="town-rooms">
            {recordsRooms.map((each) => (
              <li key={each}>
                <a
                  href={hashOfRecords({ room: each, open: null })}
                  aria-current={room === each ? "page" : undefined}
                >
                  {words.rooms[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {!props.online && (
          <p className="offline-bar" role="status">
            <OfflineIcon />
            {words.offline}
          </p>
        )}
      </header>
      {room === "retention" && <RetentionRoom open={open} {...props} />}
      {room === "holds" && <HoldsRoom open={open} {...props} />}
      {room === "deposits" && (
        <ExportRoom open={open} {...{ deposits, exporting, keepsArchive }} {...props} />
      )}
      {room === "destruction" && (
        <DestructionRoom
          {...{ open, me, actions: destruction, names: props.names, members: props.members }}
          retention={props.town.retention}
        />
      )}
      {room === "erasures" && <ErasuresRoom actions={props.actions} town={props.town} />}
      {room === "audit-log" && (
        <AuditLogRoom actions={auditLog} members={props.members} names={props.names} />
      )}
      {room === "considerations" && <ConsiderationsRoom open={open} {...props} actions={considerations} />}
      {room === "woo" && <WooRoom open={open} {...props} {...{ reading, keepsArchive }} />}
    </main>
  );
};
