import { Button } from "@nl-design-system-candidate/button-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import type { KeyboardEvent, ReactNode, Ref, RefObject } from "react";
import { AnswerIcon, LockIcon, NoteIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { Writing, type WritingProps } from "./Writing.js";

type ComposerProps = WritingProps & {
  onChannel: (channel: WritingProps["channel"]) => void;
  /** What is asked first, in the place of an answer, while an offer is open. */
  offer: ReactNode;
  /** Goes on with what is closed. */
  onFollowUp: () => void;
};

const channels = ["public", "internal"] as const;

/** Where a colleague writes: an answer to the citizen, or a note on another background that the citizen never sees. */
export const Composer = (props: ComposerProps) => {
  const texts = useTexts();
  const { access, channel, onChannel } = props;
  if (access.may === "nothing") {
    return (
      <footer className="composer composer-closed">
        <div>
          <p className="composer-reason">{texts.composer.closed}</p>
          <Paragraph className="quiet">
            {texts.composer.closedHint} {texts.followUp.hint}
          </Paragraph>
        </div>
        <Button
          purpose="secondary"
          aria-keyshortcuts="v"
          iconStart={<AnswerIcon />}
          label={texts.followUp.button}
          iconEnd={
            <span className="key" aria-hidden="true">
              v
            </span>
          }
          onClick={props.onFollowUp}
        />
      </footer>
    );
  }
  if (access.may === "read") {
    return (
      <footer className="composer composer-closed">
        <p className="composer-reason" tabIndex={-1} ref={props.focusRef as RefObject<HTMLParagraphElement>}>
          {texts.transfer.youReadAlong}
        </p>
        <Paragraph className="quiet">{texts.transfer.youReadAlongHint}</Paragraph>
      </footer>
    );
  }
  const arrows = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = channel === "public" ? "internal" : "public";
    onChannel(other);
    document.getElementById(`tab-${other}`)?.focus();
  };
  return (
    <section className={`composer composer-${channel}`} aria-label={texts.composer.landmark}>
      <div role="tablist" className="tabs" aria-label={texts.composer.landmark}>
        {channels.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            className="tab"
            aria-selected={channel === each}
            aria-controls="composer-panel"
            aria-keyshortcuts={each === "public" ? "r" : "n"}
            tabIndex={channel === each ? 0 : -1}
            onClick={() => onChannel(each)}
            onKeyDown={arrows}
          >
            {each === "public" ? <AnswerIcon /> : <NoteIcon />}
            {each === "public" ? texts.composer.answerTab : texts.composer.noteTab}
            <span className="key" aria-hidden="true">
              {each === "public" ? "r" : "n"}
            </span>
          </button>
        ))}
        {channel === "internal" && (
          <span className="composer-audience">
            <LockIcon />
            {texts.composer.noteExplained}
          </span>
        )}
      </div>
      <div role="tabpanel" id="composer-panel" aria-labelledby={`tab-${channel}`} className="composer-panel">
        {channel === "public" && access.may === "take" && <Take {...props} />}
        {channel === "public" && props.offer}
        {channel === "public" && access.may === "note" && !props.offer && (
          <ReadOnly {...props} inHandOf={access.inHandOf} />
        )}
        {(channel === "internal" || access.may === "answer" || access.may === "answer_once_taken") && (
          <Writing key={`${props.conversation} ${channel}`} {...props} />
        )}
      </div>
    </section>
  );
};

const Take = ({ onTake, focusRef }: ComposerProps) => {
  const texts = useTexts();
  return (
    <div className="composer-instead">
      <p className="composer-reason">{texts.composer.nobodyHas}</p>
      <Button purpose="primary" onClick={() => void onTake()} ref={focusRef as Ref<HTMLButtonElement>}>
        {texts.composer.take}
      </Button>
    </div>
  );
};

const ReadOnly = ({ inHandOf, focusRef }: ComposerProps & { inHandOf: string }) => {
  const texts = useTexts();
  return (
    <div className="composer-instead">
      <div>
        <p className="composer-reason" tabIndex={-1} ref={focusRef as Ref<HTMLParagraphElement>}>
          {texts.composer.colleagueHas(inHandOf)}
        </p>
        <Paragraph className="quiet">{texts.composer.colleagueHasHint}</Paragraph>
      </div>
    </div>
  );
};
