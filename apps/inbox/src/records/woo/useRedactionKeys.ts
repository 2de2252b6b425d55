import { type RefObject, useEffect, useRef } from "react";

type Keys = Record<string, () => void>;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");

/** Keys that work while the keyboard is within an element, and then for nothing else (WCAG 2.1.4); not in its fields. */
export const useRedactionKeys = (within: RefObject<HTMLElement | null>, keys: Keys): void => {
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    const element = within.current;
    const press = (event: KeyboardEvent) => {
      const act = newest.current[event.key];
      if (!act || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isField(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    element?.addEventListener("keydown", press);
    return () => element?.removeEventListener("keydown", press);
  }, [within]);
};
