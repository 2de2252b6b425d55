import type { CitizenActions, ConversationView, TownView } from "@eigenkanaal/client";
import { ConfirmSheet } from "../shell/ConfirmSheet.js";
import { useReading } from "../texts/reading.js";
import { EraseSheet, ReadersSheet, SaveSheet } from "./later.js";

export type SheetName = "readers" | "save" | "close" | "erase" | "forget" | "renew";

/** The sheet that lies over the conversation. */
export const ConversationSheet = ({
  name,
  conversation,
  town,
  actions,
  onClose,
}: {
  name: SheetName;
  conversation: ConversationView;
  town: TownView;
  actions: CitizenActions;
  onClose: () => void;
}) => {
  const { closing, forgetting, renewing } = useReading().texts;
  switch (name) {
    case "readers":
      return <ReadersSheet conversation={conversation} town={town} onClose={onClose} />;
    case "save":
      return <SaveSheet conversation={conversation} town={town} gather={actions.gather} onClose={onClose} />;
    case "close":
      return <ConfirmSheet question={closing} act={actions.close} onClose={onClose} />;
    case "erase":
      return <EraseSheet erase={actions.erase} table={town.retention} onClose={onClose} />;
    case "forget":
      return <ConfirmSheet question={forgetting} act={actions.forget} onClose={onClose} />;
    case "renew":
      return (
        <ConfirmSheet question={{ ...forgetting, ...renewing }} act={actions.forget} onClose={onClose} />
      );
  }
};
