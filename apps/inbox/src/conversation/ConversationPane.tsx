import { useClientState } from "@eigenkanaal/client/react";
import type { ErrorCode } from "@eigenkanaal/protocol";
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
    return <OpenConversation {...props} view={state.view} assignee={state.assignee} handle={handle} />;
  }
  return (
    <div className="conversation-instead">
      <button type="button" className="icon-button back" aria-label={texts.back} onClick={props.onBack}>
        <BackIcon />
      </button>
      {state.phase === "loading" ? (
        <ConversationSkeleton />
      ) : (
        <Refused code={state.code} onBack={props.onBack} />
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

const Refused = ({ code, onBack }: { code: ErrorCode; onBack: () => void }) => {
  const texts = useTexts();
  return (
    <div className="empty" role="alert">
      <h2>{texts.conversation.refusedTitle}</h2>
      <p>{texts.refused[code]}</p>
      <button type="button" className="button" onClick={onBack}>
        {texts.back}
      </button>
    </div>
  );
};
