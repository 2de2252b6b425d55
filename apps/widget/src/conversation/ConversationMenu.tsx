import { useEffect, useId, useRef, useState } from "preact/hooks";
import { MoreIcon } from "../icons.js";
import { IconButton } from "../shell/IconButton.js";
import { useSurroundings } from "../shell/surroundings.js";
import { useReading } from "../texts/reading.js";

/** What one does seldom. A plain disclosure: it closes on Esc, on a choice and when focus or a click goes elsewhere. */
export const ConversationMenu = ({
  showsTyping,
  setShowsTyping,
  onOtherDevice,
  onSave,
  onClose,
  onErase,
  onForget,
}: {
  showsTyping: boolean;
  setShowsTyping: (shows: boolean) => void;
  /** Null while there is nothing to go on with, or to close. */
  onOtherDevice: (() => void) | null;
  onSave: (() => void) | null;
  onClose: (() => void) | null;
  onErase: (() => void) | null;
  onForget: (() => void) | null;
}) => {
  const { texts } = useReading();
  const { changeLanguage } = useSurroundings();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      // Else the same key would minimise the chat.
      event.stopPropagation();
      setOpen(false);
      toggle.current?.focus();
    };
    document.addEventListener("keydown", closeOnEscape);
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    return () => {
      document.removeEventListener("keydown", closeOnEscape);
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
    };
  }, [open]);

  const choose = (act: () => void) => (): void => {
    setOpen(false);
    toggle.current?.focus();
    act();
  };

  const items: [act: (() => void) | null, words: string][] = [
    [changeLanguage, texts.widget.otherLanguage],
    [onOtherDevice, texts.menu.otherDevice],
    [onSave, texts.menu.save],
    [onClose, texts.menu.close],
    [onErase, texts.menu.erase],
  ];
  return (
    <div ref={menu} class="menu">
      <IconButton
        ref={toggle}
        label={texts.widget.menu}
        icon={<MoreIcon />}
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen(!open)}
      />
      <div id={panelId} class="menu-panel" hidden={!open}>
        <label class="menu-item">
          <input
            type="checkbox"
            checked={showsTyping}
            onChange={(event) => setShowsTyping(event.currentTarget.checked)}
          />
          {texts.menu.showsTyping}
        </label>
        {items.map(
          ([act, words]) =>
            act !== null && (
              <button key={words} type="button" class="menu-item" onClick={choose(act)}>
                {words}
              </button>
            ),
        )}
        {onForget !== null && (
          <button type="button" class="menu-item menu-item-danger" onClick={choose(onForget)}>
            {texts.menu.forget}
          </button>
        )}
      </div>
    </div>
  );
};
