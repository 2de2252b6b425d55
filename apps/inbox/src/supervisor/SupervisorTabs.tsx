import { useTexts } from "../texts/texts.js";
import { hashOfSupervisor, supervisorHome } from "./place.js";
import { hashOfReports, type ReportWish, reportsHome } from "./reports/place.js";

/** The pages of who supervises, beside each other; the reports stay of what was asked (`wish`). */
export const SupervisorTabs = ({
  current,
  wish = reportsHome.wish,
}: {
  current: "board" | "figures" | "colleagues" | "definitions" | "quality";
  wish?: ReportWish;
}) => {
  const { supervisor, reports, colleagueFigures } = useTexts();
  const tabs = {
    board: { name: supervisor.rooms.board, href: hashOfSupervisor(supervisorHome) },
    figures: { name: supervisor.rooms.reports, href: hashOfReports({ page: "figures", wish }) },
    colleagues: {
      name: colleagueFigures.perColleague.tab,
      href: hashOfReports({ page: "colleagues", wish }),
    },
    definitions: { name: reports.definitions.title, href: hashOfReports({ page: "definitions", wish }) },
    quality: { name: supervisor.rooms.quality, href: hashOfSupervisor({ room: "quality", open: null }) },
  };
  return (
    <nav aria-label={supervisor.landmark}>
      <ul className="town-rooms">
        {Object.entries(tabs).map(([tab, { name, href }]) => (
          <li key={tab}>
            <a href={href} aria-current={tab === current ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
