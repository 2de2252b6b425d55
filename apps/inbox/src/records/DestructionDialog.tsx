import { Modal } from "../navigation/Modal.js";
import { useTexts } from "../texts/texts.js";
import { Destruction } from "./Destruction.js";
import type { DestructionProps } from "./useDestruction.js";

/** Destruction over the inbox, as the other settings are. */
export const DestructionDialog = ({ onClose, ...props }: DestructionProps & { onClose: () => void }) => {
  const { destruction: words } = useTexts();
  return (
    <Modal title={words.title} onClose={onClose}>
      <Destruction {...props} />
    </Modal>
  );
};
