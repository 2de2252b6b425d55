import type { PerColleagueDecision } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";
import { figuresHome, hashOfFigures } from "./place.js";

/** Says to a colleague that their supervisor sees their figures from now on, until they say that they read it. */
export const FiguresNotice = ({
  decision,
  onRead,
}: {
  decision: PerColleagueDecision;
  onRead: () => void;
}) => {
  const { notice: words } = useTexts().colleagueFigures;
  const { longDate } = useFormats();
  return (
    <section className="figures-notice" aria-labelledby="figures-notice">
      <div role="status">
        <p className="figures-notice-title" id="figures-notice">
          {words.title}
        </p>
        <p>{words.text(longDate(decision.sinceMs))}</p>
      </div>
      <div className="figures-notice-actions">
        <a href={hashOfFigures(figuresHome)}>{words.look}</a>
        <Button purpose="primary" onClick={onRead}>
          {words.read}
        </Button>
      </div>
    </section>
  );
};
