import { type FrameMessage, type PageMessage, parseFrameMessage } from "../frame/messages.js";

/** The chat's frame on the town's page. Made on first opening; minimised it lives on, so that answers still come in. */
export type Panel = {
  show(): void;
  hide(): void;
  /** Hands the frame what a link said, once it can hear it. */
  follow(link: string): void;
};

/** Below this the frame fills the screen; the same number as in embed.css. */
const fullScreenBelow = "(width < 480px)";

/**
 * Puts the frame into the shadow root. Fetches it from the chat host: call it only when the person asks for it.
 * Messages go to and are taken from exactly the origin of `address`.
 */
export const openPanel = (
  root: ShadowRoot,
  frame: { address: URL; title: string },
  hear: (message: FrameMessage) => void,
): Panel => {
  const iframe = document.createElement("iframe");
  iframe.title = frame.title;
  iframe.allow = "";
  iframe.referrerPolicy = "no-referrer";
  iframe.src = frame.address.href;

  let ready = false;
  let following: string | undefined;
  const tell = (message: PageMessage): void =>
    iframe.contentWindow?.postMessage(message, frame.address.origin);

  const follow = (): void => {
    if (!ready || following === undefined) return;
    tell({ type: "linked", link: following });
    following = undefined;
  };

  window.addEventListener("message", (event) => {
    if (event.source !== iframe.contentWindow || event.origin !== frame.address.origin) return;
    const message = parseFrameMessage(event.data);
    if (message === undefined) return;
    if (message.type === "ready") {
      ready = true;
      tell({ type: iframe.hidden ? "minimised" : "opened" });
      follow();
    }
    hear(message);
  });

  const keepAboveKeyboard = (): void => {
    const visible = window.visualViewport;
    if (!visible) return;
    const keyboardIsUp = matchMedia(fullScreenBelow).matches && visible.height < window.innerHeight - 80;
    iframe.classList.toggle("above-keyboard", keyboardIsUp);
    iframe.style.setProperty("--visible-top", `${visible.offsetTop}px`);
    iframe.style.setProperty("--visible-height", `${visible.height}px`);
  };
  window.visualViewport?.addEventListener("resize", keepAboveKeyboard);
  window.visualViewport?.addEventListener("scroll", keepAboveKeyboard);

  root.append(iframe);
  return {
    show: () => {
      iframe.hidden = false;
      iframe.focus();
      if (ready) tell({ type: "opened" });
    },
    hide: () => {
      iframe.hidden = true;
      if (ready) tell({ type: "minimised" });
    },
    follow: (link) => {
      following = link;
      follow();
    },
  };
};
