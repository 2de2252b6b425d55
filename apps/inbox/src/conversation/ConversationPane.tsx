import { useClientState } from "@eigenkanaal/client/react";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useEffect, useMemo } from "react";
import { BackIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";
import { OpenConversation, type PaneProps } from "./OpenConversation.js";

/** Follows one conversation while it is on the screen. */
export const ConversationPane = (props: PaneProps) => {
  const { actions, conversation } = props;
  const texts = useTexts();
  const handle = useMemo(() => actions.conversation(conversation), [actions, conversation]);
  useEffect(() => () => handle.leave(), [handle]);
  const state = useClientState(handle.state);
  if (state.phase === "open") {
    const { phase: _, ...open } = state;
    return <OpenConversation {...props} {...open} handle={handle} />;
  }
  return (
    // Where the skip link leads to, as long as there is no title.
    <div className="conversation-instead" id="conversation-title" tabIndex={-1}>
      <Button
        purpose="subtle"
        iconOnly
        iconStart={<BackIcon />}
        label={texts.back}
        className="back"
        onClick={props.onBack}
      />
      {state.phase === "loading" && <ConversationSkeleton />}
      {state.phase === "refused" && (
        <Instead title={texts.conversation.refusedTitle} onBack={props.onBack}>
          {texts.refused[state.code]}
        </Instead>
      )}
      {state.phase === "moved" && (
        <Instead title={texts.transfer.movedTitle(props.names.desk(state.to))} onBack={props.onBack}>
          {texts.transfer.movedText}
        </Instead>
      )}
    </div>
  );
};

const ConversationSkeleton = () => {
  const texts = useTexts();
  return (
    <div className="skeleton conversation-skeleton" role="status">
      <span className="unseen">{texts.conversation.loading}</span>
      {["a", "b", "c"].map((key) => (
        <div key={key} className="skeleton-bubble" />
      ))}
    </div>
  );
};

const Instead = ({ title, onBack, children }: { title: string; onBack: () => void; children: string }) => {
  const texts = useTexts();
  return (
    <div className="empty" role="alert">
      <Heading level={2} appearance="level-4">
        {title}
      </Heading>
      <Paragraph>{children}</Paragraph>
      <Button purpose="secondary" onClick={onBack}>
        {texts.back}
      </Button>
    </div>
  );
};
