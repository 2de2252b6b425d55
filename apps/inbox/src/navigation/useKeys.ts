import { useEffect, useLayoutEffect, useRef } from "react";
import { tinykeys } from "tinykeys";

/** Key sequences as tinykeys writes them ("g w", "Shift+?"), and what they do. */
export type KeyBindings = Record<string, () => void>;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches("input:not([type=checkbox], [type=radio]), textarea, select");

/** As long as tinykeys waits for the second key of a sequence. */
const sequenceMs = 1_000;

/** When a sequence was begun with g, and the event that ended one: there, and until then, a letter is nothing by itself. */
const sequence: { begunAtMs: number; ended: KeyboardEvent | undefined } = {
  begunAtMs: Number.NEGATIVE_INFINITY,
  ended: undefined,
};
const isSecondKey = (event: KeyboardEvent): boolean =>
  event === sequence.ended || event.timeStamp - sequence.begunAtMs < sequenceMs;

/**
 * Listens for keys on the whole page. Single letters never work while somebody types in a field or has a dialog
 * open, nor when `enabled` is false (WCAG 2.1.4).
 */
export const useKeys = (bindings: KeyBindings, enabled: boolean): void => {
  const newest = useRef(bindings);
  useLayoutEffect(() => {
    newest.current = bindings;
  });
  const keys = Object.keys(bindings).join("\n");
  // Before it is painted: a key works as soon as the button that says it can be seen.
  useLayoutEffect(() => {
    if (!enabled) return;
    const run = (key: string) => (event: KeyboardEvent) => {
      if (event.isComposing || isField(event.target) || document.querySelector("dialog[open]")) return;
      if (!key.includes(" ") && isSecondKey(event)) return;
      if (key.includes(" ")) {
        sequence.begunAtMs = Number.NEGATIVE_INFINITY;
        sequence.ended = event;
      }
      event.preventDefault();
      newest.current[key]?.();
    };
    const begin = (event: KeyboardEvent) => {
      if (!isField(event.target)) sequence.begunAtMs = event.timeStamp;
    };
    const all = keys.split("\n");
    return tinykeys(window, {
      ...(all.some((key) => key.startsWith("g ")) && { g: begin }),
      ...Object.fromEntries(all.map((key) => [key, run(key)])),
    });
  }, [keys, enabled]);
};

/** A key that works wherever one is, also in the middle of a word and without single-letter keys: no letter is lost by it. */
export const useKeyAnywhere = (key: string, act: () => void): void => {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(
    () =>
      tinykeys(window, {
        [key]: (event) => {
          event.preventDefault();
          newest.current();
        },
      }),
    [key],
  );
};

/** Escape first leaves a field, then goes back. Dialogs close on it by themselves. */
export const useEscape = ({ leaveField, back }: { leaveField: () => void; back: () => void }): void => {
  const newest = useRef({ leaveField, back });
  useEffect(() => {
    newest.current = { leaveField, back };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
      if (isField(event.target)) newest.current.leaveField();
      else newest.current.back();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
};
