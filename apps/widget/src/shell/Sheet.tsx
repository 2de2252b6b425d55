import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { CloseIcon } from "../icons.js";
import { useReading } from "../texts/reading.js";
import { scrollable } from "./focus.js";
import { IconButton } from "./IconButton.js";

/** A modal sheet over the chat. The browser keeps focus inside, closes it on Esc and gives focus back. */
export const Sheet = ({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) => {
  const { texts } = useReading();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby={titleId} onClose={onClose}>
      <div class="sheet-header">
        <h2 id={titleId} class="nl-heading nl-heading--level-3">
          {title}
        </h2>
        <IconButton label={texts.widget.close} icon={<CloseIcon />} onClick={onClose} />
      </div>
      <div class="sheet-body" {...scrollable}>
        {children}
      </div>
    </dialog>
  );
};
