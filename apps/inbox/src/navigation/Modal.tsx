import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { CloseIcon } from "../icons.js";
import { useTexts } from "../texts/texts.js";

/** A dialog of the browser itself: it keeps focus inside, closes on Escape and gives focus back to where it was. `data-first` marks what the focus begins on. */
export const Modal = ({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) => {
  const texts = useTexts();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="modal" aria-labelledby={titleId} onClose={onClose}>
      <header className="modal-header">
        <Heading level={2} appearance="level-3" id={titleId}>
          {title}
        </Heading>
        <Button purpose="subtle" iconOnly iconStart={<CloseIcon />} label={texts.close} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
};
