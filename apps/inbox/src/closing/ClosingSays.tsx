import type { ErrorCode } from "@eigenkanaal/protocol";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useTexts } from "../texts/texts.js";

export type ClosingState =
  | { at: "filling_in" }
  /** It was to be sent, and something was wrong with it. */
  | { at: "sent_back" }
  /** There may be personal data in it. */
  | { at: "asking" }
  | { at: "sending" }
  | { at: "refused"; code: ErrorCode };

/** What there is to say of closing: that there is no connection, that it is under way, or why it did not go. */
export const ClosingSays = ({ state, online }: { state: ClosingState; online: boolean }) => {
  const { closing: words, refused } = useTexts();
  return (
    <>
      {!online && (
        <Paragraph className="notice" role="status">
          {words.offline}
        </Paragraph>
      )}
      {state.at === "refused" && (
        <Paragraph className="notice notice-danger" role="alert">
          {refused[state.code]}
        </Paragraph>
      )}
      <p className="closing-sending" role="status">
        {state.at === "sending" && words.sending}
      </p>
    </>
  );
};
