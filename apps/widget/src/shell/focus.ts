import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Moves focus here when the screen appears and each time the chat is shown again, and at no other moment. */
export const useFocusWhenShown = (target: RefObject<HTMLElement | null>, shown: boolean): void => {
  const latest = useRef(target);
  latest.current = target;
  useEffect(() => {
    if (shown) latest.current.current?.focus();
  }, [shown]);
};

/** A keyboard is at hand, so that focus on a field does not push one up over half the screen. */
export const hasKeyboard = (): boolean => matchMedia("(hover: hover) and (pointer: fine)").matches;

/** For a scrolling region: not every browser lets the keyboard reach one of itself. */
export const scrollable = { tabIndex: 0 };
