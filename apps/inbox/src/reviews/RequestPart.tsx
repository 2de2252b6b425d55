import type { Released } from "@eigenkanaal/client";
import type { ConversationId, Review } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useRef, useState } from "react";
import { useTexts } from "../texts/texts.js";
import { Group } from "../townSettings/fields.js";
import { focusStep } from "./focusStep.js";
import { ReleaseOutcome } from "./ReleaseOutcome.js";
import { RequestedRow } from "./RequestedRow.js";
import { memberName, type ReviewProps } from "./roomProps.js";
import { askedIn } from "./sums.js";

type Doing =
  | { at: "choosing" }
  | { at: "releasing"; of: number; released: readonly Released[] }
  | { at: "done"; released: readonly Released[] };

/** Letting a reviewer into the conversations of one's desk, or not: what it means stands before the button. */
export const RequestPart = ({ review, ...props }: ReviewProps & { review: Review }) => {
  const { reviews: texts } = useTexts();
  const { release: words } = texts;
  const { actions, online } = props;
  const asked = askedIn(review);
  const [left, setLeft] = useState<ReadonlySet<ConversationId>>(new Set());
  const [doing, setDoing] = useState<Doing>({ at: "choosing" });
  const [said, setSaid] = useState("");
  const stop = useRef<AbortController>(undefined);
  const chosen = asked.flatMap(({ conversation }) =>
    conversation && !left.has(conversation) ? [conversation] : [],
  );

  const choose = (conversation: ConversationId, isChosen: boolean) => {
    const next = new Set(left);
    if (isChosen) next.delete(conversation);
    else next.add(conversation);
    setLeft(next);
  };
  const release = async () => {
    setSaid("");
    stop.current = new AbortController();
    const { signal } = stop.current;
    setDoing({ at: "releasing", of: chosen.length, released: [] });
    const told = (released: Released[]) => setDoing({ at: "releasing", of: chosen.length, released });
    setDoing({ at: "done", released: await actions.release(review, chosen, { signal, told }) });
  };

  return (
    <section className="review-request" aria-labelledby="review-release">
      <Heading level={3} appearance="level-4" id="review-release">
        {words.title}
      </Heading>
      {asked.length === 0 ? (
        <Paragraph className="quiet">{words.noneAsked}</Paragraph>
      ) : (
        <>
          <Paragraph>{words.intro}</Paragraph>
          <div className="notice review-meaning">
            <strong>{words.means}</strong>
            <ul>
              <li>{words.meaning(memberName(review.reviewer, props))}</li>
              <li>{words.seen}</li>
              <li>{words.notes}</li>
            </ul>
          </div>
          <Group title={words.choose}>
            <ul className="review-rows">
              {asked.map((reviewed) => (
                <RequestedRow
                  key={reviewed.conversation}
                  {...{ review, reviewed }}
                  {...props}
                  chosen={reviewed.conversation !== null && !left.has(reviewed.conversation)}
                  busy={doing.at === "releasing"}
                  onChoose={choose}
                  onRefused={() => setSaid(words.refused)}
                />
              ))}
            </ul>
          </Group>
        </>
      )}
      <p
        key={`${said}${asked.length}`}
        ref={said === "" ? null : focusStep}
        tabIndex={-1}
        className={said === "" ? "unseen" : "notice notice-ok"}
        role="status"
      >
        {said}
      </p>
      {doing.at === "releasing" ? (
        <div className="town-actions" ref={focusStep} tabIndex={-1}>
          <p role="status">{words.busy(doing.released.length, doing.of)}</p>
          <Button purpose="secondary" onClick={() => stop.current?.abort()}>
            {words.stop}
          </Button>
        </div>
      ) : (
        asked.length > 0 && (
          <div className="town-actions">
            <Button
              purpose="primary"
              disabled={!online || chosen.length === 0}
              data-purpose="release"
              onClick={() => void release()}
            >
              {words.confirm(chosen.length)}
            </Button>
            {chosen.length === 0 && <p className="quiet">{words.noneChosen}</p>}
          </div>
        )
      )}
      {doing.at === "done" && <ReleaseOutcome released={doing.released} />}
    </section>
  );
};
