import type { ComponentChildren, RefObject } from "preact";
import { BackIcon, CloseIcon } from "../icons.js";
import { useReading } from "../texts/reading.js";
import { IconButton } from "./IconButton.js";
import { useSurroundings } from "./surroundings.js";

/** The top bar: whose chat this is, the way back while nothing has been sent, and the way out. */
export const Header = ({
  title,
  below,
  heading,
  onBack,
  children,
}: {
  title: string;
  below?: string;
  /** Given where this is the screen's own heading, which can take focus. */
  heading?: RefObject<HTMLHeadingElement | null>;
  onBack?: (() => void) | undefined;
  children?: ComponentChildren;
}) => {
  const { texts } = useReading();
  const { minimise } = useSurroundings();
  return (
    <header class="header">
      {onBack !== undefined && <IconButton label={texts.widget.back} icon={<BackIcon />} onClick={onBack} />}
      <div class="header-names">
        {heading === undefined ? (
          <p class="header-title">{title}</p>
        ) : (
          <h1 ref={heading} class="nl-heading nl-heading--level-5" tabIndex={-1}>
            {title}
          </h1>
        )}
        {below !== undefined && <p class="header-below">{below}</p>}
      </div>
      {children}
      {minimise !== null && (
        <IconButton
          label={texts.widget.minimiseHint}
          title={texts.widget.minimise}
          icon={<CloseIcon />}
          onClick={minimise}
        />
      )}
    </header>
  );
};
