import type { ReviewActions } from "@eigenkanaal/client";
import type { AskReview, Reviews } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useState } from "react";
import { OfflineIcon, QualityIcon } from "../../icons.js";
import { WhenLoaded } from "../../records/WhenLoaded.js";
import { focusStep } from "../../reviews/focusStep.js";
import { useReviews } from "../../reviews/useReviews.js";
import { useTexts } from "../../texts/texts.js";
import { SupervisorTabs } from "../SupervisorTabs.js";
import { AskedReview } from "./AskedReview.js";
import { AskForm } from "./AskForm.js";
import type { QualityProps } from "./roomProps.js";

type Desks = Awaited<ReturnType<ReviewActions["desks"]>>;

/** Samples that a supervisor asked to have reviewed: how it stands with them, and the verdicts; never what was said. */
export const QualityRoom = (props: QualityProps) => {
  const { supervisor, reviews: words } = useTexts();
  const { state, isCurrent } = useReviews(props.actions);
  // Who comes along a link arrives at the words it leads to.
  useEffect(() => document.querySelector<HTMLElement>("#supervisor-title")?.focus(), []);
  return (
    <main className="town supervisor reviews" data-room="quality">
      <header className="town-header">
        <Heading level={1} appearance="level-3" id="supervisor-title" tabIndex={-1}>
          {supervisor.rooms.quality}
        </Heading>
        <SupervisorTabs current="quality" />
        {!(props.online && isCurrent) && (
          <p className="offline-bar" role="status">
            <OfflineIcon />
            {words.offline}
          </p>
        )}
      </header>
      <WhenLoaded state={state} load={props.actions.refresh} loading={words.loading}>
        {(reviews) => <Quality reviews={reviews} {...props} />}
      </WhenLoaded>
    </main>
  );
};

const Quality = ({ reviews: { allowed, asked }, ...props }: QualityProps & { reviews: Reviews }) => {
  const { quality: words } = useTexts().reviews;
  const { actions, online } = props;
  const [desks, setDesks] = useState<Desks>();
  const [doing, setDoing] = useState<"looking" | "asking">("looking");
  const [said, setSaid] = useState("");
  useEffect(() => void actions.desks().then(setDesks), [actions]);
  const send = async (wish: AskReview) => {
    const answer = await actions.ask(wish);
    if (!answer.ok) return answer.failure;
    setDoing("looking");
    setSaid(words.sent(answer.value.conversations.length));
    return undefined;
  };
  return (
    <div className="town-body">
      <div className="review-page">
        <Paragraph className="quiet">{words.intro}</Paragraph>
        {/* What was pressed is gone with the step it belonged to. */}
        <p
          key={said}
          ref={said === "" ? null : focusStep}
          tabIndex={-1}
          className={said === "" ? "unseen" : "notice notice-ok"}
          role="status"
        >
          {said}
        </p>
        {!allowed && (
          <div className="notice review-off">
            <strong>{words.notAllowed}</strong>
            <p>{words.whereDecided}</p>
          </div>
        )}
        {allowed && desks?.length === 0 && <Paragraph className="notice">{words.noDesks}</Paragraph>}
        {allowed && desks && desks.length > 0 && doing === "looking" && (
          <Button
            purpose="primary"
            disabled={!online}
            data-opens="ask-review"
            onClick={() => {
              setSaid("");
              setDoing("asking");
            }}
          >
            {words.ask}
          </Button>
        )}
        {allowed && desks && doing === "asking" && (
          <AskForm desks={desks} {...props} onSend={send} onCancel={() => setDoing("looking")} />
        )}
        {asked.length === 0 && doing === "looking" && (
          <div className="empty">
            <QualityIcon />
            <Heading level={2} appearance="level-4">
              {words.none.title}
            </Heading>
            <Paragraph>{words.none.text}</Paragraph>
          </div>
        )}
        {asked.map((review) => (
          <AskedReview
            key={review.review}
            review={review}
            {...props}
            onEnded={() => setSaid(words.endedNow)}
          />
        ))}
      </div>
    </div>
  );
};
