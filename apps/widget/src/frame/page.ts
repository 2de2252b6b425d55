import { type FrameMessage, type PageMessage, parsePageMessage } from "./messages.js";

/** The page around the frame: tells it things and hears whether the person sees the chat. */
export type Page = {
  tell(message: FrameMessage): void;
  /** Calls back with what the page says; returns how to stop. */
  hear(callback: (message: PageMessage) => void): () => void;
};

/** The page at exactly this origin; with null (the widget stands alone) one that hears and says nothing. */
export const pageAt = (origin: string | null): Page => ({
  tell: (message) => {
    if (origin !== null && window.parent !== window) window.parent.postMessage(message, origin);
  },
  hear: (callback) => {
    const listen = (event: MessageEvent<unknown>): void => {
      if (event.source !== window.parent || event.origin !== origin) return;
      const message = parsePageMessage(event.data);
      if (message !== undefined) callback(message);
    };
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  },
});
