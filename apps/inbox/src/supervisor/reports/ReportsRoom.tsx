import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useTexts } from "../../texts/texts.js";

/** The reports of a supervisor's desks. */
export const ReportsRoom = () => {
  const { supervisor: words } = useTexts();
  return (
    <div className="town-body">
      <Paragraph>{words.noReports}</Paragraph>
    </div>
  );
};
