import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { useTexts } from "../texts/texts.js";
import type { HandOverState } from "./useHandOver.js";

/** What there is to say of handing over: that there is no connection, that it is under way, or why it did not go. */
export const HandOverSays = ({ state, online }: { state: HandOverState; online: boolean }) => {
  const { transfer, refused } = useTexts();
  return (
    <>
      {!online && <Paragraph className="notice">{transfer.offline}</Paragraph>}
      {state.at === "refused" && (
        <Paragraph className="notice notice-danger" role="alert">
          {refused[state.code]}
        </Paragraph>
      )}
      {state.at === "note_lost" && (
        <Paragraph className="notice notice-danger" role="alert">
          {transfer.noteLost}
        </Paragraph>
      )}
      <p className="unseen" role="status">
        {state.at === "busy" && transfer.busy}
      </p>
    </>
  );
};
