export type TextPart = { kind: "words"; text: string } | { kind: "link"; href: string };

/** A text cut into words and the https addresses in it; punctuation after an address belongs to the sentence. */
export const textParts = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/https:\/\/[^\s<>"]+/g)) {
    const href = match[0].replace(/[.,;:!?)\]'”’]+$/, "");
    if (!URL.canParse(href)) continue;
    if (match.index > end) parts.push({ kind: "words", text: text.slice(end, match.index) });
    parts.push({ kind: "link", href });
    end = match.index + href.length;
  }
  if (end < text.length) parts.push({ kind: "words", text: text.slice(end) });
  return parts;
};
