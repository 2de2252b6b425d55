/** For what takes the place of a button that was pressed: the keyboard goes on there. */
export const focusStep = (step: HTMLElement | null): void => step?.focus();
