/** Moves the focus to the first that fits, if there is one. */
export const focusOn = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();
