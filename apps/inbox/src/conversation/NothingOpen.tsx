import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import { InboxIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";

/** What stands in a conversation's place while none is open. */
export const NothingOpen = ({ anyToOpen }: { anyToOpen: boolean }) => {
  const { conversation } = useTexts();
  return (
    <div className="nothing-open">
      <InboxIcon />
      <Paragraph className="nothing-title">
        {anyToOpen ? conversation.nothingOpen : conversation.nothingToOpen}
      </Paragraph>
      <Paragraph>{anyToOpen ? conversation.nothingOpenText : conversation.nothingToOpenText}</Paragraph>
    </div>
  );
};
