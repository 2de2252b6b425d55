import type { PerColleagueDecision } from "@eigenkanaal/protocol";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useFormats } from "../texts/formats.js";
import { useTexts } from "../texts/texts.js";

/** Who sees one's figures, since when and why. */
export const SeenBy = ({ decision }: { decision: PerColleagueDecision | null }) => {
  const { seenBy: words } = useTexts().colleagueFigures;
  const { longDate } = useFormats();
  return (
    <section className="notice figures-seen-by" aria-labelledby="figures-seen-by">
      <Heading level={2} appearance="level-5" id="figures-seen-by">
        {words.title}
      </Heading>
      <Paragraph>{decision ? words[decision.choice](longDate(decision.sinceMs)) : words.undecided}</Paragraph>
      {decision && (
        <Paragraph>
          {words.reason}: {decision.reason}
        </Paragraph>
      )}
    </section>
  );
};
