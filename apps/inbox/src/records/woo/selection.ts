/** Part of one of the texts on the screen: `of`, from a `data-text`; in UTF-16 code units. */
export type SelectedPart = { of: number; start: number; end: number };

/** What is selected of the texts within an element, each by itself. */
export const selectedParts = (within: HTMLElement, selection: Selection | null): SelectedPart[] => {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  return [...within.querySelectorAll<HTMLElement>("[data-text]")].flatMap((element) => {
    if (!range.intersectsNode(element)) return [];
    const whole = document.createRange();
    whole.selectNodeContents(element);
    const part = whole.cloneRange();
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0)
      part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0)
      part.setEnd(range.endContainer, range.endOffset);
    const before = whole.cloneRange();
    before.setEnd(part.startContainer, part.startOffset);
    const start = before.toString().length;
    const end = start + part.toString().length;
    return start < end ? [{ of: Number(element.dataset.text), start, end }] : [];
  });
};
