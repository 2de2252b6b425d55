import { Heading } from "@nl-design-system-candidate/heading-react";
import { useEffect, useMemo } from "react";
import { OfflineIcon } from "../../icons.js";
import { useClock } from "../../queue/clock.js";
import { dayOf } from "../../records/period.js";
import { useTexts } from "../../texts/texts.js";
import { SupervisorTabs } from "../SupervisorTabs.js";
import { ColleaguesPage } from "./ColleaguesPage.js";
import { ConversationsPage } from "./ConversationsPage.js";
import { Definitions } from "./Definitions.js";
import { FiguresPage } from "./FiguresPage.js";
import { listTitleId } from "./ListFrame.js";
import { MovesPage } from "./MovesPage.js";
import { queryOf, reportsPlaceOf } from "./place.js";
import type { ReportsProps } from "./roomProps.js";

/** What supervisors steer on: figures of their desks, the conversations behind each, and how they are counted. */
export const ReportsRoom = ({ open, colleagues, decision, ...props }: ReportsProps) => {
  const texts = useTexts();
  const { reports: words } = texts;
  const place = useMemo(() => reportsPlaceOf(open), [open]);
  const { page, wish } = place;
  const today = useClock(dayOf);
  const query = useMemo(() => queryOf(wish, today), [wish, today]);
  // Who comes along a link arrives at the words it leads to.
  useEffect(() => {
    const title = page === "list" || page === "moves" ? listTitleId : "reports-title";
    document.getElementById(title)?.focus();
  }, [page]);
  return (
    <main className="town reports">
      <header className="town-header not-printed">
        <Heading level={1} appearance="level-3" id="reports-title" tabIndex={-1}>
          {words.title}
        </Heading>
        <SupervisorTabs current={page === "list" || page === "moves" ? "figures" : page} wish={wish} />
        {!props.online && (
          <p className="offline-bar" role="status">
            <OfflineIcon />
            {words.offline}
          </p>
        )}
      </header>
      {page === "definitions" && <Definitions />}
      {/* Kept while a list is looked at, so that coming back shows the same figures at once. */}
      <FiguresPage {...props} {...{ wish, query, today }} hidden={page !== "figures"} />
      {page === "colleagues" && (
        <ColleaguesPage
          {...{ wish, query, today, decision }}
          actions={colleagues}
          names={props.names}
          online={props.online}
        />
      )}
      {page === "list" && <ConversationsPage {...props} wish={wish} query={query} list={place.list} />}
      {page === "moves" && <MovesPage {...props} wish={wish} query={query} move={place.move} />}
    </main>
  );
};
